import type { Day } from '../kernel/dates.ts';
import type { CalendarDay } from './calendar.rules.ts';
import { type DayReading, dayFrom, daysThrough, plainForms, type ReadingRemark, readDay, readKind } from './reading.ts';

/** More days off at a stretch than any notice ever gave: the end of such a stretch is a slip. */
const longestHoliday = 31;
const weekdays = '日一二三四五六';
const weekdayOf = (day: Day) => new Date(`${day}T00:00:00Z`).getUTCDay();

/** Festivals of fixed date, for a notice that doesn't name them. */
const fixedNames: Readonly<Record<string, string>> = { '01-01': '元旦', '05-01': '劳动节', '10-01': '国庆节' };
const festival = /元旦|[春劳端中国清].{0,3}节|清明|端午|中秋|国庆|五一|十一/;

/** What stands in brackets is gone from the sentence but for its weekday, kept as `<3>`. */
function withoutBrackets(text: string, remarks: ReadingRemark[]): string {
  return text.replace(/\(([^()]*)\)/g, (_whole, inner: string) => {
    const weekday = /(?:周|星期|礼拜)([日天一二三四五六])/.exec(inner)?.[1];
    if (weekday) return `<${weekday === '天' ? 0 : weekdays.indexOf(weekday)}>`;
    if (/\d月\d/.test(inner)) remarks.push({ fault: 'ignored', line: null, text: inner, said: '', found: '' });
    return '';
  });
}

const dayPattern = String.raw`(?:(\d{4})年)?(?:(\d{1,2})月(\d{1,2})(?:日|号)?|(\d{1,2})(?:日|号))(?:<(\d)>)?`;
const scanner = new RegExp(
  [
    `(?<span>${dayPattern}(?:(?:至|到|[-—–~]+)${dayPattern})?)`,
    '(?<not>不(?:放假|休息|上班))',
    String.raw`(?<off>(?:放假|补休|公休|休息)(?:调休)?)(?:(?<offCount>\d+)天)?`,
    '(?<work>起?(?:正常|照常)?(?:上班|补班))',
    String.raw`共(?<count>\d+)天`,
    '(?<end>[。;])',
    '(?<colon>(?<=[^\\d]):)',
  ].join('|'),
  'g',
);

/** Reads one notice, sentence after sentence. */
class NoticeReader {
  readonly days: CalendarDay[] = [];
  readonly remarks: ReadingRemark[];
  private readonly year: number | null;
  private name = '';
  /** festival of the sentence before, where no heading names one */
  private guess = '';
  private pending: { days: Day[]; text: string }[] = [];
  /** days of the last sentence that gave days off, to be compared with the number it gives */
  private counted: { days: number; text: string } = { days: 0, text: '' };
  private lastYear = '';
  private lastMonth = '';

  constructor(year: number | null, remarks: ReadingRemark[]) {
    this.year = year;
    this.remarks = remarks;
  }

  read(text: string): void {
    let sentence = 0;
    for (const match of text.matchAll(scanner)) {
      const groups = match.groups ?? {};
      const lead = text.slice(sentence, match.index);
      if (groups.span) {
        const named = /([^\d。,;:<>、]{2,8})$/.exec(lead)?.[1];
        if (named && festival.test(named)) this.begin(named);
        this.span(match);
      } else if (groups.off) this.give('holiday', groups.offCount);
      else if (groups.work) {
        if (groups.work.startsWith('起')) this.drop();
        else this.give('makeup');
      } else if (groups.count) this.compare(Number(groups.count));
      else if (groups.colon) this.begin(headingOf(lead));
      else this.drop();
      if (groups.end || groups.colon) sentence = match.index + match[0].length;
    }
    this.drop();
  }

  private remark(fault: ReadingRemark['fault'], text: string, found = '', said = ''): void {
    this.remarks.push({ fault, line: null, text, said, found });
  }

  private begin(name: string): void {
    this.drop();
    this.name = name;
    this.lastMonth = '';
  }

  /** Dates nobody says anything about: the day the notice was signed, or a sentence that isn't understood. */
  private drop(): void {
    for (const { text } of this.pending) this.remark('ignored', text);
    this.pending = [];
  }

  private span(match: RegExpExecArray): void {
    const text = (match.groups?.span ?? '').replace(/<\d>/g, '');
    const [y1, m1, d1, d1b, w1, y2, m2, d2, d2b, w2] = match.slice(2, 12);
    const from = this.day(y1, m1, d1 ?? d1b, w1, text);
    const to = (d2 ?? d2b) === undefined ? from : this.day(y2, m2, d2 ?? d2b, w2, text);
    if (!from || !to) return;
    const days = to < from ? [] : daysThrough(from, to);
    if (days.length === 0 || days.length > longestHoliday) this.remark('range', text);
    else this.pending.push({ days, text });
  }

