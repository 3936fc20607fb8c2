import { open } from 'node:fs/promises';
import iconv from 'iconv-lite';
import { DomainError } from '#shared/kernel/errors.ts';
import { CsvParser } from './csv-parser.ts';
import { countGarbled, decodeFile, detectDelimiter, detectEncoding, foreignMark } from './text-encoding.ts';
import {
  type Delimiter,
  maxColumns,
  maxRows,
  type TextEncoding,
  type WorkbookRow,
  type WorkbookSource,
} from './workbook.ts';

async function headOf(path: string, bytes: number): Promise<Buffer> {
  const file = await open(path);
  try {
    const buffer = Buffer.alloc(bytes);
    const { bytesRead } = await file.read(buffer, 0, bytes, 0);
    return buffer.subarray(0, bytesRead);
  } finally {
    await file.close();
  }
}

/**
 * Opens a text file with columns.
 * @param chosen what the user chose instead of what was detected
 * @throws DomainError WORKBOOK_UNKNOWN when it is no text, WORKBOOK_EMPTY when it holds nothing but a mark
 */
export async function openCsv(
  path: string,
  chosen: { encoding?: TextEncoding; delimiter?: Delimiter } = {},
): Promise<WorkbookSource> {
  const head = await headOf(path, 1 << 18);
  const encoding = chosen.encoding ?? (await detectEncoding(path, head));
  const skip = foreignMark(head, encoding);
  const text = iconv.decode(head.subarray(skip), encoding, { stripBOM: true });
  if (text.trim() === '') throw new DomainError('WORKBOOK_EMPTY');
  const delimiter = chosen.delimiter ?? detectDelimiter(text);
  // The head may end inside a character; that one is not garbled.
  const garbled = countGarbled(head.length < 1 << 18 ? text : text.slice(0, -4));
  return {
    format: 'csv',
    sheets: [{ name: '', hidden: false }],
    text: { encoding, delimiter, garbled },
    rows: (_sheet, signal) => readRows(path, { encoding, delimiter, skip }, signal),
  };
}

/**
 * What a cell says without what spreadsheets are told by it: `="00123"` and `'00123` keep zeros in front from being lost.
 */
function plain(cell: string): string {
  if (cell[0] === "'") return /^'\d+\s*$/.test(cell) ? cell.slice(1) : cell;
  return cell[0] === '=' ? cell.replace(/^="([^"]*)"\s*$/, '$1') : cell;
}

async function* readRows(
  path: string,
  { encoding, delimiter, skip }: { encoding: TextEncoding; delimiter: Delimiter; skip: number },
  signal: AbortSignal,
): AsyncGenerator<WorkbookRow> {
  const parser = new CsvParser(delimiter);
  let line = 0;
  const take = function* (records: string[][]): Generator<WorkbookRow> {
    for (const cells of records) {
      line += 1;
      if (line === 1 && cells.length === 1 && /^sep=.$/i.test(cells[0] ?? '')) continue;
      if (cells.every((cell) => cell.trim() === '')) continue;
      if (cells.length > maxColumns) throw new DomainError('WORKBOOK_TOO_WIDE', { max: maxColumns });
      if (line > maxRows) throw new DomainError('WORKBOOK_TOO_MANY_ROWS', { max: maxRows });
      yield { line, cells: cells.map(plain) };
    }
  };
  for await (const piece of decodeFile(path, encoding, skip, signal)) {
    signal.throwIfAborted();
    yield* take(parser.write(piece));
  }
  yield* take(parser.end());
}
