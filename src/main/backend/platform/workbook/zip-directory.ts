import { inflateRawSync } from 'node:zlib';
import { DomainError } from '#shared/kernel/errors.ts';

/** One file inside a zip, as its central directory declares it. */
export interface ZipEntry {
  readonly name: string;
  readonly method: number;
  readonly encrypted: boolean;
  readonly packed: number;
  readonly unpacked: number;
  readonly offset: number;
}

/** Most that a workbook may unpack to: a full sheet of Excel with 30 columns is about 2 GB of XML. */
const maxUnpacked = 2_000_000_000;
/** Real sheets shrink 5 to 60 times; bombs a thousand times. Small parts may be anything. */
const maxRatio = 250;
const ratioFrom = 20_000_000;
const maxEntries = 20_000;

const damaged = () => new DomainError('WORKBOOK_DAMAGED');

function findEnd(bytes: Buffer): number {
  const from = Math.max(0, bytes.length - 65_557);
  const at = bytes.lastIndexOf(Buffer.from([0x50, 0x4b, 0x05, 0x06]));
  if (at < from || at + 22 > bytes.length) throw damaged();
  return at;
}

/** Start and count of the directory; values of 64-bit archives come from their own record. */
function directoryOf(bytes: Buffer): { offset: number; count: number } {
  const end = findEnd(bytes);
  const count = bytes.readUInt16LE(end + 10);
  const offset = bytes.readUInt32LE(end + 16);
  if (count !== 0xffff && offset !== 0xffffffff) return { offset, count };
  const locator = end - 20;
  if (locator < 0 || bytes.readUInt32LE(locator) !== 0x07064b50) throw damaged();
  const record = Number(bytes.readBigUInt64LE(locator + 8));
  if (record + 56 > bytes.length || bytes.readUInt32LE(record) !== 0x06064b50) throw damaged();
  return { offset: Number(bytes.readBigUInt64LE(record + 48)), count: Number(bytes.readBigUInt64LE(record + 32)) };
}

/** Sizes above 4 GB stand in an extra field, in the order unpacked, packed, offset, only those that didn't fit. */
function wide(
  extra: Buffer,
  unpacked: number,
  packed: number,
  offset: number,
): { unpacked: number; packed: number; offset: number } {
  for (let at = 0; at + 4 <= extra.length; at += 4 + extra.readUInt16LE(at + 2)) {
    if (extra.readUInt16LE(at) !== 1) continue;
    let next = at + 4;
    const take = (value: number) => {
      if (value !== 0xffffffff || next + 8 > extra.length) return value;
      next += 8;
      return Number(extra.readBigUInt64LE(next - 8));
    };
    return { unpacked: take(unpacked), packed: take(packed), offset: take(offset) };
  }
  return { unpacked, packed, offset };
}

/** Reads the central directory. @throws DomainError WORKBOOK_DAMAGED, WORKBOOK_BOMB */
export function readZipDirectory(bytes: Buffer): ZipEntry[] {
  const { offset, count } = directoryOf(bytes);
  if (count > maxEntries) throw new DomainError('WORKBOOK_BOMB');
  const entries: ZipEntry[] = [];
  let at = offset;
  for (let i = 0; i < count; i++) {
    if (at + 46 > bytes.length || bytes.readUInt32LE(at) !== 0x02014b50) throw damaged();
    const [nameLength, extraLength, commentLength] = [
      bytes.readUInt16LE(at + 28),
      bytes.readUInt16LE(at + 30),
      bytes.readUInt16LE(at + 32),
    ];
    const extra = bytes.subarray(at + 46 + nameLength, at + 46 + nameLength + extraLength);
    const sizes = wide(extra, bytes.readUInt32LE(at + 24), bytes.readUInt32LE(at + 20), bytes.readUInt32LE(at + 42));
    const flags = bytes.readUInt16LE(at + 8);
    const name = bytes.toString('utf8', at + 46, at + 46 + nameLength);
    entries.push({ name, method: bytes.readUInt16LE(at + 10), encrypted: (flags & 1) === 1, ...sizes });
    at += 46 + nameLength + extraLength + commentLength;
  }
  return entries;
}

/**
 * Refuses archives that would unpack to more than any workbook needs. What the directory declares is enough: the reader
 * stops an entry that unpacks to more than its declared size, and an entry that declares nothing is refused here.
 * @throws DomainError WORKBOOK_BOMB, WORKBOOK_ENCRYPTED
 */
export function refuseBombs(entries: readonly ZipEntry[]): void {
  const total = entries.reduce((sum, entry) => sum + entry.unpacked, 0);
  if (total > maxUnpacked) throw new DomainError('WORKBOOK_BOMB');
  for (const entry of entries) {
    if (entry.encrypted) throw new DomainError('WORKBOOK_ENCRYPTED');
    if (entry.unpacked > ratioFrom && entry.unpacked > entry.packed * maxRatio) throw new DomainError('WORKBOOK_BOMB');
    if (entry.unpacked === 0 && entry.packed > 64) throw new DomainError('WORKBOOK_BOMB');
  }
}

/** Unpacks one small part. @throws DomainError WORKBOOK_DAMAGED when it is broken or larger than declared */
export function readZipEntry(bytes: Buffer, entry: ZipEntry): Buffer {
  if (entry.offset + 30 > bytes.length || bytes.readUInt32LE(entry.offset) !== 0x04034b50) throw damaged();
  const start = entry.offset + 30 + bytes.readUInt16LE(entry.offset + 26) + bytes.readUInt16LE(entry.offset + 28);
  const packed = bytes.subarray(start, start + entry.packed);
  if (entry.method === 0) return packed;
  try {
    return inflateRawSync(packed, { maxOutputLength: Math.max(1, entry.unpacked) });
  } catch {
    throw damaged();
  }
}
