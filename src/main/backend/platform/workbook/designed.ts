import { Workbook, type Worksheet } from '@cj-tech-master/excelts';
import { installChartSupport } from '@cj-tech-master/excelts/chart';

/** A cell that computes, with the value it has: WPS and previews show the cached value without computing. */
export interface FormulaCell {
  readonly formula: string;
  readonly result: number | null;
}
export type DesignedCell = string | number | null | FormulaCell;

export interface DesignedColumn {
  readonly header: string;
  /** Excel number format of the column's numbers */
  readonly format?: string;
}
export interface DesignedTable {
  readonly title: string;
  readonly columns: readonly DesignedColumn[];
  readonly rows: readonly (readonly DesignedCell[])[];
  /** the last row is a total, set off by a line and bold type */
  readonly totalLast?: boolean;
  readonly note?: string | undefined;
  /** number format of a whole row, where it isn't that of its columns */
  readonly rowFormats?: readonly (string | undefined)[];
}
/** Where a table has come to stand; rows and columns from 1. */
export interface Placed {
  readonly headRow: number;
  readonly firstRow: number;
  readonly lastRow: number;
}
export interface DesignedChart {
  readonly kind: 'bar' | 'column' | 'line';
  readonly title: string;
  /** column of the categories and of the values, from 1 */
  readonly category: number;
  readonly values: readonly number[];
  readonly firstRow: number;
  readonly lastRow: number;
  readonly headRow: number;
}

const thin = { style: 'thin', color: { argb: 'FFB8C2D0' } } as const;
const grid = { top: thin, left: thin, bottom: thin, right: thin };
const strong = { style: 'medium', color: { argb: 'FF000000' } } as const;
const hei = '黑体';
const song = '宋体';
/** Points: a row of a table, and what fits on an A4 page laid across between the margins below. */
const rowHeight = 15;
const paper = { width: 842 - 1.1 * 72, height: 595 - 1.5 * 72 };
/** Width of a column in points: 7 px a character and 5 px of padding at 96 dpi. */
const columnPoints = (width: number) => (width * 7 + 5) * 0.75;
/** Columns that a text takes: Chinese characters are twice as wide. */
const widthOf = (text: string) =>
  [...text].reduce((sum, character) => sum + (character.charCodeAt(0) > 255 ? 2 : 1), 0);

/** `A1` name of a column, from 1. */
export function columnName(column: number): string {
  let name = '';
  for (let n = column; n > 0; n = Math.floor((n - 1) / 26)) name = String.fromCharCode(65 + ((n - 1) % 26)) + name;
  return name;
}

/** One sheet written from the top down: title, paragraphs, tables, charts; A4 landscape, one page wide. */
export class DesignedSheet {
  private readonly sheet: Worksheet;
  private readonly width: number;
  /** points of one printed page, in the scale that makes the columns fit */
  private readonly room: number;
  private row = 1;
  private used = 0;
  private titleHeight = 0;

  constructor(sheet: Worksheet, options: { widths: readonly number[]; footer: string }) {
    this.sheet = sheet;
    this.width = options.widths.length;
    const total = options.widths.reduce((sum, width) => sum + columnPoints(width), 0);
    // a little less than the paper: programs differ in the width of a character
    this.room = (paper.height / Math.min(1, paper.width / total)) * 0.95;
    options.widths.forEach((width, index) => {
      sheet.getColumn(index + 1).width = width;
    });
    sheet.views = [{ state: 'normal', showGridLines: false }];
    Object.assign(sheet.pageSetup, {
      orientation: 'landscape',
      paperSize: 9,
      fitToPage: true,
      fitToWidth: 1,
      fitToHeight: 0,
      horizontalCentered: true,
    });
    sheet.pageSetup.margins = { left: 0.6, right: 0.5, top: 0.8, bottom: 0.7, header: 0.35, footer: 0.35 };
    // In headers `&` begins a code: a lone one is doubled. The blank keeps a size apart from a text that begins with digits.
    sheet.headerFooter.oddHeader = `&L&9 ${options.footer.replaceAll('&', '&&')}&R&9 &A`;
    sheet.headerFooter.oddFooter = '&C&9&P / &N';
  }

