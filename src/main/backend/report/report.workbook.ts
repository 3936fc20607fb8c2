import { formatInstant } from '#shared/kernel/dates.ts';
import { type PrintWords, printWords } from '#shared/report/print.words.ts';
import { findingsOf } from '#shared/report/report.findings.ts';
import type { ReportPage } from '#shared/report/report.print.ts';
import type { MeanFigure, RateFigure, ReportLanguage } from '#shared/report/report.schema.ts';
import { columnName, type DesignedCell, DesignedWorkbook } from '../platform/workbook/designed.ts';

interface Making {
  readonly book: DesignedWorkbook;
  readonly page: ReportPage;
  readonly language: ReportLanguage;
  readonly words: PrintWords;
  readonly footer: string;
}
const rate = '0.0%';
const whole = '#,##0';
const one = '0.0';
const two = '0.00';

/**
 * The report as a workbook: 摘要 检查 投诉 满意度 附录, with native charts, printable, totals and rates as formulas that
 * carry their values.
 * @returns the bytes of the .xlsx
 */
export async function reportWorkbook(page: ReportPage, language: ReportLanguage): Promise<Uint8Array> {
  const book = new DesignedWorkbook();
  const words = printWords[language];
  const making = { book, page, language, words, footer: `${page.report.title}　${words.number} ${page.report.number}` };
  summarySheet(making);
  inspectionSheet(making);
  complaintSheet(making);
  satisfactionSheet(making);
  appendixSheet(making);
  return book.bytes();
}

const sheetNames = {
  zh: ['摘要', '检查', '投诉', '满意度', '附录'],
  en: ['Summary', 'Inspection', 'Complaints', 'Satisfaction', 'Appendix'],
} as const;

function open(
  { book, page, language, words, footer }: Making,
  index: number,
  title: string,
  widths: readonly number[],
) {
  const sheet = book.sheet(sheetNames[language][index] ?? '', { widths, footer });
  const { period, scope, asOf } = page.snapshot;
  sheet.title(
    title,
    `${scope.organizationName} ${scope.unitName === scope.organizationName ? '' : scope.unitName}　${words.period} ${period.startOn} ${words.to} ${period.endOn}　${words.asOf} ${formatInstant(asOf)}　${words.number} ${page.report.number}`,
  );
  return sheet;
}

function summarySheet(making: Making): void {
  const { page, words: w, language } = making;
  const sheet = open(making, 0, page.report.title, [30, 10, 11, 11, 11, 11, 11, 11, 11, 14]);
  const findings = findingsOf(page.snapshot, language);
  sheet.paragraph(findings.summary, { bold: true });
  findings.points.forEach((sentence, index) => {
    sheet.paragraph(`${index + 1}. ${sentence}`);
  });
  for (const line of (page.texts.summary ?? '').split(/\n+/).filter((each) => each.trim()))
    sheet.paragraph(line.trim());
  sheet.gap();
  const { complaint, inspection, satisfaction } = page.snapshot;
  const line = (
    label: string,
    n: number,
    now: number | null,
    interval: MeanFigure['interval'],
    before: number | null,
    year: number | null,
  ): DesignedCell[] => [label, n, now, interval?.low ?? null, interval?.high ?? null, before, null, year, null];
  const rateLine = (label: string, now: RateFigure, before: RateFigure | undefined, year: RateFigure | undefined) =>
    line(
      label,
      now.n,
      now.rate === null ? null : now.rate * 100,
      now.interval && { low: now.interval.low * 100, high: now.interval.high * 100 },
      before?.rate == null ? null : before.rate * 100,
      year?.rate == null ? null : year.rate * 100,
    );
  const rows = [
    line(
      w.score,
      inspection.total.n,
      inspection.total.mean,
      inspection.total.interval,
      inspection.previous?.mean ?? null,
      inspection.lastYear?.mean ?? null,
    ),
    rateLine(
      w.timeliness,
      complaint.current.timeliness,
      complaint.previous?.timeliness,
      complaint.lastYear?.timeliness,
    ),
    rateLine(w.founded, complaint.current.founded, complaint.previous?.founded, complaint.lastYear?.founded),
    line(
      w.received,
      complaint.current.received,
      complaint.current.received,
      null,
      complaint.previous?.received ?? null,
      complaint.lastYear?.received ?? null,
    ),
    line(
      w.median,
      complaint.current.received,
      complaint.current.medianHours,
      null,
      complaint.previous?.medianHours ?? null,
      complaint.lastYear?.medianHours ?? null,
    ),
    ...satisfaction.waves.flatMap((wave) => {
      const target = wave.constructs.find((each) => each.code === wave.target);
      return target
        ? [
            line(
              wave.name,
              target.figure.n,
              target.figure.mean,
              target.figure.interval,
              target.previous,
              target.lastYear,
            ),
          ]
        : [];
    }),
  ];
  const headers = [
    w.indicator,
    'n',
    w.now,
    `${w.interval} ↓`,
    `${w.interval} ↑`,
    w.previous,
    w.change,
    w.lastYear,
    w.yearChange,
  ];
  // Title two rows, headline, sentences, author's lines, gap, caption, head: the sheet itself says where the table stands.
  const first = sheet.nextTableRow();
  sheet.table({
    title: w.s.figures,
    columns: headers.map((header, index) => (index === 1 ? { header, format: whole } : { header, format: one })),
    rows: rows.map((cells, index) => withDifferences(cells, first + index)),
    note: w.insufficient,
  });
}

