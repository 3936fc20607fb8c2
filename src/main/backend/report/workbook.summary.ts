import { findingsOf } from '#shared/report/report.findings.ts';
import type { MeanFigure, RateFigure } from '#shared/report/report.schema.ts';
import { titleIn } from '#shared/report/report.words.ts';
import type { DesignedCell } from '../platform/workbook/designed.ts';
import { type Making, one, open, whole } from './workbook.making.ts';

/** 摘要: the findings and the main figures with their changes as formulas. */
export function summarySheet(making: Making): void {
  const { page, words: w, language } = making;
  const sheet = open(
    making,
    0,
    titleIn({ ...page.report, periodKey: page.snapshot.period.key }, language),
    [34, 10, 12, 12, 12, 12, 12, 12, 12],
  );
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
    rowFormats: rows.map((cells) => (cells[0] === w.received ? whole : undefined)),
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
