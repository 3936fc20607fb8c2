import type { ClosureAuditView } from '#shared/complaint/closure.schema.ts';
import { formatInstant } from '#shared/kernel/dates.ts';

const percent = (share: number | null) => (share === null ? '—' : `${(share * 100).toFixed(1)}%`);
const range = ({ estimate: { interval } }: ClosureAuditView) =>
  interval ? `${percent(interval.low)}–${percent(interval.high)}` : '—';

/** Words of the workbook of a re-audit. */
export const closureAuditWords = {
  zh: {
    sheet: '办结质量抽查',
    columns: [
      ['序', 5],
      ['投诉编号', 18],
      ['责任单位', 22],
      ['办结人', 12],
      ['办结时间', 17],
      ['结论', 12],
      ['情况', 50],
      ['抽查人', 12],
      ['抽查时间', 17],
    ] as const,
    result: { confirmed: '属实', flawed: '有瑕疵', paper: '虚假办结' },
    drawn: (a: ClosureAuditView) =>
      `抽样范围：${a.unitName ?? '全部单位'}，${a.closedFrom} 至 ${a.closedTo} 办结的 ${a.population} 件，不放回随机抽 ${a.size} 件；随机种子 ${a.seed}，${a.drawnByName} 于 ${formatInstant(a.drawnAt)} 抽取。同一种子对同样的办结件抽出同样的样本。`,
    found: (a: ClosureAuditView) =>
      `已查 ${a.estimate.checked} 件：虚假办结 ${a.estimate.paper} 件（${percent(a.estimate.share)}，95% 区间 ${range(a)}），有瑕疵 ${a.estimate.flawed} 件；推算全部办结中虚假办结 ${a.estimate.low}–${a.estimate.high} 件。`,
    moment: (at: string) => formatInstant(at),
  },
  en: {
    sheet: 'Re-audit of closures',
    columns: [
      ['No.', 5],
      ['Complaint', 18],
      ['Accountable unit', 22],
      ['Closed by', 14],
      ['Closed at', 17],
      ['Finding', 14],
      ['Remark', 50],
      ['Checked by', 14],
      ['Checked at', 17],
    ] as const,
    result: { confirmed: 'real', flawed: 'flawed', paper: 'on paper only' },
    drawn: (a: ClosureAuditView) =>
      `Drawn from ${a.population} complaints closed ${a.closedFrom} to ${a.closedTo} (${a.unitName ?? 'all units'}): ${a.size} at random without replacement, seed ${a.seed}, by ${a.drawnByName} at ${formatInstant(a.drawnAt)}. The same seed over the same complaints draws the same sample.`,
    found: (a: ClosureAuditView) =>
      `${a.estimate.checked} checked: ${a.estimate.paper} closed on paper only (${percent(a.estimate.share)}, 95 % interval ${range(a)}), ${a.estimate.flawed} flawed; that is ${a.estimate.low} to ${a.estimate.high} of all.`,
    moment: (at: string) => formatInstant(at),
  },
} as const;
