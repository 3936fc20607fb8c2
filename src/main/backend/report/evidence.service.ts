import { dayOf } from '#shared/kernel/dates.ts';
import { type Period, parsePeriod, previousPeriod, sameLastYear } from '#shared/kernel/period.ts';
import { type FigureRow, figureSource, type ReportFigure, statedCount } from '#shared/report/report.figure.ts';
import { isDecidedDue, isOverdue, isReceivedIn, placeFinder } from '#shared/report/report.rules.ts';
import type { ReportSnapshot } from '#shared/report/report.schema.ts';
import { decodeAnswers } from '#shared/survey/survey.answers.ts';
import { constructPositions, respondentIndex } from '#shared/survey/survey.rules.ts';
import type { ServiceContext } from '../context.ts';
import { listUnitsOf } from '../organization/organization.service.ts';
import { requireQuestionnaire } from '../survey/questionnaire.service.ts';
import { surveySummary } from '../survey/survey.service.ts';
import {
  complaintRows,
  inspectionRows,
  lostItemRows,
  submissionRows,
  waveQuestionnaires,
} from './evidence.repository.ts';
import { cardWords } from './inspection.part.ts';
import { getReport, requireReport } from './report.service.ts';
import { placesOf, spanOf } from './snapshot.service.ts';

/** What the rows of a figure are looked for in. */
interface Search {
  readonly figure: ReportFigure;
  readonly period: Period;
  readonly unitPath: string;
  readonly asOf: string;
  readonly unitName: (unitId: string) => string;
  /** whether a unit belongs to the figure's place; always when it names none */
  readonly isInPlace: (unitId: string) => boolean;
}

/**
 * The rows behind one number of a report, by the rules the number was made with and the data of today; the newest first.
 * @returns `stated` is how many the report says there are: another `total` means that the data have changed since
 * @throws DomainError REPORT_NOT_FOUND
 */
export async function figureEvidence(
  ctx: ServiceContext,
  input: { reportId: string; figure: ReportFigure; offset: number; limit: number },
): Promise<{ rows: FigureRow[]; total: number; stated: number | null }> {
  const { unitPath } = await requireReport(ctx.read, ctx, input.reportId);
  const { snapshot } = await getReport(ctx, input);
  const search = await searchOf(ctx, input.figure, snapshot, unitPath);
  const find = { inspection: sheets, complaint: complaints, survey: submissions }[figureSource(input.figure)];
  const rows = (await find(ctx, search)).sort(
    (a, b) => (b.on ?? '').localeCompare(a.on ?? '') || b.number.localeCompare(a.number),
  );
  return {
    rows: rows.slice(input.offset, input.offset + input.limit),
    total: rows.length,
    stated: statedCount(snapshot, input.figure),
  };
}

async function searchOf(
  ctx: ServiceContext,
  figure: ReportFigure,
  { period, asOf }: ReportSnapshot,
  unitPath: string,
): Promise<Search> {
  const own = parsePeriod(period.key) as Period;
  const units = await listUnitsOf(ctx.read, unitPath);
  const placeOf = placeFinder(placesOf(units, unitPath), new Map(units.map((unit) => [unit.unitId, unit.path])));
  const names = new Map(units.map((unit) => [unit.unitId, unit.name]));
  return {
    figure,
    period: figure.at === undefined ? own : { previous: previousPeriod, lastYear: sameLastYear }[figure.at](own),
    unitPath,
    asOf,
    unitName: (unitId) => names.get(unitId) ?? '',
    isInPlace: (unitId) => figure.unitId === undefined || placeOf(unitId)?.unitId === figure.unitId,
  };
}

