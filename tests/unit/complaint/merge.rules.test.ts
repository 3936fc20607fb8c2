import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type ComplaintState, foldEvents } from '#shared/complaint/complaint.rules.ts';
import { answeredInTime, type Clock, runClock, runClocks } from '#shared/complaint/deadline.rules.ts';
import type { ComplaintEvent } from '#shared/complaint/event.schema.ts';
import { ledgerOf } from '#shared/complaint/ledger.rules.ts';
import { claimsOf, mergeCycle, mergeRefusal } from '#shared/complaint/merge.rules.ts';
import { formatInstant } from '#shared/kernel/dates.ts';
import { randomHistory, walks } from '../../support/random-history.ts';
import { answer, at, event, frame, history, received, rules, subject } from './history.ts';

/** Five working days by SL-5, so that days can be counted on the fingers. */
const basic = { ...subject, grade: 'basic' as const };
const self = { complaintId: 'd', number: 'TS26-1116-0002' };

/** The history of a main complaint after a duplicate was merged into it. */
const absorbing = (
  main: ComplaintEvent[],
  duplicate: ComplaintEvent[],
  when: string,
  about = basic,
): ComplaintEvent[] =>
  history(
    ...main,
    event('absorbed', when, { ...self, note: '', claims: claimsOf(foldEvents(duplicate), about, self, at(when)) }),
  );
const final = (events: ComplaintEvent[]): Clock => runClock('finalResponse', foldEvents(events), basic, rules, frame);
const due = (clock: Clock) => clock.dueAt && formatInstant(clock.dueAt);
const paused = (from: string, to: string) => [
  event('suspended', from, { reason: 'customer', approver: '主管', note: '' }),
  event('resumed', to, { note: '' }),
];

