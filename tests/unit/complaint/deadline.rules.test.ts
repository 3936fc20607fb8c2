import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { buildCalendar, coversTime, plainKind } from '#shared/calendar/calendar.rules.ts';
import { earliestEndOfTerm } from '#shared/calendar/missing-year.rules.ts';
import { endOfTerm, type TermExtension, type TermUnit } from '#shared/calendar/term.rules.ts';
import { workMilliseconds } from '#shared/calendar/working-hours.ts';
import { foldEvents, isOpen } from '#shared/complaint/complaint.rules.ts';
import { type Clock, runClock, runClocks } from '#shared/complaint/deadline.rules.ts';
import { ledgerOf } from '#shared/complaint/ledger.rules.ts';
import { remainingOf } from '#shared/complaint/remaining.rules.ts';
import { checkRules } from '#shared/complaint/rule.rules.ts';
import { newsNumber, shownClocks } from '#shared/complaint/shown-clocks.ts';
import { addDays, formatInstant } from '#shared/kernel/dates.ts';
import { randomHistory, walks } from '../../support/random-history.ts';
import { answer, at, event, frame, history, received, rules, shippedRules, subject } from './history.ts';

const final = (events: ReturnType<typeof history>, about = subject): Clock =>
  runClock('finalResponse', foldEvents(events), about, rules, frame);
const due = (clock: Clock) => clock.dueAt && formatInstant(clock.dueAt);
const assigned = (when: string, party: 'vendor' | 'network' = 'vendor') =>
  event('assigned', when, { unitId: 'v', party, note: '' });

describe('which rule decides', () => {
  test('the shipped rules are sound', () => expect(() => checkRules(shippedRules)).not.toThrow());
  test('the one that ends first, with the others beside it', () => {
    const clock = final(history(received('2026-11-19 16:20')));
    expect(clock.rule?.code).toBe('SL-B12');
    expect(due(clock)).toBe('2026-11-23 11:50');
    expect(clock.others.map((o) => o.rule.code)).toEqual(['SL-G3', 'SL-5', 'CN-35-15']);
  });
  test('a basic customer has five working days', () => {
    const clock = final(history(received('2026-11-19 16:20')), { ...subject, grade: 'basic' });
    expect([clock.rule?.code, due(clock)]).toEqual(['SL-5', '2026-11-27 00:00']);
  });
  test('provincial and national limits are compared by the day they come to', () => {
    const law = rules.filter((r) => r.verification === 'verified');
    const run = (province: string, when: string) =>
      runClock('finalResponse', foldEvents(history(received(when))), { ...subject, province }, law, frame);
    expect(run('河南', '2026-11-19 16:20').rule?.code).toBe('HN-5');
    expect(run('重庆', '2026-11-19 16:20').rule?.code).toBe('CN-35-15');
    // 2026-02-01 + 15 natural days ends in the Spring Festival and rolls to 02-24; 15 working days end later still
    expect([run('重庆', '2026-02-01 09:00').rule?.code, due(run('重庆', '2026-02-01 09:00'))]).toEqual([
      'CN-35-15',
      '2026-02-25 00:00',
    ]);
  });
  test('a rule does not reach back before it was in force', () => {
    const clock = final(history(received('2015-04-22 15:53')), {
      ...subject,
      grade: null,
      business: null,
      category: null,
    });
    expect(clock.rule?.code).toBe('SL-5');
    expect(due(clock)).toBe('2015-04-30 00:00');
    expect(clock.others).toEqual([]);
  });
  test('contradictory rules are refused by name', () => {
    expect(() => checkRules([...rules, rules[0] as (typeof rules)[0]])).toThrow(
      expect.objectContaining({
        code: 'COMPLAINT_RULE_CONTRADICTORY',
        data: expect.objectContaining({ rule: 'CN-35-15', fault: 'duplicate' }),
      }),
    );
  });
});

