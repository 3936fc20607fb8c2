import { Workbook, type Worksheet } from '@cj-tech-master/excelts';
import { arithmeticSentence } from '#shared/inspection/arithmetic.ts';
import { entryText } from '#shared/inspection/entry.words.ts';
import { gradeCeiling, type SheetOutcome, scoreSheet } from '#shared/inspection/inspection.rules.ts';
import type { InspectionDetail } from '#shared/inspection/inspection.schema.ts';
import { ordinalOf, type PrintWords, printWords } from '#shared/inspection/print.words.ts';
import type { SheetJourney } from '#shared/inspection/review.print.ts';
import { gradeTitle } from '#shared/inspection/score-table.print.ts';
import { formatInstant } from '#shared/kernel/dates.ts';
import { criticalSentence, type Language, ruleSentence } from '#shared/standard/rule.words.ts';
import type { ScorecardSection } from '#shared/standard/scorecard.schema.ts';
import { putJourney } from './journey.workbook.ts';
import { type Cell, putRow } from './workbook.cells.ts';

interface Input {
  readonly sheet: InspectionDetail;
  readonly language: Language;
  readonly words: PrintWords;
  readonly outcome: SheetOutcome;
}
/** Rows of the subtotals of the item sheet, by section code. */
type Subtotals = Map<string, number>;

function putHead(
  target: Worksheet,
  { sheet, words, language }: Input,
  columns: readonly string[],
  widths: readonly number[],
): void {
  widths.forEach((width, index) => {
    target.getColumn(index + 1).width = width;
  });
  target.getCell(1, 1).value = `${words.title}　${sheet.number}`;
  target.getCell(1, 1).font = { bold: true, size: 14 };
  const { card } = sheet;
  target.getCell(2, 1).value =
    `${sheet.unitName}　${sheet.inspectedOn}　${words.methods[sheet.method]}　${sheet.inspectorName}　${card.content.title[language]}　${words.card(card.code, card.version, card.effectiveOn)}`;
  putRow(target, 3, columns, { bold: true });
  target.views = [{ state: 'frozen', xSplit: 0, ySplit: 3, showGridLines: false }];
  Object.assign(target.pageSetup, {
    orientation: 'landscape',
    paperSize: 9,
    fitToPage: true,
    fitToWidth: 1,
    fitToHeight: 0,
    printTitlesRow: '3:3',
  });
  target.headerFooter.oddFooter = `&L${sheet.number}&C&A&R&P / &N`;
}

const sum = (letter: string, from: number, to: number, result: number): Cell => ({
  formula: `SUM(${letter}${from}:${letter}${to})`,
  result,
});

function putItems(target: Worksheet, input: Input): Subtotals {
  const { sheet, words, language, outcome } = input;
  const [no = '', item = '', clause = '', rule = '', full = '', lost = '', points = '', na = '', remarks = ''] =
    words.columns;
  putHead(
    target,
    input,
    [no, item, clause, rule, full, words.entry, na, lost, points, words.arithmetic, remarks, words.evidence],
    [7, 26, 10, 40, 8, 14, 8, 8, 8, 30, 24, 30],
  );
  const subtotals: Subtotals = new Map();
  let row = 4;
  sheet.card.content.sections.forEach((section, index) => {
    putRow(
      target,
      row,
      [`${ordinalOf(index, language)} ${section.title[language]}`, ...new Array<null>(11).fill(null)],
      { bold: true },
    );
    const first = row + 1;
    for (const each of section.items) {
      row += 1;
      putItem(target, row, input, each);
    }
    row += 1;
    const items = outcome.items.filter((each) => each.sectionCode === section.code);
    const total = (pick: (each: (typeof items)[number]) => number) =>
      items.reduce((all, each) => all + pick(each), 0) / 1000;
    const sums = (letter: string, pick: (each: (typeof items)[number]) => number) =>
      sum(letter, first, row - 1, total(pick));
    const label = section.kind === 'award' ? words.awards : words.sectionTotal(ordinalOf(index, language));
    putRow(
      target,
      row,
      [
        null,
        label,
        null,
        null,
        sums('E', (o) => o.fullPoints),
        null,
        null,
        sums('H', (o) => o.lostPoints),
        sums('I', (o) => o.earnedPoints ?? 0),
        null,
        null,
        null,
      ],
      { bold: true },
    );
    subtotals.set(section.code, row);
    row += 1;
  });
  return subtotals;
}

function putItem(
  target: Worksheet,
  row: number,
  { sheet, language, outcome, words }: Input,
  item: ScorecardSection['items'][number],
): void {
  const entry = sheet.entries.find((each) => each.itemCode === item.code);
  const result = outcome.items.find((each) => each.code === item.code);
  if (!result) return;
  const rule = [ruleSentence(item, language), criticalSentence(sheet.card.content, item, language)]
    .filter(Boolean)
    .join('；');
  const pieces = sheet.evidence.filter((piece) => piece.itemCode === item.code).map((piece) => piece.name);
  const entered = [
    entry?.isCriticalHit ? words.veto : '',
    entry && !entry.isNotApplicable ? entryText(item, entry, language) : '',
  ]
    .filter(Boolean)
    .join(' ');
  putRow(target, row, [
    item.code,
    item.title[language],
    item.clause.code,
    rule,
    item.fullPoints / 1000,
    entered || null,
    result.state === 'notApplicable' ? '√' : null,
    result.state === 'scored' ? result.lostPoints / 1000 : null,
    result.earnedPoints === null ? null : result.earnedPoints / 1000,
    result.arithmetic ? arithmeticSentence(result.arithmetic, language) : null,
    entry?.note || null,
    pieces.join('\n') || null,
  ]);
}

