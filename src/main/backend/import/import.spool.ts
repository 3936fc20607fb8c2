import { type FileHandle, open, rm } from 'node:fs/promises';
import type { ImportCell } from '#shared/import/import.convert.ts';
import type { FileRow } from '#shared/import/import.header.ts';

const flushAt = 1 << 20;

/**
 * The rows of a file, read once and kept on the disk as one JSON array per line, so that every later look at them is quick
 * and a million rows need no memory.
 */
export class Spool {
  /** Widest row. */
  readonly width: number;
  private readonly file: FileHandle;
  private readonly path: string;
  private readonly offsets: readonly number[];
  private readonly lines: readonly number[];

  private constructor(
    path: string,
    file: FileHandle,
    offsets: readonly number[],
    lines: readonly number[],
    width: number,
  ) {
    this.path = path;
    this.file = file;
    this.offsets = offsets;
    this.lines = lines;
    this.width = width;
  }

  /** Number of rows. */
  get count(): number {
    return this.lines.length;
  }

  /** Line of a row as Excel shows it. */
  lineOf(index: number): number {
    return this.lines[index] ?? 0;
  }

  /** Cells of consecutive rows. */
  async read(from: number, count: number): Promise<ImportCell[][]> {
    const to = Math.min(from + count, this.count);
    if (from >= to) return [];
    const start = this.offsets[from] as number;
    const end = this.offsets[to] as number;
    const buffer = Buffer.allocUnsafe(end - start);
    for (let done = 0; done < buffer.length; ) {
      const { bytesRead } = await this.file.read(buffer, done, buffer.length - done, start + done);
      if (bytesRead === 0) throw new Error('spool ended early');
      done += bytesRead;
    }
    // Every line ends in ",\n": together they are the inside of one JSON array.
    return JSON.parse(`[${buffer.toString('utf8', 0, buffer.length - 2)}]`) as ImportCell[][];
  }

  /** Removes the spool from the disk. */
  async drop(): Promise<void> {
    await this.file.close().catch(() => {});
    await rm(this.path, { force: true });
  }

  /**
   * Writes rows to a new spool.
   * @param progress called with the number of rows so far, now and then
   */
  static async write(
    path: string,
    rows: AsyncIterable<FileRow>,
    progress: (rows: number) => void,
    signal: AbortSignal,
  ): Promise<Spool> {
    const file = await open(path, 'w+');
    try {
      const offsets: number[] = [];
      const lines: number[] = [];
      let width = 0;
      let position = 0;
      let pending: Buffer[] = [];
      let pendingBytes = 0;
      const flush = async () => {
        if (pendingBytes > 0)
          await file.write(Buffer.concat(pending, pendingBytes), 0, pendingBytes, position - pendingBytes);
        pending = [];
        pendingBytes = 0;
      };
      for await (const row of rows) {
        const bytes = Buffer.from(`${JSON.stringify(row.cells)},\n`);
        offsets.push(position);
        lines.push(row.line);
        width = Math.max(width, row.cells.length);
        position += bytes.length;
        pendingBytes += bytes.length;
        pending.push(bytes);
        if (pendingBytes >= flushAt) {
          await flush();
          signal.throwIfAborted();
        }
        if (lines.length % 2000 === 0) {
          progress(lines.length);
          await new Promise((resolve) => setImmediate(resolve));
        }
      }
      await flush();
      offsets.push(position);
      return new Spool(path, file, offsets, lines, width);
    } catch (error) {
      await file.close();
      await rm(path, { force: true });
      throw error;
    }
  }
}