/** 环比 and 同比 as formulas over the row's own cells; empty where there is nothing to compare with. */
function withDifferences(cells: readonly DesignedCell[], row: number): DesignedCell[] {
  const [, , now, , , before, , year] = cells as (number | null)[];
  const difference = (other: number | null | undefined, column: string): DesignedCell =>
    other == null || now == null ? null : { formula: `C${row}-${column}${row}`, result: now - other };
  return cells.map((cell, index) =>
    index === 6 ? difference(before, 'F') : index === 8 ? difference(year, 'H') : cell,
  );
}

function inspectionSheet(making: Making): void {
  const { page, words: w, language } = making;
  const sheet = open(making, 1, w.h.inspection, [30, 12, 12, 12, 12, 12, 12]);
  const { inspection } = page.snapshot;
  sheet.paragraph(findingsOf(page.snapshot, language).inspection, { bold: true });
  sheet.gap();
  if (inspection.total.n === 0) {
    sheet.paragraph(w.noInspection);
    return;
  }
  for (const line of inspection.lines) {
    const first = sheet.nextTableRow();
    const last = first + line.units.length - 1;
    const row = (label: string, rank: number | null, figure: MeanFigure): DesignedCell[] => [
      label,
      rank,
      figure.n,
      figure.mean,
      figure.interval?.low ?? null,
      figure.interval?.high ?? null,
      figure.sd,
    ];
    const sum: DesignedCell[] = row(w.total, null, line.total);
    sum[2] = { formula: `SUM(C${first}:C${last})`, result: line.total.n };
    sum[3] = { formula: `SUMPRODUCT(C${first}:C${last},D${first}:D${last})/C${last + 1}`, result: line.total.mean };
    const placed = sheet.table({
      title: `${w.line[line.line] ?? line.line}`,
      columns: [
        { header: w.unit },
        { header: w.rank, format: '0' },
        { header: 'n', format: whole },
        { header: w.mean, format: two },
        { header: `${w.interval} ↓`, format: two },
        { header: `${w.interval} ↑`, format: two },
        { header: w.sd, format: two },
      ],
      rows: [...line.units.map((unit) => row(unit.name, unit.rank, unit.figure)), sum],
      totalLast: true,
      note: `${w.grade}：${line.grades.map((grade) => `${grade[language]} ${grade.count}`).join('　')}`,
    });
    sheet.chart({
      kind: 'bar',
      title: `${w.line[line.line] ?? line.line} ${w.score}`,
      category: 1,
      values: [4],
      headRow: placed.headRow,
      firstRow: placed.firstRow,
      lastRow: placed.lastRow - 1,
    });
  }
  const lost = sheet.table({
    title: w.s.lost,
    columns: [
      { header: w.item },
      { header: w.times, format: whole },
      { header: w.lost, format: two },
      { header: w.share, format: rate },
    ],
    rows: inspection.lostItems.map((item) => [item[language], item.count, item.lost, item.share]),
  });
  sheet.chart({ kind: 'bar', title: w.s.lost, category: 1, values: [3], ...lost });
}