describe('clocks beside the answer', () => {
  const clocks = (...events: ReturnType<typeof history>) =>
    runClocks(foldEvents(history(...events)), subject, shippedRules, frame)
      .filter((clock) => clock.kind !== 'firstResponse' && clock.kind !== 'finalResponse')
      .map((clock) => [clock.key, clock.rule?.code, clock.state, due(clock)]);
  const told = event('acknowledged', '2026-11-19 17:00', { note: '' });
  test('news is owed three working days after the last news, until the answer', () => {
    // Thursday; Friday, Monday and Tuesday count
    expect(clocks(received('2026-11-19 16:20'), told)).toEqual([
      ['progress.1.1', 'SL-P3', 'running', '2026-11-25 00:00'],
    ]);
    const news = event('informed', '2026-11-24 10:00', { note: '明天上门' });
    expect(clocks(received('2026-11-19 16:20'), told, news)).toEqual([
      ['progress.1.1', 'SL-P3', 'answered', '2026-11-25 00:00'],
      ['progress.1.2', 'SL-P3', 'running', '2026-11-28 00:00'],
    ]);
    const late = clocks(received('2026-11-19 16:20'), told, answer('2026-11-25 09:00'))[0];
    expect(late).toEqual(['progress.1.1', 'SL-P3', 'answeredLate', '2026-11-25 00:00']);
  });
  test('news that came late stays late: after the next news, after the answer, after a reopening', () => {
    const late = ['progress.1.1', 'SL-P3', 'answeredLate', '2026-11-25 00:00'];
    const start = [received('2026-11-19 16:20'), told, event('informed', '2026-11-25 00:00', { note: '' })];
    // told at 24:00 of the last day: too late. 11-26, 11-27 and 11-30 count for the next
    expect(clocks(...start)).toEqual([late, ['progress.1.2', 'SL-P3', 'running', '2026-12-01 00:00']]);
    const answered = [...start, event('informed', '2026-11-30 23:59', { note: '' }), answer('2026-12-02 10:00')];
    const inTime = [
      ['progress.1.2', 'SL-P3', 'answered', '2026-12-01 00:00'],
      ['progress.1.3', 'SL-P3', 'answered', '2026-12-04 00:00'],
    ];
    const news = (list: ReturnType<typeof clocks>) => list.filter(([key]) => key?.startsWith('progress'));
    expect(news(clocks(...answered))).toEqual([late, ...inTime]);
    const again = event('reopened', '2026-12-03 10:00', { note: '', byVisit: false });
    expect(news(clocks(...answered, again))).toEqual([
      late,
      ...inTime,
      ['progress.2.1', 'SL-P3', 'running', '2026-12-09 00:00'],
    ]);
  });
  test('no news is owed after an answer of unknown time', () => {
    const imported = event('imported', null, {
      status: 'responded',
      sourceStatus: 'Answered',
      file: 'x',
      unitId: 'u',
      party: 'front',
    });
    expect(clocks(received('2026-11-19 16:20'), told, imported)[0]).toEqual([
      'progress.1.1',
      'SL-P3',
      'unknown',
      '2026-11-25 00:00',
    ]);
  });
  test('over random histories every news begins where the one before ended, and at most one is owed', () => {
    const units = { first: 'hall', others: [{ unitId: 'v', party: 'vendor' as const }] };
    fc.assert(
      fc.property(walks(25), (walk) => {
        const state = foldEvents(randomHistory(walk, units, at('2026-09-24 09:00')));
        const news = runClocks(state, subject, shippedRules, frame).filter(({ kind }) => kind === 'progress');
        for (const [i, { key, startedAt, stoppedAt }] of news.entries()) {
          const before = news[i - 1];
          const [, round, number] = key.split('.').map(Number);
          if (before && number !== 1) expect(before.stoppedAt).toBe(startedAt);
          expect(state.rounds[(round as number) - 1]?.contacts[(number as number) - 1]).toBe(startedAt);
          expect(stoppedAt === null || stoppedAt >= startedAt).toBe(true);
        }
        const owed = news.filter(({ state: one }) => one === 'running' || one === 'paused');
        expect(owed.length).toBeLessThanOrEqual(1);
        if (owed[0]) expect(owed[0]).toBe(news.at(-1));
        expect(new Set(news.map(({ key }) => key)).size).toBe(news.length);
      }),
      { numRuns: 200 },
    );
  });
  test('of news the last one is worth a line, and earlier ones that were late', () => {
    const list = runClocks(
      foldEvents(
        history(
          received('2026-11-19 16:20'),
          told,
          event('informed', '2026-11-20 10:00', { note: '' }),
          event('informed', '2026-11-30 10:00', { note: '' }),
          event('informed', '2026-12-01 10:00', { note: '' }),
        ),
      ),
      subject,
      shippedRules,
      frame,
    );
    const shown = shownClocks(list);
    expect(shown.map((clock) => [clock.key, clock.state, newsNumber(list, clock)])).toEqual([
      ['firstResponse.1', 'answered', null],
      ['progress.1.2', 'answeredLate', 2],
      ['progress.1.4', 'running', 4],
      ['finalResponse.1', 'running', null],
    ]);
  });
  test('a supporting department and a vendor have their own time, once for each stint', () => {
    const events = [
      received('2026-11-19 16:20'),
      assigned('2026-11-19 17:25', 'network'),
      event('handedBack', '2026-11-25 09:00', { note: '已修复' }),
      assigned('2026-11-25 09:30', 'vendor'),
    ];
    expect(clocks(...events)).toEqual([
      ['support.1', 'SL-S3', 'answeredLate', '2026-11-25 00:00'],
      ['vendor.2', 'SL-V2', 'running', '2026-11-28 00:00'],
    ]);
  });
  test('closing is owed from the answer on, and again after a reopening', () => {
    const open = [received('2026-11-19 16:20'), told, answer('2026-11-20 16:00')];
    // ten working days after Friday 11-20: 11-23 … 12-04
    expect(clocks(...open).at(-1)).toEqual(['closure.1', 'SL-C10', 'running', '2026-12-05 00:00']);
    const again = event('reopened', '2026-11-24 10:00', { note: '', byVisit: true });
    expect(clocks(...open, again).map(([key]) => key)).not.toContain('closure.2');
  });
  test('faults in town and in the country have the hours of the law, whatever is paused', () => {
    const fault = (area: 'urban' | 'rural') =>
      final(history(received('2026-11-20 20:15')), { ...subject, grade: 'basic', area });
    expect([fault('urban').rule?.code, due(fault('urban'))]).toEqual(['CN-32-48', '2026-11-22 20:15']);
    expect([fault('rural').rule?.code, due(fault('rural'))]).toEqual(['CN-32-72', '2026-11-23 20:15']);
  });
  test('a limit of the mean never decides about one complaint', () => {
    const mean = { ...(rules[0] as (typeof rules)[0]), code: 'M', amount: 1, measure: 'mean' as const };
    const clock = runClock('finalResponse', foldEvents(history(received('2026-11-19 16:20'))), subject, [mean], frame);
    expect(clock).toMatchObject({ state: 'noRule', rule: null });
  });
  test('only the suspensions a rule names stop it', () => {
    const rule = {
      ...(rules.find((one) => one.code === 'SL-5') as (typeof rules)[0]),
      pauseReasons: ['customer' as const],
    };
    const run = (reason: 'customer' | 'thirdParty') =>
      runClock(
        'finalResponse',
        foldEvents(
          history(
            received('2026-11-19 16:20'),
            event('suspended', '2026-11-20 10:00', { reason, approver: 'x', note: '' }),
          ),
        ),
        subject,
        [rule],
        frame,
      ).state;
    expect([run('customer'), run('thirdParty')]).toEqual(['paused', 'running']);
  });
});

