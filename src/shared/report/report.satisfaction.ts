import { type Html, html } from '../kernel/print.ts';
import { MINIMUM_SAMPLE } from '../statistics/interval.ts';
import { intervalChart } from './report.charts.ts';
import type { ReportFigure } from './report.figure.ts';
import type { Findings } from './report.findings.ts';
import { count, decimal, range, signed } from './report.format.ts';
import { bar, figure, heading, type Line, table } from './report.parts.ts';
import type { BlockContext } from './report.print.ts';

/** 四 满意度: indices by simple means, named so. */
export function satisfactionBlockPage(context: BlockContext, findings: Findings): Html {
  const { words: w, snapshot, language, link } = context;
  const { satisfaction } = snapshot;
  const title = heading(context, 1, 'satisfaction', w.h.satisfaction);
  if (satisfaction.waves.length === 0)
    return html`${title}<p class="t">${w.noSurvey}</p>${context.author('satisfaction')}`;
  const verdicts = {
    increased: `${w.up}，${w.significant}`,
    decreased: `${w.down}，${w.significant}`,
    withinError: w.notSignificant,
    sampleTooSmall: w.small,
    noPrevious: w.none,
  };
  const columns = [
    { head: w.construct, left: true },
    { head: 'n', width: 16 },
    { head: w.index, width: 15 },
    { head: w.interval, width: 26 },
    { head: w.previous, width: 15 },
    { head: w.difference, width: 15 },
    { head: w.differenceInterval, width: 30 },
    { head: w.judgement, width: 24 },
  ];
  const section = heading(context, 2, 'index', w.s.index);
  const waves = satisfaction.waves.map((wave, index) => {
    const behind = (construct?: string): ReportFigure => ({
      of: 'submissions',
      waveId: wave.waveId,
      ...(construct ? { construct } : {}),
    });
    const rows = wave.constructs.map(
      (each): Line => [
        each[language],
        link(count(each.figure.n), behind(each.code)),
        link(decimal(each.figure.mean), behind(each.code)),
        range(each.figure.interval),
        each.previous === null ? w.none : decimal(each.previous),
        signed(each.difference),
        range(each.differenceInterval),
        verdicts[each.verdict],
      ],
    );
    const target = wave.constructs.find((each) => each.code === wave.target);
    const chart = intervalChart(
      wave.constructs.map((each) => ({
        label: each[language],
        value: each.figure.mean ?? 0,
        interval: each.figure.interval,
        text: link(decimal(each.figure.mean), behind(each.code)),
        isSmall: each.figure.n < MINIMUM_SAMPLE,
        isLow: false,
      })),
      {
        reference: target?.figure.mean ?? null,
        referenceLabel: target ? `${target[language]} ${decimal(target.figure.mean)}` : '',
        unit: '',
        bound: [0, 100],
      },
    );
    return html`<h3>${wave.name}（${wave.startOn} ${w.to} ${wave.endOn}，n=${link(count(wave.submissions), behind())}）</h3>${figure(`${w.figure} 4-${index + 1}　${wave.name}`, w.interval, chart)}${table(`${w.table} 4-${index + 1}　${wave.name}`, columns, rows)}`;
  });
  return html`${title}${bar(findings.satisfaction)}${section}<p class="src">${w.simpleMean}</p>${waves}${context.author('satisfaction')}`;
}
