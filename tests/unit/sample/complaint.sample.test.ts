import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { buildCalendar, type CalendarEdition } from '#shared/calendar/calendar.rules.ts';
import { defaultWorkingHours } from '#shared/calendar/working-hours.ts';
import { actTable, missingForClose } from '#shared/complaint/act.rules.ts';
import { bunchingMinutes, bunchingOf } from '#shared/complaint/closure.rules.ts';
import type { ComplaintAct, ComplaintEventType } from '#shared/complaint/complaint.enums.ts';
import { type ComplaintState, foldEvents, isOpen, isPaused } from '#shared/complaint/complaint.rules.ts';
import { runClock } from '#shared/complaint/deadline.rules.ts';
import { eventData } from '#shared/complaint/event.schema.ts';
import { defaultPolicy } from '#shared/complaint/policy.schema.ts';
import { complaintFigures } from '#shared/sample/complaint.figures.ts';
import { type SampleComplaint, tellComplaint } from '#shared/sample/complaint.sample.ts';
import { generateCases } from '#shared/sample/complaint-case.sample.ts';
import { complaintTexts } from '#shared/sample/complaint-text.sample.ts';
import { prepareDeadlines } from '#shared/sample/deadlines.ts';
import { spanOf } from '#shared/sample/months.ts';
import { generateUnits, organizationFigures } from '#shared/sample/organization.sample.ts';
import { streamOf } from '#shared/sample/random.ts';
import { placesOf } from '#shared/sample/unit-places.ts';

const read = (path: string) => JSON.parse(readFileSync(`resources/${path}.json`, 'utf8'));
const figures = complaintFigures.parse(read('sample/complaint'));
const province = organizationFigures.parse(read('sample/organization'));
const texts = complaintTexts.parse(read('sample/complaint-text'));
const { rules } = read('deadline-rules');
const calendar = buildCalendar(
  readdirSync('resources/calendars').map(
    (name) => ({ number: 1, ...read(`calendars/${name.replace('.json', '')}`) }) as CalendarEdition,
  ),
);
const frame = { calendar, hours: defaultWorkingHours };
const places = placesOf(generateUnits(streamOf(1, 'unit'), province, 0));
const cutoffAt = '2026-11-22T02:00:00.000Z';

function tell(at: string | undefined): SampleComplaint[] {
  const span = spanOf('2026-11', 24, at);
  const world = {
    texts,
    places,
    deadlines: prepareDeadlines(rules, frame),
    cityNames: province.cities,
    province: null,
    ruleEdition: 1,
    cutoff: span.cutoff,
  };
  const rng = streamOf(1, 'complaint_event');
  return generateCases(streamOf(1, 'complaint'), figures, province.cityWeights, span, 0.002).map((item) =>
    tellComplaint(rng, item, world),
  );
}
const told = tell(cutoffAt);

const actOf: Partial<Record<ComplaintEventType, ComplaintAct>> = {
  acknowledged: 'acknowledge',
  assessed: 'assess',
  assigned: 'assign',
  accepted: 'accept',
  noted: 'note',
  informed: 'inform',
  handedBack: 'handBack',
  compensationProposed: 'proposeCompensation',
  compensationApproved: 'approveCompensation',
  responded: 'respond',
  followedUp: 'followUp',
  closed: 'close',
  returned: 'return',
  transferred: 'transfer',
  suspended: 'suspend',
  resumed: 'resume',
  escalated: 'escalate',
  reopened: 'reopen',
  withdrawn: 'withdraw',
};

/** Whether the state machine would have allowed an event. */
function isAllowed(state: ComplaintState, type: ComplaintEventType): boolean {
  const rule = actTable.find((one) => one.act === actOf[type]);
  const paused = isPaused(state);
  return (
    rule?.from.includes(state.status) === true && (rule.paused === 'either' || (rule.paused === 'only') === paused)
  );
}