describe('the state of a clock', () => {
  test('running, answered in time, answered late', () => {
    const start = received('2026-11-19 16:20');
    expect(final(history(start)).state).toBe('running');
    expect(final(history(start, answer('2026-11-23 11:49'))).state).toBe('answered');
    expect(final(history(start, answer('2026-11-23 11:50'))).state).toBe('answeredLate');
  });
  test('suspension stops it, and moves the deadline by its working time', () => {
    const paused = [
      received('2026-11-19 16:20'),
      assigned('2026-11-19 16:30'),
      event('suspended', '2026-11-20 14:00', { reason: 'appointment', approver: '主管', note: '' }),
    ];
    expect(final(history(...paused))).toMatchObject({
      state: 'paused',
      // the law's limit knows no pause
      dueAt: at('2026-12-05 00:00'),
    });
    expect(due(final(history(...paused, event('resumed', '2026-11-20 15:00', { note: '' }))))).toBe('2026-11-23 14:20');
  });
  test('what is suspended after a clock has stopped moves its deadline no more; one it stopped in lasts till then', () => {
    const suspended = (when: string) => event('suspended', when, { reason: 'appointment', approver: '主管', note: '' });
    const begun = [received('2026-11-19 16:20'), assigned('2026-11-19 16:30')];
    const told = (when: string) => event('acknowledged', when, { note: '' });
    const first = (events: ReturnType<typeof history>) => {
      const [clock] = runClocks(foldEvents(events), subject, rules, frame);
      return [clock?.kind, clock?.state, clock && due(clock)];
    };
    // two working hours: 70 minutes of Thursday, 50 of Friday
    const inTime = ['firstResponse', 'answered', '2026-11-20 09:20'];
    expect(first(history(...begun, told('2026-11-20 09:00')))).toEqual(inTime);
    const later = [suspended('2026-11-20 09:05'), event('resumed', '2026-11-25 10:00', { note: '' })];
    expect(first(history(...begun, told('2026-11-20 09:00'), ...later))).toEqual(inTime);

    const news = (events: ReturnType<typeof history>) => {
      const clock = runClocks(foldEvents(events), subject, shippedRules, frame).find(({ kind }) => kind === 'progress');
      return [clock?.state, clock && due(clock)];
    };
    // three working days after the contact end with 11-25; told on 11-30, in a pause that had begun on 11-24
    const waiting = [...begun, told('2026-11-20 09:00'), suspended('2026-11-24 10:00')];
    const informed = [...waiting, event('informed', '2026-11-30 10:00', { note: '客户出差' })];
    const whilePaused = news(history(...informed));
    expect(whilePaused).toEqual(['answered', '2026-12-02 00:00']);
    expect(news(history(...informed, event('resumed', '2026-12-02 10:00', { note: '' })))).toEqual(whilePaused);
  });
  test('an answer of unknown time is neither in time nor late', () => {
    const clock = final(
      history(
        received('2015-04-22 15:53'),
        event('imported', null, { status: 'closed', sourceStatus: 'Closed', file: 'x', unitId: 'u', party: 'front' }),
      ),
    );
    expect(clock.state).toBe('unknown');
  });
  test('a missing calendar is said with its year', () => {
    expect(final(history(received('2026-12-30 09:00')), { ...subject, grade: 'basic' })).toMatchObject({
      state: 'noCalendar',
      dueAt: null,
      missingYear: 2027,
    });
  });
  describe('a limit that needs a missing year', () => {
    // 2026-12-31 is a Thursday; from 14:00 it has 3:30 of working time, so 12 working hours need 8:30 of 2027
    const urban = { ...subject, area: 'urban' as const };
    const start = received('2026-12-31 14:00');
    const beside = (clock: Clock) =>
      clock.mayBeEarlier.map(({ rule, year, earliest }) => [rule.code, year, formatInstant(earliest)]);
    test('may be stricter than the one that decides, and is named with the earliest it can come to', () => {
      const clock = final(history(start), urban);
      expect([clock.rule?.code, clock.state, due(clock)]).toEqual(['CN-32-48', 'running', '2027-01-02 14:00']);
      // were both days worked: 7:30 of 01-01 and 1:00 of 01-02; three and five working days end later anyhow
      expect(beside(clock)).toEqual([['SL-B12', 2027, '2027-01-02 09:30']]);
      expect(clock.missingYear).toBe(2027);
    });
    test('is silent where it can only come later', () => {
      // what decides ends before the year does
      const early = final(history(received('2026-12-30 09:00')), urban);
      expect([early.rule?.code, due(early), early.missingYear]).toEqual(['SL-B12', '2026-12-31 15:00', null]);
      // 5 working days from 12-31 reach 01-05 at the earliest: later than 48 hours
      const basic = final(history(start), { ...urban, grade: 'basic' });
      expect([basic.rule?.code, beside(basic), basic.missingYear]).toEqual(['CN-32-48', [], null]);
      // a law of 15 natural days that may roll over a holiday of 2027 still ends on its fifteenth day at the earliest
      const law = final(history(received('2026-12-25 09:00')), { ...subject, grade: 'basic', business: 'mobile' });
      expect([law.state, law.missingYear]).toEqual(['noCalendar', 2027]);
    });
    test('an answer before the earliest end is in time for sure, one after the known end is late, one between can’t be told', () => {
      const told = (when: string, about = urban) => final(history(start, answer(when)), about).state;
      expect(told('2027-01-02 09:29')).toBe('answered');
      expect(told('2027-01-02 09:30')).toBe('noCalendar');
      expect(told('2027-01-02 13:59')).toBe('noCalendar');
      expect(told('2027-01-02 14:00')).toBe('answeredLate');
      const between = final(history(start, answer('2027-01-02 10:00')), urban);
      expect([between.missingYear, beside(between)[0]?.[0]]).toEqual([2027, 'SL-B12']);
      // nothing known ends: in time all the same where nothing can end so soon
      const basic = { ...subject, grade: 'basic' as const };
      expect(told('2027-01-05 23:59', { ...urban, ...basic, area: null as never })).toBe('answered');
      expect(told('2027-01-06 00:00', { ...urban, ...basic, area: null as never })).toBe('noCalendar');
    });
    test('what stands still ends nowhere, and is not named', () => {
      const paused = event('suspended', '2026-12-31 15:00', { reason: 'customer', approver: 'x', note: '' });
      const clock = final(history(start, paused), urban);
      expect([clock.state, clock.rule?.code, beside(clock)]).toEqual(['running', 'CN-32-48', []]);
      expect(clock.others.find(({ rule }) => rule.code === 'SL-B12')).toMatchObject({ isStanding: true, dueAt: null });
    });
    test('beside a pause it is named where nothing else goes on', () => {
      const paused = event('suspended', '2026-12-28 15:00', { reason: 'customer', approver: 'x', note: '' });
      const clock = final(history(received('2026-12-20 09:00'), paused), { ...subject, grade: 'basic', area: null });
      expect([clock.state, clock.dueAt, clock.missingYear]).toEqual(['paused', null, 2027]);
      // 15 natural days end on 01-04, or later where that is a holiday
      expect(beside(clock)).toEqual([['CN-35-15', 2027, '2027-01-05 00:00']]);
    });
    test('the earliest end is no later than the end with any calendar of that year', () => {
      const dayOff = fc.array(fc.integer({ min: 0, max: 364 }), { maxLength: 60 });
      const termOf = fc.record({
        amount: fc.integer({ min: 1, max: 20 }),
        unit: fc.constantFrom('workHours', 'workDays', 'naturalDays', 'months') as fc.Arbitrary<TermUnit>,
        extend: fc.constantFrom('none', 'holiday', 'restday') as fc.Arbitrary<TermExtension>,
      });
      fc.assert(
        fc.property(dayOff, termOf, fc.integer({ min: 0, max: 30 * 1440 }), (off, term, minutes) => {
          const startAt = new Date(Date.parse(at('2026-12-01 09:00')) + minutes * 60_000).toISOString();
          const days = [...new Set(off)].map((one) => {
            const on = addDays('2027-01-01', one);
            return { on, kind: plainKind(on) === 'weekend' ? ('makeup' as const) : ('holiday' as const), name: '' };
          });
          const editions = [...frame.calendar.editions.values(), { year: 2027, number: 1, source: '', days }];
          const last = { year: 2028, number: 1, source: '', days: [] };
          const known = endOfTerm(term, startAt, [], buildCalendar([...editions, last]), frame.hours);
          expect(earliestEndOfTerm(term, startAt, [], frame.calendar, frame.hours) <= known.dueAt).toBe(true);
        }),
      );
    });
  });
  test('a reopened complaint gets a fresh round', () => {
    const clock = final(
      history(
        received('2026-11-16 09:00'),
        answer('2026-11-16 15:00'),
        event('reopened', '2026-11-19 16:20', { note: '', byVisit: true }),
      ),
    );
    expect([clock.state, due(clock)]).toEqual(['running', '2026-11-23 11:50']);
  });
});

