import { describe, expect, it } from 'vitest';
import { axisOf } from '#shared/report/report.charts.ts';
import { compareMarks, compareSnapshots } from '#shared/report/report.compare.ts';
import { findingsOf, rateChange } from '#shared/report/report.findings.ts';
import { count, decimal, percent, signed } from '#shared/report/report.format.ts';
import { reportHtml } from '#shared/report/report.print.ts';
import {
  complaintUnits,
  inspectionLines,
  lostItemsOf,
  pareto,
  rateOf,
  scoreOf,
  timelinessOf,
} from '#shared/report/report.rules.ts';
import { reportSnapshot } from '#shared/report/report.schema.ts';
import { builtPage, builtSnapshot } from './report.builder.ts';

const span = { from: '2026-07-01T00:00:00.000Z', to: '2026-10-01T00:00:00.000Z', asOf: '2026-10-05T00:00:00.000Z' };
const row = (unitId: string, dueAt: string | null, isInTime: number | null, clockState = 'answered') => ({
  unitId,
  receivedAt: '2026-08-01T00:00:00.000Z',
  dueAt,
  isInTime,
  clockState,
});

describe('complaint figures', () => {
  const rows = [
    row('a', '2026-08-03T00:00:00.000Z', 1),
    row('a', '2026-08-03T00:00:00.000Z', 0, 'answeredLate'),
    row('b', '2026-08-03T00:00:00.000Z', null, 'running'),
    // paused with a deadline is one whose law knows no pause; the house's own limit leaves none
    row('b', '2026-08-04T00:00:00.000Z', null, 'paused'),
    row('b', null, null, 'paused'),
    row('b', '2026-10-03T00:00:00.000Z', 1),
    row('b', null, null, 'noRule'),
  ];

  it('counts what was due in the span; running ones count once their time is over, paused ones by the law alone, unruled ones never', () => {
    expect(timelinessOf(rows, span)).toMatchObject({ hits: 1, n: 4 });
    expect(timelinessOf(rows, { ...span, asOf: '2026-08-02T00:00:00.000Z' })).toMatchObject({ hits: 1, n: 2 });
  });

  it('rolls units up to the innermost place', () => {
    const places = [
      { unitId: 'p', name: '省', path: '/p/' },
      { unitId: 'c', name: '市', path: '/p/c/' },
    ];
    const units = complaintUnits(
      rows,
      places,
      new Map([
        ['a', '/p/c/a/'],
        ['b', '/p/'],
      ]),
      span,
    );
    expect(
      units.map((unit) => [unit.unitId, unit.received, unit.timeliness.hits, unit.timeliness.n, unit.overdue]),
    ).toEqual([
      ['c', 2, 1, 2, 0],
      ['p', 5, 0, 2, 2],
    ]);
  });

  it('orders causes by count and says what they reach together', () => {
    expect(
      pareto([
        { code: 'x', zh: '', en: '', count: 1 },
        { code: 'y', zh: '', en: '', count: 3 },
      ]).map((each) => [each.code, each.cumulative]),
    ).toEqual([
      ['y', 0.75],
      ['x', 1],
    ]);
  });
});

describe('inspection figures', () => {
  it('never mixes lines, and ranks only units with 30 inspections', () => {
    const grade = { zh: '优', en: 'A' };
    const facts = [
      ...Array.from({ length: 30 }, () => ({ unitId: 'a', line: 'front', points: 90_000, grade, isVetoed: false })),
      { unitId: 'b', line: 'front', points: 99_000, grade, isVetoed: false },
      { unitId: 'a', line: 'back', points: 70_000, grade: null, isVetoed: false },
    ];
    const lines = inspectionLines(
      facts,
      [
        { unitId: 'a', name: '甲', path: '/a/' },
        { unitId: 'b', name: '乙', path: '/b/' },
      ],
      new Map([
        ['a', '/a/'],
        ['b', '/b/'],
      ]),
    );
    expect(lines.map((line) => [line.line, line.total.n])).toEqual([
      ['back', 1],
      ['front', 31],
    ]);
    expect(lines[1]?.units.map((unit) => [unit.name, unit.rank])).toEqual([
      ['乙', null],
      ['甲', 1],
    ]);
  });

  it('gives a mean its interval from five sheets on', () => {
    const sheets = (n: number) => Array.from({ length: n }, (_, index) => ({ points: 80_000 + index * 1000 }));
    expect(scoreOf(sheets(4))).toMatchObject({ n: 4, mean: 81.5, interval: null });
    expect(scoreOf(sheets(5)).interval).not.toBeNull();
  });

  it('adds lost points up by item', () => {
    const items = lostItemsOf([
      { code: '1', zh: '甲', en: '', lostPoints: 500 },
      { code: '2', zh: '乙', en: '', lostPoints: 1500 },
      { code: '1', zh: '甲', en: '', lostPoints: 2000 },
    ]);
    expect(items.map((item) => [item.code, item.count, item.lost, item.share])).toEqual([
      ['1', 2, 2.5, 0.625],
      ['2', 1, 1.5, 0.375],
    ]);
  });
});

