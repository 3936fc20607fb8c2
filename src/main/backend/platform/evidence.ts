import { DomainError } from '#shared/kernel/errors.ts';
import { maxEvidenceBytes, sniffEvidence } from '#shared/kernel/evidence.ts';

/**
 * Reads a piece whose type is told by its bytes, not by its name.
 * @throws DomainError EVIDENCE_TYPE_REFUSED, EVIDENCE_TOO_LARGE with the limit of its type
 */
export async function readPiece(name: string, file: Blob): Promise<{ bytes: Uint8Array; mediaType: string }> {
  const mediaType = sniffEvidence(new Uint8Array(await file.slice(0, 64).arrayBuffer()));
  if (!mediaType) throw new DomainError('EVIDENCE_TYPE_REFUSED', { name });
  const limit = maxEvidenceBytes(mediaType);
  if (file.size > limit)
    throw new DomainError('EVIDENCE_TOO_LARGE', {
      name,
      megabytes: Math.ceil(file.size / 1024 / 1024),
      limit: limit / 1024 / 1024,
    });
  return { bytes: new Uint8Array(await file.arrayBuffer()), mediaType };
}
