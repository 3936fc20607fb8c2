import { cellText } from '#shared/import/import.convert.ts';
import type { ServiceContext } from '../context.ts';
import { writeBulkXlsx } from '../platform/workbook/write-xlsx.ts';
import { dataChunks, type Progress } from './import.review.ts';
import { mendedCells, rowReader } from './import.row.ts';
import { type ImportSession, type Review, rowCode } from './import.session.ts';
import { reasonText } from './import.view.ts';

const reasonHeader = { zh: '错误原因', en: 'Reason' } as const;
const suffix = { zh: '错行', en: 'rejected' } as const;

async function* rejectedRows(
  ctx: ServiceContext,
  session: ImportSession,
  review: Review,
  language: 'zh' | 'en',
  progress: Progress,
  signal: AbortSignal,
): AsyncGenerator<string[]> {
  const read = rowReader(session, ctx.clock.now());
  let done = 0;
  for await (const { from, rows } of dataChunks(session, signal)) {
    for (const [i, fileCells] of rows.entries()) {
      const index = from + i;
      if (review.states[index] !== rowCode.error) continue;
      const issues = [...read(index, fileCells).issues, ...(review.lateIssues.get(index) ?? [])];
      const cells = mendedCells(session, index, fileCells);
      yield [...session.headers.map((_, column) => cellText(cells[column] ?? null)), reasonText({ issues }, language)];
      done += 1;
    }
    progress(done, review.counts.errors);
  }
}

/**
 * Makes the file of the rows with errors: the columns of the original, the reason in the last. It can be mended in Excel and
 * imported again as it is.
 * @returns the stored file
 */
export async function makeRejectedFile(
  ctx: ServiceContext,
  session: ImportSession,
  review: Review,
  language: 'zh' | 'en',
  progress: Progress,
  signal: AbortSignal,
): Promise<{ fileId: string; name: string }> {
  const path = ctx.files.reserve();
  await writeBulkXlsx(
    path,
    {
      name: suffix[language],
      columns: [...session.headers.map((header) => ({ header })), { header: reasonHeader[language], width: 48 }],
      rows: rejectedRows(ctx, session, review, language, progress, signal),
    },
    signal,
  );
  const name = `${session.file.name.replace(/\.[^.]+$/, '')}-${suffix[language]}.xlsx`;
  const file = await ctx.files.adopt(name, path, ctx.user.accountId);
  return { fileId: file.fileId, name: file.name };
}
