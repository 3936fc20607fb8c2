import { client } from '../../rpc/client.ts';

const width = 228;
const height = 112;
const keptThumbnails = 400;
const made = new Map<string, Promise<string | undefined>>();

/** Large pictures are read two at a time: the sheet's own calls must not wait behind them. */
const lanes: Promise<unknown>[] = [Promise.resolve(), Promise.resolve()];
let nextLane = 0;
function inLane<T>(act: () => Promise<T>): Promise<T> {
  nextLane = (nextLane + 1) % lanes.length;
  const run = (lanes[nextLane] as Promise<unknown>).then(act, act);
  lanes[nextLane] = run.catch(() => undefined);
  return run;
}

function draw(source: CanvasImageSource, wide: number, high: number): string | undefined {
  const canvas = document.createElement('canvas');
  canvas.width = width;
  canvas.height = height;
  const context = canvas.getContext('2d');
  if (!context || wide === 0 || high === 0) return undefined;
  const scale = Math.max(width / wide, height / high);
  context.drawImage(source, (width - wide * scale) / 2, (height - high * scale) / 2, wide * scale, high * scale);
  return canvas.toDataURL('image/jpeg', 0.8);
}

async function pictureFace(blob: Blob): Promise<string | undefined> {
  const bitmap = await createImageBitmap(blob);
  try {
    return draw(bitmap, bitmap.width, bitmap.height);
  } finally {
    bitmap.close();
  }
}

async function filmFace(blob: Blob): Promise<string | undefined> {
  const video = document.createElement('video');
  const address = URL.createObjectURL(blob);
  try {
    video.muted = true;
    video.src = address;
    await new Promise((done, fail) => {
      video.addEventListener('loadeddata', done, { once: true });
      video.addEventListener('error', fail, { once: true });
      setTimeout(fail, 5000);
    });
    return draw(video, video.videoWidth, video.videoHeight);
  } finally {
    video.removeAttribute('src');
    URL.revokeObjectURL(address);
  }
}

async function make(evidenceId: string, mediaType: string): Promise<string | undefined> {
  const bytes = await client.inspection.evidence({ evidenceId });
  const blob = new Blob([bytes], { type: mediaType });
  return mediaType.startsWith('video/') ? filmFace(blob) : pictureFace(blob);
}

/**
 * A small picture of a piece of evidence, made once per window.
 * @returns undefined for what has none or can't be drawn here (sound, PDF, HEIC, damaged pictures)
 */
export function thumbnailOf(piece: {
  evidenceId: string;
  sha256: string;
  mediaType: string;
}): Promise<string | undefined> {
  if (!/^(image|video)\//.test(piece.mediaType)) return Promise.resolve(undefined);
  const known = made.get(piece.sha256);
  if (known) return known;
  const face = inLane(() => make(piece.evidenceId, piece.mediaType)).catch(() => undefined);
  made.set(piece.sha256, face);
  const oldest = made.keys().next().value;
  if (made.size > keptThumbnails && oldest !== undefined) made.delete(oldest);
  return face;
}
