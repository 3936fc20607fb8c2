import { createHash } from 'node:crypto';
import { circularPart } from '#shared/complaint/circular.print.ts';
import { foldEvents } from '#shared/complaint/complaint.rules.ts';
import type { ComplaintDetail } from '#shared/complaint/detail.schema.ts';
import { letterPart } from '#shared/complaint/letter.print.ts';
import type { ComplaintPaper } from '#shared/complaint/print.contract.ts';
import { printWords } from '#shared/complaint/print.words.ts';
import { complaintSheetPart, type PrintLanguage } from '#shared/complaint/sheet.print.ts';
import { batchPrint, type PrintPart } from '#shared/kernel/batch.print.ts';
import { formatInstant } from '#shared/kernel/dates.ts';
import { DomainError } from '#shared/kernel/errors.ts';
import type { ServiceContext } from '../context.ts';
import { qrModules } from '../platform/qr.ts';
import { getSetting } from '../system/setting.repository.ts';
import { eventOf, eventRowsOf } from './complaint.repository.ts';
import { getComplaint, revealCustomer } from './complaint.service.ts';
import { listCatalogue } from './rule.repository.ts';

interface Wanted {
  readonly complaintIds: readonly string[];
  readonly what: ComplaintPaper;
  readonly language: PrintLanguage;
}

async function commonOf(ctx: ServiceContext, language: PrintLanguage) {
  const causes = await listCatalogue(ctx.read, 'complaintCause');
  const names = new Map(causes.map((cause) => [cause.code, language === 'zh' ? cause.nameZh : cause.nameEn]));
  return {
    common: {
      language,
      organizationName: await getSetting(ctx.read, 'organizationName', ''),
      printedBy: ctx.user.displayName,
      printedAt: ctx.clock.now(),
    },
    causeOf: ({ causeCode }: ComplaintDetail) => (causeCode ? (names.get(causeCode) ?? causeCode) : ''),
  };
}

/** Status after each event, and a hash over the history: the same history prints the same. */
async function historyOf(ctx: ServiceContext, complaintId: string) {
  const events = (await eventRowsOf(ctx.read, complaintId)).map(eventOf);
  const statusAfter = new Map(
    events.map((event, i) => [event.seq, foldEvents(events.slice(0, i + 1)).status] as const),
  );
  return { statusAfter, fingerprint: createHash('sha256').update(JSON.stringify(events)).digest('hex') };
}

/**
 * The papers of complaints: a sheet for each, or a circular for each unit with its founded ones.
 * @throws DomainError COMPLAINT_NOT_FOUND, COMPLAINT_NONE_FOUNDED
 */
async function partsOf(
  ctx: ServiceContext,
  { complaintIds, what, language }: Wanted,
  told: (done: number) => void = () => {},
): Promise<PrintPart[]> {
  const { common, causeOf } = await commonOf(ctx, language);
  const parts: PrintPart[] = [];
  const details: ComplaintDetail[] = [];
  for (const complaintId of new Set(complaintIds)) {
    const detail = await getComplaint(ctx, complaintId);
    details.push(detail);
    if (what === 'sheet')
      parts.push(
        complaintSheetPart({
          ...common,
          ...(await historyOf(ctx, complaintId)),
          detail,
          causeName: causeOf(detail),
          qr: qrModules(detail.row.number),
        }),
      );
    told(details.length);
  }
  if (what === 'sheet') return parts;
  const founded = details.filter(({ conclusion }) => conclusion === 'founded' || conclusion === 'partlyFounded');
  if (founded.length === 0) throw new DomainError('COMPLAINT_NONE_FOUNDED');
  for (const list of Map.groupBy(founded, (detail) => detail.unitId).values())
    parts.push(
      circularPart({
        ...common,
        unitName: list[0]?.row.unitName ?? '',
        complaints: list.map((detail) => ({ detail, causeName: causeOf(detail) })),
      }),
    );
  return parts;
}

/** A few papers as one document. @throws DomainError those of {@link partsOf} */
export async function printPapers(ctx: ServiceContext, input: Wanted): Promise<{ html: string }> {
  return { html: batchPrint(await partsOf(ctx, input)) };
}

/** A selection as one PDF, as a job. @throws DomainError (by the job) those of {@link partsOf}, PDF_UNAVAILABLE */
export async function printMany(ctx: ServiceContext, input: Wanted): Promise<{ jobId: string }> {
  const title = printWords[input.language][input.what];
  const total = input.complaintIds.length + 1;
  const jobId = ctx.jobs.start(ctx, { kind: 'printComplaints', title }, async (job) => {
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

/**
 * The answer to the customer: the only paper with a name in full, so that who asked for it is logged.
 * @throws DomainError COMPLAINT_NOT_FOUND, COMPLAINT_NOT_ANSWERED
 */
export async function printLetter(
  ctx: ServiceContext,
  { complaintId, language }: { complaintId: string; language: PrintLanguage },
): Promise<{ html: string }> {
  const detail = await getComplaint(ctx, complaintId);
  if (!detail.events.some((event) => event.type === 'responded')) throw new DomainError('COMPLAINT_NOT_ANSWERED');
  const { common } = await commonOf(ctx, language);
  const { customerName } = await revealCustomer(ctx, complaintId);
  return { html: batchPrint([letterPart({ ...common, customerName, detail })]) };
}
