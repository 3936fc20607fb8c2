import type { Workbook, Worksheet } from '@cj-tech-master/excelts';
import type { InspectionDetail } from '#shared/inspection/inspection.schema.ts';
import { printWords } from '#shared/inspection/print.words.ts';
import { type SheetJourney, saidOf } from '#shared/inspection/review.print.ts';
import { type ReviewWords, reviewWords } from '#shared/inspection/review.words.ts';
import { formatInstant } from '#shared/kernel/dates.ts';
import type { Language } from '#shared/standard/rule.words.ts';
import { type Cell, putRow } from './workbook.cells.ts';

const points = (value: number | null) => (value === null ? null : value / 1000);

function open(workbook: Workbook, name: string, columns: readonly string[], widths: readonly number[]): Worksheet {
  const page = workbook.addWorksheet(name);
  widths.forEach((width, index) => {
    page.getColumn(index + 1).width = width;
  });
  putRow(page, 1, columns, { bold: true });
  page.views = [{ state: 'frozen', xSplit: 0, ySplit: 1, showGridLines: false }];
  Object.assign(page.pageSetup, {
    orientation: 'landscape',
    paperSize: 9,
    fitToPage: true,
    fitToWidth: 1,
    fitToHeight: 0,
    printTitlesRow: '1:1',
  });
  return page;
}

function putAppeals(page: Worksheet, words: ReviewWords, journey: SheetJourney, language: Language): void {
  journey.appeals.forEach((appeal, index) => {
    const evidence = appeal.evidence.map((piece) => `${piece.name} ${piece.sha256}`).join('\n');
    const cells: Cell[] = [
      appeal.number,
      appeal.round,
      `${appeal.itemCode} ${appeal.item.title[language]}`,
      words.states[appeal.state],
      saidOf(appeal, appeal.originalEntry, language),
      saidOf(appeal, appeal.revisedEntry, language),
      points(appeal.originalLostPoints),
      points(appeal.revisedLostPoints),
      points(appeal.originalPoints),
      points(appeal.revisedPoints),
      appeal.grounds,
      `${appeal.raisedByName} ${formatInstant(appeal.raisedAt)}`,
      appeal.reason || null,
      appeal.decidedAt ? `${appeal.decidedByName} ${formatInstant(appeal.decidedAt)}` : null,
      evidence || null,
    ];
    putRow(page, index + 2, cells);
  });
}

/** Adds what happened after a sheet was handed in, and who signs: reviews, appeals with both versions, signatures. */
export function putJourney(
  workbook: Workbook,
  sheet: InspectionDetail,
  journey: SheetJourney,
  language: Language,
): void {
  const words = reviewWords[language];
  const reviews = open(workbook, words.reviews, words.reviewColumns, [8, 8, 10, 10, 16, 12, 68, 18, 40]);
  journey.review.reviews.forEach((each, index) => {
    putRow(reviews, index + 2, [
      each.submission,
      each.step,
      words.levels[each.level] ?? each.level,
      words.decisions[each.decision],
      each.reviewerName,
      points(each.effectivePoints),
      each.fingerprint,
      formatInstant(each.decidedAt),
      each.comment || null,
    ]);
  });
  const appeals = open(
    workbook,
    words.appeals,
    words.appealSheetColumns,
    [18, 6, 28, 10, 16, 16, 10, 10, 10, 10, 44, 26, 44, 26, 60],
  );
  putAppeals(appeals, words, journey, language);
  const { publicationNumber, publishedAt, appealUntil, effectivePoints, revisedPoints } = journey.review;
  const people = open(workbook, words.signatures, words.signatureColumns, [18, 40, 24, 16]);
  const signs: [string, string][] = [
    [words.inspector, sheet.inspectorName],
    [words.companion, sheet.companionNames],
    [words.unitHead, ''],
  ];
  let row = 2;
  for (const [label, name] of signs) putRow(people, row++, [label, name || null, null, null]);
  row += 1;
  const facts: [string, Cell][] = [
    [printWords[language].inspectee, sheet.inspecteeNames || null],
    [words.staff, sheet.staff.map(({ code, name }) => `${name} ${code}`).join('；') || null],
    [printWords[language].sampling, sheet.samplingNote || null],
    [words.reference, sheet.reference || null],
    [words.impression, sheet.impression || null],
    [
      words.noticeTitle,
      publicationNumber && publishedAt
        ? words.publication(publicationNumber, formatInstant(publishedAt), appealUntil ?? '—')
        : null,
    ],
    [words.original, points(effectivePoints)],
    [words.revised, points(revisedPoints)],
    [words.fingerprint, sheet.fingerprint],
  ];
  for (const [label, value] of facts) putRow(people, row++, [label, value]);
}
