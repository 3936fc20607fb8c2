import { printWords } from '#shared/report/print.words.ts';
import type { ReportPage } from '#shared/report/report.print.ts';
import type { ReportLanguage } from '#shared/report/report.schema.ts';
import { titleIn } from '#shared/report/report.words.ts';
import { DesignedWorkbook } from '../platform/workbook/designed.ts';
import { appendixSheet } from './workbook.appendix.ts';
import { complaintSheet } from './workbook.complaint.ts';
import { inspectionSheet } from './workbook.inspection.ts';
import { satisfactionSheet } from './workbook.satisfaction.ts';
import { summarySheet } from './workbook.summary.ts';

/**
 * The report as a workbook: 摘要 检查 投诉 满意度 附录, with native charts, printable, totals and rates as formulas that
 * carry their values.
 * @returns the bytes of the .xlsx
 */
export async function reportWorkbook(page: ReportPage, language: ReportLanguage): Promise<Uint8Array> {
  const book = new DesignedWorkbook();
  const words = printWords[language];
  const making = {
    book,
    page,
    language,
    words,
    footer: `${titleIn({ ...page.report, periodKey: page.snapshot.period.key }, language)}　${words.number} ${page.report.number}`,
  };
  summarySheet(making);
  inspectionSheet(making);
  complaintSheet(making);
  satisfactionSheet(making);
  appendixSheet(making);
  return book.bytes();
}
