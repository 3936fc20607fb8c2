import { findHeader, type HeaderRows, headerNames, headerReach, layoutOf } from '#shared/import/import.header.ts';
import type { ImportField } from '#shared/import/import.target.ts';
import type { WorkbookRow, WorkbookSource } from '../platform/workbook/workbook.ts';

/** Sheets whose first rows are looked at; the others are listed, and read when they are chosen. */
const mostLooked = 60;

/** What the first rows of a sheet say about it. */
export interface SheetLook {
  readonly name: string;
  readonly hidden: boolean;
  /** Names of its columns as they are compared; null when it is empty or wasn't looked at. */
  readonly layout: string | null;
  readonly headerRows: HeaderRows;
  /** Columns whose names are known. */
  readonly known: number;
}

/** First rows of a sheet. */
async function headOf(source: WorkbookSource, sheet: number, signal: AbortSignal): Promise<WorkbookRow[]> {
  const rows: WorkbookRow[] = [];
  for await (const row of source.rows(sheet, signal)) {
    rows.push(row);
    if (rows.length === headerReach) break;
  }
  return rows;
}

function layoutOfRows(rows: readonly WorkbookRow[], fields: readonly ImportField[]) {
  const { line, rows: headerRows, known } = findHeader(rows, fields);
  const at = rows.findIndex((row) => row.line === line);
  const width = Math.max(...rows.map((row) => row.cells.length));
  return { layout: layoutOf(headerNames(rows.slice(at, at + headerRows), width)), headerRows, known };
}

/**
 * Looks at the first rows of all sheets. A file with one sheet needs no choice and isn't read for it.
 * @throws DomainError WORKBOOK_…
 */
export async function lookAtSheets(
  source: WorkbookSource,
  fields: readonly ImportField[],
  signal: AbortSignal,
): Promise<SheetLook[]> {
  const looks: SheetLook[] = [];
  for (const [sheet, { name, hidden }] of source.sheets.entries()) {
    const isLooked = source.sheets.length > 1 && sheet < mostLooked;
    const rows = isLooked ? await headOf(source, sheet, signal) : [];
    const unknown = { layout: null, headerRows: 1, known: 0 } as const;
    looks.push({ name, hidden, ...(rows.length > 0 ? layoutOfRows(rows, fields) : unknown) });
  }
  return looks;
}

/**
 * The sheets to read: those chosen, else the visible one with most known names, and all visible sheets of its layout.
 * @param wanted indexes of sheets the user chose
 * @returns indexes in their order, at least one
 */
export function chooseSheets(looks: readonly SheetLook[], wanted: readonly number[] | undefined): number[] {
  const present = (wanted ?? []).filter((sheet) => looks[sheet] !== undefined);
  if (present.length > 0) {
    const layout = looks[present[0] as number]?.layout;
    return present.filter((sheet, i) => i === 0 || looks[sheet]?.layout === layout).sort((a, b) => a - b);
  }
  const visible = [...looks.keys()].filter((sheet) => looks[sheet]?.hidden === false);
  const best = visible.reduce<number | null>((found, sheet) => {
    const look = looks[sheet] as SheetLook;
    if (look.layout === null) return found;
    return found === null || look.known > (looks[found]?.known ?? 0) ? sheet : found;
  }, null);
  if (best === null) return [visible[0] ?? 0];
  return visible.filter((sheet) => looks[sheet]?.layout === looks[best]?.layout);
}
