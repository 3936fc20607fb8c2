import { rm } from 'node:fs/promises';
import type { QuestionnaireDefinition } from '#shared/survey/questionnaire.schema.ts';
import type { IndexFigureView, SegmentRow, SubmissionFilter, WaveResults } from '#shared/survey/survey.schema.ts';
import { businessWords } from '#shared/survey/survey.words.ts';
import type { ServiceContext } from '../context.ts';
import type { Job } from '../platform/jobs.ts';
import type { WorkbookCell } from '../platform/workbook/workbook.ts';
import { type TableSheet, tablesWorkbook } from '../platform/workbook/write-tables.ts';
import { writeBulkXlsx } from '../platform/workbook/write-xlsx.ts';
import { type ExportLanguage, type ExportWords, exportWords } from './export.words.ts';
import { requireQuestionnaire } from './questionnaire.service.ts';
import { waveResults } from './result.service.ts';
import { waveSegments } from './segment.service.ts';
import {
  countSubmissions,
  loadExtras,
  type SubmissionQuery,
  segmentNames,
  streamSubmissions,
} from './submission.repository.ts';
import { submissionQuery, submissionViewOf } from './submission.service.ts';
import { requireWave } from './wave.service.ts';

interface ResultsExport {
  waveId: string;
  unitId?: string | undefined;
  compareWaveId?: string | undefined;
  dimension: string;
  language: ExportLanguage;
}

const figure = (index: IndexFigureView): WorkbookCell[] => [
  index.n,
  index.mean,
  index.sd,
  index.standardError,
  index.interval?.low ?? null,
  index.interval?.high ?? null,
];

const decimal = (header: string, width = 11) => ({ header, width, format: '0.0' });

function figureColumns(w: ExportWords) {
  return [
    { header: w.n, width: 8, format: '#,##0' },
    decimal(w.index),
    decimal(w.sd),
    { header: w.se, width: 9, format: '0.00' },
    decimal(w.low),
    decimal(w.high),
  ];
}
const comparisonColumns = (w: ExportWords) => [
  decimal(w.difference),
  decimal(w.differenceLow),
  decimal(w.differenceHigh),
  { header: w.verdict, width: 16 },
];

const comparison = (row: Pick<SegmentRow, 'comparison'>, w: ExportWords): WorkbookCell[] => [
  row.comparison.difference,
  row.comparison.interval?.low ?? null,
  row.comparison.interval?.high ?? null,
  w.verdicts[row.comparison.verdict],
];

function notesOf(results: WaveResults, w: ExportWords, language: ExportLanguage): string[] {
  const { wave, previousWave } = results;
  const scope = results.scopeUnitName ?? wave.unitName;
  return [
    `${w.wave}: ${wave.name}    ${w.period}: ${wave.startOn} – ${wave.endOn}    ${w.business}: ${businessWords[wave.business].labels[language]}`,
    `${w.scope}: ${scope}    ${w.n}: ${wave.submissions}    ${w.compared}: ${previousWave?.name ?? w.none}`,
    w.method,
    w.interval,
  ];
}

function resultSheets(
  results: WaveResults,
  segments: readonly SegmentRow[],
  dimension: string,
  language: ExportLanguage,
): TableSheet[] {
  const w = exportWords(language);
  const notes = notesOf(results, w, language);
  const label = new Map(
    [...results.definition.constructs, ...results.definition.items].map((each) => [each.code, each.labels[language]]),
  );
  const title = (part: string) => `${results.wave.name} · ${part}`;
  const blankOr = (row: SegmentRow) => row.label ?? w.blank;
  return [
    {
      name: w.results,
      title: title(w.results),
      notes,
      columns: [{ header: w.construct, width: 20 }, ...figureColumns(w), decimal(w.previous), ...comparisonColumns(w)],
      rows: results.constructs.map((row) => [
        label.get(row.code) ?? row.code,
        ...figure(row.index),
        row.previous?.mean ?? null,
        ...comparison(row, w),
      ]),
    },
    {
      name: w.segments,
      title: title(
        `${label.get(results.target) ?? results.target} · ${w.dimensions[dimension] ?? dimension.replace(/^extra:/, '')}`,
      ),
      notes,
      columns: [{ header: w.segment, width: 24 }, ...figureColumns(w), ...comparisonColumns(w)],
      rows: segments.map((row) => [blankOr(row), ...figure(row.index), ...comparison(row, w)]),
    },
    {
      name: w.items,
      title: title(w.items),
      notes,
      columns: [
        { header: w.item, width: 10 },
        { header: w.wording, width: 44 },
        { header: w.construct, width: 16 },
        { header: w.mean, width: 11, format: '0.00' },
        { header: w.topTwo, width: 11, format: '0.0%' },
        { header: w.missing, width: 8 },
        ...scaleValues(results.definition).map((value) => ({ header: String(value), width: 6 })),
      ],
      rows: results.items.map((item) => [
        item.code,
        label.get(item.code) ?? '',
        label.get(item.construct) ?? item.construct,
        item.mean,
        item.topTwo.rate,
        item.missing,
        ...item.counts,
      ]),
    },
  ];
}

