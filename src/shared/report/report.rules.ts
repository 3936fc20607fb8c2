import { moments } from '../statistics/descriptive.ts';
import { MINIMUM_SAMPLE, meanInterval, wilsonInterval } from '../statistics/interval.ts';
import { figureText } from './report.figure.ts';
import type {
  ComplaintBlock,
  InspectionBlock,
  MeanFigure,
  RateFigure,
  ReportSnapshot,
  SatisfactionBlock,
  Shortcoming,
} from './report.schema.ts';

/** Mean of values with its 95 % t interval; no values give no mean. */
export function meanOf(values: readonly number[]): MeanFigure {
  const { n, mean, sd } = moments(values);
  return { n, mean: n === 0 ? null : mean, sd: n < 2 ? null : sd, interval: meanInterval(mean, sd, n) };
}

/** A share with its 95 % Wilson interval; no cases give no share. */
export const rateOf = (hits: number, n: number): RateFigure => ({
  hits,
  n,
  rate: n === 0 ? null : hits / n,
  interval: wilsonInterval(hits, n),
});

/** A complaint as the report looks at it: what the list's cache says of it. */
export interface ComplaintFact {
  readonly unitId: string;
  readonly receivedAt: string;
  readonly dueAt: string | null;
  readonly isInTime: number | null;
  readonly clockState: string;
}
/** A unit of the row a table shows, with the path everything below it begins with. */
export interface UnitPlace {
  readonly unitId: string;
  readonly name: string;
  readonly path: string;
}

/** Instants [from, to) of the period, and the instant up to which things are known. */
export interface Span {
  readonly from: string;
  readonly to: string;
  readonly asOf: string;
}

/** Whether a complaint counts among those due: its time ends in the span and it is known to be in time or late. */
export const isDecidedDue = (row: ComplaintFact, span: Span) =>
  isDueIn(row, span) && (row.isInTime === 1 || isLate(row, span));
const isDueIn = (row: ComplaintFact, span: Span) => row.dueAt !== null && row.dueAt >= span.from && row.dueAt < span.to;
export const isReceivedIn = (row: ComplaintFact, span: Span) => row.receivedAt >= span.from && row.receivedAt < span.to;
export const isOverdue = (row: ComplaintFact, span: Span) =>
  (row.clockState === 'running' || row.clockState === 'paused') && row.dueAt !== null && row.dueAt <= span.asOf;
const isLate = (row: ComplaintFact, span: Span) => row.isInTime === 0 || isOverdue(row, span);

/** Timeliness among the complaints whose answer was due in the span; those still running count once their time is over. */
export function timelinessOf(rows: readonly ComplaintFact[], span: Span): RateFigure {
  const due = rows.filter((row) => isDecidedDue(row, span));
  return rateOf(due.filter((row) => row.isInTime === 1).length, due.length);
}

/** Complaints of each unit with everything below it; the place with the longest path wins, units without any are left out. */
export function complaintUnits(
  rows: readonly ComplaintFact[],
  places: readonly UnitPlace[],
  pathOf: ReadonlyMap<string, string>,
  span: Span,
): ComplaintBlock['units'] {
  const groups = new Map<string, ComplaintFact[]>();
  const placeOfUnit = placeFinder(places, pathOf);
  for (const row of rows) {
    const place = placeOfUnit(row.unitId);
    if (!place) continue;
    const group = groups.get(place.unitId);
    if (group) group.push(row);
    else groups.set(place.unitId, [row]);
  }
  return places
    .flatMap((place) => {
      const own = groups.get(place.unitId);
      if (!own) return [];
      return [
        {
          unitId: place.unitId,
          name: place.name,
          received: own.filter((row) => isReceivedIn(row, span)).length,
          timeliness: timelinessOf(own, span),
          overdue: own.filter((row) => isOverdue(row, span)).length,
        },
      ];
    })
    .sort((a, b) => (b.timeliness.rate ?? -1) - (a.timeliness.rate ?? -1) || b.received - a.received);
}

