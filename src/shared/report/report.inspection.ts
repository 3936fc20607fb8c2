import { type Html, html } from '../kernel/print.ts';
import { MINIMUM_SAMPLE } from '../statistics/interval.ts';
import { intervalChart, paretoChart } from './report.charts.ts';
import type { ReportFigure } from './report.figure.ts';
import type { Findings } from './report.findings.ts';
import { count, decimal, percent, range } from './report.format.ts';
import { bar, figure, heading, type Line, table } from './report.parts.ts';
import type { BlockContext } from './report.print.ts';
import type { MeanFigure } from './report.schema.ts';

/** 二 检查评分: per line, never mixed. */
export function inspectionBlockPage(context: BlockContext, findings: Findings): Html {
  const { words: w, snapshot, language, link } = context;
  const { inspection } = snapshot;
  const title = heading(context, 1, 'inspection', w.h.inspection);
  const waiting = inspection.unpublished ? html`<p class="t">${w.unpublished(count(inspection.unpublished))}</p>` : '';
  if (inspection.total.n === 0)
    return html`${title}<p class="t">${w.noInspection}</p>${waiting}${context.author('inspection')}`;
  const lines = inspection.lines.map((line, index) => {
    const name = w.line[line.line] ?? line.line;
    const heads = heading(context, 2, `inspection-${line.line}`, `${name}：${w.s.ranking}`);
    const grades = line.grades.map(
      (grade, at) =>
        html`${at > 0 && '　'}${grade[language]} ${link(count(grade.count), { of: 'grade', line: line.line, title: grade.zh })}`,
    );
    const row = (label: string, rank: string, figure: MeanFigure, behind: ReportFigure): Line => [
      rank,
      label,
      link(count(figure.n), behind),
      link(decimal(figure.mean, 2), behind),
      range(figure.interval),
      decimal(figure.sd, 2),
    ];
    const sheetsOf = (unitId?: string): ReportFigure => ({
      of: 'sheets',
      line: line.line,
      ...(unitId ? { unitId } : {}),
    });
    const rows = [
      ...line.units.map((unit) =>
        row(unit.name, unit.rank === null ? '—' : String(unit.rank), unit.figure, sheetsOf(unit.unitId)),
      ),
      row(w.total, '', line.total, sheetsOf()),
    ];
    const columns = [
      { head: w.rank, width: 14 },
      { head: w.unit, left: true },
      { head: 'n', width: 18 },
      { head: w.mean, width: 22 },
      { head: w.interval, width: 34 },
      { head: w.sd, width: 20 },
    ];
    const chart = intervalChart(
      line.units.map(({ unitId, name, figure }) => ({
        label: name,
        value: figure.mean ?? 0,
        interval: figure.interval,
        text: link(`${decimal(figure.mean)}（n=${count(figure.n)}）`, sheetsOf(unitId)),
        isSmall: figure.n < MINIMUM_SAMPLE,
        isLow: figure.n >= MINIMUM_SAMPLE && (figure.interval?.high ?? 100) < (line.total.mean ?? 0),
      })),
      {
        reference: line.total.mean,
        referenceLabel: `${w.whole2} ${decimal(line.total.mean)}`,
        unit: '',
        bound: [0, 100],
      },
    );
    return html`${heads}${figure(`${w.figure} 2-${index + 1}　${name}`, `n=${count(line.total.n)}`, chart)}${table(`${w.table} 2-${index + 1}　${name}`, columns, rows, { note: html`${w.grade}：${grades}`, sumLast: true })}`;
  });
  const lost = inspection.lostItems;
  let reached = 0;
  const bars = paretoChart(
    lost.map((item) => {
      reached += item.share;
      return {
        label: item[language],
        value: item.lost,
        text: link(`${decimal(item.lost, 1)}（${item.count}）`, { of: 'lostItem', code: item.code, title: item.zh }),
        cumulative: `${w.reached} ${percent(reached)}%`,
      };
    }),
  );
  return html`${title}${bar(findings.inspection)}${waiting}${lines}${heading(context, 2, 'lost', w.s.lost)}${figure(`${w.figure} 2-${inspection.lines.length + 1}　${w.s.lost}`, `${w.lost}（${w.times}）`, bars)}${context.author('inspection')}`;
}