  /** The sheet's heading; repeated on every printed page. */
  title(text: string, sub: string): void {
    this.line(text, { font: { name: hei, bold: true, size: 15 }, height: 26 });
    this.line(sub, { font: { name: song, size: 9, color: { argb: 'FF46546A' } }, height: 16 });
    this.titleHeight = this.used;
    this.sheet.pageSetup.printTitlesRow = `1:${this.row - 1}`;
    this.sheet.views = [{ state: 'frozen', xSplit: 0, ySplit: this.row - 1, showGridLines: false }];
  }

  paragraph(text: string, options: { bold?: boolean } = {}): void {
    // A wrapped merged cell does not grow by itself.
    const room = this.columnsWidth() * 0.95;
    const need = widthOf(text);
    this.line(text, {
      font: { name: options.bold ? hei : song, bold: options.bold === true, size: 10.5 },
      height: 16 * Math.max(1, Math.ceil(need / room)),
    });
  }

  /** The row the first data row of the next table will stand in, for its formulas. */
  nextTableRow(): number {
    return this.row + 2;
  }

  gap(): void {
    this.used += rowHeight;
    this.row += 1;
  }

  /** Begins a new printed page when this much doesn't fit any more; what is taller than a page is left to break. */
  private keep(height: number): void {
    if (this.used + height <= this.room || this.titleHeight + height > this.room) return;
    this.sheet.getRow(this.row - 1).addPageBreak();
    this.used = this.titleHeight;
  }

  /** Writes a table. Text is stored as text whatever it begins with; only {@link FormulaCell} computes. */
  table(table: DesignedTable): Placed {
    this.keep(rowHeight * (table.rows.length + 1) + 35 + (table.note ? 14 : 0));
    this.line(table.title, { font: { name: hei, bold: true, size: 11 }, height: 20 });
    const headRow = this.row;
    this.head(table);
    table.rows.forEach((cells, index) => {
      this.cells(table, cells, {
        isTotal: table.totalLast === true && index === table.rows.length - 1,
        rowFormat: table.rowFormats?.[index],
      });
    });
    const placed = { headRow, firstRow: headRow + 1, lastRow: this.row - 1 };
    if (table.note) this.line(table.note, { font: { name: song, size: 8.5, color: { argb: 'FF46546A' } }, height: 14 });
    this.gap();
    return placed;
  }

  /** A native chart over a table of this sheet, below what is written so far. */
  chart(chart: DesignedChart): void {
    if (chart.lastRow < chart.firstRow) return;
    const name = `'${this.sheet.name.replaceAll("'", "''")}'`;
    const area = (column: number) =>
      `${name}!$${columnName(column)}$${chart.firstRow}:$${columnName(column)}$${chart.lastRow}`;
    const series = chart.values.map((column, index) => ({
      name: { formula: `${name}!$${columnName(column)}$${chart.headRow}` },
      categories: area(chart.category),
      values: area(column),
      fill: ['1F4E9E', '999999'][index] ?? '555555',
      ...(chart.kind === 'line' ? { line: '1F4E9E', smooth: false } : {}),
    }));
    const isLine = chart.kind === 'line';
    const type = isLine ? ('line' as const) : ('bar' as const);
    const direction = isLine
      ? {}
      : { barDir: chart.kind === 'bar' ? ('bar' as const) : ('col' as const), gapWidth: 60 };
    // Bars run from below: the first category of the table belongs on top, the axis of the values at the bottom.
    const isTurned = chart.kind === 'bar';
    const count = chart.lastRow - chart.firstRow + 1;
    const rows = Math.min(
      isTurned ? Math.max(10, count + 3) : 15,
      Math.floor((this.room - this.titleHeight) / rowHeight) - 3,
    );
    this.keep(rowHeight * (rows + 1) + 20);
    this.line(chart.title, { font: { name: hei, bold: true, size: 10 }, height: 20 });
    this.sheet.addChart(
      {
        type,
        ...direction,
        title: null,
        categoryAxis: { tickLblSkip: 1, ...(isTurned ? { orientation: 'maxMin' as const } : {}) },
        valueAxis: {
          majorGridlines: true,
          // The length of a bar is its value: it begins at nothing.
          ...(isLine ? {} : { min: 0 }),
          majorGridlinesStyle: { border: 'D9D9D9', borderWidth: 0.5 },
          ...(isTurned ? { crosses: 'max' as const } : {}),
        },
        showLegend: chart.values.length > 1,
        legendPosition: 'b',
        ...(isTurned ? { dataLabels: { showVal: true } } : {}),
        series,
      },
      { tl: { col: 0, row: this.row - 1 }, br: { col: Math.min(this.width, 9), row: this.row - 1 + rows } },
    );
    this.row += rows + 1;
    this.used += rowHeight * (rows + 1);
  }

