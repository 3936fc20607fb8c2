import { isWorkingDay, type WorkCalendar } from '../calendar/calendar.rules.ts';
import type { ItemEntry, ItemResult } from '../inspection/result.schema.ts';
import { addDays, type Day, dayOf, instantAt } from '../kernel/dates.ts';
import type { ScorecardContent, ScorecardItem } from '../standard/scorecard.schema.ts';
import type { CourseFigures, SampleVisit } from './inspection.sample.ts';
import { resultFor } from './item-result.sample.ts';
import {
  chance,
  fnv1a32,
  integerBelow,
  integerBetween,
  mulberry32,
  pickOne,
  seededId,
  type Uniform,
} from './random.ts';

/** Somebody who decides; never the inspector of the sheet. */
export interface SampleReviewer {
  readonly accountId: string;
  readonly name: string;
}
export interface SampleReview {
  readonly inspectionReviewId: string;
  readonly submission: number;
  readonly decision: 'approved' | 'returned';
  readonly comment: string;
  readonly reviewer: SampleReviewer;
  readonly decidedMs: number;
}
export interface SampleAppeal {
  readonly scoreAppealId: string;
  readonly itemCode: string;
  readonly state: 'open' | 'accepted' | 'rejected' | 'withdrawn';
  readonly grounds: string;
  readonly reason: string;
  readonly raisedMs: number;
  readonly decidedMs: number | null;
  readonly decider: SampleReviewer;
  readonly revisedEntry: ItemEntry | null;
}

/** The way of one sheet up to the cutoff. */
export interface SampleCourse {
  readonly stage: 'draft' | 'returned' | 'submitted' | 'reviewed' | 'published';
  readonly submissions: number;
  /** when it was handed in for the last time; null for a draft */
  readonly submittedMs: number | null;
  readonly reviews: readonly SampleReview[];
  /** month of the publication, `YYYY-MM`, and its instant */
  readonly published: { readonly month: string; readonly atMs: number } | null;
  readonly appeals: readonly SampleAppeal[];
}

export interface CourseWorld {
  readonly figures: CourseFigures;
  readonly calendar: WorkCalendar;
  readonly cutoff: number;
  readonly reviewers: readonly SampleReviewer[];
}

const hour = 3_600_000;
const comments = ['请补拍证据后再交', '扣分理由写得太简单，请写明看到了什么', '与上月同项评法不一致，请核对条款'];
const grounds = [
  '当日设备检修已提前报备，请核对报备记录',
  '证据照片拍的是相邻网点，不是本厅',
  '该项整改已在检查前完成，附完成单',
  '计数有误，录音中只出现一次',
];

/** The instant of the month's publication: 17:00 on a working day of the month after the visit. */
export function publicationOf(
  visitMs: number,
  workingDay: number,
  calendar: WorkCalendar,
): { month: string; atMs: number } {
  const next = addDays(`${dayOf(visitMs).slice(0, 7)}-28`, 7).slice(0, 7);
  let day: Day = `${next}-01`;
  for (let left = workingDay; ; day = addDays(day, 1)) {
    if (isWorkingDay(calendar, day)) left -= 1;
    if (left === 0) return { month: next, atMs: Date.parse(instantAt(day, '17:00')) };
  }
}

/**
 * What becomes of a sheet: handed in, perhaps returned once, reviewed, published with the others of its month, perhaps
 * appealed; all that lies after the cutoff has not happened yet. A stream of its own, so that no answer is moved by it.
 * @param items items of the card, for what an accepted appeal puts in the place of a failure
 */
