import type { InspectionDetail } from '#shared/inspection/inspection.schema.ts';
import { type NoticeSheet, noticePart } from '#shared/inspection/notice.print.ts';
import type { PrintedPaper } from '#shared/inspection/print.contract.ts';
import type { SheetJourney } from '#shared/inspection/review.print.ts';
import { reviewWords } from '#shared/inspection/review.words.ts';
import { sheetPart } from '#shared/inspection/sheet.print.ts';
import { slipPart } from '#shared/inspection/slip.print.ts';
import { batchPrint, type PrintPart } from '#shared/kernel/batch.print.ts';
import { formatInstant } from '#shared/kernel/dates.ts';
import { DomainError } from '#shared/kernel/errors.ts';
import type { Language } from '#shared/standard/rule.words.ts';
import type { ServiceContext } from '../context.ts';
import { qrModules } from '../platform/qr.ts';
import { getSetting } from '../system/setting.repository.ts';
import { appealsOfSheet } from './appeal.repository.ts';
import { readAppeal } from './appeal.view.ts';
import { readReview } from './review.service.ts';
import { readInspection } from './sheet.service.ts';

/** Pictures are printed inside the document: single ones above this, and all above the sum, are listed by name only. */
const largestPicture = 3 * 1024 * 1024;
export const picturesTogether = 24 * 1024 * 1024;
const printable = new Set(['image/jpeg', 'image/png', 'image/gif', 'image/webp']);

/** Pictures of sheets as `data:` addresses, as long as there is room for them. */
export async function picturesOf(
  ctx: ServiceContext,
  { evidence }: InspectionDetail,
  room: { left: number },
): Promise<Record<string, string>> {
  const pictures: Record<string, string> = {};
  for (const { evidenceId, mediaType, size, sha256 } of evidence) {
    if (!printable.has(mediaType) || size > largestPicture || size > room.left) continue;
    room.left -= size;
    const bytes = await ctx.files.readKept(sha256).catch(() => undefined);
    if (bytes) pictures[evidenceId] = `data:${mediaType};base64,${Buffer.from(bytes).toString('base64')}`;
  }
  return pictures;
}

/** Decisions about a sheet and appeals against it. */
export async function journeyOf(ctx: ServiceContext, inspectionId: string): Promise<SheetJourney> {
  const review = await readReview(ctx.read, ctx, inspectionId);
  const appeals: SheetJourney['appeals'][number][] = [];
  for (const { scoreAppealId } of await appealsOfSheet(ctx.read, inspectionId))
    appeals.push(await readAppeal(ctx.read, ctx, scoreAppealId));
  return { review, appeals };
}

interface Wanted {
  readonly inspectionIds: readonly string[];
  readonly what: PrintedPaper;
  readonly language: Language;
}

/**
 * The papers of sheets, one part each; notices one for each unit.
 * @throws DomainError INSPECTION_NOT_FOUND, NOTICE_NOT_PUBLISHED, SLIP_WITHOUT_STAFF
 */
async function partsOf(
  ctx: ServiceContext,
  { inspectionIds, what, language }: Wanted,
  told: (done: number) => void = () => {},
): Promise<PrintPart[]> {
  const common = {
    language,
    organizationName: await getSetting(ctx.read, 'organizationName', ''),
    printedBy: ctx.user.displayName,
    printedAt: ctx.clock.now(),
  };
  const room = { left: picturesTogether };
  const sheets: NoticeSheet[] = [];
  const parts: PrintPart[] = [];
  for (const inspectionId of new Set(inspectionIds)) {
    const sheet = await readInspection(ctx.read, ctx, inspectionId);
    const each = { sheet, journey: await journeyOf(ctx, inspectionId) };
    sheets.push(each);
    if (what === 'sheet')
      parts.push(
        sheetPart({
          ...common,
          ...each,
          card: sheet.card.content,
          fingerprint: sheet.fingerprint ?? sheet.card.contentHash,
          qr: qrModules(sheet.number),
          pictures: await picturesOf(ctx, sheet, room),
        }),
      );
    if (what === 'slip') for (const person of sheet.staff) parts.push(slipPart({ ...common, ...each, person }));
    told(sheets.length);
  }
  if (what === 'notice') {
    const early = sheets.filter(({ journey }) => journey.review.stage !== 'published');
    if (early.length > 0) {
      const numbers = early.slice(0, 10).map(({ sheet }) => sheet.number);
      throw new DomainError('NOTICE_NOT_PUBLISHED', { count: early.length, numbers: numbers.join(' ') });
    }
    for (const list of Map.groupBy(sheets, ({ sheet }) => sheet.unitId).values())
      parts.push(noticePart({ ...common, sheets: list }));
  }
  if (parts.length === 0)
    throw new DomainError('SLIP_WITHOUT_STAFF', {
      numbers: sheets
        .slice(0, 10)
        .map(({ sheet }) => sheet.number)
        .join(' '),
    });
  return parts;
}

/** The papers of a few sheets as one document. @throws DomainError those of {@link partsOf} */
export async function printPapers(ctx: ServiceContext, input: Wanted): Promise<{ html: string }> {
  return { html: batchPrint(await partsOf(ctx, input)) };
}

/** A selection as one PDF, as a job. @throws DomainError (by the job) those of {@link partsOf}, PDF_UNAVAILABLE */
export async function printMany(ctx: ServiceContext, input: Wanted): Promise<{ jobId: string }> {
  const words = reviewWords[input.language];
  const title = words.papers[input.what];
  const total = input.inspectionIds.length + 1;
  const jobId = ctx.jobs.start(ctx, { kind: 'printInspections', title }, async (job) => {
    const parts = await partsOf(ctx, input, (done) => {
      job.signal.throwIfAborted();
      job.report(done, total);
    });
    const bytes = await ctx.pdf.render(batchPrint(parts), job.signal);
    const stamp = formatInstant(ctx.clock.now()).replace(/[: ]/g, '-');
    const file = await ctx.files.save(`${title} ${stamp}.pdf`, bytes, ctx.user.accountId);
    job.report(total, total);
    return { fileId: file.fileId, name: file.name };
  });
  return { jobId };
}
