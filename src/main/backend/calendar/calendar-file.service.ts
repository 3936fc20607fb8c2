import { readFile, stat } from 'node:fs/promises';
import type { CalendarFileFormat } from '#shared/calendar/calendar.schema.ts';
import { readDayJson, readDayTable, type TableLine } from '#shared/calendar/day-table.rules.ts';
import { readNotice } from '#shared/calendar/notice.rules.ts';
import type { DayReading } from '#shared/calendar/reading.ts';
import { DomainError } from '#shared/kernel/errors.ts';
import type { ServiceContext } from '../context.ts';
import { openWorkbook } from '../platform/workbook/open-workbook.ts';
import type { WorkbookSource } from '../platform/workbook/workbook.ts';
import { tablesWorkbook } from '../platform/workbook/write-tables.ts';
import { findEdition } from './calendar.repository.ts';

/** Rows of a file that can be a year's days; a longer file is something else. */
const mostRows = 3000;
const mostJsonBytes = 1_000_000;

const invalid = () => new DomainError('CALENDAR_FILE_INVALID');

/** The text of a JSON file; null when the file is something else. */
async function jsonText(path: string): Promise<string | null> {
  if ((await stat(path)).size > mostJsonBytes) return null;
  const text = (await readFile(path, 'utf8')).replace(/^\uFEFF/, '');
  return /^\s*[[{]/.test(text) ? text : null;
}

function fromJson(text: string): DayReading | null {
  try {
    return readDayJson(text);
  } catch {
    return null;
  }
}

async function rowsOf(source: WorkbookSource, sheet: number, signal: AbortSignal): Promise<TableLine[]> {
  const rows: TableLine[] = [];
  for await (const row of source.rows(sheet, signal)) {
    rows.push(row);
    if (rows.length > mostRows) throw invalid();
  }
  return rows;
}

/** The first sheet that holds days; a text file without columns may hold the notice itself. */
async function fromTable(source: WorkbookSource, year: number, signal: AbortSignal): Promise<DayReading | null> {
  for (const [sheet, { hidden }] of source.sheets.entries()) {
    if (hidden) continue;
    const rows = await rowsOf(source, sheet, signal);
    const table = readDayTable(rows, year);
    if (table) return table;
    if (source.format !== 'csv') continue;
    const notice = readNotice(rows.map((row) => row.cells.join(source.text?.delimiter ?? ',')).join('\n'), year);
    if (notice.days.length > 0) return notice;
  }
  return null;
}

/**
 * Reads the days of an uploaded file: Excel or CSV with 日期, 类型, 名称, JSON as exported, or a notice as text. Nothing is
 * stored.
 * @param input.year of days that name none
 * @throws DomainError FILE_NOT_FOUND, CALENDAR_FILE_INVALID when no days are found in it, those of `openWorkbook`
 */
export async function readCalendarFile(
  ctx: ServiceContext,
  input: { fileId: string; year: number },
): Promise<DayReading> {
  const { path } = ctx.files.open(input.fileId, ctx.user.accountId);
  const text = await jsonText(path);
  const reading = text === null ? await fromTable(await openWorkbook(path), input.year, ctx.signal) : fromJson(text);
  if (!reading) throw invalid();
  return reading;
}

const words = {
  zh: {
    head: ['日期', '星期', '类型', '名称'],
    kind: { holiday: '放假', makeup: '调休上班' },
    weekdays: ['周日', '周一', '周二', '周三', '周四', '周五', '周六'],
    title: (year: number) => `${year} 年工作日历`,
    edition: (number: number, source: string) => `第 ${number} 版，依据：${source}`,
  },
  en: {
    head: ['Date', 'Weekday', 'Kind', 'Name'],
    kind: { holiday: 'holiday', makeup: 'make-up' },
    weekdays: ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'],
    title: (year: number) => `Working calendar ${year}`,
    edition: (number: number, source: string) => `Edition ${number}, source: ${source}`,
  },
};

/** A cell of a CSV file; what a sheet would take for a formula is kept as text. */
const csvCell = (text: string) => `"${(/^[=+\-@\t]/.test(text) ? `'${text}` : text).replaceAll('"', '""')}"`;

/**
 * An edition as a file that can be read in again.
 * @throws DomainError CALENDAR_EDITION_NOT_FOUND
 */
export async function exportEdition(
  ctx: ServiceContext,
  input: { editionId: string; format: CalendarFileFormat; language: 'zh' | 'en' },
) {
  const edition = await findEdition(ctx.read, input.editionId);
  if (!edition) throw new DomainError('CALENDAR_EDITION_NOT_FOUND');
  const { year, number, source, days } = edition;
  const say = words[input.language];
  const rows = days.map(({ on, kind, name }) => [
    on,
    say.weekdays[new Date(`${on}T00:00:00Z`).getUTCDay()] as string,
    say.kind[kind],
    name,
  ]);
  const bytes = {
    json: async () => new TextEncoder().encode(`${JSON.stringify({ year, number, source, days }, null, 2)}\n`),
    csv: async () =>
      new TextEncoder().encode(
        `\uFEFF${[say.head, ...rows].map((row) => row.map(csvCell).join(',')).join('\r\n')}\r\n`,
      ),
    xlsx: () =>
      tablesWorkbook([
        {
          name: String(year),
          title: say.title(year),
          notes: [say.edition(number, source)],
          columns: say.head.map((header, i) => ({ header, width: i === 3 ? 28 : 14 })),
          rows,
        },
      ]),
  };
  const file = await ctx.files.save(
    `${say.title(year)} v${number}.${input.format}`,
    await bytes[input.format](),
    ctx.user.accountId,
  );
  return { fileId: file.fileId, name: file.name };
}