describe('numbers as printed', () => {
  it('have separators, a true minus sign and a dash for nothing', () => {
    expect([
      count(1234567),
      decimal(-1.25),
      percent(0.9119),
      signed(0.44),
      signed(-0.04),
      decimal(null),
      decimal(1.005, 2),
    ]).toEqual(['1,234,567', '−1.3', '91.2', '+0.4', '0.0', '—', '1.01']);
  });

  it('axes hold their values between round marks', () => {
    expect(axisOf(83.6, 96.2)).toMatchObject({ from: 80, to: 100 });
    expect(axisOf(5, 5).to).toBeGreaterThan(5);
  });
});

describe('findings', () => {
  it('gives a verdict on a change only where the interval of the difference leaves out 0', () => {
    expect(rateChange(rateOf(45, 50), rateOf(40, 50)).verdict).toBe('same');
    expect(rateChange(rateOf(450, 500), rateOf(400, 500)).verdict).toBe('up');
    expect(rateChange(rateOf(9, 10), rateOf(400, 500)).verdict).toBe('small');
    expect(rateChange(rateOf(45, 50), null).verdict).toBe('none');
  });

  it('says in both languages what the numbers carry, and that nothing can be compared where data are missing', () => {
    const snapshot = builtSnapshot();
    expect(findingsOf(snapshot, 'zh').complaint).toBe(
      '受理投诉 60 件；到期应办结 50 件，按时 45 件，及时率 90.0%（95% 区间 [78.6, 95.7]），环比 +10.0 个百分点，差异不显著。',
    );
    expect(findingsOf(snapshot, 'en').complaint).toContain('45 of 50 due were answered in time, 90.0%');
    expect(findingsOf(snapshot, 'zh').inspection).toContain('上期数据不足，不作环比');
  });
});

describe('comparison', () => {
  it('lists each printed number that differs, old and new, and nothing else', () => {
    const before = builtSnapshot();
    const { complaint } = before;
    const after = builtSnapshot({
      complaint: { ...complaint, current: { ...complaint.current, received: 61 }, units: complaint.units.slice(0, 1) },
    });
    expect(compareSnapshots(before, before)).toEqual([]);
    expect(compareSnapshots(before, after).map((each) => [each.zh, each.before, each.after])).toEqual([
      ['受理投诉', '60', '61'],
      ['<白鹭市>受理投诉', '30', '—'],
      ['<白鹭市>处理及时率（%）', '83.3', '—'],
    ]);
  });

  it('counts the rows that came, went and changed', () => {
    const none = { inspection: {}, survey: {} };
    expect(
      compareMarks(
        { ...none, complaint: { a: '1', b: '1', c: '1' } },
        { ...none, complaint: { a: '1', b: '2', d: '1' } },
      ),
    ).toEqual([{ source: 'complaint', added: 1, removed: 1, changed: 1 }]);
  });
});

describe('page', () => {
  it('holds every block, escapes names and words, and links numbers only when asked', () => {
    const page = builtPage({ summary: '第一段\n<script>alert(1)</script>' });
    const paper = reportHtml(page, { language: 'zh' });
    for (const id of ['cover', 'summary', 'inspection', 'complaint', 'satisfaction', 'shortcoming', 'appendix'])
      expect(paper).toContain(`id="b-${id}"`);
    expect(paper).toContain('&lt;白鹭市&gt;');
    expect(paper).not.toContain('<script>');
    expect(paper).not.toContain('data-figure="');
    expect(paper).toContain('本期没有满意度批次');
    const screen = reportHtml(page, { language: 'zh', links: true });
    expect(screen).toContain(
      'data-figure="{&quot;of&quot;:&quot;received&quot;,&quot;unitId&quot;:&quot;u2&quot;}">30</a>',
    );
  });

  it('is English when asked', () => {
    expect(reportHtml(builtPage(), { language: 'en' })).toContain('Service quality and satisfaction audit report');
  });

  it('keeps to the schema that is stored', () => {
    expect(reportSnapshot.parse(JSON.parse(JSON.stringify(builtSnapshot())))).toEqual(builtSnapshot());
  });
});
