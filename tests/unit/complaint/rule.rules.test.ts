import { describe, expect, test } from 'vitest';
import { foldEvents } from '#shared/complaint/complaint.rules.ts';
import { type DeadlineRule, runClock, startsWithin } from '#shared/complaint/deadline.rules.ts';
import { readRuleRows, ruleColumns, ruleRow } from '#shared/complaint/rule.columns.ts';
import { ruleFaults } from '#shared/complaint/rule.rules.ts';
import { deadlineRule } from '#shared/complaint/rule.schema.ts';
import { limitInWords, windowInWords } from '#shared/complaint/rule.words.ts';
import { at, event, frame, history, received, shippedRules, subject } from './history.ts';

const base: DeadlineRule = { ...(shippedRules.find((one) => one.code === 'SL-5') as DeadlineRule), clause: '派单协议' };
const before: DeadlineRule = { ...base, code: 'D-8', amount: 8, unit: 'hours', startUntil: '14:00' };
const after: DeadlineRule = { ...base, code: 'D-24', amount: 24, unit: 'hours', startFrom: '14:00' };

describe('limits by the time of day of the start', () => {
  const due = (startedAt: string, rules = [before, after]) => {
    const first = { ...received('2026-11-20 09:00'), happenedAt: startedAt };
    const clock = runClock('finalResponse', foldEvents(history(first)), subject, rules, frame);
    return [clock.rule?.code, clock.dueAt, clock.others.length];
  };
  test.each([
    // 8 hours on to 21:59:59.999
    ['2026-11-20T05:59:59.999Z', 'D-8', '2026-11-20T13:59:59.999Z'],
    // 14:00 sharp belongs to the later one: 24 hours on
    ['2026-11-20T06:00:00.000Z', 'D-24', '2026-11-21T06:00:00.000Z'],
    ['2026-11-19T16:00:00.000Z', 'D-8', '2026-11-20T00:00:00.000Z'],
    ['2026-11-20T15:59:59.999Z', 'D-24', '2026-11-21T15:59:59.999Z'],
  ])('a fault told at %s goes by %s until %s', (startedAt, code, dueAt) => {
    expect(due(startedAt)).toEqual([code, dueAt, 0]);
  });
  test('a reopened one goes by the time of its reopening', () => {
    const again = event('reopened', '2026-11-21 15:00', { note: '', byVisit: false });
    const answered = event('responded', '2026-11-20 12:00', {
      note: '',
      conclusion: null,
      causeCode: null,
      measure: '',
    });
    const state = foldEvents(history(received('2026-11-20 09:00'), answered, again));
    const run = (round: number) => runClock('finalResponse', state, subject, [before, after], frame, round).rule?.code;
    expect([run(0), run(1)]).toEqual(['D-8', 'D-24']);
  });
  test('a stretch may run over midnight', () => {
    const night = { startFrom: '22:00', startUntil: '06:00' };
    const within = ['21:59', '22:00', '23:59', '00:00', '05:59', '06:00'].map((time) =>
      startsWithin(night, at(`2026-11-20 ${time}`)),
    );
    expect(within).toEqual([false, true, true, true, true, false]);
    expect(startsWithin({}, at('2026-11-20 14:00'))).toBe(true);
  });
  test('words of a stretch say to which side its end belongs', () => {
    const say = (startFrom: string | null, startUntil: string | null) =>
      (['zh', 'en'] as const).map((language) => windowInWords({ startFrom, startUntil }, language));
    expect(say(null, '14:00')).toEqual(['14:00 前起算', 'started before 14:00']);
    expect(say('14:00', null)).toEqual(['14:00 及以后起算', 'started at 14:00 or later']);
    expect(say('22:00', '06:00')).toEqual([
      '22:00 至次日 06:00 前起算',
      'started from 22:00 and before 06:00 of the next day',
    ]);
    expect(say(null, null)).toEqual(['', '']);
  });
});