describe('badges count in the unit of the rule', () => {
  const left = (dueText: string, now: string, unit: 'workHours' | 'workDays' | 'naturalDays' | 'hours') =>
    remainingOf(at(dueText), at(now), unit, frame);
  test.each([
    ['workHours', '2026-11-23 11:50', '2026-11-20 16:30', { overdue: false, amount: 4, unit: 'workHour' }],
    ['workHours', '2026-11-23 09:00', '2026-11-22 12:00', { overdue: false, amount: 30, unit: 'workMinute' }],
    ['workDays', '2026-11-27 00:00', '2026-11-20 10:00', { overdue: false, amount: 4, unit: 'workDay' }],
    ['workDays', '2026-11-27 00:00', '2026-11-26 20:00', { overdue: false, amount: 4, unit: 'hour' }],
    ['workDays', '2026-11-18 00:00', '2026-11-20 10:00', { overdue: true, amount: 2, unit: 'workDay' }],
    ['workDays', '2026-11-21 00:00', '2026-11-22 12:00', { overdue: true, amount: 0, unit: 'workDay' }],
    // hours are compared with the clause as long as anybody can
    ['hours', '2026-11-01 09:00', '2026-11-09 17:00', { overdue: true, amount: 200, unit: 'hour' }],
    ['hours', '2026-11-01 09:00', '2026-11-09 17:01', { overdue: true, amount: 8, unit: 'day' }],
    ['hours', '2025-10-01 09:00', '2026-11-21 21:00', { overdue: true, amount: 416, unit: 'day' }],
    // a last day that ends at the close of business is a whole day, too
    ['workDays', '2026-11-26 17:30', '2026-11-20 10:00', { overdue: false, amount: 4, unit: 'workDay' }],
    ['workDays', '2026-11-26 17:30', '2026-11-26 10:00', { overdue: false, amount: 7, unit: 'hour' }],
    ['workDays', '2026-11-17 17:30', '2026-11-20 10:00', { overdue: true, amount: 2, unit: 'workDay' }],
    ['workDays', '2026-11-17 17:30', '2026-11-20 17:30', { overdue: true, amount: 3, unit: 'workDay' }],
    ['naturalDays', '2026-11-25 00:00', '2026-11-22 10:00', { overdue: false, amount: 2, unit: 'day' }],
    // 24:00 of 31 December belongs to that day: the next year, which has no calendar, is not asked
    ['workDays', '2027-01-01 00:00', '2026-12-28 10:00', { overdue: false, amount: 3, unit: 'workDay' }],
    ['workDays', '2027-01-01 00:00', '2026-12-31 20:00', { overdue: false, amount: 4, unit: 'hour' }],
    ['workHours', '2027-01-01 00:00', '2026-12-30 16:30', { overdue: false, amount: 8, unit: 'workHour' }],
    ['hours', '2026-11-22 11:00', '2026-11-22 11:40', { overdue: true, amount: 40, unit: 'minute' }],
  ] as const)('%s due %s at %s', (unit, dueText, now, expected) => {
    expect(left(dueText, now, unit)).toEqual(expected);
  });
  test('a stretch of time needs the calendar of every day in it, its end left out', () => {
    const covers = (from: string, to: string) => coversTime(frame.calendar, at(from), at(to));
    expect(covers('2026-12-30 09:00', '2027-01-01 00:00')).toBe(true);
    expect(covers('2027-01-01 00:00', '2026-12-30 09:00')).toBe(true);
    expect(covers('2026-12-30 09:00', '2027-01-01 00:01')).toBe(false);
    expect(covers('2026-01-01 00:00', '2026-01-01 00:00')).toBe(true);
    expect(covers('2027-01-01 00:00', '2027-01-01 00:00')).toBe(false);
    // 2016 and 2026 have theirs, the years between have none
    expect(covers('2016-05-01 09:00', '2026-05-01 09:00')).toBe(false);
  });
});