function complaintSheet(making: Making): void {
  const { page, words: w, language } = making;
  const sheet = open(making, 2, w.h.complaint, [30, 13, 13, 13, 13, 13, 13, 13]);
  const { complaint } = page.snapshot;
  sheet.paragraph(findingsOf(page.snapshot, language).complaint, { bold: true });
  sheet.gap();
  const first = sheet.nextTableRow();
  const last = first + complaint.units.length - 1;
  const share = (row: number, figure: RateFigure): DesignedCell =>
    figure.rate === null ? null : { formula: `D${row}/C${row}`, result: figure.rate };
  const units = complaint.units.map((unit, index): DesignedCell[] => [
    unit.name,
    unit.received,
    unit.timeliness.n,
    unit.timeliness.hits,
    share(first + index, unit.timeliness),
    unit.timeliness.interval?.low ?? null,
    unit.timeliness.interval?.high ?? null,
    unit.overdue,
  ]);
  const sum = (column: number, pick: (unit: (typeof complaint.units)[number]) => number): DesignedCell => ({
    formula: `SUM(${columnName(column)}${first}:${columnName(column)}${last})`,
    result: complaint.units.reduce((total, unit) => total + pick(unit), 0),
  });
  const { timeliness } = complaint.current;
  const total: DesignedCell[] = [
    w.total,
    sum(2, (unit) => unit.received),
    sum(3, (unit) => unit.timeliness.n),
    sum(4, (unit) => unit.timeliness.hits),
    share(last + 1, timeliness),
    timeliness.interval?.low ?? null,
    timeliness.interval?.high ?? null,
    sum(8, (unit) => unit.overdue),
  ];
  if (complaint.units.length === 0) sheet.paragraph(w.noComplaint);
  else {
    const placed = sheet.table({
      title: w.s.timeliness,
      columns: [
        { header: w.unit },
        { header: w.received, format: whole },
        { header: w.due, format: whole },
        { header: w.inTime, format: whole },
        { header: w.timeliness.replace('（%）', '').replace(' (%)', ''), format: rate },
        { header: `${w.interval} ↓`, format: rate },
        { header: `${w.interval} ↑`, format: rate },
        { header: w.overdue, format: whole },
      ],
      rows: [...units, total],
      totalLast: true,
      note: complaint.unknownDeadline > 0 ? w.unknownDeadline(String(complaint.unknownDeadline)) : undefined,
    });
    sheet.chart({
      kind: 'column',
      title: w.timeliness.replace('（%）', '').replace(' (%)', ''),
      category: 1,
      values: [5],
      headRow: placed.headRow,
      firstRow: placed.firstRow,
      lastRow: placed.lastRow - 1,
    });
  }
  const months = sheet.table({
    title: w.month,
    columns: [
      { header: w.month },
      { header: w.received, format: whole },
      { header: w.due, format: whole },
      { header: w.timeliness.replace('（%）', '').replace(' (%)', ''), format: rate },
    ],
    rows: complaint.months.map((month) => [month.month, month.received, month.timeliness.n, month.timeliness.rate]),
  });
  sheet.chart({
    kind: 'line',
    title: w.timeliness.replace('（%）', '').replace(' (%)', ''),
    category: 1,
    values: [4],
    ...months,
  });
  causes(sheet, making);
}

