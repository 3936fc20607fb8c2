import type { InspectionDetail } from '#shared/inspection/inspection.schema.ts';
import { sheetPrint } from '#shared/inspection/sheet.print.ts';
import type { Language } from '#shared/standard/rule.words.ts';
import type { ServiceContext } from '../context.ts';
import { qrModules } from '../platform/qr.ts';
import { getSetting } from '../system/setting.repository.ts';
import { readInspection } from './sheet.service.ts';

/** Pictures are printed inside the document: single ones above this, and all above the sum, are listed by name only. */
const largestPicture = 3 * 1024 * 1024;
const picturesTogether = 24 * 1024 * 1024;
const printable = new Set(['image/jpeg', 'image/png', 'image/gif', 'image/webp']);

async function picturesOf(ctx: ServiceContext, { evidence }: InspectionDetail): Promise<Record<string, string>> {
  const pictures: Record<string, string> = {};
  let together = 0;
  for (const { evidenceId, mediaType, size, sha256 } of evidence) {
    if (!printable.has(mediaType) || size > largestPicture || together + size > picturesTogether) continue;
    together += size;
    const bytes = await ctx.files.readKept(sha256).catch(() => undefined);
    if (bytes) pictures[evidenceId] = `data:${mediaType};base64,${Buffer.from(bytes).toString('base64')}`;
  }
  return pictures;
}

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
      pictures: input.isBlank ? {} : await picturesOf(ctx, sheet),
    }),
  };
}
