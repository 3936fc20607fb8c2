import type {
  AreaKind,
  ComplaintBusiness,
  ComplaintChannel,
  CustomerGrade,
  VisitResult,
} from '../complaint/complaint.enums.ts';
import type { ComplaintCategory, ComplaintFigures, LimitKind, Surge } from './complaint.figures.ts';
import { type SampleSpan, seasonIndex, startOf } from './months.ts';
import {
  chance,
  integerBelow,
  logNormal,
  negativeBinomial,
  pickIndex,
  pickOne,
  poisson,
  seededId,
  type Uniform,
} from './random.ts';

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;

/** What will happen to one complaint, before it is told as events. Nothing here depends on the product's own rules. */
export interface SampleCase {
  complaintId: string;
  /** epoch milliseconds */
  receivedMs: number;
  /** 0-based */
  city: number;
  category: ComplaintCategory;
  channel: ComplaintChannel;
  business: ComplaintBusiness;
  grade: CustomerGrade;
  area: AreaKind;
  limit: LimitKind;
  customer: SampleCustomer;
  /** handling time as a multiple of the time limit; above 1 is overdue */
  loadRatio: number;
  /** time to the first contact as a multiple of its time limit */
  responseRatio: number;
  transfers: number;
  pause: { reason: 'appointment' | 'customer' | 'third'; hours: number } | undefined;
  isUpheld: boolean;
  /** cents; 0 when nothing was paid */
  compensationCents: number;
  /** an unsatisfied visit reopens */
  visit: VisitResult;
  isAppealed: boolean;
  isEscalated: boolean;
  isWithdrawn: boolean;
  isReturned: boolean;
  /** handed to an installation vendor */
  isVendor: boolean;
  /** closed inside this many hours before the deadline, moved there to look on time (planted) */
  piledUpHours: number | undefined;
  /** the case this one repeats within 30 days, or tells again through another channel within 72 hours */
  repeats: SampleCase | undefined;
  duplicates: SampleCase | undefined;
}

export interface SampleCustomer {
  name: string;
  /** eleven digits that begin with 000: no such number exists */
  number: string;
}

/** How many cases each month, city and category has, and where planted surges lie. */
export interface CaseVolume {
  month: number;
  city: number;
  category: ComplaintCategory;
  count: number;
  /** first and last moment the cases are spread over, epoch milliseconds */
  from: number;
  to: number;
}

/**
 * The number of cases of each month × city × category (negative binomial around the expected volume), with extra
 * cells for the planted flood and mis-selling campaign.
 * @param scale share of the full province, 1 for all of it
 */
export function caseVolumes(
  rng: Uniform,
  figures: ComplaintFigures,
  cityWeights: readonly number[],
  span: SampleSpan,
  scale: number,
): CaseVolume[] {
  const users = Object.values(figures.usersMillion).reduce((sum, value) => sum + value, 0) * 100;
  const cells: CaseVolume[] = [];
  span.months.forEach((period, month) => {
    const growth = (1 + figures.annualGrowth) ** (month / 12);
    const monthly =
      users * figures.perTenThousandUsersMonth * scale * growth * (figures.monthFactor[period.index - 1] as number);
    const from = startOf(period.startOn);
    const to = startOf(period.endOn) + dayMs;
    for (let city = 0; city < cityWeights.length; city++) {
      for (const category of figures.categories) {
        const mean = monthly * (cityWeights[city] as number) * category.share;
        cells.push({ month, city, category, count: negativeBinomial(rng, mean, figures.overdispersionK), from, to });
        for (const surge of [figures.flood, figures.misSelling]) {
          const extra = surgeCell(rng, surge, span, { month, city, category, mean, from, to });
          if (extra) cells.push(extra);
        }
      }
    }
  });
  return cells;
}

/** Extra cases of a surge that begins with this cell's month; they spread over its days, into the next month if need be. */
function surgeCell(
  rng: Uniform,
  surge: Surge,
  span: SampleSpan,
  cell: Omit<CaseVolume, 'count'> & { mean: number },
): CaseVolume | undefined {
  if (seasonIndex(span.months, surge.month, surge.atLeastMonthsAgo) !== cell.month) return undefined;
  if (!surge.cities.includes(cell.city + 1) || !surge.categories.includes(cell.category.key)) return undefined;
  const days = (cell.to - cell.from) / dayMs;
  const mean = cell.mean * (surge.factor - 1) * (surge.days / days);
  return {
    month: cell.month,
    city: cell.city,
    category: cell.category,
    count: poisson(rng, mean),
    from: cell.from,
    to: cell.from + surge.days * dayMs,
  };
}

