import { rpc } from '../rpc/rpc.ts';
import { figureEvidence } from './evidence.service.ts';
import { printedDocument, reportPage, startPdfExport, startPrint, startWorkbookExport } from './export.service.ts';
import {
  getReport,
  issueReport,
  listVisibleReports,
  removeReport,
  returnReport,
  reviewReport,
  saveReportText,
  signReport,
} from './report.service.ts';
import { readComparison, startComparison, startRefresh, startReport } from './taking.service.ts';

const report = rpc.report;

export const reportRouter = report.router({
  list: report.list.handler(({ context, input }) => listVisibleReports(context.service, input)),
  get: report.get.handler(({ context, input }) => getReport(context.service, input)),
  create: report.create.handler(({ context, input }) => startReport(context.service, input)),
  saveText: report.saveText.handler(({ context, input }) => saveReportText(context.service, input)),
  refresh: report.refresh.handler(({ context, input }) => startRefresh(context.service, input)),
  review: report.review.handler(({ context, input }) => reviewReport(context.service, input)),
  return: report.return.handler(({ context, input }) => returnReport(context.service, input)),
  sign: report.sign.handler(({ context, input }) => signReport(context.service, input)),
  issue: report.issue.handler(({ context, input }) => issueReport(context.service, input)),
  remove: report.remove.handler(({ context, input }) => removeReport(context.service, input)),
  compare: report.compare.handler(({ context, input }) => startComparison(context.service, input)),
  comparison: report.comparison.handler(({ context, input }) => readComparison(context.service, input)),
  evidence: report.evidence.handler(({ context, input }) => figureEvidence(context.service, input)),
  page: report.page.handler(({ context, input }) => reportPage(context.service, input)),
  print: report.print.handler(({ context, input }) => startPrint(context.service, input)),
  printed: report.printed.handler(({ context, input }) => printedDocument(context.service, input)),
  exportWorkbook: report.exportWorkbook.handler(({ context, input }) => startWorkbookExport(context.service, input)),
  exportPdf: report.exportPdf.handler(({ context, input }) => startPdfExport(context.service, input)),
});
