import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, rmSync } from 'node:fs';
import { copyFile, readFile, rename, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { DomainError } from '#shared/kernel/errors.ts';

/** A file that came in or was made; kept in `temporary/` until the program ends. */
export interface StoredFile {
  readonly fileId: string;
  readonly name: string;
  readonly path: string;
  readonly size: number;
  readonly ownerId: string;
}

/**
 * Files on the disk of the backend. Temporary ones (uploads, exports) are named by id only, so no name from outside
 * ever becomes a path; kept ones (evidence) are stored once by their SHA-256.
 */
export class FileStore {
  private readonly files = new Map<string, StoredFile>();
  private readonly temporary: string;
  private readonly kept: string;
  private readonly newId: () => string;

  constructor(dataDir: string, newId: () => string) {
    this.newId = newId;
    this.temporary = join(dataDir, 'temporary');
    this.kept = join(dataDir, 'evidence');
    rmSync(this.temporary, { recursive: true, force: true });
    mkdirSync(this.temporary, { recursive: true });
    mkdirSync(this.kept, { recursive: true });
  }

  /** Keeps bytes for a while. @returns the stored file, found again by its `fileId` */
  async save(name: string, bytes: Uint8Array, ownerId: string): Promise<StoredFile> {
    const path = this.reserve();
    await writeWhole(path, bytes);
    return this.adopt(name, path, ownerId);
  }

  /** A path in the temporary folder that nothing else uses; hand it to {@link adopt} once written. */
  reserve(): string {
    return join(this.temporary, this.newId());
  }

  /** Registers a file already written at a path given out by {@link reserve}. */
  async adopt(name: string, path: string, ownerId: string): Promise<StoredFile> {
    const file: StoredFile = {
      fileId: this.newId(),
      name: safeName(name),
      path,
      size: (await stat(path)).size,
      ownerId,
    };
    this.files.set(file.fileId, file);
    return file;
  }

  /** @throws DomainError FILE_NOT_FOUND when it is unknown or someone else's */
  open(fileId: string, ownerId: string): StoredFile {
    const file = this.files.get(fileId);
    if (!file || file.ownerId !== ownerId) throw new DomainError('FILE_NOT_FOUND');
    return file;
  }

  /** Stores bytes for good, once, under their SHA-256. */
  async keep(bytes: Uint8Array): Promise<{ sha256: string; size: number }> {
    const sha256 = createHash('sha256').update(bytes).digest('hex');
    const path = this.keptPath(sha256);
    if (!existsSync(path)) {
      mkdirSync(join(this.kept, sha256.slice(0, 2)), { recursive: true });
      const part = `${path}.${this.newId()}.part`;
      await writeWhole(part, bytes, { flush: true });
      await rename(part, path);
    }
    return { sha256, size: bytes.byteLength };
  }

  /** @throws DomainError FILE_DAMAGED when the bytes are gone or no longer match their hash */
  async readKept(sha256: string): Promise<Uint8Array> {
    const path = this.keptPath(sha256);
    if (!existsSync(path)) throw new DomainError('FILE_DAMAGED', { sha256 });
    const bytes = await readFile(path);
    if (createHash('sha256').update(bytes).digest('hex') !== sha256) throw new DomainError('FILE_DAMAGED', { sha256 });
    return bytes;
  }

  /** Copies a stored file to a place the user chose. */
  async copyTo(fileId: string, ownerId: string, target: string): Promise<void> {
    await copyFile(this.open(fileId, ownerId).path, target);
  }

  private keptPath(sha256: string): string {
    if (!/^[0-9a-f]{64}$/.test(sha256)) throw new DomainError('FILE_DAMAGED', { sha256: '' });
    return join(this.kept, sha256.slice(0, 2), sha256);
  }
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what must go
const forbidden = /[<>:"/\\|?*\x00-\x1f]/g;
const reserved = /^(con|prn|aux|nul|com\d|lpt\d)(\.|$)/i;

/** A file name that Windows accepts too: no reserved word, no trailing dot, at most 120 characters. */
export function safeName(name: string): string {
  const clean =
    name
      .replace(forbidden, '_')
      .replace(/[. ]+$/, '')
      .slice(-120) || 'file';
  return reserved.test(clean) ? `_${clean}` : clean;
}

/** Writes all of it or leaves no file: half of one would only fill a full disk further. */
async function writeWhole(path: string, bytes: Uint8Array, options: { flush?: boolean } = {}): Promise<void> {
  try {
    await writeFile(path, bytes, options);
  } catch (error) {
    rmSync(path, { force: true });
    throw error;
  }
}
