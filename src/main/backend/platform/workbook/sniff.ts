import { DomainError } from '#shared/kernel/errors.ts';

/** What the first bytes say a file is, whatever its name says. */
export type FileKind = 'zip' | 'compound' | 'text';

const startsWith = (bytes: Uint8Array, ...head: number[]) => head.every((byte, i) => bytes[i] === byte);

/** Finds a name in a compound file's directory: names stand there as UTF-16LE. */
function hasEntry(bytes: Uint8Array, name: string): boolean {
  const needle = Buffer.from(name, 'utf16le');
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).includes(needle);
}

function refuseMarkup(head: string): void {
  const start = head.trimStart().slice(0, 400).toLowerCase();
  if (
    start.startsWith('<!doctype html') ||
    start.startsWith('<html') ||
    start.startsWith('<table') ||
    start.startsWith('<meta')
  )
    throw new DomainError('WORKBOOK_IS_HTML');
  if (start.startsWith('<?xml') && start.includes('office:spreadsheet')) throw new DomainError('WORKBOOK_IS_XML');
  if (start.startsWith('<?xml') || start.startsWith('<html:')) throw new DomainError('WORKBOOK_IS_HTML');
  if (start.startsWith('{\\rtf')) throw new DomainError('WORKBOOK_UNKNOWN');
}

/**
 * Tells what a file is by its content.
 * @throws DomainError WORKBOOK_EMPTY, WORKBOOK_IS_PDF, WORKBOOK_ENCRYPTED, WORKBOOK_IS_HTML, WORKBOOK_IS_XML, WORKBOOK_UNKNOWN
 */
export function sniff(bytes: Uint8Array): FileKind {
  if (bytes.byteLength === 0) throw new DomainError('WORKBOOK_EMPTY');
  const head = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.byteLength, 1024)).toString('latin1');
  if (head.includes('%PDF-')) throw new DomainError('WORKBOOK_IS_PDF');
  if (startsWith(bytes, 0x50, 0x4b, 0x03, 0x04)) return 'zip';
  if (startsWith(bytes, 0x50, 0x4b, 0x05, 0x06)) throw new DomainError('WORKBOOK_DAMAGED');
  if (startsWith(bytes, 0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1)) {
    if (hasEntry(bytes, 'EncryptedPackage') || hasEntry(bytes, 'EncryptionInfo'))
      throw new DomainError('WORKBOOK_ENCRYPTED');
    if (hasEntry(bytes, 'Workbook') || hasEntry(bytes, 'Book')) return 'compound';
    throw new DomainError('WORKBOOK_UNKNOWN');
  }
  const known = [
    [0x89, 0x50, 0x4e, 0x47],
    [0xff, 0xd8, 0xff],
    [0x47, 0x49, 0x46, 0x38],
    [0x52, 0x61, 0x72, 0x21],
    [0x37, 0x7a, 0xbc, 0xaf],
    [0x1f, 0x8b],
    [0x4d, 0x5a],
  ];
  if (known.some((signature) => startsWith(bytes, ...signature))) throw new DomainError('WORKBOOK_UNKNOWN');
  refuseMarkup(head.replace(/^\xef\xbb\xbf/, ''));
  return 'text';
}
