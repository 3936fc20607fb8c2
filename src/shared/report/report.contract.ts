import { z } from 'zod';
import { call } from '../kernel/call.ts';
import { pageInput, pageOf } from '../kernel/paging.ts';
import { reportErrors } from './report.errors.ts';
import { figureRow, reportFigure } from './report.figure.ts';
import { comparison, reportBlocks, reportLanguages, reportRow, reportStates, reportView } from './report.schema.ts';

const oneReport = z.object({ reportId: z.string() });
const inLanguage = oneReport.extend({ language: z.enum(reportLanguages).default('zh') });
const jobStarted = z.object({ jobId: z.string() });

/** Calls of the audit report: from the numbers of a period to a frozen, signed document. */
export const reportContract = {
  /** reports of the scope, the newest period first */
  list: call('report:read', reportErrors)
    .input(pageInput.extend({ unitId: z.string().optional(), state: z.enum(reportStates).optional() }))
    .output(pageOf(reportRow).extend({ counts: z.record(z.string(), z.number().int()) })),
  get: call('report:read', reportErrors).input(oneReport).output(reportView),
  /** takes the numbers of the period and begins a draft, as a job; its result is `{ reportId }` */
  create: call('report:write', reportErrors)
    .input(
      z.object({ periodKey: z.string(), unitId: z.string().optional(), title: z.string().trim().max(80).optional() }),
    )
    .output(jobStarted),
  saveText: call('report:write', reportErrors)
    .input(oneReport.extend({ block: z.enum(reportBlocks), text: z.string().max(8000) }))
    .output(z.object({ savedAt: z.string() })),
  /** takes the numbers again, as a job; drafts only */
  refresh: call('report:write', reportErrors).input(oneReport).output(jobStarted),
  /** draft → reviewed */
  review: call('report:write', reportErrors).input(oneReport).output(reportView),
  /** reviewed or signed → draft, with a reason */
  return: call('report:sign', reportErrors)
    .input(oneReport.extend({ reason: z.string().trim().min(1).max(200) }))
    .output(reportView),
  /** reviewed → signed; never by the author */
  sign: call('report:sign', reportErrors).input(oneReport).output(reportView),
  /** signed → issued: frozen for good */
  issue: call('report:sign', reportErrors).input(oneReport).output(reportView),
  /** removes a draft */
  remove: call('report:write', reportErrors).input(oneReport).output(z.object({})),
  /** recomputes by the data of today, as a job; its result is `{ reportId, comparisonId }` */
  compare: call('report:read', reportErrors).input(oneReport).output(jobStarted),
  /** what a finished comparison found; only for the account that asked for it */
  comparison: call('report:read', reportErrors)
    .input(z.object({ comparisonId: z.string() }))
    .output(comparison),
  /** the rows behind a number of the report by the data of today, and how many the report says there are */
  evidence: call('report:read', reportErrors)
    .input(oneReport.extend(pageInput.shape).extend({ figure: reportFigure }))
    .output(pageOf(figureRow).extend({ stated: z.number().int().nullable() })),
  /** the page as it prints; with links from each number to its rows when `links` */
  page: call('report:read', reportErrors)
    .input(inLanguage.extend({ links: z.boolean().default(false) }))
    .output(z.object({ html: z.string() })),
  /** makes the document for paper with the pages in its contents, as a job; its result is `{ documentId }` */
  print: call('report:read', reportErrors).input(inLanguage).output(jobStarted),
  /** a document made for paper; only for the account that asked for it */
  printed: call('report:read', reportErrors)
    .input(z.object({ documentId: z.string() }))
    .output(z.object({ html: z.string() })),
  exportWorkbook: call('report:read', reportErrors).input(inLanguage).output(jobStarted),
  exportPdf: call('report:read', reportErrors).input(inLanguage).output(jobStarted),
};
