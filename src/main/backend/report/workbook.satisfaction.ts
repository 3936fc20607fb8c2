import { findingsOf } from '#shared/report/report.findings.ts';
import type { DesignedCell } from '../platform/workbook/designed.ts';
import { type Making, one, open, whole } from './workbook.making.ts';

/** 满意度: the constructs of each wave. */
export function satisfactionSheet(making: Making): void {
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
