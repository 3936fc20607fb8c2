import { addDays, instantAt } from '#shared/kernel/dates.ts';
import { type Period, previousPeriod, sameLastYear } from '#shared/kernel/period.ts';
import type { RowMarks } from '#shared/report/report.compare.ts';
import {
  complaintUnits,
  overdueOf,
  pareto,
  rateOf,
  type Span,
  shortcomingsOf,
  type UnitPlace,
} from '#shared/report/report.rules.ts';
import {
  type ComplaintFigures,
  methodVersion,
  type ReportSnapshot,
  type SatisfactionBlock,
} from '#shared/report/report.schema.ts';
import { complaintMonthly, complaintSummary } from '../complaint/figures.service.ts';
import type { ServiceContext } from '../context.ts';
import { consistentRead } from '../database/consistent-read.ts';
import { listUnitsOf } from '../organization/organization.service.ts';
import { type SurveySummaryWave, surveySummary } from '../survey/survey.service.ts';
import { getSetting } from '../system/setting.repository.ts';
import { complaintRows, submissionRows } from './evidence.repository.ts';
import { fingerprintOf, overallFingerprint } from './fingerprint.ts';
import { inspectionPart } from './inspection.part.ts';

/** Whose numbers, of when, and known up to when. */
export interface SnapshotScope {
  readonly period: Period;
  readonly unitId: string | null;
  readonly unitPath: string;
  readonly unitName: string;
  readonly asOf: string;
}
export interface Taken {
  readonly snapshot: ReportSnapshot;
  readonly marks: RowMarks;
}

/** Instants of a period, [from, to). */
export const spanOf = (period: Pick<Period, 'startOn' | 'endOn'>, asOf: string): Span => ({
  from: instantAt(period.startOn),
  to: instantAt(addDays(period.endOn, 1)),
  asOf,
});

/** Parts after which {@link takeSnapshot} tells how far it is. */
export const snapshotSteps = 3;

/**
 * Reads all numbers of a report from one state of the data, that of the call. Reads only, and lets others have their turn.
 * @param progress `done` hears how many of the {@link snapshotSteps} parts are there
 * @throws the reason of the signal once it is aborted
 */
export function takeSnapshot(
  ctx: ServiceContext,
  scope: SnapshotScope,
  progress: { signal: AbortSignal; done(count: number): void },
): Promise<Taken> {
  return consistentRead(ctx, progress.signal, (read) => snapshotOf({ ...ctx, read }, scope, progress.done));
}

async function snapshotOf(ctx: ServiceContext, scope: SnapshotScope, done: (count: number) => void): Promise<Taken> {
  const units = await listUnitsOf(ctx.read, scope.unitPath);
  const places = placesOf(units, scope.unitPath);
  const pathOf = new Map(units.map((unit) => [unit.unitId, unit.path]));
  const complaint = await complaintPart(ctx, scope, places, pathOf);
  done(1);
  const satisfaction = await satisfactionPart(ctx, scope);
  done(2);
  const inspection = await inspectionPart(ctx, scope, places, pathOf);
  done(3);
  const prints = [inspection.print, complaint.print, satisfaction.print];
  const fingerprints = prints.map(({ summary }) => summary);
  const { period } = scope;
  const figures = {
    period: {
      key: period.key,
      startOn: period.startOn,
      endOn: period.endOn,
      previousKey: previousPeriod(period).key,
      lastYearKey: sameLastYear(period).key,
    },
    scope: {
      unitId: scope.unitId,
      unitName: scope.unitName,
      organizationName: await getSetting(ctx.read, 'organizationName', ''),
    },
    inspection: inspection.block,
    complaint: complaint.block,
    satisfaction: satisfaction.block,
  };
  const snapshot: ReportSnapshot = {
    methodVersion,
    asOf: scope.asOf,
    ...figures,
    shortcomings: shortcomingsOf(figures),
    fingerprints,
    fingerprint: overallFingerprint(fingerprints, methodVersion, period.key, scope.unitId),
  };
  const [inspections = {}, complaints = {}, submissions = {}] = prints.map(({ marks }) => marks);
  return { snapshot, marks: { inspection: inspections, complaint: complaints, survey: submissions } };
}

/** Rows of the tables: the units one level below the scope, and the scope's own unit for what lies at it directly. */
export function placesOf(units: readonly (UnitPlace & { parentId: string | null })[], unitPath: string): UnitPlace[] {
  const own = units.find((unit) => unit.path === unitPath);
  const roots = units.filter((unit) => unit.parentId === null);
  const top = own ?? (roots.length === 1 ? roots[0] : undefined);
  const below = top ? units.filter((unit) => unit.parentId === top.unitId) : roots;
  return (top ? [...below, top] : below).map(({ unitId, name, path }) => ({ unitId, name, path }));
}

async function complaintFiguresOf(ctx: ServiceContext, scope: SnapshotScope, period: Period) {
  const summary = await complaintSummary(ctx, { ...spanOf(period, scope.asOf), unitPath: scope.unitPath });
  const figures: ComplaintFigures = {
    received: summary.total,
    timeliness: rateOf(summary.timeliness.hits, summary.timeliness.n),
    founded: rateOf(summary.founded.hits, summary.founded.n),
    medianHours: summary.closing.medianHours,
  };
  return { summary, figures };
}

