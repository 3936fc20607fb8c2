import { readFile } from 'node:fs/promises';
import { DomainError } from '#shared/kernel/errors.ts';
import { type ReportPage, reportHtml } from '#shared/report/report.print.ts';
import type { ReportLanguage, ReportView } from '#shared/report/report.schema.ts';
import type { ServiceContext } from '../context.ts';
import { destinationPages } from '../platform/pdf/destinations.ts';
import { getReport } from './report.service.ts';
import { reportWorkbook } from './report.workbook.ts';

interface Wanted {
  reportId: string;
  language: ReportLanguage;
}
const pageOf = (report: ReportView): ReportPage => ({ report, snapshot: report.snapshot, texts: report.texts });

/** The page of a report by its stored numbers. @throws DomainError REPORT_NOT_FOUND */
export async function reportPage(ctx: ServiceContext, input: Wanted & { links: boolean }): Promise<{ html: string }> {
  return { html: reportHtml(pageOf(await getReport(ctx, input)), input) };
}

type Pages = ReadonlyMap<string, number>;
const isSame = (a: Pages, b: Pages) => a.size === b.size && [...a].every(([id, page]) => b.get(id) === page);

/**
 * Sets the report until the pages its contents name are those its headings stand on: CSS can't tell them. Twice is
 * enough as a rule, since the numbers get room that is kept free for them.
 */
async function setPdf(ctx: ServiceContext, page: ReportPage, language: ReportLanguage, signal: AbortSignal) {
  let pages: Pages = new Map();
  for (let pass = 1; ; pass += 1) {
    const bytes = await ctx.pdf.render(reportHtml(page, { language, pages }), signal);
    const found = destinationPages(bytes);
    if (isSame(found, pages) || pass === 3) return bytes;
    pages = found;
  }
}

/** Starts the PDF; the job's result is `{ fileId, name }`. @throws DomainError REPORT_NOT_FOUND */
export async function startPdfExport(ctx: ServiceContext, input: Wanted): Promise<{ jobId: string }> {
  const report = await getReport(ctx, input);
  const jobId = ctx.jobs.start(ctx, { kind: 'exportReportPdf', title: report.title }, async (job) => {
    job.report(0, 2);
    const bytes = await setPdf(ctx, pageOf(report), input.language, job.signal);
    job.report(1, 2);
    const file = await ctx.files.save(`${report.number} ${report.title}.pdf`, bytes, ctx.user.accountId);
    job.report(2, 2);
    return { fileId: file.fileId, name: file.name };
  });
  return { jobId };
}

/**
 * Starts making the document for paper, with the pages in its contents; the job's result is `{ documentId }`, read by
 * {@link printedDocument}. Where nothing can set a PDF the contents stay without pages.
 * @throws DomainError REPORT_NOT_FOUND
 */
export async function startPrint(ctx: ServiceContext, input: Wanted): Promise<{ jobId: string }> {
  const report = await getReport(ctx, input);
  const page = pageOf(report);
  const { language } = input;
  const jobId = ctx.jobs.start(ctx, { kind: 'printReport', title: report.title }, async (job) => {
    job.report(0, 1);
    const pages = await ctx.pdf.render(reportHtml(page, { language }), job.signal).then(destinationPages, (error) => {
      if (error instanceof DomainError && error.code === 'PDF_UNAVAILABLE') return new Map<string, number>();
      throw error;
    });
    const bytes = new TextEncoder().encode(reportHtml(page, { language, pages }));
    const file = await ctx.files.save(`${report.number}.html`, bytes, ctx.user.accountId);
    job.report(1, 1);
    return { documentId: file.fileId };
  });
  return { jobId };
}

/** A document made for paper. @throws DomainError REPORT_DOCUMENT_GONE when it is unknown, someone else's, or the program was restarted */
export async function printedDocument(ctx: ServiceContext, input: { documentId: string }): Promise<{ html: string }> {
  try {
    return { html: await readFile(ctx.files.open(input.documentId, ctx.user.accountId).path, 'utf8') };
  } catch {
    throw new DomainError('REPORT_DOCUMENT_GONE');
  }
}

/** Starts the workbook; the job's result is `{ fileId, name }`. @throws DomainError REPORT_NOT_FOUND */
export async function startWorkbookExport(ctx: ServiceContext, input: Wanted): Promise<{ jobId: string }> {
  const report = await getReport(ctx, input);
  const jobId = ctx.jobs.start(ctx, { kind: 'exportReportWorkbook', title: report.title }, async (job) => {
    job.report(0, 2);
    const bytes = await reportWorkbook(pageOf(report), input.language);
    job.signal.throwIfAborted();
    job.report(1, 2);
    const file = await ctx.files.save(`${report.number} ${report.title}.xlsx`, bytes, ctx.user.accountId);
    job.report(2, 2);
    return { fileId: file.fileId, name: file.name };
  });
  return { jobId };
}
