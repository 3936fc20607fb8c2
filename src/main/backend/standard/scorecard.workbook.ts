import { Workbook, type Worksheet } from '@cj-tech-master/excelts';
import { aboutLines, type CardColumn, cardColumns, cardSheets, gradeColumns } from '#shared/standard/card.columns.ts';
import type { RawSheet } from '#shared/standard/card.row.ts';
import { aboutRows, type CardCell, gradeRows, itemRows } from '#shared/standard/card.write.ts';
import type { Language } from '#shared/standard/rule.words.ts';
import type { ScorecardContent } from '#shared/standard/scorecard.schema.ts';
import { lineWords } from '#shared/standard/standard.words.ts';

const thin = { style: 'thin', color: { argb: 'FFD5DDE8' } } as const;
const border = { top: thin, left: thin, bottom: thin, right: thin };
const fill = (argb: string) => ({ type: 'pattern', pattern: 'solid', fgColor: { argb } }) as const;
/** Columns that stay in sight while one scrolls sideways. */
const frozenColumns = 3;
/** Rows below the last that still get drop-downs, so that items can be added. */
const spareRows = 60;

const face = 'Microsoft YaHei';
/** Height of a row whose texts are wrapped; Han characters are two wide. Spreadsheets don't find it by themselves. */
function heightOf(row: readonly CardCell[], widths: readonly number[]): number {
  const lines = row.map((value, i) => {
    const width = Math.max(4, (widths[i] ?? 10) - 1);
    return String(value ?? '')
      .split('\n')
      .reduce(
        (sum, line) => sum + Math.max(1, Math.ceil((line.length + (line.match(/[^\x20-\x7e]/g)?.length ?? 0)) / width)),
        0,
      );
  });
  return Math.min(400, Math.max(1, ...lines) * 15 + 3);
}

/** Writes a head and rows. A text is a text whatever it begins with: nothing typed into a card becomes a formula. */
function fillSheet(
  target: Worksheet,
  columns: readonly CardColumn[],
  rows: readonly (readonly CardCell[])[],
  language: Language,
): void {
  columns.forEach(({ head, width }, i) => {
    target.getColumn(i + 1).width = width;
    const cell = target.getCell(1, i + 1);
    cell.value = head[language];
    cell.font = { name: face, bold: true, size: 10 };
    cell.fill = fill('FFECF1F8');
    cell.alignment = { wrapText: true, vertical: 'middle', horizontal: 'center' };
    cell.border = border;
  });
  target.getRow(1).height = 32;
  rows.forEach((row, r) => {
    target.getRow(r + 2).height = heightOf(
      row,
      columns.map((column) => column.width),
    );
    row.forEach((value, c) => {
      const cell = target.getCell(r + 2, c + 1);
      cell.value = value;
      cell.border = border;
      cell.font = { name: face, size: 10 };
      cell.alignment = { wrapText: true, vertical: 'top' };
      if (typeof value === 'number') cell.numFmt = '0.###';
    });
  });
  target.headerFooter.oddFooter = '&L&A&R&P / &N';
}

function fillItems(target: Worksheet, card: ScorecardContent, language: Language): void {
  const rows = itemRows(card, language);
  fillSheet(target, cardColumns, rows, language);
  const sentence = cardColumns.findIndex((column) => column.key === 'sentence') + 1;
  let row = 2;
  for (const section of card.sections) {
    for (let c = 1; c <= cardColumns.length; c++) {
      const cell = target.getCell(row, c);
      cell.fill = fill('FFF7F9FC');
      cell.font = { name: face, bold: true, size: 10 };
    }
    for (let i = 1; i <= section.items.length; i++)
      target.getCell(row + i, sentence).font = { name: face, size: 10, italic: true, color: { argb: 'FF5B697F' } };
    row += section.items.length + 1;
  }
  cardColumns.forEach((column: CardColumn, i) => {
    if (!column.list) return;
    const words = Object.values(column.list).map((word) => word[language]);
    for (let r = 2; r <= rows.length + 1 + spareRows; r++)
      target.getCell(r, i + 1).dataValidation = {
        type: 'list',
        allowBlank: true,
        formulae: [`"${words.join(',')}"`],
        showErrorMessage: true,
      };
  });
  target.views = [{ state: 'frozen', xSplit: frozenColumns, ySplit: 1, showGridLines: false }];
  Object.assign(target.pageSetup, {
    orientation: 'landscape',
    paperSize: 9,
    fitToPage: true,
    fitToWidth: 1,
    fitToHeight: 0,
    printTitlesRow: '1:1',
  });
  // on paper what people read: the columns behind the sentence say the same in pieces and are for the screen
  const last = cardColumns.findIndex((column) => column.key === 'rule');
  target.pageSetup.printArea = `A1:${letters(last)}${rows.length + 1}`;
}

/** Letters of a column, from 1. */
function letters(column: number): string {
  let text = '';
  for (let n = column; n > 0; n = Math.floor((n - 1) / 26)) text = String.fromCharCode(65 + ((n - 1) % 26)) + text;
  return text;
}

