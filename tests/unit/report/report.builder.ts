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

/** A page in which every kind of number occurs, with totals that are the sums of their parts. */
export function richPage(): ReportPage {
  const [near, far] = [
    [88.125, 90.3, 92.77, 61.5, 99.9, 71.123],
    [70.1, 80.2, 91.333, 95, 66.667],
  ] as const;
  const { complaint } = builtSnapshot();
  const construct = (code: string, values: number[], previous: number | null) => ({
    code,
    zh: `变量${code}`,
    en: `Construct ${code}`,
    figure: meanOf(values),
    previous,
    lastYear: 70.05,
    difference: previous === null ? null : (meanOf(values).mean ?? 0) - previous,
    differenceInterval: previous === null ? null : { low: -3.3, high: 4.7 },
    verdict: previous === null ? ('noPrevious' as const) : ('sampleTooSmall' as const),
  });
  const page = builtPage({ summary: '第一段。\n第二段。' });
  return {
    ...page,
    snapshot: builtSnapshot({
      complaint: {
        ...complaint,
        lastYear: { received: 71, timeliness: rateOf(37, 61), founded: rateOf(13, 29), medianHours: 41.7 },
        categories: pareto([
          { code: 'a', zh: '收费争议', en: 'Billing', count: 31 },
          { code: 'b', zh: '网络', en: 'Network', count: 22 },
          { code: null, zh: '未分类', en: 'Unclassified', count: 7 },
        ]),
        months: [
          { month: '2026-08', received: 20, timeliness: rateOf(0, 0) },
          { month: '2026-09', received: 40, timeliness: rateOf(43, 47) },
        ],
      },
      inspection: {
        total: meanOf([...near, ...far]),
        previous: meanOf([88.8, 91.1]),
        lastYear: meanOf([77.7, 66.6]),
        vetoes: 1,
        lines: [
          {
            line: 'front',
            total: meanOf([...near, ...far]),
            grades: [{ zh: '优', en: 'Excellent', count: 11 }],
            units: [
              { unitId: 'u1', name: '云溪市', rank: null, figure: meanOf(near) },
              { unitId: 'u2', name: '白鹭市', rank: null, figure: meanOf(far) },
            ],
          },
        ],
        lostItems: [
          { code: 'S1', zh: '迎送', en: 'Greeting', count: 7, lost: 12.345, share: 12.345 / 30.3 },
          { code: 'S2', zh: '公示', en: 'Notices', count: 3, lost: 5.5, share: 5.5 / 30.3 },
        ],
      },
      satisfaction: {
        method: 'simpleMean',
        waves: [
          {
            waveId: 'w1',
            name: '宽带满意度',
            business: 'broadband',
            unitName: '示例省公司',
            startOn: '2026-09-01',
            endOn: '2026-09-30',
            submissions: 4,
            previousName: '上一批次',
            target: 'satisfaction',
            constructs: [
              construct('satisfaction', [77.7, 88.8, 66.6, 91.2], 78.123),
              construct('image', [55, 66.6, 71], null),
            ],
          },
        ],
      },
    }),
  };
}
