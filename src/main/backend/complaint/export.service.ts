import type { ComplaintRow, ListInput } from '#shared/complaint/complaint.schema.ts';
import { riskMoment } from '#shared/complaint/risk.rules.ts';
import { formatInstant } from '#shared/kernel/dates.ts';
import type { ServiceContext } from '../context.ts';
import { writeBulkXlsx } from '../platform/workbook/write-xlsx.ts';
import { countMatching, type ListScope, pageIds, rowsByIds } from './complaint.list.ts';
import { rowView } from './complaint.view.ts';
import { type ExportLanguage, exportColumns, exportName } from './export.words.ts';
import { listScope } from './scope.service.ts';
import { loadWorld } from './world.service.ts';

const group = 1000;

/** The ids of the whole list are taken once, so that rows changing meanwhile neither repeat nor vanish. */
async function* pages(
  ctx: ServiceContext,
  scope: ListScope,
  input: Pick<ListInput, 'sort' | 'descending'>,
  signal: AbortSignal,
  report: (done: number) => void,
): AsyncGenerator<ComplaintRow> {
  const world = await loadWorld(ctx.read);
  const moment = riskMoment(scope.now, world.calendar);
  const ids = (await pageIds(ctx.read, scope, input, 0, 1_048_575).execute()).map((row) => row.complaintId);
  for (let i = 0; i < ids.length; i += group) {
    signal.throwIfAborted();
    const part = ids.slice(i, i + group);
    const byId = new Map((await rowsByIds(ctx.read, part)).map((row) => [row.complaintId, row]));
    for (const id of part) {
      const row = byId.get(id);
      if (row) yield rowView(row, scope.now, world, moment);
    }
    report(Math.min(ids.length, i + group));
  }
}

/** Writes the list as it is filtered and sorted to an .xlsx file, masked as on the screen. */
export async function exportComplaints(
  ctx: ServiceContext,
  input: Omit<ListInput, 'offset' | 'limit'> & { language: ExportLanguage },
) {
  const scope = await listScope(ctx, input, input.sort);
  const { total } = await countMatching(ctx.read, scope).executeTakeFirstOrThrow();
  const title = exportName(input.language);
  const jobId = ctx.jobs.start(ctx, { kind: 'exportComplaints', title }, async (job) => {
    const columns = exportColumns(input.language);
    async function* rows() {
      for await (const row of pages(ctx, scope, input, job.signal, (done) => job.report(done, Number(total))))
        yield columns.map((column) => column.value(row));
    }
    const path = ctx.files.reserve();
    await writeBulkXlsx(
      path,
      { name: title, columns: columns.map(({ header, width }) => ({ header, width })), rows: rows() },
      job.signal,
    );
    const stamp = formatInstant(scope.now).replace(/[: ]/g, '-');
    const file = await ctx.files.adopt(`${title}-${stamp}.xlsx`, path, ctx.user.accountId);
    return { fileId: file.fileId, name: file.name, rows: Number(total) };
  });
  return { jobId };
}