function putTotals(target: Worksheet, input: Input, subtotals: Subtotals): void {
  const { sheet, words, language, outcome } = input;
  const [section = '', full = '', lost = '', na = '', earned = '', , points = ''] = words.computedColumns;
  putHead(
    target,
    input,
    [section, full, lost, na, earned, words.conversion, points, words.effective],
    [28, 10, 10, 10, 10, 12, 12, 12],
  );
  const items = `'${words.sheetItems}'!`;
  let row = 3;
  const rows = { base: [] as number[], award: [] as number[] };
  sheet.card.content.sections.forEach((each, index) => {
    const result = outcome.sections[index];
    const source = subtotals.get(each.code);
    if (!result || !source) return;
    row += 1;
    const isAward = each.kind === 'award';
    if (isAward || result.points !== null) rows[each.kind].push(row);
    const [fullPoints, spread] = [each.fullPoints / 1000, result.spreadPoints / 1000];
    const factor = isAward ? 1 : fullPoints === spread ? 0 : fullPoints / (fullPoints - spread);
    const value = isAward ? Math.min(result.earnedPoints / 1000, fullPoints) : (result.earnedPoints / 1000) * factor;
    const ratio: Cell = isAward ? 1 : { formula: `IF(B${row}=D${row},0,B${row}/(B${row}-D${row}))`, result: factor };
    const made = isAward ? `MIN(E${row},B${row})` : `E${row}*F${row}`;
    putRow(
      target,
      row,
      [
        `${ordinalOf(index, language)} ${each.title[language]}`,
        fullPoints,
        { formula: `${items}H${source}`, result: result.lostPoints / 1000 },
        spread,
        { formula: `${items}I${source}`, result: result.earnedPoints / 1000 },
        ratio,
        { formula: made, result: value },
        result.isZeroed ? 0 : { formula: `G${row}`, result: value },
      ],
      { format: '0.000' },
    );
  });
  putEnd(target, row + 1, input, rows);
}

/** Both totals. Sections in which nothing applies hand their points to the others, as the engine does. */
function putEnd(
  target: Worksheet,
  row: number,
  { sheet, words, language, outcome }: Input,
  rows: { base: number[]; award: number[] },
): void {
  const { content } = sheet.card;
  const { rawPoints, effectivePoints } = outcome;
  const put = (at: number, label: string, value: Cell) =>
    putRow(target, at, [label, null, null, null, null, null, value], { bold: true, format: '0.00' });
  if (outcome.unscored.length > 0 || rawPoints === null || effectivePoints === null) {
    put(row, words.effective, outcome.unscored.length > 0 ? words.draft : words.noScore);
    return;
  }
  const cells = (letter: string, list: readonly number[]) => list.map((at) => `${letter}${at}`).join('+') || '0';
  const step = content.roundingPoints / 1000;
  const total = (letter: string) =>
    `ROUND(((${cells(letter, rows.base)})*${content.fullPoints / 1000}/(${cells('B', rows.base)})+${cells(letter, rows.award)})/${step},0)*${step}`;
  put(row, words.raw, { formula: total('G'), result: rawPoints / 1000 });
  const ceilings = outcome.hits.flatMap((hit) =>
    hit.effect === 'capGrade' && hit.grade ? (gradeCeiling(content, hit.grade) ?? []) : [],
  );
  const isZero = outcome.hits.some((hit) => hit.effect === 'zeroWhole');
  const formula = isZero
    ? '0'
    : ceilings.length > 0
      ? `MIN(${total('H')},${ceilings.map((each) => each / 1000).join(',')})`
      : total('H');
  put(row + 1, words.rawGrade, gradeTitle(content, outcome.rawGrade, language));
  put(row + 2, words.effective, { formula, result: effectivePoints / 1000 });
  put(row + 3, words.effectiveGrade, gradeTitle(content, outcome.effectiveGrade, language));
  put(
    row + 4,
    words.hit,
    outcome.hits.map((hit) => `${hit.itemCode} ${words.vetoes[hit.effect]}`).join('；') || words.noHit,
  );
}

function putEvidence(target: Worksheet, input: Input): void {
  const { words, sheet } = input;
  const [no = '', item = ''] = words.columns;
  putHead(
    target,
    input,
    [no, item, words.name, words.size, words.hash, words.addedBy, words.addedAt],
    [7, 10, 40, 12, 70, 14, 18],
  );
  for (const [index, piece] of sheet.evidence.entries()) {
    const cells = [index + 1, piece.itemCode, piece.name, piece.size, piece.sha256, piece.addedBy];
    putRow(target, index + 4, [...cells, formatInstant(piece.addedAt)], { format: '0' });
  }
}

/** The sheet as a workbook: items with rule, entry and arithmetic; the computation in formulas with their values; evidence, reviews, appeals, signatures. */
export async function inspectionWorkbook(
  sheet: InspectionDetail,
  journey: SheetJourney,
  language: Language,
): Promise<Uint8Array> {
  const counts: Record<string, number> = {};
  for (const piece of sheet.evidence) counts[piece.itemCode] = (counts[piece.itemCode] ?? 0) + 1;
  const input: Input = {
    sheet,
    language,
    words: printWords[language],
    outcome: scoreSheet(sheet.card.content, sheet.entries, counts),
  };
  const workbook = new Workbook();
  const subtotals = putItems(workbook.addWorksheet(input.words.sheetItems), input);
  putTotals(workbook.addWorksheet(input.words.sheetSections), input, subtotals);
  putEvidence(workbook.addWorksheet(input.words.sheetEvidence), input);
  putJourney(workbook, sheet, journey, language);
  return new Uint8Array(await workbook.xlsx.writeBuffer());
}
