import { sheetPrint } from '#shared/inspection/sheet.print.ts';
import type { Language } from '#shared/standard/rule.words.ts';
import type { ServiceContext } from '../context.ts';
import { qrModules } from '../platform/qr.ts';
import { getSetting } from '../system/setting.repository.ts';
import { journeyOf, picturesOf, picturesTogether } from './papers.service.ts';
import { readInspection } from './sheet.service.ts';

/** Print document of a sheet, filled or blank with its head. @throws DomainError INSPECTION_NOT_FOUND */
export async function printInspection(
  ctx: ServiceContext,
  input: { inspectionId: string; language: Language; isBlank: boolean },
): Promise<{ html: string }> {
  const sheet = await readInspection(ctx.read, ctx, input.inspectionId);
  const { content, contentHash } = sheet.card;
  return {
    html: sheetPrint({
      card: content,
      sheet,
      isBlank: input.isBlank,
      language: input.language,
      organizationName: await getSetting(ctx.read, 'organizationName', ''),
      printedBy: ctx.user.displayName,
      printedAt: ctx.clock.now(),
      fingerprint: sheet.fingerprint ?? contentHash,
      qr: qrModules(sheet.number),
      pictures: input.isBlank ? {} : await picturesOf(ctx, sheet, { left: picturesTogether }),
      journey: input.isBlank ? undefined : await journeyOf(ctx, input.inspectionId),
    }),
  };
}