function causes(sheet: ReturnType<typeof open>, { page, words: w, language }: Making): void {
  const { categories, current } = page.snapshot.complaint;
  if (categories.length === 0) return;
  const first = sheet.nextTableRow();
  const last = first + categories.length - 1;
  const rows = categories.map((each, index): DesignedCell[] => [
    each[language],
    each.count,
    { formula: `B${first + index}/B$${last + 1}`, result: each.count / current.received },
    { formula: `SUM(B$${first}:B${first + index})/B$${last + 1}`, result: each.cumulative },
  ]);
  const placed = sheet.table({
    title: w.s.causes,
    columns: [
      { header: w.cause },
      { header: w.count, format: whole },
      { header: w.share, format: rate },
      { header: w.reached, format: rate },
    ],
    rows: [...rows, [w.total, { formula: `SUM(B${first}:B${last})`, result: current.received }, null, null]],
    totalLast: true,
  });
  sheet.chart({
    kind: 'bar',
    title: w.cause,
    category: 1,
    values: [2],
    headRow: placed.headRow,
    firstRow: placed.firstRow,
    lastRow: Math.min(placed.lastRow - 1, placed.firstRow + 9),
  });
}

function satisfactionSheet(making: Making): void {
  const { page, words: w, language } = making;
  const sheet = open(making, 3, w.h.satisfaction, [26, 10, 11, 11, 11, 11, 11, 14, 14, 11]);
  const { waves } = page.snapshot.satisfaction;
  sheet.paragraph(findingsOf(page.snapshot, language).satisfaction, { bold: true });
  sheet.paragraph(w.simpleMean);
  sheet.gap();
  if (waves.length === 0) {
    sheet.paragraph(w.noSurvey);
    return;
  }
  for (const wave of waves) {
    const first = sheet.nextTableRow();
    const rows = wave.constructs.map((each, index): DesignedCell[] => {
      const { mean, interval, n } = each.figure;
      const change: DesignedCell =
        each.previous === null || mean === null
          ? null
          : { formula: `C${first + index}-F${first + index}`, result: mean - each.previous };
      return [
        each[language],
        n,
        mean,
        interval?.low ?? null,
        interval?.high ?? null,
        each.previous,
        change,
        each.differenceInterval?.low ?? null,
        each.differenceInterval?.high ?? null,
        each.lastYear,
      ];
    });
    const headers = [
      w.construct,
      'n',
      w.index,
      `${w.interval} ↓`,
      `${w.interval} ↑`,
      w.previous,
      w.difference,
      `${w.differenceInterval} ↓`,
      `${w.differenceInterval} ↑`,
      w.lastYear,
    ];
    const placed = sheet.table({
      title: `${wave.name}（${wave.startOn} ${w.to} ${wave.endOn}）`,
      columns: headers.map((header, index) => ({ header, format: index === 1 ? whole : one })),
      rows,
    });
    sheet.chart({ kind: 'bar', title: `${wave.name} ${w.index}`, category: 1, values: [3], ...placed });
  }
}

function appendixSheet(making: Making): void {
  const { page, words: w } = making;
  const sheet = open(making, 4, w.h.appendix, [30, 26, 26, 74]);
  const { snapshot } = page;
  sheet.table({
    title: w.s.method,
    columns: [w.indicator, w.numerator, w.denominator, w.exclusions].map((header) => ({ header })),
    rows: w.methods,
  });
  sheet.paragraph(w.error);
  sheet.gap();
  sheet.table({
    title: w.s.data,
    columns: [w.s.data.slice(3), w.records, w.asOf, 'SHA-256'].map((header) => ({ header, format: whole })),
    rows: snapshot.fingerprints.map((print) => [
      w.source[print.source],
      print.count,
      formatInstant(snapshot.asOf),
      print.sha256,
    ]),
  });
  sheet.paragraph(`${w.methodVersion} ${snapshot.methodVersion}`);
  sheet.paragraph(`${w.whole}：${snapshot.fingerprint}`);
  for (const line of (page.texts.appendix ?? '').split(/\n+/).filter((each) => each.trim()))
    sheet.paragraph(line.trim());
}