export function courseOf(visit: SampleVisit, card: ScorecardContent, world: CourseWorld): SampleCourse {
  const { figures, cutoff } = world;
  const rng = mulberry32(fnv1a32(`course:${visit.inspectionId}`));
  const [reviewer, decider] = twoOf(rng, world.reviewers);
  const isReturned = chance(rng, figures.returnShare);
  const firstReviewMs = visit.submittedMs + hours(rng, figures.reviewHours);
  const againMs = firstReviewMs + integerBetween(rng, 3, 40) * hour;
  const secondReviewMs = againMs + hours(rng, figures.reviewHours);
  const review = (submission: number, decision: SampleReview['decision'], decidedMs: number): SampleReview => ({
    inspectionReviewId: seededId(rng, decidedMs),
    submission,
    decision,
    comment: decision === 'returned' ? pickOne(rng, comments) : '',
    reviewer,
    decidedMs,
  });
  const none = { reviews: [], published: null, appeals: [] };
  if (visit.submittedMs >= cutoff) return { stage: 'draft', submissions: 0, submittedMs: null, ...none };
  const returned = isReturned ? review(1, 'returned', firstReviewMs) : undefined;
  const reviews = returned && firstReviewMs < cutoff ? [returned] : [];
  if (returned && firstReviewMs < cutoff && againMs >= cutoff)
    return { ...none, stage: 'returned', submissions: 1, submittedMs: null, reviews };
  const isAgain = isReturned && firstReviewMs < cutoff;
  const submissions = isAgain ? 2 : 1;
  const submittedMs = isAgain ? againMs : visit.submittedMs;
  const passedMs = isReturned ? secondReviewMs : firstReviewMs;
  if (passedMs >= cutoff || (isReturned && !isAgain))
    return { ...none, stage: 'submitted', submissions, submittedMs, reviews };
  const passed = [...reviews, review(submissions, 'approved', passedMs)];
  const due = publicationOf(Math.max(visit.startedMs, 0), figures.publishWorkingDay, world.calendar);
  // what isn't reviewed by then is published with the next month
  const published = passedMs < due.atMs ? due : publicationOf(due.atMs, figures.publishWorkingDay, world.calendar);
  if (published.atMs >= cutoff) return { ...none, stage: 'reviewed', submissions, submittedMs, reviews: passed };
  const appeals = appealsOf(rng, visit, card, world, published.atMs, decider);
  return { stage: 'published', submissions, submittedMs, reviews: passed, published, appeals };
}

const hours = (rng: Uniform, [from, to]: readonly [number, number]) => integerBetween(rng, from, to) * hour;
function twoOf(rng: Uniform, list: readonly SampleReviewer[]): [SampleReviewer, SampleReviewer] {
  const first = integerBelow(rng, list.length);
  const second = (first + 1 + integerBelow(rng, Math.max(1, list.length - 1))) % list.length;
  return [list[first] as SampleReviewer, list[second] as SampleReviewer];
}

/** Whether an entry is a failure in the plain sense: something was found where nothing should be. */
function isFailure({ result, isNotApplicable }: ItemEntry, item: ScorecardItem): boolean {
  if (isNotApplicable || result === null || item.rule.kind === 'award') return false;
  if (result.kind === 'pass') return !result.passed;
  if (result.kind === 'count') return result.count > 0;
  if (result.kind === 'rating') return result.choice > 0;
  return false;
}

function appealsOf(
  rng: Uniform,
  visit: SampleVisit,
  card: ScorecardContent,
  { figures, cutoff }: CourseWorld,
  publishedMs: number,
  decider: SampleReviewer,
): SampleAppeal[] {
  if (!chance(rng, figures.appealShare)) return [];
  const items = new Map(card.sections.flatMap((section) => section.items.map((item) => [item.code, item] as const)));
  const failed = visit.entries.filter((entry) => {
    const item = items.get(entry.itemCode);
    return item !== undefined && isFailure(entry, item);
  });
  if (failed.length === 0) return [];
  const entry = pickOne(rng, failed);
  const item = items.get(entry.itemCode) as ScorecardItem;
  const raisedMs = publishedMs + hours(rng, figures.appealHours);
  const decidedMs = raisedMs + hours(rng, figures.decideHours);
  const [isWithdrawn, isAccepted] = [chance(rng, figures.withdrawShare), chance(rng, figures.acceptShare)];
  const clean: ItemResult = resultFor(rng, item.rule, false, 0);
  const text = pickOne(rng, grounds);
  const scoreAppealId = seededId(rng, raisedMs);
  if (raisedMs >= cutoff) return [];
  const common = { scoreAppealId, itemCode: entry.itemCode, grounds: text, raisedMs, decider };
  if (decidedMs >= cutoff) return [{ ...common, state: 'open', reason: '', decidedMs: null, revisedEntry: null }];
  if (isWithdrawn) return [{ ...common, state: 'withdrawn', reason: '', decidedMs, revisedEntry: null }];
  if (!isAccepted)
    return [{ ...common, state: 'rejected', reason: '证据清楚，维持原评分', decidedMs, revisedEntry: null }];
  const { staffIds: _staffIds, ...plain } = entry;
  const revisedEntry: ItemEntry = { ...plain, result: clean, isCriticalHit: false, note: '申诉成立，按复核结果更正' };
  return [{ ...common, state: 'accepted', reason: '复核证据，申诉成立', decidedMs, revisedEntry }];
}
