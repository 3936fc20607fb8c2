import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { foldEvents } from '#shared/complaint/complaint.rules.ts';
import { type Clock, runClocks } from '#shared/complaint/deadline.rules.ts';
import type { ComplaintEvent } from '#shared/complaint/event.schema.ts';
import { defaultPolicy } from '#shared/complaint/policy.schema.ts';
import {
  isBesidePause,
  nextWarningAt,
  type RaisedWarning,
  rungOf,
  stageKey,
  stageOf,
  stagesOf,
  type Warning,
  warningKeys,
  warningsDue,
} from '#shared/complaint/warning.rules.ts';
import { answer, at, event, frame, history, received, rules, subject } from './history.ts';

const policy = defaultPolicy.warning;
const clocksOf = (events: ComplaintEvent[]) => runClocks(foldEvents(events), subject, rules, frame);
const named = ({ clock, stage }: Pick<Warning, 'clock' | 'stage'>) => `${clock} ${stageKey(stage)}`;
const due = (clocks: readonly Clock[], raised: readonly RaisedWarning[], now: string) =>
  warningsDue(clocks, raised, policy, frame, now);
const stored = (list: readonly Warning[]): RaisedWarning[] =>
  list.map(({ clock, stage, dueAt }) => ({ clock, stage: stageKey(stage), dueAt }));
const next = (clocks: readonly Clock[], raised: readonly RaisedWarning[] = []) =>
  nextWarningAt(clocks, raised, policy, frame);

/** Lets time go from moment to moment and gives what is due at each. */
function watch(clocks: readonly Clock[], until = '2027-01-01', raised: RaisedWarning[] = []) {
  const told: [string, string][] = [];
  for (;;) {
    const moment = next(clocks, raised);
    if (moment === null || moment > until) return told;
    const list = due(clocks, raised, moment);
    expect(list.length).toBeGreaterThan(0);
    for (const one of list) told.push([named(one), moment]);
    raised.push(...stored(list));
  }
}
const acknowledged = event('acknowledged', '2026-11-19 17:12', { note: '' });
const broadband = history(received('2026-11-19 16:20'), acknowledged);

