import type { ScorecardContent } from '../standard/scorecard.schema.ts';

const ascii = (bytes: Uint8Array, from: number, to: number) => String.fromCharCode(...bytes.subarray(from, to));
const begins = (bytes: Uint8Array, ...head: number[]) => head.every((byte, i) => bytes[i] === byte);

const isoBrands: Readonly<Record<string, string>> = {
  'M4A ': 'audio/mp4',
  'M4B ': 'audio/mp4',
  heic: 'image/heic',
  mif1: 'image/heic',
  avif: 'image/avif',
  'qt  ': 'video/quicktime',
};

function riff(bytes: Uint8Array): string | undefined {
  const kind = ascii(bytes, 8, 12);
  return { WAVE: 'audio/wav', WEBP: 'image/webp', 'AVI ': 'video/x-msvideo' }[kind];
}

/**
 * The media type of evidence by its first bytes, whatever its name says: pictures, PDF, audio, video.
 * @param bytes the file or at least its first 16 bytes
 * @returns undefined when it is none of these
 */
export function sniffEvidence(bytes: Uint8Array): string | undefined {
  if (bytes.length < 12) return undefined;
  if (begins(bytes, 0xff, 0xd8, 0xff)) return 'image/jpeg';
  if (begins(bytes, 0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a)) return 'image/png';
  if (/^GIF8[79]a/.test(ascii(bytes, 0, 6))) return 'image/gif';
  if (ascii(bytes, 0, 5) === '%PDF-') return 'application/pdf';
  if (ascii(bytes, 0, 4) === 'RIFF') return riff(bytes);
  if (ascii(bytes, 0, 4) === 'OggS') return 'audio/ogg';
  if (ascii(bytes, 0, 4) === 'fLaC') return 'audio/flac';
  if (/^#!AMR/.test(ascii(bytes, 0, 5))) return 'audio/amr';
  if (ascii(bytes, 0, 3) === 'ID3') return 'audio/mpeg';
  if (bytes[0] === 0xff && ((bytes[1] as number) & 0xe6) === 0xe2) return 'audio/mpeg';
  if (begins(bytes, 0xff, 0xf1) || begins(bytes, 0xff, 0xf9)) return 'audio/aac';
  if (begins(bytes, 0x1a, 0x45, 0xdf, 0xa3)) return 'video/webm';
  if (ascii(bytes, 4, 8) === 'ftyp') return isoBrands[ascii(bytes, 8, 12)] ?? 'video/mp4';
  return undefined;
}

const megabyte = 1024 * 1024;

/**
 * Largest piece of evidence of a media type, in bytes: recordings of a whole visit are longer than pictures are large.
 * @param mediaType as {@link sniffEvidence} tells it
 */
export function maxEvidenceBytes(mediaType: string): number {
  return (/^(audio|video)\//.test(mediaType) ? 100 : 20) * megabyte;
}

/** What a file may be at most, whatever it is: larger ones needn't be read to be refused. */
export const largestEvidenceBytes = 100 * megabyte;

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
