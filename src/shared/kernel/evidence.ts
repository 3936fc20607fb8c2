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