const help = {
  zh: [
    '本工作簿可以改好再导入。一行一项；节在前，节下是它的项。',
    '“评分规则”一列由后面各列生成，改它不起作用；计分方式不用的列请留空。',
    '分值和数值最多三位小数；每一格各写各的，不要合并单元格；各项满分合计要等于本节满分，各节合计要等于总分。',
    '按次扣、线性规则要写保底分，扣完为止写 0。档位一行一个：分档“≥95 得 5”，折线“60 得 0”，评级“5：好”。',
    '英文列可以不填，发布时用中文代替。',
  ],
  en: [
    'This workbook can be changed and brought in again. One row for each item; a section stands above its items.',
    'The rule in words is made from the columns after it and not read; leave columns empty that a rule doesn’t use.',
    'Points and measures take three decimals at most. Don’t merge cells. Items must add up to their section, sections to the card.',
    'Rules per occurrence and linear ones need a floor; 0 means until nothing is left. One level a line: “≥95 earns 5”, “60 earns 0”, “5：Good”.',
    'English columns may stay empty; Chinese is used instead when the card is published.',
  ],
};

function fillAbout(target: Worksheet, card: ScorecardContent, language: Language): void {
  target.getColumn(1).width = 30;
  target.getColumn(2).width = 80;
  const rows: readonly (readonly [string, CardCell])[] = aboutRows(card, language);
  rows.forEach(([name, value], i) => {
    const [head, cell] = [target.getCell(i + 1, 1), target.getCell(i + 1, 2)];
    target.getRow(i + 1).height = heightOf([name, value], [30, 80]);
    head.value = name;
    head.font = { name: face, bold: true, size: 10 };
    head.fill = fill('FFECF1F8');
    cell.value = value;
    cell.font = { name: face, size: 10 };
    cell.alignment = { wrapText: true, vertical: 'top', horizontal: 'left' };
    head.border = border;
    cell.border = border;
    if (name === aboutLines.line[language])
      cell.dataValidation = {
        type: 'list',
        allowBlank: false,
        formulae: [
          `"${Object.values(lineWords)
            .map((word) => word[language])
            .join(',')}"`,
        ],
      };
  });
  help[language].forEach((line, i) => {
    const cell = target.getCell(rows.length + 2 + i, 2);
    target.getRow(rows.length + 2 + i).height = heightOf([null, line], [30, 80]);
    cell.value = line;
    cell.font = { name: face, size: 10, color: { argb: 'FF5B697F' } };
    cell.alignment = { wrapText: true, vertical: 'top' };
  });
  Object.assign(target.pageSetup, {
    orientation: 'portrait',
    paperSize: 9,
    fitToPage: true,
    fitToWidth: 1,
    fitToHeight: 0,
  });
}

/**
 * A card as a workbook for people: its items with their rules in words and in columns, its grades, and what it is.
 * @returns the bytes of the .xlsx
 */
export async function writeCardWorkbook(card: ScorecardContent, language: Language): Promise<Uint8Array> {
  const workbook = new Workbook();
  fillItems(workbook.addWorksheet(cardSheets.items[language]), card, language);
  const grades = workbook.addWorksheet(cardSheets.grades[language]);
  fillSheet(grades, gradeColumns, gradeRows(card), language);
  fillAbout(workbook.addWorksheet(cardSheets.about[language]), card, language);
  return new Uint8Array(await workbook.xlsx.writeBuffer());
}

const two = (n: number) => String(n).padStart(2, '0');

/** What a person sees in a cell: results of formulas, texts of rich cells, days as `YYYY-MM-DD`. */
function seen(value: unknown): unknown {
  if (value === null || value === undefined) return null;
  if (value instanceof Date)
    return `${value.getUTCFullYear()}-${two(value.getUTCMonth() + 1)}-${two(value.getUTCDate())}`;
  if (typeof value !== 'object') return value;
  const { result, richText, text, error } = value as Record<string, unknown>;
  if (Array.isArray(richText)) return richText.map((part) => String((part as { text?: string }).text ?? '')).join('');
  if (error !== undefined) return String(error);
  if ('result' in value || 'formula' in value || 'sharedFormula' in value) return seen(result);
  return text === undefined ? String(value) : seen(text);
}

/** Reads the sheets of a workbook that has been found to be a sound .xlsx. */
export async function readCardWorkbook(bytes: Uint8Array): Promise<RawSheet[]> {
  const workbook = new Workbook();
  await workbook.xlsx.load(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength) as ArrayBuffer);
  const sheets: RawSheet[] = [];
  workbook.eachSheet((sheet) => {
    const rows: { row: number; cells: unknown[] }[] = [];
    const merged = new Map<string, { row: number; last: string }>();
    sheet.eachRow((row, number) => {
      const cells: unknown[] = [];
      row.eachCell({ includeEmpty: true }, (cell, column) => {
        cells[column - 1] = seen(cell.value);
        if (cell.isMerged) {
          const from = cell.master.address;
          merged.set(from, { row: merged.get(from)?.row ?? number, last: cell.address });
        }
      });
      const filled = Array.from(cells, (cell) => cell ?? null);
      if (filled.some((cell) => cell !== null && String(cell).trim() !== '')) rows.push({ row: number, cells: filled });
    });
    sheets.push({
      name: sheet.name,
      rows,
      merged: [...merged].map(([from, { row, last }]) => ({ area: `${from}:${last}`, row })),
    });
  });
  return sheets;
}