  /** One day; year and month go on from the day before where they aren't said. */
  private day(
    year: string | undefined,
    month: string | undefined,
    day: string | undefined,
    weekday: string | undefined,
    text: string,
  ): Day | null {
    const y = year ?? (month === undefined ? this.lastYear : '') ?? '';
    const known = y || (this.year === null ? '' : String(this.year));
    const m = month ?? this.lastMonth;
    if (!known || !m || !day) {
      this.remark(known ? 'unreadable' : 'noYear', text);
      return null;
    }
    this.lastMonth = m;
    this.lastYear = y;
    const on = dayFrom(known, m, day);
    if (!on) this.remark('noSuchDay', text);
    else if (weekday !== undefined && weekdayOf(on) !== Number(weekday))
      this.remark('weekday', text, String(weekdayOf(on)), weekday);
    return on;
  }

  private give(kind: CalendarDay['kind'], count?: string): void {
    const days = this.pending.flatMap((one) => one.days);
    const text = this.pending.map((one) => one.text).join('、');
    this.pending = [];
    if (days.length === 0) return;
    // make-up days follow their festival
    this.guess = days.map((day) => fixedNames[day.slice(5)]).find(Boolean) ?? (kind === 'makeup' ? this.guess : '');
    for (const on of days) this.days.push({ on, kind, name: this.name || this.guess });
    if (kind === 'holiday') this.counted = { days: days.length, text };
    if (count !== undefined) this.compare(Number(count));
  }

  private compare(said: number): void {
    if (this.counted.days > 0 && said !== this.counted.days)
      this.remark('count', this.counted.text, String(this.counted.days), String(said));
  }
}

/** The festival before a colon: `二、春节`, without its number. */
function headingOf(lead: string): string {
  const last = lead.split(/[,。;]/).at(-1) ?? '';
  const name = last.replace(/^.*?(?:[一二三四五六七八九十]+、|\d+[.、)])/, '').trim();
  return name.length <= 12 && !/[各知]/.test(name) ? name : '';
}

/** Takes `2027-01-01 休 元旦`, a line of a list as copied from a sheet. @returns false for a sentence */
function listLine(line: string, number: number, reading: DayReading): boolean {
  const m = /^(\d{4}([-/.年])\d{1,2}[-/.月]\d{1,2}日?)[\s,;、]+(\S.*)$/.exec(line);
  if (!m) return false;
  const [, date = '', separator, rest = ''] = m;
  const [word = '', ...name] = rest.split(/[\s,;]+/);
  const kind = readKind(word);
  // 2024年12月30日 至…: a sentence; with dashes it can only be a list
  if (!kind && separator === '年') return false;
  const on = readDay(date);
  if (!on) reading.remarks.push({ fault: 'noSuchDay', line: number, text: line, said: '', found: '' });
  else if (!kind) reading.remarks.push({ fault: 'noKind', line: number, text: line, said: '', found: '' });
  else reading.days.push({ on, kind, name: name.join(' ') });
  return true;
}

/** A list begins anew where a line begins with its number: 二、 or 2. */
const numbered = /^\s*(?:[一二三四五六七八九十]+、|\(?[一二三四五六七八九十\d]+\)|\d+[.、](?!\d))/;

/**
 * Reads a holiday notice: the text of the State Council (`10月1日至8日放假调休，共8天。9月28日、10月11日上班。`), or a list with a
 * day in each line (`2027-01-01 休 元旦`). A month and a year that aren't said go on from the day before. Weekdays and
 * numbers of days that the notice gives are compared with what was read.
 * @param text as it was pasted
 * @param year of days without one, unless the text names its own year
 */
export function readNotice(text: string, year: number | null = null): DayReading {
  const plain = plainForms(text);
  const title = /关于(\d{4})年(?:部分)?节假日安排的通知/.exec(plain.replace(/\s+/g, ''));
  const number = /国办发(?:明电)?[〔[(]\d{4}[〕\])]第?\d+号/.exec(plain.replace(/\s+/g, ''))?.[0] ?? '';
  const own = title ? Number(title[1]) : null;
  const reading: DayReading = {
    year: own,
    source: title ? `国务院办公厅${title[0]}${number ? `（${number}）` : ''}` : number,
    days: [],
    remarks: [],
  };
  let prose = '';
  for (const [i, raw] of plain.split(/\r?\n/).entries()) {
    const line = raw.trim();
    if (!line || listLine(line, i + 1, reading)) continue;
    prose += `${numbered.test(line) ? '。' : ''}${line.replace(/\s+/g, '')}`;
  }
  const reader = new NoticeReader(own ?? year, reading.remarks);
  reader.read(withoutBrackets(prose.replace(/国办发(?:明电)?[〔[(]\d{4}[〕\])]第?\d+号/g, '。'), reading.remarks));
  reading.days.push(...reader.days);
  if (reading.days.length === 0 && reading.remarks.length === 0 && prose)
    reading.remarks.push({ fault: 'unreadable', line: null, text: prose.slice(0, 60), said: '', found: '' });
  return reading;
}