/** The innermost place a path lies in. */
export function placeOf(path: string | undefined, places: readonly UnitPlace[]): UnitPlace | undefined {
  let best: UnitPlace | undefined;
  for (const place of places)
    if (path?.startsWith(place.path) && place.path.length > (best?.path.length ?? 0)) best = place;
  return best;
}

/** Finds the place of a unit, each unit only once: a report has thousands of rows and few units. */
export function placeFinder(
  places: readonly UnitPlace[],
  pathOf: ReadonlyMap<string, string>,
): (unitId: string) => UnitPlace | undefined {
  const known = new Map<string, UnitPlace | undefined>();
  return (unitId) => {
    if (!known.has(unitId)) known.set(unitId, placeOf(pathOf.get(unitId), places));
    return known.get(unitId);
  };
}

/** Complaints whose time is over now, of the whole scope. */
export const overdueOf = (rows: readonly ComplaintFact[], span: Span): number =>
  rows.filter((row) => isOverdue(row, span)).length;

/** Pareto: categories by count with the share they reach together. */
export function pareto(
  rows: readonly { code: string | null; zh: string; en: string; count: number }[],
): ComplaintBlock['categories'] {
  const sorted = [...rows].sort((a, b) => b.count - a.count || (a.code ?? '~').localeCompare(b.code ?? '~'));
  const total = sorted.reduce((sum, row) => sum + row.count, 0);
  let reached = 0;
  return sorted.map(({ code, zh, en, count }) => {
    reached += count;
    return { code, zh, en, count, cumulative: total === 0 ? 0 : reached / total };
  });
}

/** A label in both languages. */
export interface Words {
  readonly zh: string;
  readonly en: string;
}

/** A finished inspection as the report looks at it. */
export interface InspectionFact {
  readonly unitId: string;
  readonly line: string;
  /** integer of 1/1000 point, vetoes applied */
  readonly points: number;
  readonly grade: Words | null;
  readonly isVetoed: boolean;
}

/**
 * Scores by line and unit; lines are never mixed. Units with at least 30 inspections are ranked inside their line, smaller
 * ones are listed without a rank.
 */
export function inspectionLines(
  rows: readonly InspectionFact[],
  places: readonly UnitPlace[],
  pathOf: ReadonlyMap<string, string>,
): InspectionBlock['lines'] {
  const lines = [...new Set(rows.map((row) => row.line))].sort();
  const placeOfUnit = placeFinder(places, pathOf);
  return lines.map((line) => {
    const own = rows.filter((row) => row.line === line);
    const groups = Map.groupBy(own, (row) => placeOfUnit(row.unitId)?.unitId ?? '');
    const units = places
      .flatMap((place) => {
        const group = groups.get(place.unitId);
        return group
          ? [{ unitId: place.unitId, name: place.name, rank: null as number | null, figure: scoreOf(group) }]
          : [];
      })
      .sort((a, b) => (b.figure.mean ?? 0) - (a.figure.mean ?? 0));
    let rank = 0;
    for (const unit of units) if (unit.figure.n >= MINIMUM_SAMPLE) unit.rank = ++rank;
    const grades = [...Map.groupBy(own, (row) => row.grade?.zh ?? '—').values()]
      .map((group) => ({ zh: group[0]?.grade?.zh ?? '—', en: group[0]?.grade?.en ?? '—', count: group.length }))
      .sort((a, b) => b.count - a.count);
    return { line, total: scoreOf(own), grades, units };
  });
}

/** Sheets below which a mean score gets no interval: two or three points would span more than the whole scale. */
const fewestForInterval = 5;

/** Mean score in points (not 1/1000); its interval from five sheets on. */
export function scoreOf(rows: readonly Pick<InspectionFact, 'points'>[]): MeanFigure {
  const figure = meanOf(rows.map((row) => row.points / 1000));
  return figure.n < fewestForInterval ? { ...figure, interval: null } : figure;
}

/** Points one item of one inspection lost, in 1/1000. */
export interface LostItem extends Words {
  readonly code: string;
  readonly lostPoints: number;
}

