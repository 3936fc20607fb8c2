import { describe, expect, it } from 'vitest';
import { durationOf } from '../../../src/main/backend/platform/duration.ts';
import { wave } from './recording.builder.ts';

const text = (word: string) => [...new TextEncoder().encode(word)];
/** AMR at 12.2 kbit/s (mode 7): frames of 32 bytes. */
const amr = (frames: number) =>
  new Uint8Array([
    ...text('#!AMR\n'),
    ...Array.from({ length: frames }, () => [0x3c, ...new Array(31).fill(0)]).flat(),
  ]);
/** MPEG 1 layer III, 128 kbit/s, 44.1 kHz: frames of 417 bytes and 1,152 samples. */
const mp3 = (frames: number) =>
  new Uint8Array(Array.from({ length: frames }, () => [0xff, 0xfb, 0x90, 0x64, ...new Array(413).fill(0)]).flat());
/** A box of an MP4 file. */
const box = (kind: string, ...body: number[][]) => {
  const inside = body.flat();
  const size = inside.length + 8;
  return [size >>> 24, (size >>> 16) & 255, (size >>> 8) & 255, size & 255, ...text(kind), ...inside];
};
const number32 = (value: number) => [value >>> 24, (value >>> 16) & 255, (value >>> 8) & 255, value & 255];
const mp4 = (seconds: number) =>
  new Uint8Array([
    ...box('ftyp', text('M4A '), number32(0), text('M4A ')),
    ...box(
      'moov',
      box(
        'mvhd',
        number32(0),
        number32(0),
        number32(0),
        number32(1000),
        number32(seconds * 1000),
        new Array(80).fill(0),
      ),
    ),
  ]);

describe('length of recordings', () => {
  it('is read from the bytes of every kind', async () => {
    expect(await durationOf(wave(3), 'audio/wav')).toBe(3000);
    expect(await durationOf(amr(150), 'audio/amr')).toBe(3000);
    expect(await durationOf(mp4(754), 'audio/mp4')).toBe(754_000);
    expect(await durationOf(mp3(200), 'audio/mpeg')).toBeCloseTo((200 * 1152 * 1000) / 44_100, -2);
    const avi = new Uint8Array(80);
    avi.set(text('RIFF'), 0);
    avi.set(text('avih'), 24);
    new DataView(avi.buffer).setUint32(32, 40_000, true);
    new DataView(avi.buffer).setUint32(48, 250, true);
    expect(await durationOf(avi, 'video/x-msvideo')).toBe(10_000);
  });

  it('is none for pictures and for what can’t be read', async () => {
    expect(await durationOf(wave(3), 'image/png')).toBeNull();
    expect(await durationOf(mp4(3).subarray(0, 40), 'video/mp4')).toBeNull();
    expect(await durationOf(new Uint8Array(200), 'audio/mpeg')).toBeNull();
    expect(await durationOf(new Uint8Array([...text('#!AMR\n'), 0x6c, 0]), 'audio/amr')).toBeNull();
  });
});
