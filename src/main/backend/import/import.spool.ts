import { type FileHandle, open, rm } from 'node:fs/promises';
import type { ImportCell } from '#shared/import/import.convert.ts';
import type { FileRow } from '#shared/import/import.header.ts';

const flushAt = 1 << 20;
/** Bytes read at once: rows of a megabyte each must not come by the thousand. */
const mostBytes = 8 << 20;

/** The rows of one sheet on their way in. */
export interface SheetRows {
  /** Index of the sheet in the file. */
  readonly sheet: number;
  readonly rows: AsyncIterable<FileRow>;
}

/** The rows of one sheet inside the spool: from `from` up to before `to`. */
export interface SpoolPart {
  readonly sheet: number;
  readonly from: number;
  readonly to: number;
}

/**
 * The rows of the sheets of a file, read once and kept on the disk as one JSON array per line, so that every later look at
 * them is quick and a million rows need no memory.
 */
export class Spool {
  /** Widest row. */
  readonly width: number;
  readonly parts: readonly SpoolPart[];
  private readonly file: FileHandle;
  private readonly path: string;
  private readonly offsets: readonly number[];
  private readonly lines: readonly number[];
  private readonly filled: ReadonlyMap<number, readonly number[]>;

  private constructor(path: string, file: FileHandle, written: Writer) {
    this.path = path;
    this.file = file;
    this.offsets = written.offsets;
    this.lines = written.lines;
    this.filled = written.filled;
    this.parts = written.parts;
    this.width = written.width;
  }

  /** Number of rows. */
  get count(): number {
    return this.lines.length;
  }

  /** Line of a row as Excel shows it, in its own sheet. */
  lineOf(index: number): number {
    return this.lines[index] ?? 0;
  }

  /** The part a row stands in. */
  partOf(index: number): SpoolPart | undefined {
    return this.parts.find((part) => index >= part.from && index < part.to);
  }

  /** Columns of a row whose content is that of the merged block they belong to. */
  filledOf(index: number): readonly number[] | undefined {
    return this.filled.get(index);
  }

  /**
   * Cells of consecutive rows.
   * @returns at most `count` rows, fewer when they are very large, none behind the end
   */
  async read(from: number, count: number): Promise<ImportCell[][]> {
    let to = Math.min(from + count, this.count);
    if (from >= to) return [];
    const start = this.offsets[from] as number;
    while (to > from + 1 && (this.offsets[to] as number) - start > mostBytes) to = from + Math.ceil((to - from) / 2);
    const buffer = Buffer.allocUnsafe((this.offsets[to] as number) - start);
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
   * Writes the rows of one or several sheets to a new spool, one sheet after the other.
   * @param progress called with the number of rows so far, now and then
   */
  static async write(
    path: string,
    sheets: readonly SheetRows[],
    progress: (rows: number) => void,
    signal: AbortSignal,
  ): Promise<Spool> {
    const file = await open(path, 'w+');
    try {
      const writer = new Writer(file);
      for (const { sheet, rows } of sheets) await writer.take(sheet, rows, progress, signal);
      await writer.end();
      return new Spool(path, file, writer);
    } catch (error) {
      await file.close();
      await rm(path, { force: true });
      throw error;
    }
  }
}

/** Gathers rows into blocks of a megabyte and remembers where each begins. */
class Writer {
  readonly offsets: number[] = [];
  readonly lines: number[] = [];
  readonly filled = new Map<number, readonly number[]>();
  readonly parts: SpoolPart[] = [];
  width = 0;
  private readonly file: FileHandle;
  private position = 0;
  private pending: Buffer[] = [];
  private pendingBytes = 0;

  constructor(file: FileHandle) {
    this.file = file;
  }

  async take(
    sheet: number,
    rows: AsyncIterable<FileRow>,
    progress: (rows: number) => void,
    signal: AbortSignal,
  ): Promise<void> {
    const from = this.lines.length;
    for await (const row of rows) {
      if (row.filled !== undefined) this.filled.set(this.lines.length, row.filled);
      const bytes = Buffer.from(`${JSON.stringify(row.cells)},\n`);
      this.offsets.push(this.position);
      this.lines.push(row.line);
      this.width = Math.max(this.width, row.cells.length);
      this.position += bytes.length;
      this.pendingBytes += bytes.length;
      this.pending.push(bytes);
      if (this.pendingBytes >= flushAt) {
        await this.flush();
        signal.throwIfAborted();
      }
      if (this.lines.length % 2000 === 0) {
        progress(this.lines.length);
        await new Promise((resolve) => setImmediate(resolve));
      }
    }
    this.parts.push({ sheet, from, to: this.lines.length });
  }

  async end(): Promise<void> {
    await this.flush();
    this.offsets.push(this.position);
  }

  private async flush(): Promise<void> {
    if (this.pendingBytes > 0)
      await this.file.write(
        Buffer.concat(this.pending, this.pendingBytes),
        0,
        this.pendingBytes,
        this.position - this.pendingBytes,
      );
    this.pending = [];
    this.pendingBytes = 0;
  }
}
