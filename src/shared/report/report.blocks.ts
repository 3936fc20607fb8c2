import { formatInstant } from '../kernel/dates.ts';
import { type Html, html } from '../kernel/print.ts';
import { MINIMUM_SAMPLE } from '../statistics/interval.ts';
import { intervalChart, monthChart, paretoChart } from './report.charts.ts';
import { type Findings, rateChange } from './report.findings.ts';
import { count, decimal, percent, percentRange, range, signed } from './report.format.ts';
import type { BlockContext } from './report.print.ts';
import { evidence } from './report.rules.ts';
import type { MeanFigure, RateFigure } from './report.schema.ts';

const heading = (id: string, text: string) => html`<h1 id="b-${id}">${text}</h1>`;
const bar = (sentence: string) => html`<div class="find">${sentence}</div>`;

interface Column {
  head: string;
  /** mm; the rest goes to the columns without */
  width?: number;
  left?: boolean;
}

/** 三线表 with its caption and note; a sum row is set off. */
function table(
  caption: string,
  columns: readonly Column[],
  rows: readonly (readonly (Html | string)[])[],
  options: { note?: string | undefined; sumLast?: boolean } = {},
): Html {
  const cols = columns.map(({ width }) => (width ? html`<col style="width:${width}mm">` : html`<col>`));
  const head = columns.map(({ head, left }) => html`<th class="${left ? 'l' : ''}">${head}</th>`);
  const body = rows.map(
    (row, index) =>
      html`<tr class="${options.sumLast && index === rows.length - 1 ? 'sum' : ''}">${row.map((cell, at) => html`<td class="${columns[at]?.left ? 'l' : ''}">${cell}</td>`)}</tr>`,
  );
  return html`<div class="cap">${caption}</div><table class="t3${rows.length > 18 ? ' long' : ''}"><colgroup>${cols}</colgroup><thead><tr>${head}</tr></thead><tbody>${body}</tbody></table>${options.note && html`<p class="src">${options.note}</p>`}`;
}

const figure = (caption: string, note: string, svg: Html) =>
  html`<figure><figcaption>${caption} <i>${note}</i></figcaption>${svg}</figure>`;

/** 一 摘要. */
export function summaryBlock(context: BlockContext, findings: Findings): Html {
  const { words } = context;
  const points = findings.points.map((sentence, index) => html`<p class="t">${index + 1}. ${sentence}</p>`);
  return html`${heading('summary', words.h.summary)}${bar(findings.summary)}<h2>${words.s.points}</h2>${points}<h2>${words.s.figures}</h2>${mainFigures(context)}<h2>${words.s.words}</h2>${context.author('summary')}`;
}

type Line = readonly (Html | string)[];

