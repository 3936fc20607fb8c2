import { lastWorkingDay } from '#shared/inspection/appeal.rules.ts';
import type { ItemEntry } from '#shared/inspection/result.schema.ts';
import { dayOf } from '#shared/kernel/dates.ts';
import { courseOf, type SampleCourse, type SampleReviewer } from '#shared/sample/course.sample.ts';
import {
  type CardRole,
  generateVisits,
  type InspectionWorld,
  type SampleVisit,
} from '#shared/sample/inspection.sample.ts';
import { chance, fnv1a32, integerBelow, mulberry32, seededId, streamOf } from '#shared/sample/random.ts';
import type { SampleOrganization, SampleStaff } from '#shared/sample/staff.sample.ts';
import { scorecardContent } from '#shared/standard/scorecard.schema.ts';
import { loadTimeFrame } from '../calendar/calendar.service.ts';
import {
  type AppealedSheet,
  insertAppeals,
  insertInspections,
  insertPublications,
  insertReviews,
  type WholeInspection,
} from '../inspection/inspection.service.ts';
import { readResource } from '../resources.ts';
import {
  listPublishedScorecards,
  publishScorecard,
  requireScorecard,
  type Scorecard,
} from '../standard/standard.service.ts';
import type { SampleLoad } from './sample.load.ts';

/** Codes of the shipped cards that the sample scores by; halls have the card of the design, which comes with the sample. */
const cardCodes: Record<Exclude<CardRole, 'hall'>, string> = { backOffice: 'SC-HT-01', onSite: 'SC-DW-01' };
const chunk = 400;
/** Working days for an appeal and for deciding it. */
const appealDays = 5;
/** Sheets of the sample are reviewed by the province, once. */
const levelsJson = JSON.stringify(['province']);

type Calendar = InspectionWorld['calendar'];

/** What the way of a sheet is made with. */
interface Way {
  load: SampleLoad;
  calendar: Calendar;
  reviewers: readonly SampleReviewer[];
  cards: Record<CardRole, Scorecard>;
  staff: ReadonlyMap<string, readonly SampleStaff[]>;
  /** publications by month, made when their first sheet is met */
  publications: Map<string, { publicationId: string; publishedAt: string; appealUntil: string; sheets: number }>;
}

/**
 * Writes the inspections, scored by the engine, as far on their way as the cutoff lets them: drafts, returned, handed in,
 * reviewed, published, appealed. @returns the visits
 */
export async function loadInspections(load: SampleLoad, organization: SampleOrganization): Promise<SampleVisit[]> {
  const { tx, span, figures, seed, scale } = load;
  const cards = await cardsOf(load);
  const { calendar } = await loadTimeFrame(tx);
  const world: InspectionWorld = {
    units: organization.units,
    inspectors: organization.inspectors,
    cards: { hall: cards.hall.content, backOffice: cards.backOffice.content, onSite: cards.onSite.content },
    calendar,
    span,
    hallEveryMonths: load.hallEveryMonths ?? Math.round(figures.inspection.hallEveryMonths[scale] / load.thinning),
  };
  const visits = generateVisits(streamOf(seed, 'inspection'), figures.inspection, world).sort(
    (a, b) => a.startedMs - b.startedMs || (a.inspectionId < b.inspectionId ? -1 : 1),
  );
  const staff = Map.groupBy(organization.staff, (person) => person.unitId);
  const way: Way = { load, calendar, cards, staff, reviewers: reviewersOf(organization), publications: new Map() };
  for (let start = 0; start < visits.length; start += chunk) {
    await loadGroup(way, visits.slice(start, start + chunk));
    await load.step(Math.min(1, (start + chunk) / visits.length));
  }
  await insertPublications(
    tx,
    [...way.publications.values()].map(({ publicationId, publishedAt, sheets }) => ({
      publicationId,
      publishedAt,
      sheets,
      note: '',
      publishedBy: way.reviewers[0]?.name ?? '',
    })),
  );
  return visits;
}

async function loadGroup(way: Way, visits: readonly SampleVisit[]): Promise<void> {
  const { tx } = way.load;
  const told = visits.map((visit) => ({ visit, course: courseFor(way, visit) }));
  const sheets = told.map(({ visit, course }) => sheetOf(way, visit, course));
  const made = await insertInspections(tx, sheets);
  await insertReviews(
    tx,
    told.flatMap(({ visit, course }, index) =>
      course.reviews.map((review) => ({
        inspectionReviewId: review.inspectionReviewId,
        inspectionId: visit.inspectionId,
        submission: review.submission,
        step: 1,
        level: 'province' as const,
        decision: review.decision,
        comment: review.comment,
        reviewerAccountId: review.reviewer.accountId,
        reviewerName: review.reviewer.name,
        fingerprint: null,
        effectivePoints: review.decision === 'approved' ? (made[index]?.effectivePoints ?? null) : null,
        decidedAt: instant(review.decidedMs),
      })),
    ),
  );
  await insertAppeals(
    tx,
    told.flatMap(({ visit, course }, index) =>
      course.appeals.length === 0 ? [] : [appealed(way, visit, course, sheets[index] as WholeInspection)],
    ),
  );
}

const instant = (ms: number) => new Date(ms).toISOString();

const courseFor = (way: Way, visit: SampleVisit): SampleCourse =>
  courseOf(visit, way.cards[visit.role].content, {
    figures: way.load.figures.inspection.course,
    calendar: way.calendar,
    cutoff: way.load.span.cutoff,
    reviewers: way.reviewers,
  });

