import type { ReportPage } from '#shared/report/report.print.ts';
import { meanOf, pareto, rateOf, shortcomingsOf } from '#shared/report/report.rules.ts';
import { methodVersion, type ReportSnapshot } from '#shared/report/report.schema.ts';

/** A snapshot with known numbers: 45 of 50 in time, 40 of 50 the period before. */
export function builtSnapshot(change: Partial<ReportSnapshot> = {}): ReportSnapshot {
  const complaint: ReportSnapshot['complaint'] = {
    current: { received: 60, timeliness: rateOf(45, 50), founded: rateOf(20, 40), medianHours: 30 },
    previous: { received: 55, timeliness: rateOf(40, 50), founded: rateOf(20, 40), medianHours: 33 },
    lastYear: null,
    open: 5,
    overdue: 2,
    unknownDeadline: 0,
    units: [
      { unitId: 'u1', name: '云溪市', received: 30, timeliness: rateOf(20, 20), overdue: 0 },
      { unitId: 'u2', name: '<白鹭市>', received: 30, timeliness: rateOf(25, 30), overdue: 2 },
    ],
    categories: pareto([
      { code: 'a', zh: '收费争议', en: 'Billing', count: 40 },
      { code: 'b', zh: '网络', en: 'Network', count: 20 },
    ]),
    months: [{ month: '2026-09', received: 20, timeliness: rateOf(45, 50) }],
  };
  const score = meanOf([88, 90, 92]);
  const figures = {
    period: {
      key: '2026-Q3',
      startOn: '2026-07-01',
      endOn: '2026-09-30',
      previousKey: '2026-Q2',
      lastYearKey: '2025-Q3',
    },
    scope: { unitId: null, unitName: '示例省公司', organizationName: '示例省公司' },
    inspection: {
      total: score,
      previous: null,
      lastYear: null,
      vetoes: 0,
      lines: [
        {
          line: 'front',
          total: score,
          grades: [{ zh: '优', en: 'Excellent', count: 3 }],
          units: [{ unitId: 'u1', name: '云溪市', rank: null, figure: score }],
        },
      ],
      lostItems: [{ code: 'S1', zh: '迎送', en: 'Greeting', count: 3, lost: 4.5, share: 1 }],
    },
    complaint,
    satisfaction: { method: 'simpleMean' as const, waves: [] },
  };
  return {
    methodVersion,
    asOf: '2026-10-12T16:00:00.000Z',
    ...figures,
    shortcomings: shortcomingsOf(figures),
    fingerprints: [{ source: 'complaint', count: 60, sha256: 'ab'.repeat(32) }],
    fingerprint: 'cd'.repeat(32),
    ...change,
  };
}

export function builtPage(texts: Record<string, string> = {}): ReportPage {
  return {
    report: {
      number: 'SJ-2026-Q3-01',
      title: '2026 年第三季度服务质量与满意度审计报告',
      state: 'draft',
      authorName: '周范本',
      reviewerName: null,
      signerName: null,
      reviewedAt: null,
      signedAt: null,
      issuedAt: null,
      createdAt: '2026-10-13T01:00:00.000Z',
    },
    snapshot: builtSnapshot(),
    texts,
  };
}