/**
 * The cases of the sample, in order of reception, those after the cutoff left out.
 * @param rng stream of the table `complaint`
 */
export function generateCases(
  rng: Uniform,
  figures: ComplaintFigures,
  cityWeights: readonly number[],
  span: SampleSpan,
  scale: number,
): SampleCase[] {
  const volumes = caseVolumes(rng, figures, cityWeights, span, scale);
  const cells = new Map<string, SampleCase[]>();
  for (const volume of volumes) {
    const key = `${volume.city} ${volume.category.key}`;
    const list = cells.get(key) ?? [];
    cells.set(key, list);
    for (let n = 0; n < volume.count; n++) list.push(oneCase(rng, figures, volume));
  }
  const cases: SampleCase[] = [];
  for (const list of cells.values()) {
    list.sort(byReception);
    linkDuplicates(rng, figures, list);
    list.sort(byReception);
    linkRepeats(rng, figures, list);
    for (const item of list) item.customer = (item.duplicates ?? item).customer;
    cases.push(...list);
  }
  return cases.filter((item) => item.receivedMs < span.cutoff).sort(byReception);
}

function byReception(a: SampleCase, b: SampleCase): number {
  return a.receivedMs - b.receivedMs || (a.complaintId < b.complaintId ? -1 : 1);
}

/** A moment of the span: any day, an hour of the day by its weight, to the second. */
function momentIn(rng: Uniform, figures: ComplaintFigures, from: number, to: number): number {
  const day = integerBelow(rng, Math.round((to - from) / dayMs));
  return from + day * dayMs + pickIndex(rng, figures.hourWeights) * hourMs + integerBelow(rng, 3600) * 1000;
}

function oneCase(rng: Uniform, figures: ComplaintFigures, volume: CaseVolume): SampleCase {
  const { category, city } = volume;
  const receivedMs = momentIn(rng, figures, volume.from, volume.to);
  const limit: LimitKind = chance(rng, figures.majorShare) ? 'major' : category.limit;
  // A major complaint has half the limit of a general one and is handled with as much more haste.
  const haste = limit === 'major' ? Math.log(figures.limitHours.major / figures.limitHours[category.limit]) : 0;
  const loadRatio = logNormal(rng, category.logMedianHours + haste, category.sigma) / figures.limitHours[limit];
  const isOverdue = loadRatio > 1;
  const isUpheld = chance(rng, figures.upheldShare);
  const isPaid = chance(rng, figures.compensatedShare) && isUpheld;
  const isFieldWork = category.key === 'install' || category.key === 'fault';
  const business = pickKey(
    rng,
    figures.businessByCategory[category.key] ?? figures.businessByCategory.other ?? {},
  ) as ComplaintBusiness;
  const privateGrade = pickKey(rng, figures.gradeShare) as CustomerGrade;
  const enterpriseGrade = pickOne(rng, figures.enterpriseGrades);
  return {
    complaintId: seededId(rng, receivedMs),
    receivedMs,
    city,
    category,
    channel: pickKey(rng, figures.channelShare) as ComplaintChannel,
    business,
    grade: business === 'dedicatedLine' ? enterpriseGrade : privateGrade,
    area: chance(rng, figures.ruralShare) ? 'rural' : 'urban',
    limit,
    customer: customer(rng, figures),
    loadRatio,
    responseRatio:
      logNormal(rng, figures.firstResponse.logMedianHours, figures.firstResponse.sigma) /
      figures.firstResponse.limitHours,
    transfers: poisson(rng, figures.transfersMean),
    pause: pauseOf(rng, figures),
    isUpheld,
    compensationCents: isPaid ? 500 * (1 + integerBelow(rng, 40)) : 0,
    visit: visitOf(rng, figures, isOverdue),
    isAppealed: chance(rng, isOverdue ? figures.appealShare.overdue : figures.appealShare.onTime),
    isEscalated: chance(rng, figures.escalatedShare) && isOverdue,
    isWithdrawn: chance(rng, figures.withdrawnShare),
    isReturned: chance(rng, figures.returnedShare),
    isVendor: chance(rng, figures.vendorShare) && isFieldWork,
    piledUpHours: pileUp(rng, figures, city, isOverdue),
    repeats: undefined,
    duplicates: undefined,
  };
}

