import type { SearchHit } from '#shared/system/system.schema.ts';
import type { ServiceContext } from '../context.ts';
import { listPublishedScorecards } from '../standard/standard.service.ts';

/** What the code on a printed blank card says: its code and version. */
const cardPayload = /^([A-Z0-9-]{3,20})\/(\d{1,4})$/;

/**
 * The card whose printed code was scanned or typed, to start a sheet by.
 * @param text e.g. `SC-QT-01/1`, in any case
 * @returns nothing for any other text
 */
export async function searchScannedCard(ctx: ServiceContext, text: string): Promise<SearchHit[]> {
  const [, code, version] = cardPayload.exec(text.trim().toUpperCase()) ?? [];
  if (!code) return [];
  const card = (await listPublishedScorecards(ctx)).find(
    (each) => each.code === code && each.version === Number(version),
  );
  return card
    ? [{ kind: 'scorecard', id: card.scorecardVersionId, title: card.titleZh, detail: `${code}/${card.version}` }]
    : [];
}
