import { formatInstant } from '#shared/kernel/dates.ts';
import type { PrintWords } from '#shared/report/print.words.ts';
import type { ReportPage } from '#shared/report/report.print.ts';
import type { ReportLanguage } from '#shared/report/report.schema.ts';
import type { DesignedWorkbook } from '../platform/workbook/designed.ts';

/** What every sheet of the workbook is made from. */
export interface Making {
  readonly book: DesignedWorkbook;
  readonly page: ReportPage;
  readonly language: ReportLanguage;
  readonly words: PrintWords;
  readonly footer: string;
}
/** Number formats: a share of 1 as per cent, whole numbers, one and two decimals. Cells keep the full value. */
export const rate = '0.0%';
export const whole = '#,##0';
export const one = '0.0';
export const two = '0.00';

const sheetNames = {
  zh: ['摘要', '检查', '投诉', '满意度', '附录'],
  en: ['Summary', 'Inspection', 'Complaints', 'Satisfaction', 'Appendix'],
} as const;

/** A sheet with its heading: whose numbers, of when. */
export function open(
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
