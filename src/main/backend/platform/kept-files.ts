import { createHash } from 'node:crypto';
import { createReadStream, existsSync, mkdirSync } from 'node:fs';
import { readdir, readFile, rename, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { DomainError } from '#shared/kernel/errors.ts';
import { writeWhole } from './write-whole.ts';

/** Bytes travel in pieces of at most this many. */
export const chunkBytes = 1024 * 1024;

/** Where kept bytes are held for everybody who shares a database. */
export interface SharedFiles {
  /** Holds the bytes under their hash, all of them or none; what is there already stays, unless it is damaged. */
  put(sha256: string, size: number, chunks: AsyncIterable<Uint8Array>): Promise<void>;
  /** The bytes as they are there, unchecked; undefined when there are none. */
  read(sha256: string): Promise<{ size: number; chunks: AsyncIterable<Uint8Array> } | undefined>;
  /** Which of these hashes are not held yet although a row refers to them. */
  missing(hashes: readonly string[]): Promise<string[]>;
}

/**
 * Bytes kept for good, once, under their SHA-256: in files of their own, and with a shared database in that database,
 * the files then being only what was read from it already.
 */
export class KeptFiles {
  private readonly directory: string;
  private readonly newId: () => string;
  private readonly shared: SharedFiles | undefined;

  constructor(directory: string, newId: () => string, shared?: SharedFiles) {
    this.directory = directory;
    this.newId = newId;
    this.shared = shared;
    mkdirSync(directory, { recursive: true });
  }

  /** @returns once everybody who shares the database can read them, and before any row may refer to them */
  async keep(bytes: Uint8Array): Promise<{ sha256: string; size: number }> {
    const sha256 = hashOf(bytes);
    const size = bytes.byteLength;
    if (this.shared) {
      await this.shared.put(sha256, size, inChunks(bytes));
      await this.remember(sha256, bytes);
    } else if (!(await this.isWhole(sha256))) await this.write(sha256, bytes);
    return { sha256, size };
  }

  /** @throws DomainError FILE_DAMAGED when the bytes are gone or no longer match their hash */
  async read(sha256: string): Promise<Uint8Array> {
    const path = this.path(sha256);
    const here = existsSync(path) ? await readFile(path) : undefined;
    if (here && hashOf(here) === sha256) return here;
    const there = await this.shared?.read(sha256);
    if (!there) throw new DomainError('FILE_DAMAGED', { sha256 });
    const bytes = await joined(there.size, there.chunks);
    if (!bytes || hashOf(bytes) !== sha256) throw new DomainError('FILE_DAMAGED', { sha256 });
    await this.remember(sha256, bytes);
    return bytes;
  }

  /**
   * Hands over what only this computer has: files taken before a shared database held any, or while it lost them.
   * @returns how many were handed over
   */
  async handOver(signal: AbortSignal): Promise<number> {
    if (!this.shared) return 0;
    let count = 0;
    for (const sha256 of await this.shared.missing(await this.hashesHere())) {
      signal.throwIfAborted();
      // a damaged one must not become everybody's
      if (!(await this.isWhole(sha256))) continue;
      const path = this.path(sha256);
      await this.shared.put(sha256, (await stat(path)).size, readChunks(path));
      count += 1;
    }
    return count;
  }

  private async hashesHere(): Promise<string[]> {
    const names = await readdir(this.directory, { recursive: true });
    return names.map((name) => name.slice(3)).filter((name) => isHash(name));
  }

  private async isWhole(sha256: string): Promise<boolean> {
    const path = this.path(sha256);
    if (!existsSync(path)) return false;
    const hash = createHash('sha256');
    for await (const chunk of readChunks(path)) hash.update(chunk);
    return hash.digest('hex') === sha256;
  }

  private async write(sha256: string, bytes: Uint8Array): Promise<void> {
    mkdirSync(join(this.directory, sha256.slice(0, 2)), { recursive: true });
    const path = this.path(sha256);
    const part = `${path}.${this.newId()}.part`;
    await writeWhole(part, bytes, { flush: true });
    await rename(part, path);
  }

  /** The database has them: a disk that can't take a copy as well refuses nobody the file. */
  private async remember(sha256: string, bytes: Uint8Array): Promise<void> {
    if (!(await this.isWhole(sha256))) await this.write(sha256, bytes).catch(() => {});
  }

  private path(sha256: string): string {
    if (!isHash(sha256)) throw new DomainError('FILE_DAMAGED', { sha256: '' });
    return join(this.directory, sha256.slice(0, 2), sha256);
  }
}

const isHash = (text: string) => /^[0-9a-f]{64}$/.test(text);
const hashOf = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');
const readChunks = (path: string): AsyncIterable<Uint8Array> => createReadStream(path, { highWaterMark: chunkBytes });

/** Views of the same memory, none of them a copy. */
async function* inChunks(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  for (let start = 0; start < bytes.byteLength; start += chunkBytes) yield bytes.subarray(start, start + chunkBytes);
}

/** @returns undefined when there are more or fewer bytes than told */
async function joined(size: number, chunks: AsyncIterable<Uint8Array>): Promise<Uint8Array | undefined> {
  const bytes = new Uint8Array(size);
  let filled = 0;
  for await (const chunk of chunks) {
    if (filled + chunk.byteLength > size) return undefined;
    bytes.set(chunk, filled);
    filled += chunk.byteLength;
  }
  return filled === size ? bytes : undefined;
}