describe('a last day that ends at the close of business', () => {
  const closing: DeadlineRule = { ...base, code: 'C', extend: 'holiday', dayEnd: 'closeOfBusiness' };
  test('is computed by the working hours and said in words', () => {
    const clock = runClock(
      'finalResponse',
      foldEvents(history(received('2026-11-16 09:00'))),
      subject,
      [closing],
      frame,
    );
    expect(clock.dueAt).toBe(at('2026-11-23 17:30'));
    expect(limitInWords(closing, 'zh')).toBe('最长 5 工作日（遇法定节假日顺延，末日到业务停止时）');
    expect(limitInWords({ ...closing, extend: 'none' }, 'en')).toBe('longest 5 working days (until close of business)');
    expect(limitInWords(base, 'zh')).toBe('最长 5 工作日');
  });
  test('an answer at the close of business is too late, a millisecond before it is not', () => {
    const told = (happenedAt: string) => {
      const answered = event('responded', '2026-11-23 17:00', {
        note: '',
        conclusion: null,
        causeCode: null,
        measure: '',
      });
      const events = history(received('2026-11-16 09:00'), { ...answered, happenedAt });
      return runClock('finalResponse', foldEvents(events), subject, [closing], frame).state;
    };
    expect(told('2026-11-23T09:29:59.999Z')).toBe('answered');
    expect(told('2026-11-23T09:30:00.000Z')).toBe('answeredLate');
  });
  test('asks for the calendar of its last day, even where days are counted without one', () => {
    const natural: DeadlineRule = { ...closing, unit: 'naturalDays', extend: 'none', amount: 10 };
    const run = (rule: DeadlineRule) =>
      runClock('finalResponse', foldEvents(history(received('2026-12-25 09:00'))), subject, [rule], frame);
    expect(run(natural)).toMatchObject({ state: 'noCalendar', missingYear: 2027, dueAt: null });
    expect(run({ ...natural, dayEnd: 'midnight' }).dueAt).toBe(at('2027-01-05 00:00'));
  });
});

describe('contradictions', () => {
  const faults = (...rules: DeadlineRule[]) => ruleFaults(rules).map(({ code, fault, other }) => [code, fault, other]);
  test('two limits of one clause are one only where their times of day meet', () => {
    expect(faults(before, after)).toEqual([]);
    expect(faults(before, { ...after, startFrom: '13:59' })).toEqual([['D-24', 'conflict', 'D-8']]);
    expect(faults(before, { ...after, startFrom: null })).toEqual([['D-24', 'conflict', 'D-8']]);
    const night = { ...after, startFrom: '22:00', startUntil: '06:00' };
    expect(faults(night, { ...before, startFrom: '06:00', startUntil: '22:00' })).toEqual([]);
    expect(faults(night, { ...before, startFrom: '05:00', startUntil: '22:00' })).toEqual([
      ['D-8', 'conflict', 'D-24'],
    ]);
  });
  test('the same days with another end of the last one contradict', () => {
    expect(faults(base, { ...base, code: 'C', dayEnd: 'closeOfBusiness' })).toEqual([['C', 'conflict', 'SL-5']]);
    expect(faults(base, { ...base, code: 'C', dayEnd: 'midnight' })).toEqual([]);
  });
  test('the same limit that rolls or stands still otherwise contradicts; hours roll nowhere', () => {
    const other = (changes: Partial<DeadlineRule>) => ({ ...base, code: 'C', ...changes });
    const conflict = [['C', 'conflict', 'SL-5']];
    expect(faults(base, other({ extend: 'holiday' }))).toEqual(conflict);
    expect(faults(base, other({ pausable: false }))).toEqual(conflict);
    expect(faults(base, other({ pauseReasons: ['customer'] }))).toEqual(conflict);
    expect(faults(base, other({ pausable: false, clause: '细则' }))).toEqual([]);
    expect(faults(before, { ...before, code: 'C', extend: 'holiday' })).toEqual([]);
    const some = other({ pauseReasons: ['customer', 'appointment'] });
    expect(faults(some, { ...some, code: 'D', pauseReasons: ['appointment', 'customer'] })).toEqual([]);
  });
  test('a mean longer than the longest of the same clause, whichever stands first', () => {
    const mean = (changes: Partial<DeadlineRule> = {}): DeadlineRule => ({
      ...base,
      code: 'M',
      measure: 'mean',
      ...changes,
    });
    // five working days at most, and on average
    expect(faults(base, mean())).toEqual([]);
    expect(faults(base, mean({ amount: 3, extend: 'holiday' }))).toEqual([]);
    expect(faults(base, mean({ amount: 6 }))).toEqual([['M', 'mean', 'SL-5']]);
    expect(faults(mean({ amount: 6 }), base)).toEqual([['SL-5', 'mean', 'M']]);
    // 24 h on average, 48 h at most (电信服务规范): fine; the other way round not
    const hours = (amount: number): Partial<DeadlineRule> => ({ amount, unit: 'hours' });
    expect(faults({ ...base, ...hours(48) }, mean(hours(24)))).toEqual([]);
    expect(faults({ ...base, ...hours(24) }, mean(hours(48)))).toEqual([['M', 'mean', 'SL-5']]);
    expect(faults({ ...base, ...hours(24) }, mean({ amount: 2, unit: 'naturalDays' }))).toEqual([
      ['M', 'mean', 'SL-5'],
    ]);
    // working days and hours round the clock meet only over a calendar
    expect(faults({ ...base, ...hours(24) }, mean({ amount: 2 }))).toEqual([]);
    expect(faults(base, mean({ amount: 6, clause: '细则' }))).toEqual([]);
  });
  test('times of day that hold no moment, and a last day of hours', () => {
    expect(faults({ ...after, startUntil: '14:00' })).toEqual([['D-24', 'window', null]]);
    expect(faults({ ...before, dayEnd: 'closeOfBusiness' })).toEqual([['D-8', 'dayEnd', null]]);
  });
});