describe('the ledger', () => {
  test('adds up exactly over random histories', () => {
    const gaps = fc.array(fc.integer({ min: 1, max: 40_000 }), { minLength: 6, maxLength: 6 });
    fc.assert(
      fc.property(gaps, fc.boolean(), (steps, byCustomer) => {
        const base = Date.parse(at('2026-09-24 09:00'));
        let moment = base;
        const moments = [0, ...steps].map((step) => {
          moment += step * 1000;
          return new Date(moment).toISOString();
        });
        const place = <T extends ReturnType<typeof received>>(one: T, i: number): T => ({
          ...one,
          happenedAt: moments[i] as string,
        });
        const events = history(
          place(received('2026-09-24 09:00'), 0),
          place(assigned('2026-09-24 09:00'), 1),
          place(
            event('suspended', '2026-09-24 09:00', {
              reason: byCustomer ? 'customer' : 'appointment',
              approver: 'x',
              note: '',
            }),
            2,
          ),
          place(event('resumed', '2026-09-24 09:00', { note: '' }), 3),
          place(event('transferred', '2026-09-24 09:00', { unitId: 'n', party: 'network', note: '' }), 4),
          place(answer('2026-09-24 09:00'), 5),
        );
        const ledger = ledgerOf(foldEvents(events), moments[6] as string, frame);
        expect(ledger?.seconds).toBe((Date.parse(moments[6] as string) - base) / 1000);
        expect(ledger?.workSeconds).toBe(
          workMilliseconds(frame.calendar, frame.hours, moments[0] as string, moments[6] as string) / 1000,
        );
        const of = (party: string) => ledger?.parts.find((p) => p.party === party)?.seconds;
        expect(of(byCustomer ? 'customer' : 'suspension')).toBe(steps[2]);
        expect(of('network')).toBe(steps[4]);
      }),
    );
  });
  test('charges every second while a complaint is open to one party, whatever happened', () => {
    const units = {
      first: 'hall',
      others: [
        { unitId: 'v', party: 'vendor' as const },
        { unitId: 'n', party: 'network' as const },
      ],
    };
    const now = at('2026-10-30 12:00');
    fc.assert(
      fc.property(walks(30), (walk) => {
        const events = randomHistory(walk, units, at('2026-09-24 09:00')).filter(
          (one) => (one.happenedAt as string) < now,
        );
        const ledger = ledgerOf(foldEvents(events), now, frame);
        // Counted another way: minutes between events at which the complaint was open, merged time given back when undone.
        let expected = 0;
        events.forEach((one, i) => {
          const until = events[i + 1]?.happenedAt ?? now;
          const after = foldEvents(events.slice(0, i + 1));
          const undone =
            events.slice(i + 1).find((later) => later.type === 'unmerged' || later.type === 'merged')?.type ===
            'unmerged';
          if (isOpen(after.status) || (after.status === 'merged' && undone))
            expected += (Date.parse(until) - Date.parse(one.happenedAt as string)) / 1000;
        });
        expect(ledger?.seconds).toBe(expected);
        expect(ledger?.segments.reduce((sum, one) => sum + one.seconds, 0)).toBe(expected);
        expect(ledger?.parts.reduce((sum, one) => sum + one.workSeconds, 0)).toBe(ledger?.workSeconds);
      }),
      { numRuns: 300 },
    );
  });
  test('is silent where times are unknown', () => {
    const state = foldEvents(
      history(
        received('2015-04-22 15:53'),
        event('imported', null, { status: 'closed', sourceStatus: 'Closed', file: 'x', unitId: 'u', party: 'front' }),
      ),
    );
    expect(ledgerOf(state, at('2026-11-22 09:00'), frame)).toBeNull();
  });
});
