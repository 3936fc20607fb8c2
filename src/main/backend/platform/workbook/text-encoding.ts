import { createReadStream } from 'node:fs';
import iconv from 'iconv-lite';
import { DomainError } from '#shared/kernel/errors.ts';
import { CsvParser } from './csv-parser.ts';
import { type Delimiter, delimiters, type TextEncoding } from './workbook.ts';

/** Share of NUL bytes at even and odd places: UTF-16 text of any kind has many on one side. */
function nulShares(head: Uint8Array): { even: number; odd: number } {
  let even = 0;
  let odd = 0;
  for (let i = 0; i < head.length; i++) {
    if (head[i] !== 0) continue;
    if (i % 2 === 0) even += 1;
    else odd += 1;
  }
  const half = Math.max(1, head.length / 2);
  return { even: even / half, odd: odd / half };
}

async function isUtf8(path: string): Promise<boolean> {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  try {
    for await (const chunk of createReadStream(path, { highWaterMark: 1 << 20 }))
      decoder.decode(chunk as Buffer, { stream: true });
    decoder.decode();
    return true;
  } catch {
    return false;
  }
}

/** Line ends and separators of UTF-16 text without a mark, e.g. a Chinese file with few Latin characters. */
function utf16Of(head: Uint8Array): TextEncoding | null {
  const { even, odd } = nulShares(head);
  if (odd > 0.02 && even === 0) return 'utf-16le';
  if (even > 0.02 && odd === 0) return 'utf-16be';
  return null;
}

const begins = (head: Uint8Array, ...mark: number[]) => mark.every((byte, i) => head[i] === byte);
const utf8Mark = [0xef, 0xbb, 0xbf] as const;
const gb18030Mark = [0x84, 0x31, 0x95, 0x33] as const;

/**
 * Finds the encoding of a text file: byte order mark, pattern of UTF-16, valid UTF-8 over the whole file, else GB18030
 * (which contains GBK and GB2312). A mark of UTF-8 is believed only when the rest is UTF-8: some systems write it before GBK.
 * @throws DomainError WORKBOOK_UNKNOWN when the file is no text
 */
export async function detectEncoding(path: string, head: Uint8Array): Promise<TextEncoding> {
  if (begins(head, ...gb18030Mark)) return 'gb18030';
  if (head[0] === 0xff && head[1] === 0xfe) return 'utf-16le';
  if (head[0] === 0xfe && head[1] === 0xff) return 'utf-16be';
  const wide = utf16Of(head);
  if (wide !== null) return wide;
  if (head.includes(0)) throw new DomainError('WORKBOOK_UNKNOWN');
  return (await isUtf8(path)) ? 'utf-8' : 'gb18030';
}

/** Bytes at the beginning that are a mark of another encoding than the one the file is read in. */
export const foreignMark = (head: Uint8Array, encoding: TextEncoding): number =>
  encoding !== 'utf-8' && begins(head, ...utf8Mark) ? utf8Mark.length : 0;

/**
 * Text of the file in pieces, without a byte order mark.
 * @param skip bytes at the beginning that aren't text
 */
export async function* decodeFile(
  path: string,
  encoding: TextEncoding,
  skip: number,
  signal: AbortSignal,
): AsyncGenerator<string> {
  const decoder = iconv.getDecoder(encoding, { stripBOM: true });
  for await (const chunk of createReadStream(path, { highWaterMark: 1 << 18, start: skip, signal })) {
    const text = decoder.write(chunk as Buffer);
    if (text !== '') yield text;
  }
  const rest = decoder.end();
  if (rest !== undefined && rest !== '') yield rest;
}

/** Characters of the first text that the encoding can't have. */
export function countGarbled(text: string): number {
  let count = 0;
  for (const char of text) if (char === '\uFFFD' || (char >= '\uE000' && char <= '\uF8FF')) count += 1;
  return count;
}

/**
 * The delimiter by which the first lines have most columns and all about the same number.
 * @param text beginning of the file
 */
export function detectDelimiter(text: string): Delimiter {
  const declared = /^sep=(.)\r?\n/i.exec(text)?.[1];
  if (declared !== undefined && (delimiters as readonly string[]).includes(declared)) return declared as Delimiter;
  let best: { delimiter: Delimiter; score: number } = { delimiter: ',', score: 0 };
  for (const delimiter of delimiters) {
    const widths = widthsOf(text, delimiter);
    const common = Math.max(0, ...widths);
    const agreeing = widths.filter((width) => width === mode(widths)).length / Math.max(1, widths.length);
    const score = common < 2 ? 0 : agreeing * 10 + Math.min(mode(widths), 30) / 10;
    if (score > best.score && mode(widths) > 1) best = { delimiter, score };
  }
  return best.delimiter;
}

function mode(values: readonly number[]): number {
  const counts = new Map<number, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return [...counts].sort((a, b) => b[1] - a[1])[0]?.[0] ?? 0;
}

function widthsOf(text: string, delimiter: Delimiter): number[] {
  const parser = new CsvParser(delimiter);
  const rows = parser.write(text.slice(0, 200_000)).slice(0, 50);
  if (rows.length === 0) rows.push(...parser.end());
  return rows.map((row) => row.length).filter((width) => width > 0);
}
