import { addDays, type Day } from '../kernel/dates.ts';
import { readNotice } from './notice.rules.ts';
import { type DayReading, plainForms, type ReadingFault, readDay, readKind } from './reading.ts';

type Cell = string | number | boolean | null;
/** A row of a sheet or text file: its line as Excel shows it, and its cells. */
export interface TableLine {
  readonly line: number;
  readonly cells: readonly Cell[];
}

/** Headings a column goes by. */
const headings = {
  date: ['日期', '日子', 'date', 'day', 'on'],
  kind: ['类型', '类别', '种类', '性质', 'kind', 'type'],
  name: ['名称', '节日', '节日名称', '节假日', '说明', '备注', 'name', 'holiday', 'festival'],
} as const;
type Column = keyof typeof headings;

/** Lines looked at for headings: a title and notes may stand above them. */
const headLines = 10;

const textOf = (cell: Cell | undefined) => plainForms(String(cell ?? '')).trim();

function columnsOf(rows: readonly TableLine[]): { from: number; columns: Readonly<Record<Column, number>> } | null {
  for (const [i, row] of rows.slice(0, headLines).entries()) {
    const cells = row.cells.map((cell) => textOf(cell).toLowerCase());
    const at = (column: Column) => cells.findIndex((cell) => (headings[column] as readonly string[]).includes(cell));
    const columns = { date: at('date'), kind: at('kind'), name: at('name') };
    if (columns.date >= 0 && columns.kind >= 0) return { from: i + 1, columns };
  }
  const [first] = rows;
  if (first && dayOfCell(first.cells[0]) && readKind(textOf(first.cells[1])))
    return { from: 0, columns: { date: 0, kind: 1, name: 2 } };
  return null;
}

/** The first and last day numbers of sheets that are taken for days: 1993 to 2200. */
const [firstSerial, lastSerial] = [33_970, 110_000];

/** A cell as a day: text, or the number of a sheet whose cell wasn't formatted as a date (1 is 1900-01-01). */
function dayOfCell(cell: Cell | undefined): Day | null {
  const number = typeof cell === 'number' ? cell : /^\d{5}(\.0+)?$/.test(textOf(cell)) ? Number(cell) : Number.NaN;
  if (Number.isInteger(number) && number >= firstSerial && number <= lastSerial) return addDays('1899-12-30', number);
  return readDay(textOf(cell));
}

const nothing = (): DayReading => ({ year: null, source: '', days: [], remarks: [] });
const remark = (reading: DayReading, fault: ReadingFault, line: number, text: string) =>
  reading.remarks.push({ fault, line, text, said: '', found: '' });

/** `10月1日`, `10月1日至8日`: days of the year that is being worked on. */
function daysOfText(text: string, year: number | null): Day[] {
  const { days, remarks } = readNotice(`${text}放假`, year);
  return remarks.length === 0 ? days.map((day) => day.on) : [];
}

/**
 * Reads days from a table with the headings 日期, 类型, 名称 (date, kind, name), in any order, notes above them left out.
 * Without headings the columns are taken in this order. A cell may hold several days (`10月1日至8日`).
 * @param year of days without one
 * @returns null where no column of days and kinds is found
 */
export function readDayTable(rows: readonly TableLine[], year: number | null): DayReading | null {
  const found = columnsOf(rows);
  if (!found) return null;
  const { columns, from } = found;
  const reading = nothing();
  for (const { line, cells } of rows.slice(from)) {
    const text = cells.map(textOf).filter(Boolean).join(' ');
    const kind = readKind(textOf(cells[columns.kind]));
    const one = dayOfCell(cells[columns.date]);
    const days = one ? [one] : daysOfText(textOf(cells[columns.date]), year);
    if (days.length === 0) remark(reading, 'noSuchDay', line, text);
    else if (!kind) remark(reading, 'noKind', line, text);
    else
      for (const on of days) reading.days.push({ on, kind, name: columns.name < 0 ? '' : textOf(cells[columns.name]) });
  }
  return reading;
}

const field = (entry: object, names: readonly string[]): unknown =>
  Object.entries(entry).find(([key]) => names.includes(key.toLowerCase()))?.[1];

/** `isOffDay` of the widely copied lists of holidays on the web: off, or at work though it is a weekend. */
function kindOfEntry(entry: object): ReturnType<typeof readKind> {
  const off = field(entry, ['isoffday']);
  if (typeof off === 'boolean') return off ? 'holiday' : 'makeup';
  return readKind(String(field(entry, headings.kind) ?? ''));
}

/**
 * Reads days from JSON: a list of days, or an object with `days` beside `year` and `source`, as the export gives it.
 * @throws SyntaxError when it is no JSON
 * @returns null when there is no list of days in it
 */
export function readDayJson(text: string): DayReading | null {
  const whole: unknown = JSON.parse(text);
  const held = (whole ?? {}) as { year?: unknown; source?: unknown; days?: unknown };
  const list = Array.isArray(whole) ? whole : held.days;
  if (!Array.isArray(list)) return null;
  const reading = nothing();
  if (Number.isInteger(held.year)) reading.year = held.year as number;
  if (typeof held.source === 'string') reading.source = held.source;
  for (const [i, entry] of list.entries()) {
    const said = JSON.stringify(entry) ?? '';
    const plain: object = typeof entry === 'object' && entry !== null ? entry : {};
    const on = dayOfCell(String(field(plain, headings.date) ?? ''));
    const kind = kindOfEntry(plain);
    if (!on) remark(reading, 'noSuchDay', i + 1, said);
    else if (!kind) remark(reading, 'noKind', i + 1, said);
    else reading.days.push({ on, kind, name: String(field(plain, headings.name) ?? '') });
  }
  return reading;
}
