import type { ImportIssue, ImportWords } from './import.target.ts';

/** Sentences of what the engine finds wrong with a row; `{name}` is filled from the data. */
const sentences = {
  required: { zh: '{label}必填', en: '{label} is required' },
  tooLong: {
    zh: '{label}有 {length} 个字，最多 {max} 个',
    en: '{label} has {length} characters, at most {max} are allowed',
  },
  scientific: {
    zh: '{label}「{value}」被 Excel 写成了科学计数，后面的数字已丢失，请在原文件里把这列设为文本',
    en: '{label} "{value}" was turned into scientific notation by Excel and lost digits; make the column text in the source file',
  },
  longNumber: {
    zh: '{label}「{value}」超过 15 位却存成了数，后面的数字已丢失，请在原文件里把这列设为文本',
    en: '{label} "{value}" has more than 15 digits and was stored as a number, which lost the rest; make the column text in the source file',
  },
  notNumber: { zh: '{label}「{value}」不是数', en: '{label} "{value}" is not a number' },
  notInteger: { zh: '{label}「{value}」不是整数', en: '{label} "{value}" is not a whole number' },
  tooSmall: { zh: '{label}不能小于 {min}', en: '{label} must be at least {min}' },
  tooGreat: { zh: '{label}不能大于 {max}', en: '{label} must be at most {max}' },
  notMoment: {
    zh: '{label}「{value}」看不懂，应像 2026-11-16 09:15',
    en: '{label} "{value}" is not a date; write it like 2026-11-16 09:15',
  },
  noSuchDay: { zh: '{label}：没有这一天', en: '{label}: there is no such day' },
  noSuchTime: { zh: '{label}：没有这个时刻', en: '{label}: there is no such time' },
  dayMissing: { zh: '{label}「{value}」只有时间，没有日期', en: '{label} "{value}" has a time but no date' },
  timeMissing: { zh: '{label}「{value}」没有时间', en: '{label} "{value}" has no time of day' },
  inFuture: { zh: '{label}晚于今天', en: '{label} is later than today' },
  afterNow: { zh: '{label}晚于现在', en: '{label} is later than now' },
  codeUnknown: { zh: '{label}没有「{value}」这一项', en: '{label} has no entry "{value}"' },
  unitUnknown: { zh: '没有「{value}」这个单位', en: 'There is no unit "{value}"' },
  unitAmbiguous: { zh: '有不止一个单位叫「{value}」，请选定', en: 'More than one unit is named "{value}"; choose one' },
  notBoolean: { zh: '{label}「{value}」看不懂，请写是或否', en: '{label} "{value}" is neither yes nor no' },
  cellError: { zh: '{label}是公式错误 {value}', en: '{label} is the formula error {value}' },
  duplicate: { zh: '{label}与第 {line} 行重复', en: '{label} is the same as in line {line}' },
  duplicateKey: { zh: '与第 {line} 行编号重复，内容不同', en: 'Same number as line {line} with other content' },
  noKey: { zh: '缺少编号，认不出是哪一条', en: 'The number that identifies the row is missing' },
} as const satisfies Record<string, ImportWords>;

export type ImportReason = keyof typeof sentences;

type ReasonData = Readonly<Record<string, string | number | ImportWords>>;

function fill(template: string, data: ReasonData, language: 'zh' | 'en'): string {
  return template.replace(/\{(\w+)\}/g, (_, name: string) => {
    const value = data[name];
    if (value === undefined) return '';
    if (typeof value === 'object') return value[language];
    const text = String(value);
    return text.length > 40 ? `${text.slice(0, 40)}…` : text;
  });
}

/**
 * An issue of the engine.
 * @param field key of the field, or null for the whole row
 * @param data values for the sentence; `label` in both languages
 */
export function issueOf(code: ImportReason, field: string | null, data: ReasonData = {}): ImportIssue {
  return { field, code, words: { zh: fill(sentences[code].zh, data, 'zh'), en: fill(sentences[code].en, data, 'en') } };
}

/** Sentences about rows and cells that are fine but worth a look. */
const notes = {
  otherShape: { zh: '日期格式不同，读作 {value}', en: 'Other date format, read as {value}' },
  serial: { zh: 'Excel 日期数，读作 {value}', en: 'Excel date number, read as {value}' },
  expanded: { zh: '科学计数，读作 {value}', en: 'Scientific notation, read as {value}' },
  cutOff: {
    zh: '第 15 位后全是 0，可能已被 Excel 改动，请核对',
    en: 'Only zeros after the 15th digit: Excel may have changed it, please check',
  },
  filled: { zh: '合并单元格，取自上方或左边', en: 'Merged cell, taken from above or from the left' },
  total: { zh: '合计行，不导入', en: 'Sum, left out' },
  headerAgain: { zh: '重复的表头，不导入', en: 'Header once more, left out' },
  remark: { zh: '表尾的说明，不导入', en: 'Remark, left out' },
  mapped: { zh: '「{from}」读作「{value}」', en: '"{from}" read as "{value}"' },
  mended: { zh: '已就地改为「{value}」', en: 'Mended to "{value}"' },
  repeated: { zh: '与第 {line} 行完全相同，跳过', en: 'Identical to line {line}, skipped' },
  present: { zh: '库里已有，内容相同，跳过', en: 'Already stored with the same content, skipped' },
  changed: { zh: '库里已有，内容不同，将更新', en: 'Already stored with other content, will be updated' },
} as const satisfies Record<string, ImportWords>;

export type ImportNote = keyof typeof notes;

/** A remark in both languages. */
export function noteOf(code: ImportNote, data: ReasonData = {}): ImportWords {
  return { zh: fill(notes[code].zh, data, 'zh'), en: fill(notes[code].en, data, 'en') };
}
