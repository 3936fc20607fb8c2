import { createHash } from 'node:crypto';
import type { ReportSnapshot, Source } from '#shared/report/report.schema.ts';

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');

/** A row behind the numbers: its id, and everything of it that a number is made of. */
export interface EvidenceRow {
  readonly id: string;
  readonly content: readonly unknown[];
}

/**
 * SHA-256 over all rows in the order of their ids, and a short mark of each, so that later differences can be told apart
 * row by row without keeping the rows. 48 bits of id and 32 of content: told apart within one report, not a proof by themselves.
 */
export function fingerprintOf(source: Source, rows: readonly EvidenceRow[]) {
  const whole = createHash('sha256');
  const marks: Record<string, string> = {};
  for (const row of [...rows].sort((a, b) => (a.id < b.id ? -1 : 1))) {
    const line = JSON.stringify([row.id, ...row.content]);
    whole.update(line).update('\n');
    marks[sha256(row.id).slice(0, 12)] = sha256(line).slice(0, 8);
  }
  return { summary: { source, count: rows.length, sha256: whole.digest('hex') }, marks };
}

/** One fingerprint for everything a report's numbers depend on. */
export function overallFingerprint(
  parts: ReportSnapshot['fingerprints'],
  methodVersion: string,
  periodKey: string,
  unitId: string | null,
): string {
  return sha256(
    JSON.stringify([methodVersion, periodKey, unitId, ...parts.map((part) => [part.source, part.count, part.sha256])]),
  );
}