const scaleValues = ({ scale }: QuestionnaireDefinition) =>
  Array.from({ length: scale.maximum - scale.minimum + 1 }, (_, index) => scale.minimum + index);

/** Starts the workbook of a wave's results: constructs, segments, items. The job's result is `{ fileId, name }`. */
export async function startResultsExport(ctx: ServiceContext, input: ResultsExport): Promise<{ jobId: string }> {
  const wave = await requireWave(ctx.read, ctx, input.waveId);
  const jobId = ctx.jobs.start(ctx, { kind: 'exportSurveyResults', title: wave.name }, async (job) => {
    job.report(0, 3);
    const results = await waveResults(ctx, input);
    job.signal.throwIfAborted();
    job.report(1, 3);
    const segments = await waveSegments(ctx, input);
    job.signal.throwIfAborted();
    job.report(2, 3);
    const bytes = await tablesWorkbook(resultSheets(results, segments.rows, input.dimension, input.language));
    const name = `${wave.name} ${exportWords(input.language).results}.xlsx`;
    const file = await ctx.files.save(name, bytes, ctx.user.accountId);
    job.report(3, 3);
    return { fileId: file.fileId, name: file.name };
  });
  return { jobId };
}

interface SubmissionsExport {
  waveId: string;
  filter: SubmissionFilter;
  language: ExportLanguage;
}

/** Starts the workbook of the submissions behind a number, in the layout of the import: it can be imported again. */
export async function startSubmissionsExport(
  ctx: ServiceContext,
  input: SubmissionsExport,
): Promise<{ jobId: string }> {
  const wave = await requireWave(ctx.read, ctx, input.waveId);
  const { definition } = await requireQuestionnaire(ctx.read, wave.questionnaireVersionId);
  const query = await submissionQuery(ctx, wave.waveId, definition, input.filter);
  const jobId = ctx.jobs.start(ctx, { kind: 'exportSurveySubmissions', title: wave.name }, (job) =>
    exportSubmissions(ctx, job, { query, definition, waveName: wave.name, language: input.language }),
  );
  return { jobId };
}

interface Exported {
  query: SubmissionQuery;
  definition: QuestionnaireDefinition;
  waveName: string;
  language: ExportLanguage;
}

async function exportSubmissions(ctx: ServiceContext, job: Job, { query, definition, waveName, language }: Exported) {
  const w = exportWords(language);
  const extras = await segmentNames(ctx.read, query.waveId);
  const total = await countSubmissions(ctx.read, query);
  const path = ctx.files.reserve();
  const head = [w.externalId, w.line, w.unit, w.business, w.channel, w.grade, w.duration, w.straightLine];
  const columns = [...head, ...definition.items.map((item) => item.code), ...extras].map((header) => ({
    header,
    width: 12,
  }));
  try {
    const rows = submissionCells(ctx, job, { query, definition, waveName, language }, { extras, total });
    await writeBulkXlsx(path, { name: w.submissions, columns, rows }, job.signal);
  } catch (error) {
    await rm(path, { force: true });
    throw error;
  }
  const file = await ctx.files.adopt(`${waveName} ${w.submissions}.xlsx`, path, ctx.user.accountId);
  return { fileId: file.fileId, name: file.name };
}

async function* submissionCells(
  ctx: ServiceContext,
  job: Job,
  { query, definition, language }: Exported,
  { extras, total }: { extras: string[]; total: number },
) {
  const w = exportWords(language);
  let done = 0;
  for await (const page of streamSubmissions(ctx.read, query)) {
    job.signal.throwIfAborted();
    const values =
      extras.length === 0
        ? null
        : await loadExtras(
            ctx.read,
            page.map((row) => row.submissionId),
          );
    for (const row of page) {
      const view = submissionViewOf(row, definition);
      const own = values?.get(row.submissionId);
      const straight = view.isStraightLine ? w.yes : null;
      const business = businessWords[view.business].labels[language];
      const start: WorkbookCell[] = [
        view.externalId,
        view.lineNumber,
        view.unitName,
        business,
        view.channel,
        view.grade,
        view.durationSeconds,
        straight,
      ];
      yield [...start, ...view.answers, ...extras.map((name) => own?.get(name) ?? null)];
    }
    done += page.length;
    job.report(done, total);
  }
}
