import { createHash } from 'node:crypto';
import type { BulkResult } from '#shared/complaint/bulk.contract.ts';
import { type ComplaintChoice, mostPrinted } from '#shared/complaint/choice.schema.ts';
import { circularPart } from '#shared/complaint/circular.print.ts';
import { foldEvents } from '#shared/complaint/complaint.rules.ts';
import type { ComplaintDetail } from '#shared/complaint/detail.schema.ts';
import { letterPart } from '#shared/complaint/letter.print.ts';
import type { ComplaintPaper } from '#shared/complaint/print.contract.ts';
import { printWords } from '#shared/complaint/print.words.ts';
import { complaintSheetPart } from '#shared/complaint/sheet.print.ts';
import type { PrintLanguage } from '#shared/complaint/sheet.tables.ts';
import { batchPrint, type PrintPart } from '#shared/kernel/batch.print.ts';
import { formatInstant } from '#shared/kernel/dates.ts';
import { DomainError } from '#shared/kernel/errors.ts';
import type { ServiceContext } from '../context.ts';
import { qrModules } from '../platform/qr.ts';
import { getSetting } from '../system/setting.repository.ts';
import { refusal } from './bulk.service.ts';
import { idsOfChoice } from './choice.service.ts';
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

type Read = (complaintId: string) => Promise<ComplaintDetail | null>;

/**
 * The papers of complaints: a sheet for each, or a circular for each unit with its founded ones.
 * @param read answers null for one that is left out
 * @throws DomainError COMPLAINT_NONE_FOUNDED
 */
async function partsOf(
  ctx: ServiceContext,
  { complaintIds, what, language }: Wanted,
  read: Read,
): Promise<PrintPart[]> {
  const { common, causeOf } = await commonOf(ctx, language);
  const parts: PrintPart[] = [];
  const founded: ComplaintDetail[] = [];
  for (const complaintId of complaintIds) {
    const detail = await read(complaintId);
    if (!detail) continue;
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
    else if (isFounded(detail)) founded.push(detail);
  }
  if (what === 'sheet') return parts;
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

const isFounded = ({ conclusion }: ComplaintDetail) => conclusion === 'founded' || conclusion === 'partlyFounded';

/** A few papers as one document. @throws DomainError COMPLAINT_NOT_FOUND, COMPLAINT_NONE_FOUNDED */
export async function printPapers(ctx: ServiceContext, input: Wanted): Promise<{ html: string }> {
  const complaintIds = [...new Set(input.complaintIds)];
  return { html: batchPrint(await partsOf(ctx, { ...input, complaintIds }, (id) => getComplaint(ctx, id))) };
}

/**
 * A selection as one PDF, as a job; what it can't hold is named in its result.
 * @throws DomainError COMPLAINT_TOO_MANY and those of {@link idsOfChoice}; by the job COMPLAINT_NONE_FOUNDED,
 * COMPLAINT_NOT_FOUND when nothing is left to print, PDF_UNAVAILABLE
 */
export async function printMany(
  ctx: ServiceContext,
  { what, language, ...choice }: ComplaintChoice & Omit<Wanted, 'complaintIds'>,
): Promise<{ jobId: string }> {
  const complaintIds = await idsOfChoice(ctx, choice);
  const count = complaintIds.length;
  if (count > mostPrinted) throw new DomainError('COMPLAINT_TOO_MANY', { limit: mostPrinted, count });
  const title = printWords[language][what];
  const jobId = ctx.jobs.start(ctx, { kind: 'printComplaints', title }, async (job) => {
    const result: BulkResult = { done: 0, left: 0, refused: [] };
    const read: Read = async (complaintId) => {
      job.signal.throwIfAborted();
      // the database may answer at once, and other calls have to get their turn
      await new Promise((resolve) => setImmediate(resolve));
      const detail = await readOne(ctx, complaintId, what, result);
      job.report(result.done + result.refused.length, count + 1);
      return detail;
    };
    const parts = await partsOf(ctx, { complaintIds, what, language }, read);
    if (parts.length === 0) throw new DomainError('COMPLAINT_NOT_FOUND');
    const bytes = await ctx.pdf.render(batchPrint(parts), job.signal);
    const stamp = formatInstant(ctx.clock.now()).replace(/[: ]/g, '-');
    const file = await ctx.files.save(`${title} ${stamp}.pdf`, bytes, ctx.user.accountId);
    job.report(count + 1, count + 1);
    return { ...result, fileId: file.fileId, name: file.name };
  });
  return { jobId };
}

/** One complaint for the file, or null with the reason noted. */
async function readOne(
  ctx: ServiceContext,
  complaintId: string,
  what: ComplaintPaper,
  result: BulkResult,
): Promise<ComplaintDetail | null> {
  try {
    const detail = await getComplaint(ctx, complaintId);
    if (what === 'circular' && !isFounded(detail)) {
      const { number, status } = detail.row;
      const row = { number, status, pausedReason: null };
      result.refused.push(refusal(complaintId, row, new DomainError('COMPLAINT_NOT_FOUNDED')));
      return null;
    }
    result.done += 1;
    return detail;
  } catch (error) {
    if (!(error instanceof DomainError) || error.code !== 'COMPLAINT_NOT_FOUND') throw error;
    result.refused.push(refusal(complaintId, null, error));
    return null;
  }
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