async function cardsOf({ ctx, tx }: SampleLoad): Promise<Record<CardRole, Scorecard>> {
  const hall = scorecardContent.parse(readResource('sample', 'hall-48.json'));
  const published = await listPublishedScorecards({ ...ctx, read: tx });
  // one that somebody has scored by stays when a sample goes, as the program published it then
  const kept = published.find((card) => card.code === hall.code && card.version === hall.version);
  const hallId = kept?.scorecardVersionId ?? (await publishScorecard(tx, ctx, hall));
  const find = (role: keyof typeof cardCodes) =>
    requireScorecard(
      tx,
      published.find((card) => card.code === cardCodes[role])?.scorecardVersionId ?? cardCodes[role],
    );
  return {
    hall: await requireScorecard(tx, hallId),
    backOffice: await find('backOffice'),
    onSite: await find('onSite'),
  };
}

/** People of the province's office who aren't inspectors: nobody reviews what they did. */
function reviewersOf({ staff, units, inspectors }: SampleOrganization): SampleReviewer[] {
  const office = new Set(units.filter((unit) => unit.role === 'province').map((unit) => unit.unitId));
  const own = new Set(inspectors.map((person) => person.staffId));
  return staff
    .filter((person) => office.has(person.unitId) && !own.has(person.staffId))
    .slice(0, 6)
    .map(({ staffId, name }) => ({ accountId: staffId, name }));
}

/** The people a sheet scores and the entries with those a finding is put down to; from a stream of the sheet's own. */
function scored({ load, staff }: Way, visit: SampleVisit): { staffIds: string[]; entries: readonly ItemEntry[] } {
  const { staffShare, itemStaffShare } = load.figures.inspection.course;
  const people = staff.get(visit.unit.unitId) ?? [];
  const rng = mulberry32(fnv1a32(`staff:${visit.inspectionId}`));
  if (visit.role !== 'hall' || people.length === 0 || !chance(rng, staffShare))
    return { staffIds: [], entries: visit.entries };
  const first = integerBelow(rng, people.length);
  const count = Math.min(people.length, 1 + integerBelow(rng, 2));
  const staffIds = Array.from(
    { length: count },
    (_, i) => (people[(first + i) % people.length] as SampleStaff).staffId,
  );
  const entries = visit.entries.map((entry): ItemEntry => {
    const isFound = entry.result?.kind === 'pass' && !entry.result.passed;
    if (!isFound || !chance(rng, itemStaffShare)) return entry;
    return { ...entry, staffIds: [staffIds[integerBelow(rng, staffIds.length)] as string] };
  });
  return { staffIds, entries };
}

function publicationFor(way: Way, { month, atMs }: { month: string; atMs: number }) {
  const known = way.publications.get(month);
  if (known) {
    known.sheets += 1;
    return known;
  }
  const made = {
    publicationId: seededId(streamOf(way.load.seed, `publication-${month}`), atMs),
    publishedAt: instant(atMs),
    appealUntil: lastWorkingDay(way.calendar, dayOf(atMs), appealDays),
    sheets: 1,
  };
  way.publications.set(month, made);
  return made;
}

function sheetOf(way: Way, visit: SampleVisit, course: SampleCourse): WholeInspection {
  const { staffIds, entries } = scored(way, visit);
  const isDraft = course.stage === 'draft';
  // A draft has its first half or more filled in.
  const filled = 0.4 + (0.5 * fnv1a32(visit.inspectionId)) / 2 ** 32;
  const publication = course.published && publicationFor(way, course.published);
  const lastMs = Math.max(course.submittedMs ?? visit.startedMs, ...course.reviews.map((review) => review.decidedMs));
  return {
    inspectionId: visit.inspectionId,
    unitId: visit.unit.unitId,
    line: visit.unit.line,
    scorecardVersionId: way.cards[visit.role].scorecardVersionId,
    method: visit.method,
    inspectedOn: dayOf(visit.startedMs),
    inspectorAccountId: null,
    inspectorName: visit.inspector.name,
    companionNames: '',
    inspecteeNames: way.staff.get(visit.unit.unitId)?.[0]?.name ?? '',
    samplingNote: '',
    staffIds,
    startedAt: instant(visit.startedMs),
    submittedAt: course.submittedMs === null ? null : instant(course.submittedMs),
    isSample: 1,
    entries: isDraft ? entries.slice(0, Math.floor(entries.length * filled)) : entries,
    course: {
      stage: course.stage,
      submissions: course.submissions,
      reviewLevel: course.stage === 'reviewed' || course.stage === 'published' ? 1 : 0,
      reviewLevelsJson: course.submissions === 0 ? '[]' : levelsJson,
      publicationId: publication?.publicationId ?? null,
      publishedAt: publication?.publishedAt ?? null,
      appealUntil: publication?.appealUntil ?? null,
      updatedAt: publication?.publishedAt ?? instant(lastMs),
    },
  };
}

function appealed(way: Way, visit: SampleVisit, course: SampleCourse, sheet: WholeInspection): AppealedSheet {
  const raiser = way.staff.get(visit.unit.unitId)?.[0];
  return {
    inspectionId: sheet.inspectionId,
    unitId: sheet.unitId,
    scorecardVersionId: sheet.scorecardVersionId,
    inspectedOn: sheet.inspectedOn,
    entries: sheet.entries,
    appeals: course.appeals.map(({ raisedMs, decidedMs, decider, ...appeal }) => ({
      ...appeal,
      raisedByAccountId: raiser?.staffId ?? '',
      raisedByName: raiser?.name ?? '',
      raisedAt: instant(raisedMs),
      decideBy: lastWorkingDay(way.calendar, dayOf(raisedMs), appealDays),
      decidedByAccountId: decidedMs === null ? null : decider.accountId,
      decidedByName: decidedMs === null ? null : decider.name,
      decidedAt: decidedMs === null ? null : instant(decidedMs),
      isSample: 1,
    })),
  };
}
