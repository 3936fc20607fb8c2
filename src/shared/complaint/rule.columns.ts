import { areaKinds, type ClockKind, clockEvents } from './complaint.enums.ts';
import { businessWords, channelWords, gradeWords, ruleFaultWords, type Words } from './complaint.words.ts';
import { ruleFaults } from './rule.rules.ts';
import { type DeadlineRuleInput, deadlineRule, type RuleProblem } from './rule.schema.ts';
import {
  areaWords,
  clockWords,
  dayEndWords,
  extensionWords,
  measureWords,
  pauseWords,
  startWords,
  stopWords,
  unitWords,
  verificationWords,
} from './rule.words.ts';

type Cell = string | number | null;
type Dictionary = Readonly<Record<string, Words>>;

/** One column of a table of deadline rules. */
export interface RuleColumn {
  readonly key: keyof DeadlineRuleInput;
  readonly head: Words;
  /** characters */
  readonly width: number;
  /** words a cell may hold */
  readonly words?: Dictionary;
  /** several words, parted by 、 or a comma; empty means any */
  readonly many?: boolean;
}

const yesNo: Dictionary = { true: { zh: '是', en: 'yes' }, false: { zh: '否', en: 'no' } };

/** The fields of the reference's R13 in their order, with the time of day of the start and the end of the last day, as a table of rules shows and reads them. */
export const ruleColumns: readonly RuleColumn[] = [
  { key: 'code', head: { zh: '规则编号', en: 'Code' }, width: 12 },
  { key: 'name', head: { zh: '名称', en: 'Name' }, width: 30 },
  { key: 'clock', head: { zh: '时钟', en: 'Clock' }, width: 12, words: clockWords },
  { key: 'province', head: { zh: '适用省', en: 'Province' }, width: 10 },
  { key: 'channels', head: { zh: '渠道', en: 'Channels' }, width: 16, words: channelWords, many: true },
  { key: 'businesses', head: { zh: '业务', en: 'Businesses' }, width: 14, words: businessWords, many: true },
  { key: 'grades', head: { zh: '客户等级', en: 'Grades' }, width: 16, words: gradeWords, many: true },
  { key: 'area', head: { zh: '城乡', en: 'Area' }, width: 8, words: areaWords },
  { key: 'category', head: { zh: '分类代码', en: 'Category' }, width: 14 },
  { key: 'startEvent', head: { zh: '触发事件', en: 'Starts at' }, width: 14, words: startWords },
  { key: 'startFrom', head: { zh: '起算时刻从', en: 'Started from' }, width: 10 },
  { key: 'startUntil', head: { zh: '起算时刻到', en: 'Started until' }, width: 10 },
  { key: 'stopEvent', head: { zh: '终止事件', en: 'Stops at' }, width: 14, words: stopWords },
  { key: 'amount', head: { zh: '时限值', en: 'Limit' }, width: 8 },
  { key: 'unit', head: { zh: '单位', en: 'Unit' }, width: 10, words: unitWords },
  { key: 'extend', head: { zh: '末日顺延', en: 'Last day' }, width: 16, words: extensionWords },
  { key: 'dayEnd', head: { zh: '末日截止', en: 'Last day ends' }, width: 12, words: dayEndWords },
  { key: 'measure', head: { zh: '均值或最长', en: 'Mean or longest' }, width: 10, words: measureWords },
  { key: 'pausable', head: { zh: '可暂停', en: 'Can be paused' }, width: 8, words: yesNo },
  { key: 'pauseReasons', head: { zh: '停表事件', en: 'Pauses' }, width: 18, words: pauseWords, many: true },
  { key: 'consequence', head: { zh: '超时后果', en: 'Consequence' }, width: 24 },
  { key: 'clause', head: { zh: '依据', en: 'Source' }, width: 36 },
  { key: 'effectiveFrom', head: { zh: '生效日', en: 'From' }, width: 11 },
  { key: 'effectiveTo', head: { zh: '失效日', en: 'To' }, width: 11 },
  { key: 'verification', head: { zh: '状态', en: 'Status' }, width: 8, words: verificationWords },
];

/** A rule as one row of the table. */
export function ruleRow(rule: DeadlineRuleInput, language: 'zh' | 'en'): Cell[] {
  return ruleColumns.map(({ key, words }) => {
    const value = rule[key];
    if (value === null || value === undefined) return null;
    if (Array.isArray(value)) return value.map((one) => words?.[one]?.[language] ?? one).join('、');
    if (words) return words[String(value)]?.[language] ?? String(value);
    return typeof value === 'number' ? value : String(value);
  });
}

const plain = (value: Cell | boolean | undefined) => String(value ?? '').trim();
const codeOf = (words: Dictionary, text: string) =>
  Object.entries(words).find(([code, word]) =>
    [code, word.zh, word.en].some((known) => known.toLowerCase() === text.toLowerCase()),
  )?.[0];

