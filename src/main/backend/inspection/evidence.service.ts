import type { EvidenceView } from '#shared/inspection/inspection.schema.ts';
import { DomainError } from '#shared/kernel/errors.ts';
import { safeName } from '#shared/kernel/file-name.ts';
import type { ScorecardItem } from '#shared/standard/scorecard.schema.ts';
import type { ServiceContext } from '../context.ts';
import type { Database } from '../database/dialect.ts';
import { inTransaction } from '../database/transaction.ts';
import { durationOf } from '../platform/duration.ts';
import { readPiece } from '../platform/evidence.ts';
import { requireCardContent } from '../standard/standard.service.ts';
import { recordChange } from '../system/change-log.repository.ts';
import { evidenceOf, findEvidence, findSameEvidence } from './inspection.repository.ts';
import type { InspectionEvidenceTable } from './inspection.table.ts';
import { requireItem } from './save.service.ts';
import { requireDraft, requireInspection } from './sheet.service.ts';

const view = ({ inspectionId: _inspectionId, ...piece }: InspectionEvidenceTable): EvidenceView => piece;

/** @throws DomainError EVIDENCE_TOO_MANY when the item has as many pieces as its card allows */
async function checkRoom(db: Database, inspectionId: string, item: ScorecardItem): Promise<void> {
  const { most } = item.evidence;
  if (most === undefined) return;
  const pieces = (await evidenceOf(db, inspectionId)).filter((piece) => piece.itemCode === item.code);
  if (pieces.length >= most) throw new DomainError('EVIDENCE_TOO_MANY', { code: item.code, most });
}

/**
 * Adds a piece of evidence to an item of a draft; the bytes are stored once, by their SHA-256. The same piece again
 * answers the one that is there.
 * @throws DomainError EVIDENCE_TOO_LARGE, EVIDENCE_TYPE_REFUSED, EVIDENCE_TOO_MANY, INSPECTION_ITEM_UNKNOWN, those of requireDraft
 */
export async function addEvidence(
  ctx: ServiceContext,
  input: { inspectionId: string; itemCode: string; name: string; file: Blob },
): Promise<EvidenceView> {
  const { inspectionId, itemCode } = input;
  const row = await requireDraft(ctx.db, ctx, inspectionId);
  const item = requireItem(await requireCardContent(ctx.db, row.scorecardVersionId), itemCode);
  const { bytes, mediaType } = await readPiece(input.name, input.file);
  const durationMs = await durationOf(bytes, mediaType);
  const { sha256, size } = await ctx.files.keep(bytes);
  return inTransaction(ctx, async (tx) => {
    await requireDraft(tx, ctx, inspectionId);
    const known = await findSameEvidence(tx, { inspectionId, itemCode, sha256 });
    if (known) return view(known);
    await checkRoom(tx, inspectionId, item);
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
      durationMs,
    };
    await tx.insertInto('inspectionEvidence').values(piece).execute();
    await recordChange(tx, ctx, {
      entity: 'inspection',
      entityId: inspectionId,
      action: 'addEvidence',
      after: { itemCode, name: piece.name, sha256, size, durationMs },
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

/**
 * Puts a piece to another item of the same draft. Where the item has the same bytes already, that piece stays and this one goes.
 * @throws DomainError EVIDENCE_NOT_FOUND, EVIDENCE_TOO_MANY, INSPECTION_ITEM_UNKNOWN, those of requireDraft
 */
export async function moveEvidence(
  ctx: ServiceContext,
  input: { evidenceId: string; itemCode: string },
): Promise<EvidenceView> {
  const { itemCode, evidenceId } = input;
  const piece = await requirePiece(ctx, evidenceId);
  const { inspectionId, name, sha256 } = piece;
  if (piece.itemCode === itemCode) return view(piece);
  return inTransaction(ctx, async (tx) => {
    const row = await requireDraft(tx, ctx, inspectionId);
    const item = requireItem(await requireCardContent(tx, row.scorecardVersionId), itemCode);
    const known = await findSameEvidence(tx, { inspectionId, itemCode, sha256 });
    if (!known) await checkRoom(tx, inspectionId, item);
    if (known) await tx.deleteFrom('inspectionEvidence').where('evidenceId', '=', evidenceId).execute();
    else await tx.updateTable('inspectionEvidence').set({ itemCode }).where('evidenceId', '=', evidenceId).execute();
    await recordChange(tx, ctx, {
      entity: 'inspection',
      entityId: inspectionId,
      action: 'moveEvidence',
      before: { itemCode: piece.itemCode, name, sha256 },
      after: { itemCode },
    });
    return view(known ?? { ...piece, itemCode });
  });
}

/** The bytes of a piece, checked against their hash. @throws DomainError EVIDENCE_NOT_FOUND, FILE_DAMAGED */
export async function readEvidence(ctx: ServiceContext, input: { evidenceId: string }): Promise<Blob> {
  const piece = await requirePiece(ctx, input.evidenceId);
  const bytes = await ctx.files.readKept(piece.sha256);
  return new File([bytes as Uint8Array<ArrayBuffer>], piece.name, { type: piece.mediaType });
}
