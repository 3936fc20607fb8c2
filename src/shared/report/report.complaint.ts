import { type Html, html } from '../kernel/print.ts';
import { MINIMUM_SAMPLE } from '../statistics/interval.ts';
import { monthChart, paretoChart } from './report.charts.ts';
import type { Findings } from './report.findings.ts';
import { count, percent, percentRange } from './report.format.ts';
import { bar, figure, heading, type Line, table } from './report.parts.ts';
import type { BlockContext } from './report.print.ts';
import type { RateFigure } from './report.schema.ts';

/** 三 投诉闭环. */
export function complaintBlockPage(context: BlockContext, findings: Findings): Html {
  const { words: w, snapshot, link, language } = context;
  const { complaint } = snapshot;
  const { current } = complaint;
  const title = heading(context, 1, 'complaint', w.h.complaint);
  if (current.received === 0 && current.timeliness.n === 0)
    return html`${title}<p class="t">${w.noComplaint}</p>${context.author('complaint')}`;
  const isLow = (rate: RateFigure) =>
    rate.n >= MINIMUM_SAMPLE && (rate.interval?.high ?? 1) < (current.timeliness.rate ?? 0);
  const row = (name: string, received: number, rate: RateFigure, overdue: number, unitId?: string): Line => {
    const of = (kind: 'received' | 'due' | 'inTime' | 'overdue') => ({ of: kind, ...(unitId ? { unitId } : {}) });
    const verdict = rate.n < MINIMUM_SAMPLE ? w.small : isLow(rate) ? w.down : w.notSignificant;
    return [
      name,
      link(count(received), of('received')),
      link(count(rate.n), of('due')),
      link(count(rate.hits), of('inTime')),
      link(percent(rate.rate), of('due')),
      percentRange(rate.interval),
      link(count(overdue), of('overdue')),
      unitId ? verdict : '',
    ];
  };
  const units = [
    ...complaint.units.map((unit) => row(unit.name, unit.received, unit.timeliness, unit.overdue, unit.unitId)),
    row(w.total, current.received, current.timeliness, complaint.overdue),
  ];
  const columns = [
    { head: w.unit, left: true },
    { head: w.receivedShort, width: 16 },
    { head: w.due, width: 14 },
    { head: w.inTime, width: 13 },
    { head: w.timeliness, width: 25 },
    { head: w.interval, width: 26 },
    { head: w.overdue, width: 18 },
    { head: w.judgement, width: language === 'en' ? 19 : 14 },
  ];
  const months = monthChart(
    complaint.months.map(({ month, timeliness: { rate, interval, n } }) => ({
      month: month.slice(2),
      value: rate === null ? null : rate * 100,
      interval: interval && { low: interval.low * 100, high: interval.high * 100 },
      isSmall: n < MINIMUM_SAMPLE,
    })),
    '%',
  );
  const shown = complaint.categories.slice(0, 10);
  const causes = paretoChart(
    shown.map((each) => ({
      label: each[language],
      value: each.count,
      text: link(count(each.count), { of: 'category', code: each.code }),
      cumulative: `${w.reached} ${percent(each.cumulative)}%`,
    })),
  );
  const causeRows = shown.map(
    (each): Line => [
      each[language],
      link(count(each.count), { of: 'category', code: each.code }),
      percent(current.received === 0 ? null : each.count / current.received),
      percent(each.cumulative),
    ],
  );
  const unknown = complaint.unknownDeadline > 0 ? w.unknownDeadline(count(complaint.unknownDeadline)) : undefined;
  const causeColumns = [
    { head: w.cause, left: true },
    { head: w.count, width: 26 },
    { head: `${w.share}（%）`, width: 26 },
    { head: `${w.reached}（%）`, width: 26 },
  ];
  return html`${title}${bar(findings.complaint)}${heading(context, 2, 'timeliness', w.s.timeliness)}${figure(`${w.figure} 3-1　${w.timeliness}`, w.interval, months)}${table(`${w.table} 3-1　${w.timeliness}`, columns, units, { note: unknown, sumLast: true })}${heading(context, 2, 'causes', w.s.causes)}${figure(`${w.figure} 3-2　${w.cause}`, `n=${count(current.received)}`, causes)}${table(`${w.table} 3-2　${w.cause}`, causeColumns, causeRows)}${context.author('complaint')}`;
}
