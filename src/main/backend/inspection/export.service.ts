import type { Language } from '#shared/standard/rule.words.ts';
import type { ServiceContext } from '../context.ts';
import { journeyOf } from './papers.service.ts';
import { readInspection } from './sheet.service.ts';
import { inspectionWorkbook } from './sheet.workbook.ts';

/** The sheet as an .xlsx to download. @throws DomainError INSPECTION_NOT_FOUND */
export async function exportInspection(
  ctx: ServiceContext,
  input: { inspectionId: string; language: Language },
): Promise<{ fileId: string; name: string }> {
  const sheet = await readInspection(ctx.read, ctx, input.inspectionId);
  const bytes = await inspectionWorkbook(sheet, await journeyOf(ctx, input.inspectionId), input.language);
  const { fileId, name } = await ctx.files.save(`${sheet.number} ${sheet.unitName}.xlsx`, bytes, ctx.user.accountId);
  return { fileId, name };
}
