import { parseBuffer } from 'music-metadata';

/** Bytes of a frame of AMR narrow band by its mode, the head included (3GPP TS 26.101); each is 20 ms. */
const amrFrames = [13, 14, 16, 18, 20, 21, 27, 32, 6];
const amrWideFrames = [18, 24, 33, 37, 41, 47, 51, 59, 61, 6];
const amrFrameMs = 20;

/** Recordings of phones and exchanges: the library doesn't read them, and they are only frames one after the other. */
function amrDuration(bytes: Uint8Array): number | null {
  const isWide = String.fromCharCode(...bytes.subarray(0, 9)) === '#!AMR-WB\n';
  const sizes = isWide ? amrWideFrames : amrFrames;
  let frames = 0;
  for (let at = isWide ? 9 : 6; at < bytes.length; frames++) {
    const mode = ((bytes[at] as number) >> 3) & 15;
    // no data in a frame of mode 15: only its head
    const size = mode === 15 ? 1 : sizes[mode];
    if (size === undefined) return null;
    at += size;
  }
  return frames * amrFrameMs;
}

/** An AVI says its frames and the time of one in its main head (`avih`). */
function aviDuration(bytes: Uint8Array): number | null {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  for (let at = 12; at + 28 < Math.min(bytes.length, 4096); at++)
    if (view.getUint32(at) === 0x61766968)
      return Math.round((view.getUint32(at + 8, true) * view.getUint32(at + 24, true)) / 1000);
  return null;
}

/**
 * Length in the movie header (`mvhd` inside `moov`, ISO 14496-12) of MP4, M4A, MOV and 3GP; films without sound have it too.
 * @returns null for files in fragments, whose header says nothing
 */
function isoDuration(bytes: Uint8Array): number | null {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let end = bytes.length;
  for (let at = 0; at + 8 <= end; ) {
    const short = view.getUint32(at);
    const isLong = short === 1 && at + 16 <= end;
    const size = isLong ? Number(view.getBigUint64(at + 8)) : short === 0 ? end - at : short;
    const kind = view.getUint32(at + 4);
    const body = at + (isLong ? 16 : 8);
    if (size < body - at) return null;
    // into the movie, then to its header
    if (kind === 0x6d6f6f76) {
      end = Math.min(end, at + size);
      at = body;
      continue;
    }
    if (kind === 0x6d766864) {
      const isWide = bytes[body] === 1;
      if (body + (isWide ? 32 : 20) > end) return null;
      const scale = view.getUint32(body + (isWide ? 20 : 12));
      const length = isWide ? Number(view.getBigUint64(body + 24)) : view.getUint32(body + 16);
      const isKnown = scale > 0 && length > 0 && length !== 0xffffffff;
      return isKnown ? Math.round((length / scale) * 1000) : null;
    }
    at += size;
  }
  return null;
}

const isoTypes = new Set(['audio/mp4', 'video/mp4', 'video/quicktime']);

/**
 * Length of a recording or film, read from its bytes.
 * @param mediaType as its bytes tell it
 * @returns milliseconds; null for what has no length, and where it can't be read
 */
export async function durationOf(bytes: Uint8Array, mediaType: string): Promise<number | null> {
  if (!/^(audio|video)\//.test(mediaType)) return null;
  if (mediaType === 'audio/amr') return amrDuration(bytes);
  if (mediaType === 'video/x-msvideo') return aviDuration(bytes);
  const told = isoTypes.has(mediaType) ? isoDuration(bytes) : null;
  if (told !== null) return told;
  try {
    const { format } = await parseBuffer(bytes, { mimeType: mediaType }, { duration: true, skipCovers: true });
    return format.duration !== undefined && Number.isFinite(format.duration)
      ? Math.round(format.duration * 1000)
      : null;
  } catch {
    // a damaged recording still is evidence, only without a length
    return null;
  }
}
