import { z } from 'zod';
import type { WorkCalendar } from '../calendar/calendar.rules.ts';
import { isWorkingDay } from '../calendar/calendar.rules.ts';
import type { InspectionMethod } from '../inspection/inspection.schema.ts';
import { emptyEntry, type ItemEntry } from '../inspection/result.schema.ts';
import { addDays, type Day } from '../kernel/dates.ts';
import type { ScorecardContent } from '../standard/scorecard.schema.ts';
import { figure, share } from './figure.ts';
import { resultFor } from './item-result.sample.ts';
import { type SampleSpan, seasonIndex, startOf } from './months.ts';
import type { SampleUnit } from './organization.sample.ts';
import {
  chance,
  fnv1a32,
  integerBelow,
  logistic,
  mulberry32,
  normal,
  pickOne,
  seededId,
  type Uniform,
} from './random.ts';
import type { SampleStaff } from './staff.sample.ts';

const every = z.number().int().positive();

/** What becomes of a sheet after it is handed in; times in hours. */
const courseFigures = z.object({
  returnShare: share,
  reviewHours: z.tuple([every, every]),
  publishWorkingDay: every,
  appealShare: share,
  appealHours: z.tuple([every, every]),
  decideHours: z.tuple([every, every]),
  acceptShare: share,
  withdrawShare: share,
  staffShare: share,
  itemStaffShare: share,
});
export type CourseFigures = z.output<typeof courseFigures>;

/** Figures of resources/sample/inspection.json. Cities and districts are numbered from 1. */
export const inspectionFigures = z.object({
  interceptLogit: figure(z.number()),
  itemDifficultySd: figure(z.number()),
  hallDifficultySeed: figure(every),
  unitEffectSd: figure(z.number()),
  unitAr1: figure(share),
  occasionSd: figure(z.number()),
  severitySd: figure(z.number()),
  missLogit: figure(z.number()),
  falseAlarm: figure(share),
  criticalLogit: figure(z.number()),
  notApplicableShare: figure(share),
  awardShare: figure(share),
  occurrencesMean: figure(z.number()),
  hallEveryMonths: figure(z.object({ full: every, standard: every, demo: every })),
  backOfficeEveryMonths: figure(every),
  vendorEveryMonths: figure(every),
  lateShare: figure(share),
  course: figure(courseFigures),
  lenient: figure(z.object({ inspector: z.string(), logit: z.number() })),
  copyist: figure(z.object({ inspector: z.string(), share })),
  identicalHall: figure(z.object({ hall: z.string(), months: every })),
  coverageGap: figure(z.object({ city: every, district: every, month: every, atLeastMonthsAgo: every, months: every })),
});
export type InspectionFigures = z.output<typeof inspectionFigures>;

/** Which card a kind of unit is scored by. */
export type CardRole = 'hall' | 'backOffice' | 'onSite';

/** One visit with what the inspector wrote down. */
export interface SampleVisit {
  readonly inspectionId: string;
  readonly unit: SampleUnit;
  readonly role: CardRole;
  readonly inspector: SampleStaff;
  readonly month: number;
  readonly method: InspectionMethod;
  /** epoch milliseconds: begun, and handed in */
  readonly startedMs: number;
  readonly submittedMs: number;
  readonly entries: readonly ItemEntry[];
  /** planted: taken over from the unit's earlier visit */
  readonly copyOf: string | undefined;
}

export interface InspectionWorld {
  readonly units: readonly SampleUnit[];
  readonly inspectors: readonly SampleStaff[];
  readonly cards: Readonly<Record<CardRole, ScorecardContent>>;
  readonly calendar: WorkCalendar;
  readonly span: SampleSpan;
  readonly hallEveryMonths: number;
}

const roleOf: Partial<Record<SampleUnit['role'], CardRole>> = {
  hall: 'hall',
  back: 'backOffice',
  field: 'backOffice',
  vendor: 'onSite',
};

