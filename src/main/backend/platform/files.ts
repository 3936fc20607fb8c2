import { mkdirSync, rmSync } from 'node:fs';
import { copyFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { DomainError } from '#shared/kernel/errors.ts';
import { safeName } from '#shared/kernel/file-name.ts';
import { KeptFiles, type SharedFiles } from './kept-files.ts';
import { writeWhole } from './write-whole.ts';

/** A file that came in or was made; kept in `temporary/` until the program ends. */
export interface StoredFile {
  readonly fileId: string;
  readonly name: string;
  readonly path: string;
  readonly size: number;
  readonly ownerId: string;
}

/**
 * Files of the backend. Temporary ones (uploads, exports) stay on its disk, named by id only, so no name from outside
 * ever becomes a path; kept ones (evidence) are stored once by their SHA-256, where the whole team can read them.
 */
export class FileStore {
  private readonly files = new Map<string, StoredFile>();
  private readonly temporary: string;
  private readonly kept: KeptFiles;
  private readonly newId: () => string;

  /** @param shared holds kept files for all who share the database; without it they stay on the disk */
  constructor(dataDir: string, newId: () => string, shared?: SharedFiles) {
    this.newId = newId;
    this.temporary = join(dataDir, 'temporary');
    this.kept = new KeptFiles(join(dataDir, 'evidence'), newId, shared);
    rmSync(this.temporary, { recursive: true, force: true });
    mkdirSync(this.temporary, { recursive: true });
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

  /** Stores bytes for good, once, under their SHA-256; to be called before, never inside, the transaction that refers to them. */
  keep(bytes: Uint8Array): Promise<{ sha256: string; size: number }> {
    return this.kept.keep(bytes);
  }

  /** @throws DomainError FILE_DAMAGED when the bytes are gone or no longer match their hash */
  readKept(sha256: string): Promise<Uint8Array> {
    return this.kept.read(sha256);
  }

  /** Hands kept files that only this computer has to the shared database. @returns how many */
  handOver(signal: AbortSignal): Promise<number> {
    return this.kept.handOver(signal);
  }

  /** Copies a stored file to a place the user chose. */
  async copyTo(fileId: string, ownerId: string, target: string): Promise<void> {
    await copyFile(this.open(fileId, ownerId).path, target);
  }
}
