import { addDays, type Day, dayOf, shanghaiOffsetMinutes } from '../kernel/dates.ts';
import { type Moment, type MomentReading, type MomentShape, parseMoment } from './import.moment.ts';
import { type ImportNote, type ImportReason, issueOf, noteOf } from './import.reasons.ts';
import type { ImportField, ImportIssue, ImportValue, ImportWords } from './import.target.ts';
import { normalWord, plainText } from './import.words.ts';

/** A cell as a file holds it. Dates of workbooks come as text `YYYY-MM-DD HH:MM:SS`. */
export type ImportCell = string | number | boolean | null;

/** What a cell became. `note` says that it was read in an unusual way. */
export interface Converted {
  readonly value: ImportValue;
  readonly issue: ImportIssue | null;
  readonly note: ImportWords | null;
}

/** What a converter needs to know beside the field. */
export interface ConvertSettings {
  readonly reading: MomentReading;
  /** Usual way dates are written in the column; others get a note. */
  readonly shape: MomentShape | null;
  /** The user's decisions for values of this field: normalised value → code, unit id, or `skip` for an empty cell. */
  readonly valueMap: ReadonlyMap<string, string>;
  /** Unit ids by normalised name, code and alias; more than one id is ambiguous. */
  readonly units: ReadonlyMap<string, readonly string[]>;
  readonly today: Day;
  /** Instant of the reading; `today` is its day. */
  readonly now: string;
}

export type Converter = (cell: ImportCell) => Converted;

const empty: Converted = { value: null, issue: null, note: null };
const good = (value: ImportValue): Converted => ({ value, issue: null, note: null });

/** A cell as one line of text; whole numbers without exponent. */
export function cellText(cell: ImportCell): string {
  if (cell === null) return '';
  if (typeof cell === 'number') return Number.isInteger(cell) && Math.abs(cell) < 1e21 ? cell.toFixed(0) : String(cell);
  return String(cell).trim();
}

/** Words that stand for an empty cell in files of people. */
const blanks = new Set(['', '-', '--', '—', '/', '\\', 'n/a', 'null', 'nil', '#n/a', '无数据']);
const isBlank = (text: string) => blanks.has(text.toLowerCase());

/**
 * Number of a text: thousands separators, full-width digits, currency sign, percent and 万 are understood.
 * @returns null when it is no number
 */
export function parseNumber(text: string): number | null {
  const match =
    /^[¥￥$]?\s*([+-]?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d*)?|[+-]?\.\d+)(?:e([+-]?\d{1,3}))?\s*(%|‰|万)?(?:元)?$/i.exec(
      plainText(text),
    );
  if (match === null) return null;
  const base = Number(`${(match[1] as string).replaceAll(',', '')}${match[2] === undefined ? '' : `e${match[2]}`}`);
  if (!Number.isFinite(base)) return null;
  // Division keeps decimals exact where multiplication by 0.01 would not.
  if (match[3] === '%') return base / 100;
  if (match[3] === '‰') return base / 1000;
  return match[3] === '万' ? base * 10_000 : base;
}

const yes = new Set(['是', 'yes', 'y', 'true', 't', '1', '√', '✓', '✔', '有', '对', 'on']);
const no = new Set(['否', '不是', 'no', 'n', 'false', 'f', '0', '×', '✗', 'x', '无', '没有', '错', 'off']);

type Bad = (code: ImportReason, data?: Record<string, string | number>) => Converted;

function badOf(field: ImportField): Bad {
  return (code, data = {}) => ({
    value: null,
    issue: issueOf(code, field.key, { label: field.labels, ...data }),
    note: null,
  });
}

/** Digits Excel keeps of a number; what stands behind them in a longer one is lost. */
const digitsKept = 15;

/**
 * A number in scientific notation as the digits it stands for.
 * @returns null when the notation shows fewer digits than the number has: the others are lost
 */
function withoutExponent(text: string): string | null {
  const match = /^([1-9])(?:\.(\d+))?e\+(\d{1,2})$/i.exec(text);
  if (match === null) return null;
  const [, head = '', decimals = '', exponent = ''] = match;
  return decimals.length === Number(exponent) ? head + decimals : null;
}

