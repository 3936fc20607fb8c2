import { Workbook, type Worksheet } from '@cj-tech-master/excelts';
import type { WorkbookCell } from './workbook.ts';

/** One column of a printed table. */
export interface TableColumn {
  readonly header: string;
  /** Width in characters. */
  readonly width: number;
  /** Excel number format, e.g. `0.0` or `0.0%`. */
  readonly format?: string;
}

/** A sheet made to be read and printed: title, notes, one table with its head repeated on every page. */
export interface TableSheet {
  readonly name: string;
  readonly title: string;
  /** Lines under the title: scope, period, how the figures were made. */
  readonly notes: readonly string[];
  readonly columns: readonly TableColumn[];
  readonly rows: readonly (readonly WorkbookCell[])[];
}

const thin = { style: 'thin', color: { argb: 'FFD5DDE8' } } as const;
const border = { top: thin, left: thin, bottom: thin, right: thin };

/**
 * A workbook of designed tables, A4 landscape, fitted to the page's width. Text is stored as text whatever it begins
 * with: nothing that came from a file or a form ever becomes a formula.
 * @returns the bytes of the .xlsx
 */
export async function tablesWorkbook(sheets: readonly TableSheet[]): Promise<Uint8Array> {
  const workbook = new Workbook();
  for (const sheet of sheets)
    fillSheet(workbook.addWorksheet(sheet.name.replace(/[[\]:*?/\\]/g, ' ').slice(0, 31)), sheet);
  return new Uint8Array(await workbook.xlsx.writeBuffer());
}

function fillSheet(target: Worksheet, sheet: TableSheet): void {
  const head = sheet.notes.length + 2;
  const last = Math.max(1, sheet.columns.length);
  sheet.columns.forEach((column, index) => {
    target.getColumn(index + 1).width = column.width;
  });
  const title = target.getCell(1, 1);
  title.value = sheet.title;
  title.font = { bold: true, size: 14 };
  target.mergeCells(1, 1, 1, last);
  sheet.notes.forEach((note, index) => {
    const cell = target.getCell(index + 2, 1);
    cell.value = note;
    cell.font = { size: 9, color: { argb: 'FF5B697F' } };
    cell.alignment = { wrapText: true, vertical: 'top' };
    target.mergeCells(index + 2, 1, index + 2, last);
  });
  fillTable(target, sheet, head);
  target.views = [{ state: 'frozen', xSplit: 0, ySplit: head, showGridLines: false }];
  target.pageSetup.orientation = 'landscape';
  target.pageSetup.paperSize = 9;
  target.pageSetup.fitToPage = true;
  target.pageSetup.fitToWidth = 1;
  target.pageSetup.fitToHeight = 0;
  target.pageSetup.printTitlesRow = `${head}:${head}`;
  target.headerFooter.oddFooter = '&L&A&R&P / &N';
}

function fillTable(target: Worksheet, sheet: TableSheet, head: number): void {
  sheet.columns.forEach((column, index) => {
    const cell = target.getCell(head, index + 1);
    cell.value = column.header;
    cell.font = { bold: true };
    cell.fill = { type: 'pattern', pattern: 'solid', fgColor: { argb: 'FFF2F5F9' } };
    cell.alignment = { wrapText: true, vertical: 'middle', horizontal: 'center' };
    cell.border = border;
  });
  sheet.rows.forEach((row, r) => {
    row.forEach((value, c) => {
      const cell = target.getCell(head + 1 + r, c + 1);
      cell.value = value;
      cell.border = border;
      cell.alignment = typeof value === 'string' ? { wrapText: true, vertical: 'middle' } : { vertical: 'middle' };
      const format = sheet.columns[c]?.format;
      if (format && typeof value === 'number') cell.numFmt = format;
    });
  });
}