describe('moments of warning', () => {
  test('follow the time of the clock: 12 working hours, worked by hand', () => {
    expect(watch(clocksOf(broadband))).toEqual([
      ['finalResponse.1 share.50', at('2026-11-20 14:50')],
      ['finalResponse.1 left.4', at('2026-11-20 16:50')],
      ['finalResponse.1 share.80', at('2026-11-23 09:26')],
      ['finalResponse.1 due', at('2026-11-23 11:50')],
      ['finalResponse.1 over.0', at('2026-11-23 11:50')],
      ['finalResponse.1 over.8', at('2026-11-24 13:50')],
      ['finalResponse.1 over.24', at('2026-11-26 14:50')],
    ]);
  });
  test('of day terms lie on natural time; hours left before the start are left out', () => {
    const basic = runClocks(
      foldEvents(history(received('2026-11-19 16:20'))),
      { ...subject, grade: 'basic' },
      rules,
      frame,
    );
    expect(basic.map((clock) => clock.dueAt)).toEqual([at('2026-11-20 09:20'), at('2026-11-27 00:00')]);
    const half = Date.parse(at('2026-11-27 00:00')) - Date.parse(at('2026-11-19 16:20'));
    const told = new Map(watch(basic, at('2026-11-26 23:59')));
    expect(told.get('finalResponse.1 share.50')).toBe(
      new Date(Date.parse(at('2026-11-19 16:20')) + half / 2).toISOString(),
    );
    expect(told.get('finalResponse.1 left.4')).toBe(at('2026-11-26 13:30'));
    expect([...told].filter(([name]) => name.startsWith('first'))).toEqual([
      ['firstResponse.1 share.50', at('2026-11-19 17:20')],
      ['firstResponse.1 share.80', at('2026-11-20 08:56')],
      ['firstResponse.1 due', at('2026-11-20 09:20')],
      ['firstResponse.1 over.0', at('2026-11-20 09:20')],
      ['firstResponse.1 over.8', at('2026-11-23 09:50')],
      ['firstResponse.1 over.24', at('2026-11-25 10:50')],
    ]);
  });
  test('move with a suspension, as far as they are not given yet; what stands still does not warn of its own end', () => {
    const suspended = event('suspended', '2026-11-20 15:00', { reason: 'appointment', approver: 'x', note: '' });
    const raised = stored(due(clocksOf(broadband), [], at('2026-11-20 14:50')));
    expect(raised).toEqual([{ clock: 'finalResponse.1', stage: 'share.50', dueAt: at('2026-11-23 11:50') }]);
    const house = rules.filter((rule) => rule.pausable);
    const paused = runClocks(foldEvents(history(...broadband, suspended)), subject, house, frame);
    expect(next(paused, raised)).toBeNull();
    expect(due(paused, raised, at('2026-12-30 09:00'))).toEqual([]);
    const resumed = clocksOf(history(...broadband, suspended, event('resumed', '2026-11-20 16:00', { note: '' })));
    expect(watch(resumed, at('2026-11-23 18:00'), raised)).toEqual([
      ['finalResponse.1 left.4', at('2026-11-23 08:50')],
      ['finalResponse.1 share.80', at('2026-11-23 10:26')],
      ['finalResponse.1 due', at('2026-11-23 14:20')],
      ['finalResponse.1 over.0', at('2026-11-23 14:20')],
    ]);
  });
  test('go on beside a suspension for the limit it does not stop, each once, also after it', () => {
    const suspended = event('suspended', '2026-11-20 15:00', { reason: 'appointment', approver: 'x', note: '' });
    const raised = stored(due(clocksOf(broadband), [], at('2026-11-20 14:50')));
    const paused = clocksOf(history(...broadband, suspended));
    // 15 natural days from 11-19 16:20 end with 12-04; shares of day terms lie on natural time
    const share = (percent: number) => {
      const [from, to] = [Date.parse(at('2026-11-19 16:20')), Date.parse(at('2026-12-05 00:00'))];
      return new Date(from + ((to - from) * percent) / 100).toISOString();
    };
    const beside = [
      ['finalResponse.1.beside share.50', share(50)],
      ['finalResponse.1.beside share.80', share(80)],
      ['finalResponse.1.beside left.4', at('2026-12-04 13:30')],
      ['finalResponse.1.beside due', at('2026-12-05 00:00')],
      ['finalResponse.1.beside over.0', at('2026-12-05 00:00')],
      ['finalResponse.1.beside over.8', at('2026-12-08 09:00')],
      ['finalResponse.1.beside over.24', at('2026-12-10 10:00')],
    ];
    expect(watch(paused, '2027', [...raised])).toEqual(beside);
    // two weeks later it goes on: the limit of the law is the first now, and what was told of it is not told again
    const told = stored(due(paused, raised, share(80)));
    expect(told.map((one) => one.stage)).toEqual(['share.80']);
    const resumed = clocksOf(history(...broadband, suspended, event('resumed', '2026-12-04 14:00', { note: '' })));
    expect(resumed.at(-1)).toMatchObject({ state: 'running', dueAt: at('2026-12-05 00:00') });
    expect(watch(resumed, at('2026-12-05 09:00'), [...raised, ...told]).map(([name]) => name)).toEqual([
      'finalResponse.1 left.4',
      'finalResponse.1 due',
      'finalResponse.1 over.0',
    ]);
  });
  test('end with the answer; a new round warns anew', () => {
    const answered = history(...broadband, answer('2026-11-20 10:00'));
    expect(next(clocksOf(answered))).toBeNull();
    const again = history(
      ...answered,
      event('followedUp', '2026-11-23 10:00', { result: 'unsatisfied', note: '' }),
      event('reopened', '2026-11-23 10:00', { note: 'x', byVisit: true }),
    );
    expect(watch(clocksOf(again), at('2026-11-24 12:00'), [{ clock: 'finalResponse.1', stage: 'share.50' }])).toEqual([
      ['finalResponse.2 share.50', at('2026-11-23 17:30')],
      ['finalResponse.2 left.4', at('2026-11-24 10:30')],
    ]);
  });
  test('need no calendar that is missing, and warn of what can be told without it', () => {
    const clocks = runClocks(
      foldEvents(history(received('2026-12-24 09:00'), event('acknowledged', '2026-12-24 09:10', { note: '' }))),
      { ...subject, grade: 'basic' },
      rules,
      frame,
    );
    expect(clocks.at(-1)?.dueAt).toBe(at('2027-01-01 00:00'));
    expect(watch(clocks, '2028').map(([name]) => name)).toEqual([
      'finalResponse.1 share.50',
      'finalResponse.1 share.80',
      'finalResponse.1 left.4',
      'finalResponse.1 due',
      'finalResponse.1 over.0',
    ]);
  });
});