const isScientific = (text: string) => /^[1-9](?:\.\d+)?e\+\d{1,2}$/i.test(text);
/** Sixteen digits or more that end in zeros from the sixteenth on: what Excel makes of a long number. */
const looksCutOff = (text: string) => text.length > digitsKept && /^\d{15}0+$/.test(text);

/** Characters as people count them: a rare one of two code units is one. */
function charactersOf(text: string): number {
  let count = 0;
  for (const _ of text) count += 1;
  return count;
}

function textConverter(field: ImportField, bad: Bad): Converter {
  const pattern = field.pattern === undefined ? null : new RegExp(field.pattern.source, 'u');
  const judge = (text: string, note: ImportWords | null): Converted => {
    if (field.maxLength !== undefined && text.length > field.maxLength) {
      const length = charactersOf(text);
      if (length > field.maxLength) return bad('tooLong', { length, max: field.maxLength });
    }
    if (pattern !== null && field.pattern !== undefined && !pattern.test(text)) {
      return { value: null, issue: { field: field.key, code: 'pattern', words: field.pattern.words }, note: null };
    }
    return { value: text, issue: null, note };
  };
  return (cell) => {
    const text = cellText(cell);
    if (text === '') return empty;
    if (text.length > 40) return judge(text, null);
    if (/^#(REF|N\/A|VALUE|NAME|DIV\/0|NULL|NUM)[!?]?$/.test(text)) return bad('cellError', { value: text });
    if (typeof cell === 'number' && Math.abs(cell) >= 10 ** digitsKept) return bad('longNumber', { value: text });
    if (isScientific(text)) {
      const digits = withoutExponent(text);
      return digits === null || digits.length > digitsKept
        ? bad('scientific', { value: text })
        : judge(digits, noteOf('expanded', { value: digits }));
    }
    return judge(text, looksCutOff(text) ? noteOf('cutOff') : null);
  };
}

function numberConverter(field: ImportField, bad: Bad): Converter {
  return (cell) => {
    const text = cellText(cell);
    if (isBlank(text)) return empty;
    const value = typeof cell === 'number' ? cell : parseNumber(text);
    if (value === null) return bad('notNumber', { value: text });
    if (field.kind === 'integer' && !Number.isSafeInteger(value)) return bad('notInteger', { value: text });
    if (field.min !== undefined && value < field.min) return bad('tooSmall', { min: field.min });
    if (field.max !== undefined && value > field.max) return bad('tooGreat', { max: field.max });
    return good(value);
  };
}

/**
 * The instant of a Shanghai wall clock, written without going through a Date: it is asked for every row.
 * @param time `HH:MM:SS`
 */
export function wallInstant(day: Day, time: string): string {
  const hour = Number(time.slice(0, 2)) - shanghaiOffsetMinutes / 60;
  return hour >= 0
    ? `${day}T${String(hour).padStart(2, '0')}${time.slice(2)}.000Z`
    : `${addDays(day, -1)}T${String(hour + 24)}${time.slice(2)}.000Z`;
}

function instantOf(moment: Moment, day: Day): string {
  const at = wallInstant(day, moment.time ?? '00:00:00');
  // A time that names its zone is exact; all others are Shanghai wall clock.
  if (moment.zoneMinutes === null) return at;
  return new Date(Date.parse(at) + (shanghaiOffsetMinutes - moment.zoneMinutes) * 60_000).toISOString();
}

function momentNote(moment: Moment, shape: MomentShape | null, today: Day): ImportWords | null {
  if (shape === null || moment.shape === shape) return null;
  const code: ImportNote = moment.shape === 'serial' ? 'serial' : 'otherShape';
  // The year is only said when it isn't this one: the note stands in a narrow column.
  const day = moment.day?.slice(0, 4) === today.slice(0, 4) ? moment.day.slice(5) : moment.day;
  return noteOf(code, { value: [day, moment.time?.slice(0, 5)].filter((part) => part != null).join(' ') });
}

function momentConverter(field: ImportField, settings: ConvertSettings, bad: Bad): Converter {
  return (cell) => {
    const text = cellText(cell);
    if (isBlank(text)) return empty;
    const result = parseMoment(typeof cell === 'number' ? cell : text, settings.reading);
    if (!result.ok) return bad(result.fault, { value: text });
    const { moment } = result;
    const note = momentNote(moment, settings.shape, settings.today);
    if (field.kind === 'time')
      return moment.time === null ? bad('timeMissing', { value: text }) : { value: moment.time, issue: null, note };
    if (moment.day === null) return bad('dayMissing', { value: text });
    const instant = instantOf(moment, moment.day);
    const day = moment.zoneMinutes === null ? moment.day : dayOf(instant);
    if (field.notFuture === true && day > settings.today) return bad('inFuture');
    if (field.notFuture === true && moment.time !== null && instant > settings.now) return bad('afterNow');
    return { value: field.kind === 'date' ? day : instant, issue: null, note };
  };
}

/** Codes of a field by every normalised word that stands for them. */
export function codeWords(field: ImportField): Map<string, string> {
  const words = new Map<string, string>();
  for (const code of field.codes ?? []) {
    for (const word of [code.value, code.labels.zh, code.labels.en, ...(code.synonyms ?? [])]) {
      if (!words.has(normalWord(word))) words.set(normalWord(word), code.value);
    }
  }
  return words;
}

/** The decision that leaves a value out. */
export const skipValue = 'skip';
/** The decision that makes a unit of the value; it stands for the unit until that exists. */
export const createValue = 'create';

/** Whether an empty cell of a list field is a value the user decides about, like any other that isn't in our list. */
export const emptyNeedsDecision = (field: ImportField): boolean =>
  field.required === true && field.emptyCode === undefined && (field.kind === 'code' || field.kind === 'unit');

function listConverter(field: ImportField, settings: ConvertSettings, bad: Bad): Converter {
  const words = field.kind === 'code' ? codeWords(field) : null;
  const find = (text: string): Converted => {
    const word = normalWord(text);
    const decided = settings.valueMap.get(word);
    if (decided === skipValue) return field.emptyCode === undefined ? empty : good(field.emptyCode);
    if (decided !== undefined && decided !== createValue) return good(decided);
    if (words !== null) {
      const code = words.get(word);
      return code === undefined ? bad('codeUnknown', { value: text }) : good(code);
    }
    const ids = settings.units.get(word) ?? [];
    if (ids.length === 1) return good(ids[0] as string);
    if (decided === createValue && ids.length === 0) return good(createValue);
    return bad(ids.length === 0 ? 'unitUnknown' : 'unitAmbiguous', { value: text });
  };
  const known = new Map<string, Converted>();
  const ofEmpty = field.emptyCode ?? (emptyNeedsDecision(field) ? settings.valueMap.get('') : undefined);
  const blank = ofEmpty === undefined ? empty : good(ofEmpty);
  return (cell) => {
    const text = cellText(cell);
    if (text === '') return blank;
    const before = known.get(text);
    if (before !== undefined) return before;
    const found = find(text);
    // Codes repeat a lot; texts that don't are not worth remembering.
    if (known.size < 5000) known.set(text, found);
    return found;
  };
}

function booleanConverter(bad: Bad): Converter {
  return (cell) => {
    if (typeof cell === 'boolean') return good(cell);
    const text = cellText(cell);
    if (isBlank(text)) return empty;
    const word = plainText(text).toLowerCase();
    if (yes.has(word)) return good(true);
    return no.has(word) ? good(false) : bad('notBoolean', { value: text });
  };
}

/**
 * Makes the converter of one mapped column.
 * @returns a function without side effects beside a small memory of values seen
 */
export function converterOf(field: ImportField, settings: ConvertSettings): Converter {
  const bad = badOf(field);
  switch (field.kind) {
    case 'text':
      return textConverter(field, bad);
    case 'integer':
    case 'number':
      return numberConverter(field, bad);
    case 'boolean':
      return booleanConverter(bad);
    case 'code':
    case 'unit':
      return listConverter(field, settings, bad);
    default:
      return momentConverter(field, settings, bad);
  }
}
