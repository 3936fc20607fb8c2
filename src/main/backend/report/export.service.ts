import { reportHtml } from '#shared/report/report.print.ts';
import type { ReportLanguage } from '#shared/report/report.schema.ts';
import type { ServiceContext } from '../context.ts';
import { getReport } from './report.service.ts';
import { reportWorkbook } from './report.workbook.ts';

interface Wanted {
  reportId: string;
  language: ReportLanguage;
}

/** The page of a report by its stored numbers. @throws DomainError REPORT_NOT_FOUND */
export async function reportPage(ctx: ServiceContext, input: Wanted & { links: boolean }): Promise<{ html: string }> {
  const report = await getReport(ctx, input);
  return { html: reportHtml({ report, snapshot: report.snapshot, texts: report.texts }, input) };
}

/** Starts the PDF; the job's result is `{ fileId, name }`. */
export async function startPdfExport(ctx: ServiceContext, input: Wanted): Promise<{ jobId: string }> {
  const report = await getReport(ctx, input);
  const jobId = ctx.jobs.start(ctx, { kind: 'exportReportPdf', title: report.title }, async (job) => {
    job.report(0, 2);
    const html = reportHtml({ report, snapshot: report.snapshot, texts: report.texts }, { language: input.language });
    const bytes = await ctx.pdf.render(html, job.signal);
    job.report(1, 2);
    const file = await ctx.files.save(`${report.number} ${report.title}.pdf`, bytes, ctx.user.accountId);
    job.report(2, 2);
    return { fileId: file.fileId, name: file.name };
  });
  return { jobId };
}

/** Starts the workbook; the job's result is `{ fileId, name }`. */
export async function startWorkbookExport(ctx: ServiceContext, input: Wanted): Promise<{ jobId: string }> {
  const report = await getReport(ctx, input);
  const jobId = ctx.jobs.start(ctx, { kind: 'exportReportWorkbook', title: report.title }, async (job) => {
    job.report(0, 2);
    const bytes = await reportWorkbook({ report, snapshot: report.snapshot, texts: report.texts }, input.language);
    job.signal.throwIfAborted();
    job.report(1, 2);
    const file = await ctx.files.save(`${report.number} ${report.title}.xlsx`, bytes, ctx.user.accountId);
    job.report(2, 2);
    return { fileId: file.fileId, name: file.name };
  });
  return { jobId };
}