function mainFigures(context: BlockContext): Html {
  const { words: w, snapshot, link } = context;
  const { inspection, complaint, satisfaction, period, scope } = snapshot;
  const path = evidence.complaints(period, scope.unitId);
  const now = complaint.current;
  const before = complaint.previous;
  const year = complaint.lastYear;
  const rate = (label: string, pick: (from: typeof now) => RateFigure): Line => {
    const figure = pick(now);
    const was = rateChange(figure, before ? pick(before) : null);
    const ago = rateChange(figure, year ? pick(year) : null);
    const verdict = { up: w.up, down: w.down, same: w.notSignificant, small: w.small, none: w.none }[was.verdict];
    return [
      label,
      count(figure.n),
      link(percent(figure.rate), path),
      percentRange(figure.interval),
      before ? percent(pick(before).rate) : w.none,
      signed(was.points),
      year ? percent(pick(year).rate) : w.none,
      signed(ago.points),
      verdict,
    ];
  };
  const plain = (label: string, pick: (from: typeof now) => number | null, digits: number): Line => {
    const value = pick(now);
    const against = (other: typeof before) => {
      const old = other ? pick(other) : null;
      return [
        other && old !== null ? decimal(old, digits) : w.none,
        old === null || value === null ? '—' : signed(value - old, digits),
      ];
    };
    return [
      label,
      count(now.received),
      link(decimal(value, digits), path),
      '—',
      ...against(before),
      ...against(year),
      '—',
    ];
  };
  const score: Line = meanLine(
    context,
    w.score,
    inspection.total,
    inspection.previous,
    inspection.lastYear,
    evidence.inspections(period, scope.unitId),
  );
  const waves = satisfaction.waves.flatMap((wave): Line[] => {
    const target = wave.constructs.find((each) => each.code === wave.target);
    if (!target) return [];
    const verdict = {
      increased: w.up,
      decreased: w.down,
      withinError: w.notSignificant,
      sampleTooSmall: w.small,
      noPrevious: w.none,
    }[target.verdict];
    const year = target.lastYear;
    return [
      [
        wave.name,
        count(target.figure.n),
        link(decimal(target.figure.mean), evidence.wave(wave.waveId, scope.unitId)),
        range(target.figure.interval),
        target.previous === null ? w.none : decimal(target.previous),
        signed(target.difference),
        year === null ? w.none : decimal(year),
        year === null || target.figure.mean === null ? '—' : signed(target.figure.mean - year),
        verdict,
      ],
    ];
  });
  const columns = [
    { head: w.indicator, left: true },
    { head: 'n', width: 14 },
    { head: w.now, width: 14 },
    { head: w.interval, width: 24 },
    { head: w.previous, width: 13 },
    { head: w.change, width: 14 },
    { head: w.lastYear, width: 16 },
    { head: w.yearChange, width: 14 },
    { head: w.judgement, width: 15 },
  ];
  return table(
    `${w.table} 1　${w.s.figures.replace(/^（.）|^[\d.]+ /, '')}`,
    columns,
    [
      score,
      plain(w.received, (each) => each.received, 0),
      rate(w.timeliness, (each) => each.timeliness),
      rate(w.founded, (each) => each.founded),
      plain(w.median, (each) => each.medianHours, 1),
      ...waves,
    ],
    { note: w.insufficient },
  );
}

function meanLine(
  { words: w, link }: BlockContext,
  label: string,
  now: MeanFigure,
  before: MeanFigure | null,
  year: MeanFigure | null,
  path: string,
): Line {
  const against = (other: MeanFigure | null) => [
    other?.mean == null ? w.none : decimal(other.mean),
    other?.mean == null || now.mean === null ? '—' : signed(now.mean - other.mean),
  ];
  const small = before?.mean == null ? w.none : now.n < MINIMUM_SAMPLE || before.n < MINIMUM_SAMPLE ? w.small : '—';
  return [
    label,
    count(now.n),
    link(decimal(now.mean), path),
    range(now.interval),
    ...against(before),
    ...against(year),
    small,
  ];
}

