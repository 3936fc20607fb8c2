import { findingsOf } from '#shared/report/report.findings.ts';
import type { MeanFigure } from '#shared/report/report.schema.ts';
import type { DesignedCell } from '../platform/workbook/designed.ts';
import { type Making, open, rate, two, whole } from './workbook.making.ts';

/** 检查: scores by line, and the items that lost most. */
export function inspectionSheet(making: Making): void {
  const { page, words: w, language } = making;
  const sheet = open(making, 1, w.h.inspection, [30, 12, 12, 12, 12, 12, 12]);
  const { inspection } = page.snapshot;
  sheet.paragraph(findingsOf(page.snapshot, language).inspection, { bold: true });
  if (inspection.unpublished) sheet.paragraph(w.unpublished(String(inspection.unpublished)));
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