describe('tables', () => {
  const full = (rule: DeadlineRule) => deadlineRule.parse({ pauseReasons: null, ...rule });
  test('hold both, go out and come back the same in both languages', () => {
    const rules = [before, after, { ...base, code: 'C', clause: '细则', dayEnd: 'closeOfBusiness' as const }].map(full);
    for (const language of ['zh', 'en'] as const) {
      const head = ruleColumns.map((column) => column.head[language]);
      const rows = [head, ...rules.map((rule) => ruleRow(rule, language))].map((cells, i) => ({
        line: i + 1,
        cells: cells as string[],
      }));
      expect(readRuleRows(rows)).toEqual({ rules, problems: [] });
    }
  });
  test('of an earlier version read on: any time of day, midnight', () => {
    const known = ruleColumns.filter(({ key }) => !['startFrom', 'startUntil', 'dayEnd'].includes(key));
    const row = ruleRow(full(base), 'zh').filter((_, i) => known.includes(ruleColumns[i] as never));
    const { rules, problems } = readRuleRows([
      { line: 1, cells: known.map(({ head }) => head.zh) },
      { line: 2, cells: row as string[] },
    ]);
    expect(problems).toEqual([]);
    expect(rules[0]).toMatchObject({ startFrom: null, startUntil: null, dayEnd: 'midnight' });
  });
  test('read times of day as sheets hold them, and refuse what is none', () => {
    const read = (cell: string | number) => {
      const cells = ruleColumns.map(({ key }, i) => (key === 'startUntil' ? cell : ruleRow(full(before), 'zh')[i]));
      const answer = readRuleRows([
        { line: 1, cells: ruleColumns.map(({ head }) => head.zh) },
        { line: 2, cells: cells as string[] },
      ]);
      return answer.problems[0]?.zh ?? answer.rules[0]?.startUntil;
    };
    expect(['14:00', '9:30', '14:00:00', '14：00', 14 / 24, '24:00'].map(read)).toEqual([
      '14:00',
      '09:30',
      '14:00',
      '14:00',
      '14:00',
      null,
    ]);
    expect(read('下午两点')).toBe('“起算时刻到”缺少或写法不对');
    expect(read('14:00:30')).toBe('“起算时刻到”缺少或写法不对');
  });
});