/** 二 检查评分: per line, never mixed. */
export function inspectionBlockPage(context: BlockContext, findings: Findings): Html {
  const { words: w, snapshot, language, link } = context;
  const { inspection, period, scope } = snapshot;
  if (inspection.total.n === 0)
    return html`${heading('inspection', w.h.inspection)}<p class="t">${w.noInspection}</p>${context.author('inspection')}`;
  const lines = inspection.lines.map((line, index) => {
    const name = w.line[line.line] ?? line.line;
    const grades = line.grades.map((grade) => `${language === 'zh' ? grade.zh : grade.en} ${grade.count}`).join('　');
    const row = (label: string, rank: string, figure: MeanFigure, unitId: string | null): Line => [
      rank,
      label,
      link(count(figure.n), evidence.inspections(period, unitId)),
      decimal(figure.mean, 2),
      range(figure.interval),
      decimal(figure.sd, 2),
    ];
    const rows = [
      ...line.units.map((unit) =>
        row(unit.name, unit.rank === null ? '—' : String(unit.rank), unit.figure, unit.unitId),
      ),
      row(w.total, '', line.total, scope.unitId),
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
      line.units.map(({ name, figure }) => ({
        label: name,
        value: figure.mean ?? 0,
        interval: figure.interval,
        text: `${decimal(figure.mean)}（n=${count(figure.n)}）`,
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
    return html`<h2>${name}：${w.s.ranking}</h2>${figure(`${w.figure} 2-${index + 1}　${name}`, `n=${count(line.total.n)}`, chart)}${table(`${w.table} 2-${index + 1}　${name}`, columns, rows, { note: `${w.grade}：${grades}`, sumLast: true })}`;
  });
  const lost = inspection.lostItems;
  let reached = 0;
  const bars = paretoChart(
    lost.map((item) => {
      reached += item.share;
      return {
        label: language === 'zh' ? item.zh : item.en,
        value: item.lost,
        text: `${decimal(item.lost, 1)}（${item.count}）`,
        cumulative: `${w.reached} ${percent(reached)}%`,
      };
    }),
  );
  return html`${heading('inspection', w.h.inspection)}${bar(findings.inspection)}${lines}<h2>${w.s.lost}</h2>${figure(`${w.figure} 2-L　${w.s.lost}`, `${w.lost}（${w.times}）`, bars)}${context.author('inspection')}`;
}

/** 三 投诉闭环. */
export function complaintBlockPage(context: BlockContext, findings: Findings): Html {
  const { words: w, snapshot, link, language } = context;
  const { complaint, period, scope } = snapshot;
  const { current } = complaint;
  if (current.received === 0 && current.timeliness.n === 0)
    return html`${heading('complaint', w.h.complaint)}<p class="t">${w.noComplaint}</p>${context.author('complaint')}`;
  const isLow = (rate: RateFigure) =>
    rate.n >= MINIMUM_SAMPLE && (rate.interval?.high ?? 1) < (current.timeliness.rate ?? 0);
  const row = (name: string, received: number, rate: RateFigure, overdue: number, unitId: string | null): Line => {
    const path = evidence.complaints(period, unitId);
    const verdict = rate.n < MINIMUM_SAMPLE ? w.small : isLow(rate) ? w.down : w.notSignificant;
    return [
      name,
      link(count(received), path),
      count(rate.n),
      count(rate.hits),
      percent(rate.rate),
      percentRange(rate.interval),
      link(count(overdue), evidence.overdue(unitId)),
      unitId === scope.unitId ? '' : verdict,
    ];
  };
  const units = [
    ...complaint.units.map((unit) => row(unit.name, unit.received, unit.timeliness, unit.overdue, unit.unitId)),
    row(w.total, current.received, current.timeliness, complaint.overdue, scope.unitId),
  ];
  const columns = [
    { head: w.unit, left: true },
    { head: w.received.replace(/（.*/, ''), width: 19 },
    { head: w.due, width: 16 },
    { head: w.inTime, width: 16 },
    { head: w.timeliness, width: 25 },
    { head: w.interval, width: 26 },
    { head: w.overdue, width: 19 },
    { head: w.judgement, width: 16 },
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
      label: language === 'zh' ? each.zh : each.en,
      value: each.count,
      text: count(each.count),
      cumulative: `${w.reached} ${percent(each.cumulative)}%`,
    })),
  );
  const causeRows = shown.map(
    (each): Line => [
      language === 'zh' ? each.zh : each.en,
      link(count(each.count), evidence.complaints(period, scope.unitId, each.code ? { category: each.code } : {})),
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
  return html`${heading('complaint', w.h.complaint)}${bar(findings.complaint)}<h2>${w.s.timeliness}</h2>${figure(`${w.figure} 3-1　${w.timeliness}`, w.interval, months)}${table(`${w.table} 3-1　${w.timeliness}`, columns, units, { note: unknown, sumLast: true })}<h2>${w.s.causes}</h2>${figure(`${w.figure} 3-2　${w.cause}`, `n=${count(current.received)}`, causes)}${table(`${w.table} 3-2　${w.cause}`, causeColumns, causeRows)}${context.author('complaint')}`;
}

/** 四 满意度: indices by simple means, named so. */
export function satisfactionBlockPage(context: BlockContext, findings: Findings): Html {
  const { words: w, snapshot, language, link } = context;
  const { satisfaction, scope } = snapshot;
  if (satisfaction.waves.length === 0)
    return html`${heading('satisfaction', w.h.satisfaction)}<p class="t">${w.noSurvey}</p>${context.author('satisfaction')}`;
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
  const waves = satisfaction.waves.map((wave, index) => {
    const rows = wave.constructs.map(
      (each): Line => [
        language === 'zh' ? each.zh : each.en,
        count(each.figure.n),
        link(decimal(each.figure.mean), evidence.wave(wave.waveId, scope.unitId, each.code)),
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
        label: language === 'zh' ? each.zh : each.en,
        value: each.figure.mean ?? 0,
        interval: each.figure.interval,
        text: decimal(each.figure.mean),
        isSmall: each.figure.n < MINIMUM_SAMPLE,
        isLow: false,
      })),
      {
        reference: target?.figure.mean ?? null,
        referenceLabel: target ? `${language === 'zh' ? target.zh : target.en} ${decimal(target.figure.mean)}` : '',
        unit: '',
        bound: [0, 100],
      },
    );
    return html`<h3>${wave.name}（${wave.startOn} ${w.to} ${wave.endOn}，n=${count(wave.submissions)}）</h3>${figure(`${w.figure} 4-${index + 1}　${wave.name}`, w.interval, chart)}${table(`${w.table} 4-${index + 1}　${wave.name}`, columns, rows)}`;
  });
  return html`${heading('satisfaction', w.h.satisfaction)}${bar(findings.satisfaction)}<h2>${w.s.index}</h2><p class="src">${w.simpleMean}</p>${waves}${context.author('satisfaction')}`;
}

/** 五 短板与建议: what the numbers say, then what the author asks for. */
export function shortcomingBlockPage(context: BlockContext, findings: Findings): Html {
  const { words: w, snapshot, language, link } = context;
  const isShare = (kind: string) => kind === 'unitTimeliness' || kind === 'category' || kind === 'lostItem';
  const rows = snapshot.shortcomings.map((each, index): Line => {
    const value = isShare(each.kind) ? `${percent(each.value)}%` : decimal(each.value);
    return [
      String(index + 1),
      language === 'zh' ? each.zh : each.en,
      count(each.n),
      link(value, each.evidence),
      isShare(each.kind) ? percentRange(each.interval) : range(each.interval),
    ];
  });
  const columns = [
    { head: '', width: 8 },
    { head: w.shortcoming, left: true },
    { head: 'n', width: 20 },
    { head: w.value, width: 22 },
    { head: w.interval, width: 32 },
  ];
  const list =
    rows.length === 0
      ? html`<p class="t">${w.noShortcoming}</p>`
      : table(`${w.table} 5-1　${w.shortcoming}`, columns, rows);
  return html`${heading('shortcoming', w.h.shortcoming)}${bar(findings.shortcoming)}<h2>${w.s.list}</h2>${list}<h2>${w.s.measures}</h2>${context.author('shortcoming')}`;
}

/** 附录: definitions, error, data and fingerprints. */
export function appendixBlock(context: BlockContext): Html {
  const { words: w, snapshot } = context;
  const methods = table(
    '',
    [
      { head: w.indicator, width: 28, left: true },
      { head: w.numerator, width: 34, left: true },
      { head: w.denominator, width: 30, left: true },
      { head: w.exclusions, left: true },
    ],
    w.methods,
  );
  const data = table(
    '',
    [
      { head: w.source.inspection === '检查评分' ? '数据' : 'Data', width: 34, left: true },
      { head: w.records, width: 22 },
      { head: w.asOf, width: 34 },
      { head: w.sha, left: true },
    ],
    snapshot.fingerprints.map(
      (print): Line => [
        w.source[print.source],
        count(print.count),
        formatInstant(snapshot.asOf),
        html`<span class="hash">${print.sha256.slice(0, 32)}</span>`,
      ],
    ),
  );
  return html`${heading('appendix', w.h.appendix)}<h2 style="margin-top:0">${w.s.method}</h2>${methods}<h2>${w.s.error}</h2><p class="t" style="font-size:10pt">${w.error}</p><h2>${w.s.data}</h2>${data}<p class="src" style="margin-top:1.5mm">${w.methodVersion} ${snapshot.methodVersion}　${w.whole}：<span class="hash">${snapshot.fingerprint}</span></p><h2>${w.s.note}</h2>${context.author('appendix')}`;
}