/** A time of day as `HH:mm`: from a text, seconds left away, or from the part of a day Excel keeps. 24:00 is no limit. */
function timeText(cell: Cell | boolean | undefined, text: string): string | null {
  const part = typeof cell === 'number' ? cell : Number(text);
  if (part >= 0 && part <= 1) {
    const minutes = Math.round(part * 1440) % 1440;
    return `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;
  }
  const [, hour, minute] = /^(\d{1,2})[:：](\d{2})(?:[:：]00)?$/.exec(text) ?? [];
  if (hour === '24' && minute === '00') return null;
  return hour ? `${hour.padStart(2, '0')}:${minute}` : text;
}

interface Reading {
  value: unknown;
  unknown: string | null;
}
function readCell({ key, words, many }: RuleColumn, cell: Cell | boolean | undefined): Reading {
  const text = plain(cell);
  if (many && words) {
    const parts = text.split(/[、,，;；]/).flatMap((part) => (part.trim() ? [part.trim()] : []));
    const codes = parts.map((part) => codeOf(words, part));
    const at = codes.indexOf(undefined);
    return { value: parts.length ? codes : null, unknown: at < 0 ? null : (parts[at] as string) };
  }
  if (key === 'pausable') return { value: codeOf(yesNo, text || 'false') === 'true', unknown: null };
  if (words) {
    const code = text ? codeOf(words, text) : undefined;
    return { value: code ?? null, unknown: text && !code ? text : null };
  }
  if (key === 'startFrom' || key === 'startUntil')
    return { value: text === '' ? null : timeText(cell, text), unknown: null };
  if (key === 'amount') return { value: text === '' ? Number.NaN : Number(text), unknown: null };
  return { value: text || (['name', 'code', 'consequence', 'clause'].includes(key) ? '' : null), unknown: null };
}

const headOf = (text: string) =>
  ruleColumns.find(({ key, head }) =>
    [key, head.zh, head.en].some((name) => name.toLowerCase() === text.toLowerCase()),
  );

/** Values a table may leave empty. */
const defaults = (rule: Record<string, unknown>) => ({
  ...rule,
  startEvent: rule.startEvent ?? clockEvents[rule.clock as ClockKind]?.starts[0],
  stopEvent: rule.stopEvent ?? clockEvents[rule.clock as ClockKind]?.stop,
  extend: rule.extend ?? 'none',
  dayEnd: rule.dayEnd ?? 'midnight',
  measure: rule.measure ?? 'longest',
  verification: rule.verification ?? 'pending',
  area: areaKinds.find((kind) => kind === rule.area) ?? null,
});

/**
 * Reads a table of rules. The head is the first row that names at least four columns.
 * @param rows cells with the line Excel shows
 * @returns the rules, or everything that is wrong, row by row
 */
export function readRuleRows(rows: readonly { line: number; cells: readonly (Cell | boolean)[] }[]): {
  rules: DeadlineRuleInput[];
  problems: RuleProblem[];
} {
  const start = rows.findIndex((row) => row.cells.filter((cell) => headOf(plain(cell))).length >= 4);
  if (start < 0)
    return {
      rules: [],
      problems: [{ row: 1, code: '', zh: '没有找到表头（规则编号、名称、时钟、时限值…）', en: 'no head found' }],
    };
  const columns = (rows[start] as { cells: readonly Cell[] }).cells.map((cell) => headOf(plain(cell)));
  const problems: RuleProblem[] = [];
  const rules: DeadlineRuleInput[] = [];
  const lines = new Map<string, number>();
  for (const { line, cells } of rows.slice(start + 1)) {
    const raw: Record<string, unknown> = {};
    const code = plain(cells[columns.findIndex((column) => column?.key === 'code')]);
    const add = (zh: string, en: string) => problems.push({ row: line, code, zh, en });
    for (const [i, column] of columns.entries()) {
      if (!column) continue;
      const { value, unknown } = readCell(column, cells[i]);
      if (unknown) add(`“${column.head.zh}”不认识“${unknown}”`, `"${column.head.en}" does not know "${unknown}"`);
      raw[column.key] = value;
    }
    for (const { key } of ruleColumns) raw[key] ??= null;
    const read = deadlineRule.safeParse(defaults(raw));
    if (read.success) {
      rules.push(read.data);
      lines.set(read.data.code, line);
    } else if (!problems.some((one) => one.row === line)) {
      const wrong = ruleColumns.find((column) => column.key === read.error.issues[0]?.path[0]);
      add(`“${wrong?.head.zh}”缺少或写法不对`, `"${wrong?.head.en}" is missing or not understood`);
    }
  }
  for (const { code, fault, other } of ruleFaults(rules as never)) {
    const words = ruleFaultWords[fault];
    const with_ = other ? { zh: `（${other}）`, en: ` (${other})` } : { zh: '', en: '' };
    problems.push({ row: lines.get(code) ?? 0, code, zh: words.zh + with_.zh, en: words.en + with_.en });
  }
  return { rules, problems };
}
