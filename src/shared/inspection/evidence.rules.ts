import type { ScorecardContent } from '../standard/scorecard.schema.ts';

/** What was brought along from a mystery visit, and what the card demands and isn't there. */
export interface MysteryGap {
  /** minutes of recording and number of pictures and characters of impression still missing */
  readonly recordingMinutes: number;
  readonly photos: number;
  readonly impressionChars: number;
}

/**
 * What a mystery visit (暗访) still has to bring along by its card: recording, pictures, impression.
 * @param pieces all evidence of the sheet; films count as recordings, a length that can't be read as none
 * @returns null for other methods, for cards without such a demand, and when nothing is missing
 */
export function mysteryGap(
  card: Pick<ScorecardContent, 'mystery'>,
  head: { readonly method: string; readonly impression: string },
  pieces: readonly { readonly mediaType: string; readonly durationMs: number | null }[],
): MysteryGap | null {
  const { mystery } = card;
  if (head.method !== 'mystery' || !mystery) return null;
  const recordedMs = pieces.reduce((sum, piece) => sum + (piece.durationMs ?? 0), 0);
  const photos = pieces.filter((piece) => piece.mediaType.startsWith('image/')).length;
  const gap = {
    recordingMinutes: Math.max(0, Math.ceil(mystery.recordingMinutes - recordedMs / 60_000)),
    photos: Math.max(0, mystery.photos - photos),
    impressionChars: Math.max(0, mystery.impressionChars - [...head.impression.replace(/\s/g, '')].length),
  };
  return gap.recordingMinutes + gap.photos + gap.impressionChars > 0 ? gap : null;
}
