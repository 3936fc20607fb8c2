import type { Worksheet } from '@cj-tech-master/excelts';

/** What a cell of a designed workbook holds; a formula carries its value, because WPS doesn't recalculate. */
export type Cell = string | number | null | { formula: string; result: number };

const thin = { style: 'thin', color: { argb: 'FF98A2B3' } } as const;
const border = { top: thin, left: thin, bottom: thin, right: thin };
const shaded = { type: 'pattern', pattern: 'solid', fgColor: { argb: 'FFF2F5F9' } } as const;

/** Writes one row with borders; `bold` for heads and totals. @param row from 1 */
export function putRow(
  target: Worksheet,
  row: number,
  cells: readonly Cell[],
  style: { bold?: boolean; format?: string } = {},
): void {
  cells.forEach((value, index) => {
    const cell = target.getCell(row, index + 1);
    // a text is a text whatever it begins with: only formulas made here are formulas
    cell.value = value;
    cell.border = border;
    cell.alignment = { vertical: 'middle', wrapText: typeof value === 'string' };
    if (style.bold) cell.font = { bold: true };
    if (style.bold) cell.fill = shaded;
    if (typeof value === 'number' || (typeof value === 'object' && value !== null))
      cell.numFmt = style.format ?? '0.00#';
  });
}