const methodsOf: Record<CardRole, readonly InspectionMethod[]> = {
  hall: ['announced', 'announced', 'mystery'],
  backOffice: ['online', 'announced'],
  onSite: ['workOrder', 'workOrder', 'announced'],
};

/**
 * The visits of the sample in order of months and units, those after the cutoff left out. A true failure follows a
 * logistic model of item, unit (drifting from month to month) and occasion; inspectors miss failures and see ones that
 * are not there, each by an own severity.
 * @param rng stream of the table `inspection`
 */
export function generateVisits(rng: Uniform, figures: InspectionFigures, world: InspectionWorld): SampleVisit[] {
  const severities = new Map(
    world.inspectors.map(({ code }) => [
      code,
      normal(rng, 0, figures.severitySd) + (code === figures.lenient.inspector ? figures.lenient.logit : 0),
    ]),
  );
  const inspected = world.units.filter((unit) => roleOf[unit.role]);
  const effects = inspected.map(() => normal(rng, 0, figures.unitEffectSd));
  const latest = new Map<string, SampleVisit>();
  const visits: SampleVisit[] = [];
  const gap = gapOf(figures, world);
  world.span.months.forEach((period, month) => {
    const days = workingDays(world.calendar, period.startOn, period.endOn);
    inspected.forEach((unit, index) => {
      effects[index] = nextEffect(rng, figures, effects[index] as number);
      // by visits, not by months: a turn that divides the number of inspectors would leave most of them out
      const visitNumber = Math.floor((index + month) / turnOf(figures, world, unit));
      const inspector = world.inspectors[(index * 7 + visitNumber) % world.inspectors.length] as SampleStaff;
      const visitRng = mulberry32(fnv1a32(`${unit.code}:${integerBelow(rng, 2 ** 32)}`));
      if (!isDue(figures, world, unit, month, index) || gap(unit, month)) return;
      const severity = severities.get(inspector.code) as number;
      const visit = visitOf(visitRng, figures, world, {
        unit,
        month,
        days,
        inspector,
        severity,
        effect: effects[index] as number,
        earlier: latest.get(unit.code),
      });
      latest.set(unit.code, visit);
      if (visit.startedMs < world.span.cutoff) visits.push(visit);
    });
  });
  return visits;
}

function nextEffect(rng: Uniform, figures: InspectionFigures, effect: number): number {
  const fresh = normal(rng, 0, figures.unitEffectSd * Math.sqrt(1 - figures.unitAr1 ** 2));
  return figures.unitAr1 * effect + fresh;
}

/** Whether a unit is visited in a month: by turns, the planted hall every month. */
function isDue(
  figures: InspectionFigures,
  world: InspectionWorld,
  unit: SampleUnit,
  month: number,
  index: number,
): boolean {
  return (index + month) % turnOf(figures, world, unit) === 0;
}

/** Months from one visit of a unit to the next; the planted hall is visited every month. */
function turnOf(figures: InspectionFigures, world: InspectionWorld, unit: SampleUnit): number {
  if (unit.code === figures.identicalHall.hall) return 1;
  const role = roleOf[unit.role];
  if (role === 'hall') return world.hallEveryMonths;
  return role === 'onSite' ? figures.vendorEveryMonths : figures.backOfficeEveryMonths;
}

/** The planted county without visits. */
function gapOf(
  figures: InspectionFigures,
  { units, span }: InspectionWorld,
): (unit: SampleUnit, month: number) => boolean {
  const { city, district, month: first, atLeastMonthsAgo, months } = figures.coverageGap;
  const place = units.filter((unit) => unit.role === 'district' && unit.city === city - 1)[district - 1];
  const from = seasonIndex(span.months, first, atLeastMonthsAgo);
  return (unit, month) => from >= 0 && month >= from && month < from + months && unit.parentId === place?.unitId;
}

/** The months in which the planted hall hands in the same sheet: whole ones, before the last. */
export function identicalMonths(figures: InspectionFigures, span: SampleSpan): number[] {
  const last = span.months.length - 2;
  return Array.from(
    { length: figures.identicalHall.months },
    (_, index) => last - figures.identicalHall.months + 1 + index,
  );
}