describe('histories', () => {
  test('every event is one the state machine allows at its moment, and carries what it must', () => {
    expect(told.length).toBeGreaterThan(5000);
    for (const { events } of told) {
      for (let n = 1; n < events.length; n++) {
        const type = events[n]?.type as ComplaintEventType;
        if (!isAllowed(foldEvents(events.slice(0, n)), type))
          throw new Error(
            `${type} after ${events
              .slice(0, n)
              .map((event) => event.type)
              .join(' ')}`,
          );
      }
      for (const event of events) eventData[event.type].parse(event.data);
    }
  });

  test('times never run backwards and end before the cutoff; numbers count from 1', () => {
    for (const { events } of told) {
      events.forEach((event, index) => {
        expect(event.seq).toBe(index + 1);
        if (index > 0) expect((event.happenedAt as string) >= (events[index - 1]?.happenedAt as string)).toBe(true);
      });
      expect((events.at(-1)?.happenedAt as string) < cutoffAt).toBe(true);
    }
  });

  test('what is closed has all that closing asks for', () => {
    const closed = told.map(({ events }) => foldEvents(events)).filter((state) => state.status === 'closed');
    expect(closed.length).toBeGreaterThan(4000);
    for (const state of closed) expect(missingForClose(state, defaultPolicy)).toEqual([]);
  });

  test('the cutoff only leaves out: what happened before it is the same', () => {
    const whole = new Map(tell(undefined).map((one) => [one.source.complaintId, one.events]));
    for (const { source, events } of told)
      expect(whole.get(source.complaintId)?.slice(0, events.length)).toEqual(events);
  });
});

test('city 8 answers what is late just before the deadline: found among fifteen, and nobody else is', () => {
  const cities = province.cities.map(() => ({ n: 0, last: 0 }));
  for (const one of told) {
    const clock = runClock('finalResponse', foldEvents(one.events), one.subject, rules, frame);
    const city = cities[one.source.city];
    if (!clock.stoppedAt || !clock.dueAt || !city) continue;
    const minutes = (Date.parse(clock.dueAt) - Date.parse(clock.stoppedAt)) / 60_000;
    city.n += 1;
    if (minutes >= 0 && minutes < bunchingMinutes) city.last += 1;
  }
  const signals = bunchingOf(cities).flatMap((one, city) => (one.isSignal ? [city + 1] : []));
  expect(signals).toEqual([figures.pileUp.city]);
});

describe('deadlines by the rules in force', () => {
  const clocks = told.map((one) => {
    const state = foldEvents(one.events);
    return { one, state, clock: runClock('finalResponse', state, one.subject, rules, frame) };
  });

  test('about 9 % are answered late; the design says 9.2 %', () => {
    const answered = clocks.filter(
      ({ clock, state }) => state.reopenCount === 0 && (clock.state === 'answered' || clock.state === 'answeredLate'),
    );
    const late = answered.filter(({ clock }) => clock.state === 'answeredLate').length / answered.length;
    expect(Math.abs(late - 0.092)).toBeLessThan(0.012);
  });

  test('near the end some are open, some of them overdue or paused', () => {
    const open = clocks.filter(({ state }) => isOpen(state.status));
    expect(open.length).toBeGreaterThan(15);
    expect(open.some(({ clock }) => clock.state === 'running' && (clock.dueAt as string) < cutoffAt)).toBe(true);
    expect(open.some(({ clock }) => clock.state === 'running' && (clock.dueAt as string) > cutoffAt)).toBe(true);
    expect(open.every(({ one }) => one.source.receivedMs > Date.parse(cutoffAt) - 60 * 86_400_000)).toBe(true);
  });

  test('in city 8 many late cases are answered inside the last two hours, nowhere else', () => {
    const inLastHours = (city: number) => {
      const own = clocks.filter(
        ({ one, clock, state }) =>
          one.source.city + 1 === city && one.source.loadRatio > 1 && clock.stoppedAt && state.reopenCount === 0,
      );
      const close = own.filter(({ clock }) => {
        const left = Date.parse(clock.dueAt as string) - Date.parse(clock.stoppedAt as string);
        return left > 0 && left <= 2 * 3_600_000;
      });
      return close.length / own.length;
    };
    expect(inLastHours(8)).toBeGreaterThan(0.15);
    for (const city of [1, 2, 7, 9]) expect(inLastHours(city)).toBeLessThan(0.05);
  });
});
