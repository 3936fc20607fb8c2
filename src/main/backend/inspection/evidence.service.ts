import { sniffEvidence } from '#shared/inspection/evidence.rules.ts';
import { type EvidenceView, maxEvidenceBytes } from '#shared/inspection/inspection.schema.ts';
import { DomainError } from '#shared/kernel/errors.ts';
import type { ServiceContext } from '../context.ts';
import { inTransaction } from '../database/transaction.ts';
import { safeName } from '../platform/files.ts';
import { requireScorecard } from '../standard/standard.service.ts';
import { recordChange } from '../system/change-log.repository.ts';
import { findEvidence, findSameEvidence } from './inspection.repository.ts';
import type { InspectionEvidenceTable } from './inspection.table.ts';
import { requireDraft, requireInspection } from './sheet.service.ts';

const view = ({ inspectionId: _inspectionId, ...piece }: InspectionEvidenceTable): EvidenceView => piece;

/** Reads a piece whose type is told by its bytes. @throws DomainError EVIDENCE_TOO_LARGE, EVIDENCE_TYPE_REFUSED */
async function readPiece(name: string, file: Blob): Promise<{ bytes: Uint8Array; mediaType: string }> {
  if (file.size > maxEvidenceBytes)
    throw new DomainError('EVIDENCE_TOO_LARGE', {
      name,
      megabytes: Math.ceil(file.size / 1024 / 1024),
      limit: maxEvidenceBytes / 1024 / 1024,
    });
  const bytes = new Uint8Array(await file.arrayBuffer());
  const mediaType = sniffEvidence(bytes);
  if (!mediaType) throw new DomainError('EVIDENCE_TYPE_REFUSED', { name });
  return { bytes, mediaType };
}

/**
 * Adds a piece of evidence to an item of a draft; the bytes are stored once, by their SHA-256. The same piece again
 * answers the one that is there.
 * @throws DomainError EVIDENCE_TOO_LARGE, EVIDENCE_TYPE_REFUSED, INSPECTION_ITEM_UNKNOWN, those of requireDraft
 */
export async function addEvidence(
  ctx: ServiceContext,
  input: { inspectionId: string; itemCode: string; name: string; file: Blob },
): Promise<EvidenceView> {
  const { inspectionId, itemCode } = input;
  const row = await requireDraft(ctx.db, ctx, inspectionId);
  const { content } = await requireScorecard(ctx.db, row.scorecardVersionId);
  if (!content.sections.some((section) => section.items.some((item) => item.code === itemCode)))
    throw new DomainError('INSPECTION_ITEM_UNKNOWN', { code: itemCode });
  const { bytes, mediaType } = await readPiece(input.name, input.file);
  const { sha256, size } = await ctx.files.keep(bytes);
  return inTransaction(ctx, async (tx) => {
    await requireDraft(tx, ctx, inspectionId);
    const known = await findSameEvidence(tx, { inspectionId, itemCode, sha256 });
    if (known) return view(known);
    const piece = {
      evidenceId: ctx.newId(),
      inspectionId,
      itemCode,
      name: safeName(input.name),
      mediaType,
      size,
      sha256,
      addedBy: ctx.user.displayName,
      addedAt: ctx.clock.now(),
      durationMs: null,
    };
    await tx.insertInto('inspectionEvidence').values(piece).execute();
    await recordChange(tx, ctx, {
      entity: 'inspection',
      entityId: inspectionId,
      action: 'addEvidence',
      after: { itemCode, name: piece.name, sha256, size },
    });
    return view(piece);
  });
}

/** @throws DomainError EVIDENCE_NOT_FOUND */
async function requirePiece(ctx: ServiceContext, evidenceId: string): Promise<InspectionEvidenceTable> {
  const piece = await findEvidence(ctx.db, evidenceId);
  if (!piece) throw new DomainError('EVIDENCE_NOT_FOUND');
  await requireInspection(ctx.db, ctx, piece.inspectionId);
  return piece;
}

/** Takes a piece off a draft; the change log keeps its hash. @throws DomainError EVIDENCE_NOT_FOUND, those of requireDraft */
export async function removeEvidence(
  ctx: ServiceContext,
  input: { evidenceId: string },
): Promise<Record<string, never>> {
  const { inspectionId, itemCode, name, sha256 } = await requirePiece(ctx, input.evidenceId);
  await inTransaction(ctx, async (tx) => {
    await requireDraft(tx, ctx, inspectionId);
    await tx.deleteFrom('inspectionEvidence').where('evidenceId', '=', input.evidenceId).execute();
    await recordChange(tx, ctx, {
      entity: 'inspection',
      entityId: inspectionId,
      action: 'removeEvidence',
      before: { itemCode, name, sha256 },
    });
  });
  return {};
}

/** The bytes of a piece, checked against their hash. @throws DomainError EVIDENCE_NOT_FOUND, FILE_DAMAGED */
export async function readEvidence(ctx: ServiceContext, input: { evidenceId: string }): Promise<Blob> {
  const piece = await requirePiece(ctx, input.evidenceId);
  const bytes = await ctx.files.readKept(piece.sha256);
  return new File([bytes as Uint8Array<ArrayBuffer>], piece.name, { type: piece.mediaType });
}