function visitOf(rng: Uniform, figures: ComplaintFigures, isOverdue: boolean): VisitResult {
  const isReached = chance(rng, figures.followUpShare);
  const isSatisfied = chance(rng, isOverdue ? figures.satisfied.overdue : figures.satisfied.onTime);
  const isUnsatisfied = chance(rng, figures.unsatisfiedShare);
  if (!isReached) return 'unreachable';
  return isSatisfied ? 'satisfied' : isUnsatisfied ? 'unsatisfied' : 'neutral';
}

function pileUp(rng: Uniform, figures: ComplaintFigures, city: number, isOverdue: boolean): number | undefined {
  const isMoved = chance(rng, figures.pileUp.share);
  const hours = rng() * figures.pileUp.windowHours;
  return isMoved && isOverdue && city + 1 === figures.pileUp.city ? hours : undefined;
}

function pickKey(rng: Uniform, shares: Readonly<Partial<Record<string, number>>>): string {
  return Object.keys(shares)[pickIndex(rng, Object.values(shares) as number[])] as string;
}

function customer(rng: Uniform, figures: ComplaintFigures): SampleCustomer {
  const name = pickOne(rng, figures.customerSurnames) + (chance(rng, 0.5) ? '先生' : '女士');
  return { name, number: `000${String(integerBelow(rng, 100_000_000)).padStart(8, '0')}` };
}

function pauseOf(rng: Uniform, figures: ComplaintFigures): SampleCase['pause'] {
  const reasons = ['appointment', 'customer', 'third'] as const;
  const shares = reasons.map((reason) => figures.pause[reason]);
  const none = 1 - shares.reduce((sum, value) => sum + value, 0);
  const reason = reasons[pickIndex(rng, [...shares, none])];
  const hours = logNormal(rng, figures.pauseLogMedianHours, 0.6);
  return reason ? { reason, hours } : undefined;
}

/** Some cases are the one before them in their city and category, told again through another channel within 72 hours. */
function linkDuplicates(rng: Uniform, figures: ComplaintFigures, list: readonly SampleCase[]): void {
  const channels = Object.keys(figures.channelShare) as ComplaintChannel[];
  for (let index = 1; index < list.length; index++) {
    const item = list[index] as SampleCase;
    const first = list[index - 1] as SampleCase;
    if (!chance(rng, figures.duplicateShare) || first.duplicates) continue;
    const other = channels.filter((channel) => channel !== first.channel);
    item.duplicates = first;
    item.customer = first.customer;
    item.grade = first.grade;
    item.business = first.business;
    item.channel = pickOne(rng, other);
    item.receivedMs = first.receivedMs + Math.max(60_000, Math.floor(rng() * 72 * 3600) * 1000);
  }
}

/** Some customers complain of the same thing again within 30 days: more often when it took too long, seldom when paid. */
function linkRepeats(rng: Uniform, figures: ComplaintFigures, list: readonly SampleCase[]): void {
  const taken = new Set<SampleCase>();
  for (let index = 0; index < list.length; index++) {
    const item = list[index] as SampleCase;
    const { onTime, overdue, compensated } = figures.repeat30;
    const share = item.compensationCents > 0 ? compensated : item.loadRatio > 1 ? overdue : onTime;
    if (!chance(rng, share) || item.duplicates) continue;
    const closedMs = item.receivedMs + item.loadRatio * figures.limitHours[item.limit] * hourMs;
    const latest = closedMs + 30 * dayMs;
    const wanted = closedMs + rng() * 25 * dayMs;
    for (let next = index + 1; next < list.length; next++) {
      const later = list[next] as SampleCase;
      if (later.receivedMs > latest) break;
      if (later.receivedMs < wanted || later.duplicates || taken.has(later)) continue;
      taken.add(later);
      later.repeats = item;
      later.customer = item.customer;
      later.grade = item.grade;
      later.business = item.business;
      break;
    }
  }
}
