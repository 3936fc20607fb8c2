import { findingsOf } from '#shared/report/report.findings.ts';
import type { RateFigure } from '#shared/report/report.schema.ts';
import { columnName, type DesignedCell } from '../platform/workbook/designed.ts';
import { type Making, open, rate, whole } from './workbook.making.ts';

/** 投诉: timeliness by unit and month, and the causes. */
export function complaintSheet(making: Making): void {
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
  const firstMonth = sheet.nextTableRow();
  const months = sheet.table({
    title: w.month,
    columns: [
      { header: w.month },
      { header: w.received, format: whole },
      { header: w.due, format: whole },
      { header: w.inTime, format: whole },
      { header: w.timeliness.replace('（%）', '').replace(' (%)', ''), format: rate },
    ],
    rows: complaint.months.map((month, index) => [
      month.month,
      month.received,
      month.timeliness.n,
      month.timeliness.hits,
      share(firstMonth + index, month.timeliness),
    ]),
  });
  sheet.chart({
    kind: 'line',
    title: w.timeliness.replace('（%）', '').replace(' (%)', ''),
    category: 1,
    values: [5],
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