describe('the earliest deadline of both is kept (合并单取最早)', () => {
  // Monday 11-16 to 11-20 and 11-23 are working days.
  test('the duplicate came earlier: its five working days count', () => {
    const events = absorbing([received('2026-11-18 09:00')], [received('2026-11-16 09:00')], '2026-11-19 09:00');
    expect(due(final([received('2026-11-18 09:00')]))).toBe('2026-11-26 00:00');
    const clock = final(events);
    expect(due(clock)).toBe('2026-11-24 00:00');
    expect(clock).toMatchObject({ of: self, startedAt: at('2026-11-16 09:00'), rule: { code: 'SL-5' } });
    // its own limit stands beside it
    expect(clock.others[0]).toMatchObject({ of: null, dueAt: at('2026-11-26 00:00') });
    // the main one keeps its own receipt
    expect(foldEvents(events).receivedAt).toBe(at('2026-11-18 09:00'));
  });
  test('the duplicate came later: nothing moves', () => {
    const clock = final(absorbing([received('2026-11-16 09:00')], [received('2026-11-18 09:00')], '2026-11-19 09:00'));
    expect([due(clock), clock.of]).toEqual(['2026-11-24 00:00', null]);
  });
  test('the duplicate came later but by a stricter rule: a gold customer has three working days', () => {
    const clock = final(
      absorbing([received('2026-11-16 09:00')], [received('2026-11-17 09:00')], '2026-11-17 10:00', {
        ...basic,
        grade: 'gold',
        business: 'mobile',
      } as unknown as typeof basic),
    );
    expect([due(clock), clock.rule?.code, clock.of]).toEqual(['2026-11-21 00:00', 'SL-G3', self]);
  });
  test('what was overdue is not washed away by merging', () => {
    const late = absorbing([received('2026-11-23 09:00')], [received('2026-11-09 09:00')], '2026-11-23 10:00');
    expect(due(final(late))).toBe('2026-11-17 00:00');
    const answered = [...late, { ...answer('2026-11-23 11:00'), seq: 3 }];
    expect(final(answered).state).toBe('answeredLate');
    expect(answeredInTime(foldEvents(answered), basic, rules, frame)).toBe(false);
  });
  test('a duplicate answered before owes no answer any more, but the closing', () => {
    const closure = { ...(rules.find((rule) => rule.code === 'SL-5') as (typeof rules)[0]), code: 'C' };
    const withClosure = [
      ...rules,
      { ...closure, clock: 'closure' as const, startEvent: 'responded' as const, stopEvent: 'closed' as const },
    ];
    const events = absorbing(
      [received('2026-11-18 09:00')],
      [received('2026-11-16 09:00'), answer('2026-11-17 09:00')],
      '2026-11-19 09:00',
    );
    const state = foldEvents(events);
    expect(due(final(events))).toBe('2026-11-26 00:00');
    const clocks = runClocks(state, basic, withClosure, frame);
    expect(clocks.map((clock) => [clock.kind, clock.of?.number ?? null, due(clock)])).toEqual([
      ['firstResponse', null, '2026-11-18 11:00'],
      ['finalResponse', null, '2026-11-26 00:00'],
      ['closure', self.number, '2026-11-25 00:00'],
    ]);
  });
  test('each has the pauses of its own time; from the merging on those of the main one count for both', () => {
    // A day of the duplicate's pause (11-17) moves its end by one; a pause of the main one before the merging does not.
    const duplicate = history(received('2026-11-16 09:00'), ...paused('2026-11-17 00:00', '2026-11-18 00:00'));
    const before = [received('2026-11-19 09:00'), ...paused('2026-11-20 00:00', '2026-11-21 00:00')];
    const merged = absorbing(before, duplicate, '2026-11-23 08:00');
    expect(due(final(merged))).toBe('2026-11-25 00:00');
    // One after it (11-23 09:00 to 11-24 09:00) moves the duplicate's end by one day as well.
    const after = [...merged, ...paused('2026-11-23 09:00', '2026-11-24 09:00')].map((one, i) => ({
      ...one,
      seq: i + 1,
    }));
    expect([due(final(after)), final(after).of?.number]).toEqual(['2026-11-26 00:00', self.number]);
    // One that began before it (11-20) and ends after it (11-24) counts from the merging on.
    const across = absorbing(
      [received('2026-11-19 09:00'), ...paused('2026-11-20 00:00', '2026-11-24 00:00').slice(0, 1)],
      history(received('2026-11-16 09:00')),
      '2026-11-23 00:00',
    );
    const resumed = [...across, ...paused('2026-11-20 00:00', '2026-11-24 00:00').slice(1)];
    expect(due(final(resumed))).toBe('2026-11-25 00:00');
    const lasting = [...merged, ...paused('2026-11-23 09:00', '2026-11-24 09:00').slice(0, 1)];
    expect(final(lasting).state).toBe('paused');
  });
  test('the claim belongs to the round it was merged into', () => {
    const events = absorbing([received('2026-11-18 09:00')], [received('2026-11-16 09:00')], '2026-11-19 09:00');
    const again = history(
      ...events,
      answer('2026-11-19 10:00'),
      event('reopened', '2026-11-23 09:00', { note: 'x', byVisit: false }),
    );
    expect([due(final(again)), final(again).of]).toEqual(['2026-12-01 00:00', null]);
    // the first round is still judged by the earliest
    const first = runClock('finalResponse', foldEvents(again), basic, rules, frame, 0);
    expect([first.of?.number, first.state]).toEqual([self.number, 'answered']);
  });
  test('another edition of rules stays with the one that began with it', () => {
    const old = rules.map((rule) => (rule.code === 'SL-5' ? { ...rule, amount: 2 } : rule));
    const duplicate = history(event('received', '2026-11-18 09:00', { unitId: 'h', party: 'front', ruleEdition: 0 }));
    const events = absorbing([received('2026-11-18 09:00')], duplicate, '2026-11-18 10:00');
    const clock = runClock('finalResponse', foldEvents(events), basic, rules, {
      ...frame,
      editions: new Map([
        [0, old],
        [1, rules],
      ]),
    });
    expect([due(clock), clock.of]).toEqual(['2026-11-21 00:00', self]);
  });
  test('over two steps: what was merged into the duplicate comes along, until it is undone', () => {
    const first = { complaintId: 'a', number: 'A' };
    const middle = { complaintId: 'b', number: 'B' };
    const a = foldEvents(history(received('2026-11-16 09:00')));
    const b = history(
      received('2026-11-18 09:00'),
      event('absorbed', '2026-11-18 10:00', {
        ...first,
        note: '',
        claims: claimsOf(a, basic, first, at('2026-11-18 10:00')),
      }),
    );
    const claims = claimsOf(foldEvents(b), basic, middle, at('2026-11-19 10:00'));
    expect(claims.map((claim) => claim.number)).toEqual(['B', 'A']);
    const c = history(
      received('2026-11-19 09:00'),
      event('absorbed', '2026-11-19 10:00', { ...middle, note: '', claims }),
    );
    expect([due(final(c)), final(c).of]).toEqual(['2026-11-24 00:00', first]);
    const undone = history(...c, event('released', '2026-11-19 11:00', { ...middle, note: '' }));
    expect([due(final(undone)), final(undone).of]).toEqual(['2026-11-27 00:00', null]);
  });
  test('never later than either of the two alone, whatever happened before', () => {
    const units = { first: 'hall', others: [{ unitId: 'v', party: 'vendor' as const }] };
    fc.assert(
      fc.property(walks(12), walks(12), (walkOfMain, walkOfDuplicate) => {
        const main = randomHistory(walkOfMain, units, at('2026-09-07 09:00'));
        const duplicate = randomHistory(walkOfDuplicate, units, at('2026-09-07 09:00'));
        const [target, source] = [foldEvents(main), foldEvents(duplicate)];
        if (
          mergeRefusal({ complaintId: 'd', state: source }, { complaintId: 'm', state: target }) !== null ||
          source.status === 'merged'
        )
          return;
        const last = [target.lastHappenedAt, source.lastHappenedAt].sort()[1] as string;
        const claims = claimsOf(source, basic, self, last);
        const absorbed = { ...event('absorbed', null, { ...self, note: '', claims }), happenedAt: last };
        const after = final([...main, { ...absorbed, seq: main.length + 1 }]);
        const own = final(main);
        if (own.dueAt && after.dueAt) expect(after.dueAt <= own.dueAt).toBe(true);
        // a pause of either stops only its own clock; where none lasts, the duplicate's end is kept to the second
        const theirs = final(duplicate);
        if (claims[0]?.owesAnswer && theirs.state === 'running' && after.state !== 'paused')
          expect((after.dueAt as string) <= (theirs.dueAt as string)).toBe(true);
      }),
      { numRuns: 400 },
    );
  });
});