  private columnsWidth(): number {
    let sum = 0;
    for (let column = 1; column <= this.width; column += 1) sum += this.sheet.getColumn(column).width ?? 10;
    return sum;
  }

  private line(text: string, style: { font: object; height: number }): void {
    const cell = this.sheet.getCell(this.row, 1);
    cell.value = text;
    cell.font = style.font;
    cell.alignment = { wrapText: true, vertical: 'middle' };
    this.sheet.mergeCells(this.row, 1, this.row, this.width);
    this.sheet.getRow(this.row).height = style.height;
    this.used += style.height;
    this.row += 1;
  }

  private head(table: DesignedTable): void {
    table.columns.forEach((column, index) => {
      const cell = this.sheet.getCell(this.row, index + 1);
      cell.value = column.header;
      cell.font = { name: hei, bold: true, size: 9.5 };
      cell.fill = { type: 'pattern', pattern: 'solid', fgColor: { argb: 'FFECECEC' } };
      cell.alignment = { wrapText: true, vertical: 'middle', horizontal: 'center' };
      cell.border = grid;
    });
    this.sheet.getRow(this.row).height = 20;
    this.used += 20;
    this.row += 1;
  }

  private cells(
    table: DesignedTable,
    cells: readonly DesignedCell[],
    { isTotal, rowFormat }: { isTotal: boolean; rowFormat: string | undefined },
  ): void {
    cells.forEach((value, index) => {
      const cell = this.sheet.getCell(this.row, index + 1);
      const isFormula = typeof value === 'object' && value !== null;
      if (isFormula) cell.value = value.result === null ? null : { formula: value.formula, result: value.result };
      else cell.value = value;
      const format = rowFormat && index > 0 ? rowFormat : table.columns[index]?.format;
      if (format && typeof value !== 'string') cell.numFmt = format;
      cell.font = { name: isTotal ? hei : song, bold: isTotal, size: 9.5 };
      cell.alignment = {
        vertical: 'middle',
        horizontal: typeof value === 'string' && index === 0 ? 'left' : typeof value === 'string' ? 'center' : 'right',
        wrapText: index === 0,
      };
      cell.border = isTotal ? { ...grid, top: strong } : grid;
    });
    const name = cells[0];
    const lines = typeof name === 'string' ? widthOf(name) / ((this.sheet.getColumn(1).width ?? 10) * 0.95) : 1;
    const height = rowHeight * Math.max(1, Math.ceil(lines));
    this.sheet.getRow(this.row).height = height;
    this.used += height;
    this.row += 1;
  }
}

/** A workbook made to be read and printed. */
export class DesignedWorkbook {
  private readonly workbook = new Workbook();

  constructor() {
    installChartSupport();
  }

  sheet(name: string, options: { widths: readonly number[]; footer: string }): DesignedSheet {
    return new DesignedSheet(this.workbook.addWorksheet(name.replace(/[[\]:*?/\\]/g, ' ').slice(0, 31)), options);
  }

  /** @returns the bytes of the .xlsx */
  async bytes(): Promise<Uint8Array> {
    return new Uint8Array(await this.workbook.xlsx.writeBuffer());
  }
}