describe('coming late', () => {
  test('gives only the highest stage reached, one for each addressee, and goes on from there', () => {
    const clocks = clocksOf(broadband);
    const late = due(clocks, [], at('2026-11-24 15:00'));
    expect(late.map(named)).toEqual(['finalResponse.1 due', 'finalResponse.1 over.8']);
    expect(late.map((one) => rungOf(one.stage, policy))).toEqual([0, 2]);
    expect(due(clocks, stored(late), at('2026-11-24 15:00'))).toEqual([]);
    expect(next(clocks, stored(late))).toBe(at('2026-11-26 14:50'));
  });
  test('a changed policy gives nothing again that lies before what was given', () => {
    const clocks = clocksOf(broadband);
    const raised = [{ clock: 'finalResponse.1', stage: 'share.80' }];
    const changed = { ...policy, shares: [0.6, 0.9, 1], workHoursLeft: 2 };
    const told = (now: string) => warningsDue(clocks, raised, changed, frame, now).map(named);
    expect(told(at('2026-11-23 09:40'))).toEqual([]);
    expect(nextWarningAt(clocks, raised, changed, frame)).toBe(at('2026-11-23 09:50'));
    expect(told(at('2026-11-23 10:40'))).toEqual(['finalResponse.1 share.90']);
  });
});

test('stages are stored as words and read back', () => {
  const stages = stagesOf({ shares: [0.333, 0.5, 1], workHoursLeft: 2.5, escalateAfter: [0, 8] });
  expect(stages.map(stageKey)).toEqual(['share.33.3', 'share.50', 'due', 'left.2.5', 'over.0', 'over.8']);
  expect(stages.map(stageKey).map(stageOf)).toEqual(stages);
  expect(stagesOf({ shares: [], workHoursLeft: 0, escalateAfter: [] })).toEqual([]);
});

/** Whether two warnings speak of the same clock. */
const kin = (a: { clock: string }, b: { clock: string }) =>
  a.clock.replace('.beside', '') === b.clock.replace('.beside', '');

/** Looks at random times; suspensions fall between. Whatever passed while the clock ran must have been told, once. */
test('nothing is told twice and nothing due is missed, whenever one looks', () => {
  const walk = fc.array(
    fc.tuple(fc.constantFrom('look', 'suspended', 'resumed', 'acknowledged'), fc.integer({ min: 1, max: 2000 })),
    { minLength: 3, maxLength: 30 },
  );
  fc.assert(
    fc.property(walk, fc.constantFrom('gold', 'basic', 'silver'), (steps, grade) => {
      let now = Date.parse(at('2026-09-24 09:00'));
      let paused = false;
      const events: ComplaintEvent[] = [received('2026-09-24 09:00')];
      const raised: RaisedWarning[] = [];
      for (const [step, minutes] of steps) {
        now += minutes * 60_000;
        const moment = new Date(now).toISOString();
        const happened = (type: 'acknowledged' | 'suspended' | 'resumed', data: object) =>
          events.push({ ...event(type, '2026-09-24 09:00', data as never), happenedAt: moment } as ComplaintEvent);
        if (step === 'suspended' && !paused) happened(step, { reason: 'customer', approver: 'x', note: '' });
        if (step === 'resumed' && paused) happened(step, { note: '' });
        if (step === 'acknowledged' && !paused) happened(step, { note: '' });
        if (step === 'suspended' || step === 'resumed') paused = step === 'suspended';
        const clocks = runClocks(foldEvents(history(...events)), { ...subject, grade }, rules, frame);
        const owed = next(clocks, raised);
        expect(next(clocks, [...raised, { clock: 'none', stage: 'due' }])).toBe(owed);
        const list = due(clocks, raised, moment);
        expect(list.length > 0).toBe(owed !== null && owed <= moment);
        for (const one of list) {
          const stage = stageKey(one.stage);
          expect(raised.some((other) => other.clock === one.clock && other.stage === stage)).toBe(false);
          // the same stage of the same deadline neither, under whichever name
          expect(raised.some((other) => other.stage === stage && other.dueAt === one.dueAt && kin(other, one))).toBe(
            false,
          );
          expect(one.at <= moment).toBe(true);
          const clock = clocks.find(({ key }) => warningKeys(key).includes(one.clock)) as Clock;
          expect(clock.state).toBe(isBesidePause(one.clock) ? 'paused' : 'running');
        }
        raised.push(...stored(list));
        expect(due(clocks, raised, moment)).toEqual([]);
        const over = clocks.filter(
          ({ state, dueAt }) => (state === 'running' || state === 'paused') && dueAt !== null && dueAt <= moment,
        );
        for (const { key, state, dueAt } of over)
          for (const stage of ['due', 'over']) {
            const names = warningKeys(key);
            const told = raised.filter((one) => names.includes(one.clock) && one.stage.startsWith(stage));
            const name = names[state === 'paused' ? 1 : 0];
            expect(told.some((one) => one.clock === name || one.dueAt === dueAt)).toBe(true);
          }
      }
    }),
    { numRuns: 150 },
  );
});
