import { open, stat } from 'node:fs/promises';
import { DomainError } from '#shared/kernel/errors.ts';
import { openCsv } from './read-csv.ts';
import { openXls } from './read-xls.ts';
import { openXlsx } from './read-xlsx.ts';
import { sniff } from './sniff.ts';
import { type Delimiter, maxFileBytes, type TextEncoding, type WorkbookSource } from './workbook.ts';

/** Bytes looked at to tell what a file is. A compound file's directory may stand anywhere, so those are read whole. */
async function bytesToSniff(path: string, size: number): Promise<Buffer> {
  const file = await open(path);
  try {
    const head = Buffer.alloc(Math.min(size, 4096));
    await file.read(head, 0, head.length, 0);
    if (head[0] !== 0xd0 || head[1] !== 0xcf) return head;
    const whole = Buffer.alloc(size);
    await file.read(whole, 0, size, 0);
    return whole;
  } finally {
    await file.close();
  }
}

/**
 * Opens a table file by what it contains, whatever its name says.
 * @param chosen encoding and delimiter of a text file, when the user overrides the detection
 * @throws DomainError WORKBOOK_EMPTY, WORKBOOK_TOO_LARGE, WORKBOOK_IS_PDF, WORKBOOK_IS_HTML, WORKBOOK_IS_XML, WORKBOOK_IS_ODS,
 * WORKBOOK_ENCRYPTED, WORKBOOK_BOMB, WORKBOOK_DAMAGED, WORKBOOK_UNKNOWN
 */
export async function openWorkbook(
  path: string,
  chosen: { encoding?: TextEncoding; delimiter?: Delimiter } = {},
): Promise<WorkbookSource> {
  const { size } = await stat(path);
  if (size > maxFileBytes) throw new DomainError('WORKBOOK_TOO_LARGE', { max: Math.round(maxFileBytes / 1024 / 1024) });
  const kind = sniff(await bytesToSniff(path, size));
  if (kind === 'zip') return openXlsx(path);
  return kind === 'compound' ? openXls(path) : openCsv(path, chosen);
}
