import type { AttachmentView } from '#shared/complaint/attachment.contract.ts';
import type { AttachmentPurpose } from '#shared/complaint/complaint.enums.ts';
import { DomainError } from '#shared/kernel/errors.ts';
import { safeName } from '#shared/kernel/file-name.ts';
import type { ServiceContext } from '../context.ts';
import { inTransaction } from '../database/transaction.ts';
import { readPiece } from '../platform/evidence.ts';
import { actTarget, appendEvents, refuseUnlessAllowed } from './act.service.ts';
import { getComplaint } from './complaint.service.ts';
import { loadWorld } from './world.service.ts';

/** Pieces of a complaint that were not taken off. @throws DomainError COMPLAINT_NOT_FOUND */
export async function attachments(ctx: ServiceContext, complaintId: string): Promise<AttachmentView[]> {
  await getComplaint(ctx, complaintId);
  return ctx.read
    .selectFrom('complaintAttachment')
    .select(['attachmentId', 'name', 'mediaType', 'size', 'purpose', 'addedAt'])
    .where('complaintId', '=', complaintId)
    .where('isRemoved', '=', 0)
    .orderBy('addedAt')
    .orderBy('attachmentId')
    .execute();
}

/**
 * Attaches a file; its bytes are kept once by their SHA-256, and the adding is an event that names it.
 * @throws DomainError EVIDENCE_TYPE_REFUSED, EVIDENCE_TOO_LARGE and those of acts
 */
export async function attach(
  ctx: ServiceContext,
  input: {
    complaintId: string;
    lastSeq: number;
    purpose: AttachmentPurpose;
    name: string;
    note: string;
    file: Blob;
  },
): Promise<void> {
  const { complaintId, purpose, note } = input;
  const name = safeName(input.name);
  const { bytes, mediaType } = await readPiece(name, input.file);
  const { sha256, size } = await ctx.files.keep(bytes);
  await inTransaction(ctx, async (tx) => {
    const world = await loadWorld(tx);
    const found = await actTarget(tx, ctx, complaintId, input.lastSeq);
    refuseUnlessAllowed(ctx, found.state, 'attach', world);
    const attachmentId = ctx.newId();
    await tx
      .insertInto('complaintAttachment')
      .values({
        attachmentId,
        complaintId,
        sha256,
        name,
        mediaType,
        size,
        purpose,
        addedAt: ctx.clock.now(),
        isRemoved: 0,
      })
      .execute();
    const data = { attachmentId, purpose, name, sha256, note };
    await appendEvents(tx, ctx, found, [{ type: 'attached', data }], world, 'attach');
  });
}

/**
 * Takes a file off, with the reason; the bytes and both events stay.
 * @throws DomainError COMPLAINT_ATTACHMENT_NOT_FOUND and those of acts
 */
export async function detach(
  ctx: ServiceContext,
  input: { complaintId: string; lastSeq: number; attachmentId: string; note: string },
): Promise<void> {
  const { complaintId, attachmentId, note } = input;
  await inTransaction(ctx, async (tx) => {
    const world = await loadWorld(tx);
    const found = await actTarget(tx, ctx, complaintId, input.lastSeq);
    refuseUnlessAllowed(ctx, found.state, 'attach', world);
    if (!found.state.attachments.some((one) => one.attachmentId === attachmentId))
      throw new DomainError('COMPLAINT_ATTACHMENT_NOT_FOUND');
    await tx
      .updateTable('complaintAttachment')
      .set({ isRemoved: 1 })
      .where('attachmentId', '=', attachmentId)
      .where('complaintId', '=', complaintId)
      .execute();
    await appendEvents(tx, ctx, found, [{ type: 'detached', data: { attachmentId, note } }], world, 'detach');
  });
}

/** The bytes of a piece, checked against their hash. @throws DomainError COMPLAINT_ATTACHMENT_NOT_FOUND, FILE_DAMAGED */
export async function readAttachment(ctx: ServiceContext, attachmentId: string): Promise<Blob> {
  const piece = await ctx.read
    .selectFrom('complaintAttachment')
    .selectAll()
    .where('attachmentId', '=', attachmentId)
    .executeTakeFirst();
  if (!piece) throw new DomainError('COMPLAINT_ATTACHMENT_NOT_FOUND');
  await getComplaint(ctx, piece.complaintId);
  const bytes = await ctx.files.readKept(piece.sha256);
  return new File([bytes as Uint8Array<ArrayBuffer>], piece.name, { type: piece.mediaType });
}
