import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { buildCalendar, type CalendarEdition } from '#shared/calendar/calendar.rules.ts';
import { entryFits, scoreSheet } from '#shared/inspection/inspection.rules.ts';
import { dayOf } from '#shared/kernel/dates.ts';
import {
  type CardRole,
  generateVisits,
  identicalMonths,
  inspectionFigures,
  type SampleVisit,
} from '#shared/sample/inspection.sample.ts';
import { spanOf } from '#shared/sample/months.ts';
import { generateUnits, organizationFigures } from '#shared/sample/organization.sample.ts';
import { streamOf } from '#shared/sample/random.ts';
import { generateStaff } from '#shared/sample/staff.sample.ts';
import { scorecardContent } from '#shared/standard/scorecard.schema.ts';

const read = (path: string) => JSON.parse(readFileSync(`resources/${path}.json`, 'utf8'));
const figures = inspectionFigures.parse(read('sample/inspection'));
const province = organizationFigures.parse(read('sample/organization'));
const units = generateUnits(streamOf(1, 'unit'), province, 0);
const { inspectors } = generateStaff(streamOf(1, 'staff'), province, units, 0);
const calendar = buildCalendar(
  readdirSync('resources/calendars').map(
    (name) => ({ number: 1, ...read(`calendars/${name.replace('.json', '')}`) }) as CalendarEdition,
  ),
);
const cards = {
  hall: scorecardContent.parse(read('sample/hall-48')),
  backOffice: scorecardContent.parse(read('scorecards/back-office')),
  onSite: scorecardContent.parse(read('scorecards/home-visit')),
};
const span = spanOf('2025-06', 24);
const world = { units, inspectors, cards, calendar, span, hallEveryMonths: 1 };
const visits = generateVisits(streamOf(1, 'inspection'), figures, world);
const totals = visits.map((visit) => scoreSheet(cards[visit.role], visit.entries));
const of = (role: CardRole) =>
  visits
    .map((visit, index) => ({ visit, outcome: totals[index] as (typeof totals)[number] }))
    .filter(({ visit }) => visit.role === role);

describe('visits', () => {
  test('every hall each month, vendors each month, back offices each quarter', () => {
    const gap =
      4 * units.filter((unit) => unit.parentId === units.find((place) => place.code === 'C04D5')?.unitId).length;
    expect(of('hall')).toHaveLength(400 * 24 - gap);
    expect(of('onSite')).toHaveLength(12 * 24);
    expect(of('backOffice')).toHaveLength(120 * 8);
  });

  test('every entry fits its item, and no item is left open', () => {
    for (const [index, visit] of visits.entries()) {
      const items = new Map(
        cards[visit.role].sections.flatMap((section) => section.items.map((item) => [item.code, item])),
      );
      expect(visit.entries.every((entry) => entryFits(items.get(entry.itemCode) as never, entry))).toBe(true);
      expect(totals[index]?.unscored).toEqual([]);
    }
  });

  test('about one item in twelve is found wanting, and totals spread as designed', () => {
    const items = totals.flatMap((outcome) => outcome.items).filter((item) => item.state === 'scored');
    const failed = items.filter((item) => item.lostPoints > 0).length / items.length;
    expect(failed).toBeGreaterThan(0.06);
    expect(failed).toBeLessThan(0.11);
    const points = of('hall').map(({ outcome }) => (outcome.rawPoints ?? 0) / 1000);
    const mean = points.reduce((sum, value) => sum + value, 0) / points.length;
    const sd = Math.sqrt(points.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (points.length - 1));
    // §6 of the design of the sample: halls at 89.5 ± 6.5
    expect(Math.abs(mean - 89.5)).toBeLessThan(1.5);
    expect(Math.abs(sd - 6.5)).toBeLessThan(1);
    const vetoed = totals.filter((outcome) => outcome.hits.length > 0).length / totals.length;
    expect(vetoed).toBeLessThan(0.12);
  });

  test('visits fall on working days in office hours', () => {
    for (const visit of visits.slice(0, 2000)) {
      const hour = (new Date(visit.startedMs).getUTCHours() + 8) % 24;
      expect(hour).toBeGreaterThanOrEqual(9);
      expect(hour).toBeLessThan(15);
      expect(dayOf(visit.startedMs).slice(0, 7)).toBe(span.months[visit.month]?.key);
    }
  });
});

describe('planted truths', () => {
  const lossRate = (list: readonly SampleVisit[]) => {
    const items = list.flatMap((visit) => scoreSheet(cards[visit.role], visit.entries).items);
    return items.filter((item) => item.lostPoints > 0).length / items.length;
  };

  test('I017 finds fewer failures than the others', () => {
    const own = visits.filter((visit) => visit.inspector.code === 'I017');
    const others = visits.filter((visit) => visit.inspector.code === 'I018' || visit.inspector.code === 'I016');
    expect(lossRate(own)).toBeLessThan(0.85 * lossRate(others));
  });

  test('only I041 and hall H233 copy; H233 hands in one sheet for five months', () => {
    const copies = visits.filter((visit) => visit.copyOf);
    expect(copies.every((visit) => visit.inspector.code === 'I041' || visit.unit.code === 'H233')).toBe(true);
    const own =
      copies.filter((visit) => visit.inspector.code === 'I041').length /
      visits.filter((visit) => visit.inspector.code === 'I041').length;
    expect(Math.abs(own - 0.2)).toBeLessThan(0.1);
    const months = identicalMonths(figures, span);
    const same = visits.filter((visit) => visit.unit.code === 'H233' && months.includes(visit.month));
    expect(same).toHaveLength(5);
    expect(new Set(same.map((visit) => JSON.stringify(visit.entries))).size).toBe(1);
  });

  test('one county has no visit for four months and visits before and after', () => {
    const county = units.find((unit) => unit.code === 'C04D5');
    const months = new Set(
      visits.filter((visit) => visit.unit.parentId === county?.unitId).map((visit) => span.months[visit.month]?.key),
    );
    for (const month of ['2024-02', '2024-03', '2024-04', '2024-05']) expect(months.has(month)).toBe(false);
    expect(months.has('2024-01') && months.has('2024-06')).toBe(true);
  });
});

test('the same stream gives the same visits, and a cutoff only leaves out', { timeout: 30_000 }, () => {
  const cut = generateVisits(streamOf(1, 'inspection'), figures, {
    ...world,
    span: spanOf('2025-06', 24, '2025-06-12T04:00:00.000Z'),
  });
  const expected = visits.filter((visit) => visit.startedMs < Date.parse('2025-06-12T04:00:00.000Z'));
  expect(cut.length).toBe(expected.length);
  expect(JSON.stringify(cut.slice(-200))).toBe(JSON.stringify(expected.slice(-200)));
});
