import { cellText } from '#shared/import/import.convert.ts';
import type { ServiceContext } from '../context.ts';
import { writeBulkXlsx } from '../platform/workbook/write-xlsx.ts';
import { sheetColumnName } from './import.intake.ts';
import { dataChunks, type Progress } from './import.review.ts';
import { mendedCells, rowReader } from './import.row.ts';
import { longestCell, reasonText } from './import.rows.ts';
import { type ImportSession, type Review, rowCode } from './import.session.ts';

const reasonHeader = { zh: '错误原因', en: 'Reason' } as const;
const cutRemark = {
  zh: '；文字超过 Excel 单元格的上限，这里只有前 32,767 个字，请从原文件取全文',
  en: '; longer than an Excel cell can hold: only the first 32,767 characters stand here, take the text from the source file',
} as const;
/** Chinese as the column is called inside, so that the file comes in again with the same columns. */
const sheetHeader = { zh: sheetColumnName, en: 'Sheet' } as const;
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
      const texts = session.headers.map((_, column) => cellText(cells[column] ?? null));
      const isCut = texts.some((text) => text.length > longestCell);
      yield [
        ...texts.map((text) => (text.length > longestCell ? text.slice(0, longestCell) : text)),
        reasonText({ issues }, language) + (isCut ? cutRemark[language] : ''),
      ];
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
      columns: [
        ...session.headers.map((header, i) => ({ header: i === session.sheetColumn ? sheetHeader[language] : header })),
        { header: reasonHeader[language], width: 48 },
      ],
      rows: rejectedRows(ctx, session, review, language, progress, signal),
    },
    signal,
  );
  const name = `${session.file.name.replace(/\.[^.]+$/, '')}-${suffix[language]}.xlsx`;
  const file = await ctx.files.adopt(name, path, ctx.user.accountId);
  return { fileId: file.fileId, name: file.name };
}