async function complaints(ctx: ServiceContext, search: Search): Promise<FigureRow[]> {
  const { figure, unitPath, asOf } = search;
  const span = spanOf(search.period, asOf);
  const rows = await complaintRows(ctx.read, { ...span, unitPath });
  const hasConclusion = (conclusion: string | null) =>
    conclusion === 'founded' || conclusion === 'partlyFounded' || conclusion === 'notFounded';
  const belongs = (row: (typeof rows)[number]): boolean => {
    switch (figure.of) {
      case 'received':
        return isReceivedIn(row, span);
      case 'due':
        return isDecidedDue(row, span);
      case 'inTime':
        return isDecidedDue(row, span) && row.isInTime === 1;
      case 'overdue':
        return isOverdue(row, span);
      case 'decided':
        return isReceivedIn(row, span) && hasConclusion(row.conclusion);
      case 'category':
        return isReceivedIn(row, span) && row.categoryCode === figure.code;
      default:
        return true;
    }
  };
  return rows
    .filter((row) => belongs(row) && search.isInPlace(row.unitId))
    .map((row) => ({
      id: row.complaintId,
      number: row.number,
      unitName: search.unitName(row.unitId),
      on: dayOf(row.receivedAt),
      status: row.status,
      isInTime: isDecidedDue(row, span) ? row.isInTime === 1 : null,
      value: null,
      path: `/complaint?view=all&id=${row.complaintId}`,
    }));
}

async function sheets(ctx: ServiceContext, search: Search): Promise<FigureRow[]> {
  const { figure, period, unitPath } = search;
  const rows = await inspectionRows(ctx.read, { ...period, unitPath });
  const cards = await cardWords(ctx);
  const lost = figure.of === 'lostItem' ? await lostItemRows(ctx.read, { ...period, unitPath }) : [];
  const losing = new Set(
    lost
      .filter(
        ({ itemCode, scorecardVersionId }) =>
          itemCode === figure.code &&
          (cards.get(scorecardVersionId)?.items.get(itemCode)?.zh ?? itemCode) === figure.title,
      )
      .map((row) => row.inspectionId),
  );
  return rows
    .filter((row) => {
      if (figure.of === 'lostItem') return losing.has(row.inspectionId);
      if (figure.line !== undefined && row.line !== figure.line) return false;
      const grade = cards.get(row.scorecardVersionId)?.grades.get(row.effectiveGrade ?? '')?.zh ?? '—';
      return figure.of !== 'grade' || grade === figure.title;
    })
    .filter((row) => search.isInPlace(row.unitId))
    .map((row) => ({
      id: row.inspectionId,
      number: row.number,
      unitName: search.unitName(row.unitId),
      on: row.inspectedOn,
      status: null,
      isInTime: null,
      value: (row.effectivePoints ?? 0) / 1000,
      path: `/inspection/${row.inspectionId}`,
    }));
}

async function submissions(ctx: ServiceContext, search: Search): Promise<FigureRow[]> {
  const { figure, period, unitPath } = search;
  const waveIds = figure.waveId
    ? [figure.waveId]
    : (await surveySummary(ctx.read, { startOn: period.startOn, endOn: period.endOn, unitPath })).map(
        (wave) => wave.waveId,
      );
  const rows = await submissionRows(ctx.read, waveIds, unitPath);
  const indexOf = await indexReader(ctx, waveIds, figure.construct);
  return rows
    .map((row) => ({ row, value: indexOf(row.waveId, row.answers) }))
    .filter(({ value }) => figure.construct === undefined || value !== null)
    .map(({ row, value }) => ({
      id: row.submissionId,
      number: row.externalId ?? `#${row.lineNumber}`,
      unitName: search.unitName(row.unitId),
      on: null,
      status: null,
      isInTime: null,
      value,
      path: `/survey/${row.waveId}?rows=${encodeURIComponent(JSON.stringify({ filter: { unitId: row.unitId } }))}`,
    }));
}

/** Reads the index of a construct, or of the questionnaire's target, out of the answers of a wave. */
async function indexReader(ctx: ServiceContext, waveIds: readonly string[], construct: string | undefined) {
  const readers = new Map<string, (answers: string) => number | null>();
  for (const { waveId, questionnaireVersionId } of await waveQuestionnaires(ctx.read, waveIds)) {
    const { definition } = await requireQuestionnaire(ctx.read, questionnaireVersionId);
    const positions = constructPositions(definition).get(construct ?? definition.target) ?? [];
    readers.set(waveId, (answers) => respondentIndex(decodeAnswers(answers), positions, definition.scale));
  }
  return (waveId: string, answers: string) => readers.get(waveId)?.(answers) ?? null;
}
