import { createInflateRaw } from 'node:zlib';
import { DomainError } from '#shared/kernel/errors.ts';
import { maxColumns, type WorkbookCell } from './workbook.ts';
import type { ZipEntry } from './zip-directory.ts';

/** A block of merged cells; rows and columns from 0, both ends inside. */
export interface MergedRange {
  readonly top: number;
  readonly left: number;
  readonly bottom: number;
  readonly right: number;
}

/** Larger blocks are decoration or malice, never data. */
const mostCellsOfBlock = 100_000;
/** Cells filled in one sheet; what is merged beyond stays as the file has it. */
const mostFilled = 2_000_000;
/** Longest list of blocks that is read, in characters. */
const longestList = 64_000_000;

const isEmpty = (cell: WorkbookCell | undefined) =>
  cell === null || cell === undefined || (typeof cell === 'string' && cell.trim() === '');

/**
 * Gives every cell of a merged block the content that the sheet shows there: the file keeps it in the upper left cell only.
 * Rows must come in their order. A row with nothing but one wide block is a title and stays as it is.
 */
export class MergeFiller {
  private readonly ranges: readonly MergedRange[];
  private active: { range: MergedRange; value: WorkbookCell }[] = [];
  private next = 0;
  private left = mostFilled;

  constructor(ranges: readonly MergedRange[]) {
    this.ranges = ranges
      .filter((r) => (r.bottom - r.top + 1) * (Math.min(r.right, maxColumns) - r.left + 1) <= mostCellsOfBlock)
      .sort((a, b) => a.top - b.top);
  }

  /**
   * Fills one row in place.
   * @param row index of the row from 0
   * @returns the columns that were filled
   */
  fill(row: number, cells: WorkbookCell[]): number[] {
    this.begin(row, cells);
    if (this.active.length === 0) return [];
    const filled: number[] = [];
    for (const { range, value } of this.active) {
      for (let c = range.left; c <= Math.min(range.right, maxColumns - 1) && this.left > 0; c++) {
        if (!isEmpty(cells[c])) continue;
        while (cells.length < c) cells.push(null);
        cells[c] = value;
        filled.push(c);
        this.left -= 1;
      }
    }
    return filled;
  }

  /** Blocks that end are let go, those that begin in this row are taken up with their content. */
  private begin(row: number, cells: readonly WorkbookCell[]): void {
    if (this.active.some(({ range }) => range.bottom < row))
      this.active = this.active.filter(({ range }) => range.bottom >= row);
    const own = cells.filter((cell) => !isEmpty(cell)).length;
    for (let range = this.ranges[this.next]; range !== undefined && range.top <= row; range = this.ranges[this.next]) {
      this.next += 1;
      const value = range.top === row ? (cells[range.left] ?? null) : null;
      const isTitle = own === 1 && range.right > range.left;
      if (!isEmpty(value) && !isTitle) this.active.push({ range, value });
    }
  }
}

function columnOf(letters: string): number {
  let column = 0;
  for (const letter of letters) column = column * 26 + letter.charCodeAt(0) - 64;
  return column - 1;
}

/** Blocks of a list like `<mergeCell ref="A1:C1"/>`. */
export function parseRanges(xml: string): MergedRange[] {
  const out: MergedRange[] = [];
  for (const [, left = '', top, right = '', bottom] of xml.matchAll(
    /ref="\$?([A-Z]{1,3})\$?(\d{1,7}):\$?([A-Z]{1,3})\$?(\d{1,7})"/g,
  )) {
    const range = {
      top: Number(top) - 1,
      left: columnOf(left),
      bottom: Number(bottom) - 1,
      right: columnOf(right),
    };
    if (range.bottom >= range.top && range.right >= range.left) out.push(range);
  }
  return out;
}

/** Parts of a compressed entry; stops an entry that is larger than it declares. */
async function* unpack(bytes: Buffer, entry: ZipEntry, signal: AbortSignal): AsyncGenerator<Buffer> {
  if (entry.offset + 30 > bytes.length) throw new DomainError('WORKBOOK_DAMAGED');
  const start = entry.offset + 30 + bytes.readUInt16LE(entry.offset + 26) + bytes.readUInt16LE(entry.offset + 28);
  const packed = bytes.subarray(start, start + entry.packed);
  if (entry.method === 0) {
    yield packed;
    return;
  }
  const inflate = createInflateRaw({ chunkSize: 1 << 18 });
  inflate.end(packed);
  let size = 0;
  for await (const chunk of inflate) {
    signal.throwIfAborted();
    size += (chunk as Buffer).length;
    if (size > entry.unpacked) throw new DomainError('WORKBOOK_DAMAGED');
    yield chunk as Buffer;
  }
}

/**
 * The merged blocks of a worksheet part. The list stands behind the rows, so the part is unpacked once more, and nothing of
 * it is kept but the list.
 * @throws DomainError WORKBOOK_DAMAGED
 */
export async function readMergedRanges(bytes: Buffer, entry: ZipEntry, signal: AbortSignal): Promise<MergedRange[]> {
  let list = '';
  let isInside = false;
  try {
    for await (const chunk of unpack(bytes, entry, signal)) {
      list += chunk.toString('latin1');
      if (!isInside) {
        const at = /<(?:\w+:)?mergeCells[\s>]/.exec(list);
        // The tag may be cut between two parts.
        list = at === null ? list.slice(-40) : list.slice(at.index);
        isInside = at !== null;
      }
      if (isInside && (list.length > longestList || /<\/(?:\w+:)?mergeCells>/.test(list.slice(-chunk.length - 40))))
        break;
    }
  } catch (error) {
    if (error instanceof DomainError || signal.aborted) throw error;
    throw new DomainError('WORKBOOK_DAMAGED');
  }
  return isInside ? parseRanges(list) : [];
}
