import type { RankingInput } from '#shared/inspection/analysis.schema.ts';
import type { InspectionListInput, InspectionListRow } from '#shared/inspection/list.schema.ts';
import { listWords, rankText } from '#shared/inspection/list.words.ts';
import { printWords } from '#shared/inspection/print.words.ts';
import { formatInstant } from '#shared/kernel/dates.ts';
import { pointScale } from '#shared/kernel/points.ts';
import type { Language } from '#shared/standard/rule.words.ts';
import type { ServiceContext } from '../context.ts';
import { type SheetColumn, writeBulkXlsx } from '../platform/workbook/write-xlsx.ts';
import { pageIds } from './list.repository.ts';
import { listRows, listScope } from './list.service.ts';
import { rankLine } from './ranking.service.ts';

const atOnce = 500;
/** Most rows of an Excel sheet below its head. */
const mostRows = 1_048_575;
const decimal = '0.00';

type Column<T> = SheetColumn & { value: (row: T) => string | number | null };
const points = (value: number | null) => (value === null ? null : Math.round(value) / pointScale);

function listColumns(language: Language): Column<InspectionListRow>[] {
  const { columns: c, stage, yes } = listWords[language];
  const { lines, methods } = printWords[language];
  const en = language === 'en';
  return [
    { header: c.number, width: 18, value: (row) => row.number },
    { header: c.stage, width: 10, value: (row) => stage[row.stage] },
    { header: c.unit, width: 26, value: (row) => row.unitName },
    { header: c.line, width: 12, value: (row) => lines[row.line] },
    { header: c.card, width: 30, value: (row) => `${en ? row.cardTitleEn : row.cardTitleZh} v${row.cardVersion}` },
    { header: c.method, width: 10, value: (row) => methods[row.method] },
    { header: c.day, width: 12, value: (row) => row.inspectedOn },
    { header: c.inspector, width: 12, value: (row) => row.inspectorName },
    { header: c.staff, width: 20, value: (row) => row.staffNames },
    { header: c.reference, width: 16, value: (row) => row.reference },
    { header: c.progress, width: 8, value: (row) => row.enteredItems },
    { header: c.all, width: 8, value: (row) => row.totalItems },
    { header: c.raw, width: 10, format: decimal, value: (row) => points(row.rawPoints) },
    { header: c.effective, width: 10, format: decimal, value: (row) => points(row.effectivePoints) },
    { header: c.points, width: 10, format: decimal, value: (row) => points(row.points) },
    { header: c.grade, width: 10, value: (row) => (en ? row.gradeTitleEn : row.gradeTitleZh) ?? row.grade },
    { header: c.revised, width: 10, value: (row) => (row.isRevised ? yes : null) },
    { header: c.published, width: 18, value: (row) => (row.publishedAt ? formatInstant(row.publishedAt) : null) },
  ];
}

/** Writes rows to a workbook that can be downloaded. */
async function write<T>(
  ctx: ServiceContext,
  title: string,
  columns: readonly Column<T>[],
  rows: AsyncIterable<T> | Iterable<T>,
  signal: AbortSignal,
) {
  async function* cells() {
    for await (const row of rows) yield columns.map((column) => column.value(row));
  }
  const path = ctx.files.reserve();
  const plain = columns.map(({ value: _value, ...column }) => column);
  await writeBulkXlsx(path, { name: title, columns: plain, rows: cells() }, signal);
  const stamp = formatInstant(ctx.clock.now()).replace(/[: ]/g, '-');
  return ctx.files.adopt(`${title}-${stamp}.xlsx`, path, ctx.user.accountId);
}

/** Writes the list as it is filtered and sorted, as a job. @throws DomainError UNIT_NOT_FOUND */
export async function exportList(
  ctx: ServiceContext,
  input: Omit<InspectionListInput, 'offset' | 'limit'> & { language: Language },
): Promise<{ jobId: string }> {
  const scope = await listScope(ctx, input);
  const title = listWords[input.language].list;
  const jobId = ctx.jobs.start(ctx, { kind: 'exportInspections', title }, async (job) => {
    // taken once, so that sheets changing meanwhile neither repeat nor vanish
    const page = { ...input, offset: 0, limit: mostRows };
    const ids = (await pageIds(ctx.read, scope, page).execute()).map((row) => row.inspectionId);
    async function* rows() {
      for (let start = 0; start < ids.length; start += atOnce) {
        job.signal.throwIfAborted();
        yield* await listRows(ctx.read, ids.slice(start, start + atOnce));
        job.report(Math.min(ids.length, start + atOnce), ids.length);
      }
    }
    const file = await write(ctx, title, listColumns(input.language), rows(), job.signal);
    return { fileId: file.fileId, name: file.name, rows: ids.length };
  });
  return { jobId };
}

/** Writes a ranking with its intervals and possible places, as a job. @throws DomainError UNIT_NOT_FOUND */
export async function exportRanking(
  ctx: ServiceContext,
  input: RankingInput & { language: Language },
): Promise<{ jobId: string }> {
  const { language } = input;
  const words = listWords[language];
  const { rankColumns: c } = words;
  const title = `${words.ranking} ${printWords[language].lines[input.line]} ${words.kind[input.by]} ${input.startOn} ${input.endOn}`;
  const ranking = await rankLine(ctx, input);
  const jobId = ctx.jobs.start(ctx, { kind: 'exportRanking', title }, async (job) => {
    type Row = (typeof ranking.rows)[number];
    const columns: Column<Row>[] = [
      { header: c.rank, width: 14, value: (row) => rankText(row.rankFrom, row.rankTo) || words.unranked },
      { header: c.name, width: 26, value: (row) => row.name },
      { header: c.code, width: 12, value: (row) => row.code },
      { header: c.place, width: 20, value: (row) => row.place },
      { header: c.n, width: 8, value: (row) => row.n },
      { header: c.mean, width: 10, format: decimal, value: (row) => points(row.mean) },
      { header: c.low, width: 14, format: decimal, value: (row) => points(row.interval?.low ?? null) },
      { header: c.high, width: 14, format: decimal, value: (row) => points(row.interval?.high ?? null) },
      { header: c.median, width: 10, format: decimal, value: (row) => points(row.median) },
      ...ranking.grades.map(
        ({ code, titleZh, titleEn }): Column<Row> => ({
          header: language === 'en' ? titleEn : titleZh,
          width: 8,
          value: (row) => row.grades[code] ?? 0,
        }),
      ),
      { header: c.previous, width: 12, format: decimal, value: (row) => points(row.previousMean) },
      { header: c.previousN, width: 10, value: (row) => row.previousN },
      { header: c.change, width: 10, format: decimal, value: (row) => points(row.change) },
      { header: c.verdict, width: 14, value: (row) => words.verdict[row.changeVerdict] },
    ];
    const file = await write(ctx, title, columns, ranking.rows, job.signal);
    return { fileId: file.fileId, name: file.name, rows: ranking.rows.length };
  });
  return { jobId };
}