/** Nothing received and nothing due: there is no data to compare with. */
const orNothing = (figures: ComplaintFigures) =>
  figures.received === 0 && figures.timeliness.n === 0 ? null : figures;

async function complaintPart(
  ctx: ServiceContext,
  scope: SnapshotScope,
  places: readonly UnitPlace[],
  pathOf: ReadonlyMap<string, string>,
) {
  const span = spanOf(scope.period, scope.asOf);
  const rows = await complaintRows(ctx.read, { ...span, unitPath: scope.unitPath });
  const current = await complaintFiguresOf(ctx, scope, scope.period);
  const previous = await complaintFiguresOf(ctx, scope, previousPeriod(scope.period));
  const lastYear = await complaintFiguresOf(ctx, scope, sameLastYear(scope.period));
  const print = fingerprintOf(
    'complaint',
    rows.map((row) => ({
      id: row.complaintId,
      content: [
        row.unitId,
        row.receivedAt,
        row.dueAt,
        row.isInTime,
        row.clockState,
        row.status,
        row.categoryCode,
        row.conclusion,
        row.closedAt,
      ],
    })),
  );
  const block: ReportSnapshot['complaint'] = {
    current: current.figures,
    previous: orNothing(previous.figures),
    lastYear: orNothing(lastYear.figures),
    open: current.summary.open,
    overdue: overdueOf(rows, span),
    unknownDeadline: current.summary.timeliness.unknown,
    units: complaintUnits(rows, places, pathOf, span),
    categories: pareto(current.summary.byCategory),
    months: await monthsPart(ctx, scope),
  };
  return { block, print };
}

/** Twelve months up to the end of the period. */
async function monthsPart(ctx: ServiceContext, scope: SnapshotScope): Promise<ReportSnapshot['complaint']['months']> {
  const endOn = scope.period.endOn;
  const firstMonth = shiftMonth(endOn.slice(0, 7), -11);
  const rows = await complaintMonthly(ctx, {
    from: instantAt(`${firstMonth}-01`),
    to: instantAt(addDays(endOn, 1)),
    unitPath: scope.unitPath,
    asOf: scope.asOf,
  });
  return Array.from({ length: 12 }, (_, index) => {
    const month = shiftMonth(firstMonth, index);
    const own = rows.filter((row) => row.month === month);
    const sum = (pick: (row: (typeof own)[number]) => number) => own.reduce((total, row) => total + pick(row), 0);
    return {
      month,
      received: sum((row) => row.count),
      timeliness: rateOf(
        sum((row) => row.inTime),
        sum((row) => row.inTime + row.late),
      ),
    };
  });
}

function shiftMonth(month: string, by: number): string {
  const n = Number(month.slice(0, 4)) * 12 + Number(month.slice(5, 7)) - 1 + by;
  return `${Math.floor(n / 12)}-${String((n % 12) + 1).padStart(2, '0')}`;
}

async function satisfactionPart(ctx: ServiceContext, scope: SnapshotScope) {
  const { startOn, endOn } = scope.period;
  const waves = await surveySummary(ctx.read, { startOn, endOn, unitPath: scope.unitPath });
  const ago = sameLastYear(scope.period);
  const earlier = await surveySummary(ctx.read, { startOn: ago.startOn, endOn: ago.endOn, unitPath: scope.unitPath });
  const rows = await submissionRows(
    ctx.read,
    waves.map((wave) => wave.waveId),
    scope.unitPath,
  );
  const print = fingerprintOf(
    'survey',
    rows.map((row) => ({ id: row.submissionId, content: [row.waveId, row.unitId, row.answers] })),
  );
  const filled = waves
    .filter((wave) => wave.submissions > 0)
    .sort((a, b) => a.startOn.localeCompare(b.startOn) || a.name.localeCompare(b.name));
  const block: SatisfactionBlock = { method: 'simpleMean', waves: filled.map((wave) => waveOf(wave, earlier)) };
  return { block, print };
}

function waveOf(wave: SurveySummaryWave, earlier: readonly SurveySummaryWave[]): SatisfactionBlock['waves'][number] {
  const yearAgo = earlier.find(
    (other) => other.business === wave.business && other.unitId === wave.unitId && other.waveId !== wave.waveId,
  );
  const constructs = wave.constructs.map((row) => ({
    code: row.code,
    zh: row.labelZh,
    en: row.labelEn,
    figure: { n: row.index.n, mean: row.index.mean, sd: row.index.sd, interval: row.index.interval },
    previous: row.previous?.mean ?? null,
    lastYear: yearAgo?.constructs.find((other) => other.code === row.code)?.index.mean ?? null,
    difference: row.comparison.difference,
    differenceInterval: row.comparison.interval,
    verdict: row.comparison.verdict,
  }));
  const { waveId, name, business, unitName, startOn, endOn, submissions, target } = wave;
  return {
    waveId,
    name,
    business,
    unitName,
    startOn,
    endOn,
    submissions,
    previousName: wave.previousWave?.name ?? null,
    target,
    constructs,
  };
}