describe('undoing', () => {
  const open = (state: ComplaintState) => {
    const { lastSeq: _seq, lastHappenedAt: _at, backdatedCount: _late, ...rest } = state;
    return rest;
  };
  const units = {
    first: 'hall',
    others: [
      { unitId: 'v', party: 'vendor' as const },
      { unitId: 'n', party: 'network' as const },
    ],
  };
  test('restores both exactly, and not a second of the ledger is lost, over random histories', () => {
    fc.assert(
      fc.property(walks(20), fc.integer({ min: 0, max: 5000 }), (walk, minutes) => {
        const before = randomHistory(walk, units, at('2026-09-07 09:00'));
        const state = foldEvents(before);
        if (
          !['received', 'acknowledged', 'assessed', 'assigned', 'investigating', 'responded', 'followedUp'].includes(
            state.status,
          )
        )
          return;
        const merged = state.lastHappenedAt;
        const undone = new Date(Date.parse(merged) + minutes * 60_000).toISOString();
        const stamp = (one: ComplaintEvent, when: string, seq: number) => ({ ...one, happenedAt: when, seq });
        const next = before.length + 1;
        const source = foldEvents([
          ...before,
          stamp(event('merged', null, { ...self, note: 'x' }), merged, next),
          stamp(event('unmerged', null, { ...self, note: 'x' }), undone, next + 1),
        ]);
        expect(open(source)).toEqual(open(state));
        const now = at('2026-10-30 12:00') > undone ? at('2026-10-30 12:00') : undone;
        expect(ledgerOf(source, now, frame)).toEqual(ledgerOf(state, now, frame));
        const target = foldEvents([
          ...before,
          stamp(
            event('absorbed', null, { ...self, note: '', claims: claimsOf(state, basic, self, merged) }),
            merged,
            next,
          ),
          stamp(event('released', null, { ...self, note: '' }), undone, next + 1),
        ]);
        expect(open(target)).toEqual(open(state));
      }),
      { numRuns: 300 },
    );
  });
});

describe('what is refused', () => {
  const open = foldEvents(history(received('2026-11-16 09:00')));
  const refusal = (source: ComplaintState, target: ComplaintState) =>
    mergeRefusal({ complaintId: 'a', state: source }, { complaintId: 'b', state: target });
  test('itself, one that is merged, one that is over', () => {
    expect(mergeRefusal({ complaintId: 'a', state: open }, { complaintId: 'a', state: open })).toBe('self');
    expect(refusal(open, { ...open, status: 'merged' })).toBe('mergedAlready');
    expect(refusal(open, { ...open, status: 'closed' })).toBe('over');
    expect(refusal(open, open)).toBeNull();
  });
  test('one that was answered before the customer came again', () => {
    const target = foldEvents(history(received('2026-11-09 09:00'), answer('2026-11-12 09:00')));
    expect(refusal(open, target)).toBe('answeredBefore');
    expect(refusal(foldEvents(history(received('2026-11-11 09:00'))), target)).toBeNull();
  });
  test('a ring is named in its order', async () => {
    const named = (number: string) => ({ complaintId: number, number });
    const above: Record<string, string> = { A: 'B', B: 'C' };
    const up = async (id: string) => (above[id] ? named(above[id]) : null);
    expect(await mergeCycle(named('C'), named('A'), up)).toEqual(['C', 'A', 'B', 'C']);
    expect(await mergeCycle(named('B'), named('A'), up)).toEqual(['B', 'A', 'B']);
    expect(await mergeCycle(named('A'), named('B'), up)).toBeNull();
    expect(await mergeCycle(named('D'), named('C'), up)).toBeNull();
    // a ring that is there already is left alone
    expect(await mergeCycle(named('X'), named('P'), async (id) => named(id === 'P' ? 'Q' : 'P'))).toBeNull();
  });
});
