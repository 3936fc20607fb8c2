import { type Html, html } from '../kernel/print.ts';
import { MINIMUM_SAMPLE } from '../statistics/interval.ts';
import { type Findings, rateChange } from './report.findings.ts';
import { count, decimal, percent, percentRange, range, signed } from './report.format.ts';
import { bar, heading, type Line, table } from './report.parts.ts';
import type { BlockContext } from './report.print.ts';
import type { InspectionBlock, RateFigure } from './report.schema.ts';

/** 一 摘要. */
export function summaryBlock(context: BlockContext, findings: Findings): Html {
  const { words } = context;
  const points = findings.points.map((sentence, index) => html`<p class="t">${index + 1}. ${sentence}</p>`);
  return html`${heading(context, 1, 'summary', words.h.summary)}${bar(findings.summary)}${heading(context, 2, 'points', words.s.points)}${points}${heading(context, 2, 'figures', words.s.figures)}${mainFigures(context)}${heading(context, 2, 'words', words.s.words)}${context.author('summary')}`;
}

function mainFigures(context: BlockContext): Html {
  const { words: w, snapshot, language, link } = context;
  const { inspection, complaint, satisfaction } = snapshot;
  const now = complaint.current;
  const before = complaint.previous;
  const year = complaint.lastYear;
  const rate = (label: string, of: 'due' | 'decided', pick: (from: typeof now) => RateFigure): Line => {
    const figure = pick(now);
    const was = rateChange(figure, before ? pick(before) : null);
    const ago = rateChange(figure, year ? pick(year) : null);
    const verdict = { up: w.up, down: w.down, same: w.notSignificant, small: w.small, none: w.none }[was.verdict];
    return [
      label,
      link(count(figure.n), { of }),
      link(percent(figure.rate), { of }),
      percentRange(figure.interval),
      before ? link(percent(pick(before).rate), { of, at: 'previous' }) : w.none,
      signed(was.points),
      year ? link(percent(pick(year).rate), { of, at: 'lastYear' }) : w.none,
      signed(ago.points),
      verdict,
    ];
  };
  const plain = (label: string, pick: (from: typeof now) => number | null, digits: number): Line => {
    const value = pick(now);
    const against = (at: 'previous' | 'lastYear') => {
      const other = complaint[at];
      const old = other ? pick(other) : null;
      return [
        other && old !== null ? link(decimal(old, digits), { of: 'received', at }) : w.none,
        old === null || value === null ? '—' : signed(value - old, digits),
      ];
    };
    return [
      label,
      link(count(now.received), { of: 'received' }),
      link(decimal(value, digits), { of: 'received' }),
      '—',
      ...against('previous'),
      ...against('lastYear'),
      '—',
    ];
  };
  const score = scoreLine(context, inspection);
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
    const behind = { of: 'submissions', waveId: wave.waveId, construct: target.code } as const;
    return [
      [
        wave.name,
        link(count(target.figure.n), behind),
        link(decimal(target.figure.mean), behind),
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
    { head: 'n', width: 12 },
    { head: w.now, width: 13 },
    { head: w.interval, width: 24 },
    { head: w.previous, width: 12 },
    { head: w.change, width: 12 },
    { head: w.lastYear, width: 15 },
    { head: w.yearChange, width: 12 },
    { head: w.judgement, width: language === 'en' ? 19 : 14 },
  ];
  return table(
    `${w.table} 1　${w.s.figures.replace(/^（.）|^[\d.]+ /, '')}`,
    columns,
    [
      score,
      plain(w.received, (each) => each.received, 0),
      rate(w.timeliness, 'due', (each) => each.timeliness),
      rate(w.founded, 'decided', (each) => each.founded),
      plain(w.median, (each) => each.medianHours, 1),
      ...waves,
    ],
    { note: w.insufficient },
  );
}

function scoreLine({ words: w, link }: BlockContext, inspection: InspectionBlock): Line {
  const { total: now, previous } = inspection;
  const against = (at: 'previous' | 'lastYear') => {
    const mean = inspection[at]?.mean ?? null;
    return [
      mean === null ? w.none : link(decimal(mean), { of: 'sheets', at }),
      mean === null || now.mean === null ? '—' : signed(now.mean - mean),
    ];
  };
  const isSmall = now.n < MINIMUM_SAMPLE || (previous?.n ?? 0) < MINIMUM_SAMPLE;
  return [
    w.score,
    link(count(now.n), { of: 'sheets' }),
    link(decimal(now.mean), { of: 'sheets' }),
    range(now.interval),
    ...against('previous'),
    ...against('lastYear'),
    previous?.mean == null ? w.none : isSmall ? w.small : '—',
  ];
}