interface Occasion {
  unit: SampleUnit;
  month: number;
  days: readonly Day[];
  inspector: SampleStaff;
  severity: number;
  effect: number;
  earlier: SampleVisit | undefined;
}

function visitOf(rng: Uniform, figures: InspectionFigures, world: InspectionWorld, occasion: Occasion): SampleVisit {
  const { unit, month, inspector, earlier } = occasion;
  const role = roleOf[unit.role] as CardRole;
  const startedMs = startOf(pickOne(rng, occasion.days)) + (9 * 60 + integerBelow(rng, 6 * 60)) * 60_000;
  const minutes = 25 + integerBelow(rng, 60);
  const days = 1 + integerBelow(rng, 5);
  const submittedMs = startedMs + minutes * 60_000 + (chance(rng, figures.lateShare) ? days * 86_400_000 : 0);
  const method = pickOne(rng, methodsOf[role]);
  const inspectionId = seededId(rng, startedMs);
  const isCopied = chance(rng, figures.copyist.share) && inspector.code === figures.copyist.inspector;
  const identical = identicalMonths(figures, world.span);
  const isIdentical = unit.code === figures.identicalHall.hall && identical.slice(1).includes(month);
  const entries = answers(rng, figures, world.cards[role], occasion);
  const isCopy = earlier !== undefined && (isCopied || isIdentical);
  return {
    inspectionId,
    unit,
    role,
    inspector,
    month,
    method,
    startedMs,
    submittedMs,
    entries: isCopy ? earlier.entries : entries,
    copyOf: isCopy ? earlier.inspectionId : undefined,
  };
}

/** One sheet: the true state of every item, and what this inspector saw of it. */
function answers(rng: Uniform, figures: InspectionFigures, card: ScorecardContent, occasion: Occasion): ItemEntry[] {
  const isHall = occasion.unit.role === 'hall';
  const mood = normal(rng, 0, isHall ? 0 : figures.occasionSd);
  const miss = logistic(figures.missLogit - occasion.severity);
  const falseAlarm = Math.min(1, figures.falseAlarm * Math.exp(occasion.severity));
  return card.sections.flatMap((section) =>
    section.items.map((item): ItemEntry => {
      const difficulty =
        difficultyOf(isHall ? `hall-${figures.hallDifficultySeed}` : card.code, item.code) * figures.itemDifficultySd +
        (item.critical ? figures.criticalLogit : 0);
      // what the design's trial of halls gives (sd 6.5) comes out when the occasion differs from item to item
      const moment = isHall ? normal(rng, 0, figures.occasionSd) : mood;
      const fails = chance(rng, logistic(figures.interceptLogit + difficulty + occasion.effect + moment));
      const isSeen = chance(rng, fails ? 1 - miss : item.critical ? 0 : falseAlarm);
      const isAway = chance(rng, figures.notApplicableShare);
      const isAwarded = chance(rng, figures.awardShare);
      const result = resultFor(
        rng,
        item.rule,
        item.rule.kind === 'award' ? isAwarded : isSeen,
        figures.occurrencesMean,
      );
      if (isAway && item.notApplicable !== 'notAllowed' && !isSeen)
        return { ...emptyEntry(item.code), isNotApplicable: true, note: '本次未开展该业务' };
      return {
        itemCode: item.code,
        result,
        isNotApplicable: false,
        isCriticalHit: isSeen && item.critical?.trigger === 'marked',
        note: '',
      };
    }),
  );
}

/** An item is as hard everywhere and always: a standard normal made from its name alone. */
function difficultyOf(card: string, item: string): number {
  return normal(mulberry32(fnv1a32(`${card}:${item}`)));
}

function workingDays(calendar: WorkCalendar, from: Day, to: Day): Day[] {
  const days: Day[] = [];
  for (let day = from; day <= to; day = addDays(day, 1)) if (isWorkingDay(calendar, day)) days.push(day);
  return days;
}