/** Items by the points they lost, largest first, with their share of all lost points. */
export function lostItemsOf(rows: readonly LostItem[], limit = 10): InspectionBlock['lostItems'] {
  const total = rows.reduce((sum, row) => sum + row.lostPoints, 0);
  return [...Map.groupBy(rows, (row) => `${row.code}\u0000${row.zh}`).values()]
    .map((group) => {
      const { code, zh, en } = group[0] as LostItem;
      const lost = group.reduce((sum, row) => sum + row.lostPoints, 0);
      return { code, zh, en, count: group.length, lost: lost / 1000, share: total === 0 ? 0 : lost / total };
    })
    .filter((row) => row.lost > 0)
    .sort((a, b) => b.lost - a.lost || a.code.localeCompare(b.code))
    .slice(0, limit);
}

type Figures = Pick<ReportSnapshot, 'inspection' | 'complaint' | 'satisfaction'>;

/**
 * 短板: units whose interval lies below the total of the scope, the largest cause of complaints, the lowest constructs and
 * the items that lost most. Units with fewer than 30 cases are never named.
 */
export function shortcomingsOf({ inspection, complaint, satisfaction }: Figures): Shortcoming[] {
  const overall = complaint.current.timeliness.rate;
  const late = complaint.units
    .filter(
      ({ timeliness }) =>
        timeliness.n >= MINIMUM_SAMPLE && overall !== null && (timeliness.interval?.high ?? 1) < overall,
    )
    .map(
      ({ unitId, name, timeliness }): Shortcoming => ({
        kind: 'unitTimeliness',
        zh: `${name}处理及时率`,
        en: `${name}: timeliness`,
        n: timeliness.n,
        value: timeliness.rate ?? 0,
        interval: timeliness.interval,
        evidence: figureText({ of: 'due', unitId }),
      }),
    );
  const low = inspection.lines.flatMap(({ line, total, units }) =>
    units
      .filter(
        ({ figure }) =>
          figure.n >= MINIMUM_SAMPLE && total.mean !== null && (figure.interval?.high ?? 100) < total.mean,
      )
      .map(
        ({ unitId, name, figure }): Shortcoming => ({
          kind: 'unitScore',
          zh: `${name}检查得分`,
          en: `${name}: inspection score`,
          n: figure.n,
          value: figure.mean ?? 0,
          interval: figure.interval,
          evidence: figureText({ of: 'sheets', line, unitId }),
        }),
      ),
  );
  const lost = inspection.lostItems.slice(0, 2).map(
    (item): Shortcoming => ({
      kind: 'lostItem',
      zh: `失分项：${item.zh}`,
      en: `Lost points: ${item.en}`,
      n: item.count,
      value: item.share,
      interval: null,
      evidence: figureText({ of: 'lostItem', code: item.code, title: item.zh }),
    }),
  );
  const top = complaint.categories.slice(0, 1).map((row): Shortcoming => {
    const share = rateOf(row.count, complaint.current.received);
    return {
      kind: 'category',
      zh: `投诉原因：${row.zh}`,
      en: `Cause of complaints: ${row.en}`,
      n: complaint.current.received,
      value: share.rate ?? 0,
      interval: share.interval,
      evidence: figureText({ of: 'received' }),
    };
  });
  return [...late, ...low, ...lowestConstructs(satisfaction), ...top, ...lost];
}

function lowestConstructs(satisfaction: SatisfactionBlock): Shortcoming[] {
  return satisfaction.waves.flatMap((wave) =>
    wave.constructs
      .filter(({ figure }) => figure.n >= MINIMUM_SAMPLE && figure.mean !== null)
      .sort((a, b) => (a.figure.mean ?? 0) - (b.figure.mean ?? 0))
      .slice(0, 1)
      .map(
        ({ code, zh, en, figure }): Shortcoming => ({
          kind: 'construct',
          zh: `${wave.name}：${zh}`,
          en: `${wave.name}: ${en}`,
          n: figure.n,
          value: figure.mean ?? 0,
          interval: figure.interval,
          evidence: figureText({ of: 'submissions', waveId: wave.waveId, construct: code }),
        }),
      ),
  );
}
