import { formatInstant } from '../kernel/dates.ts';
import { type Html, html } from '../kernel/print.ts';
import { parseFigure } from './report.figure.ts';
import type { Findings } from './report.findings.ts';
import { count, decimal, percent, percentRange, range } from './report.format.ts';
import { bar, heading, type Line, table } from './report.parts.ts';
import type { BlockContext } from './report.print.ts';

/** 五 短板与建议: what the numbers say, then what the author asks for. */
export function shortcomingBlockPage(context: BlockContext, findings: Findings): Html {
  const { words: w, snapshot, language, link } = context;
  const isShare = (kind: string) => kind === 'unitTimeliness' || kind === 'category' || kind === 'lostItem';
  const rows = snapshot.shortcomings.map((each, index): Line => {
    const value = isShare(each.kind) ? `${percent(each.value)}%` : decimal(each.value);
    const behind = parseFigure(each.evidence);
    return [
      String(index + 1),
      each[language],
      behind ? link(count(each.n), behind) : count(each.n),
      behind ? link(value, behind) : value,
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
  return html`${heading(context, 1, 'shortcoming', w.h.shortcoming)}${bar(findings.shortcoming)}${heading(context, 2, 'list', w.s.list)}${list}${heading(context, 2, 'measures', w.s.measures)}${context.author('shortcoming')}`;
}

const allOf = {
  inspection: { of: 'sheets' },
  complaint: { of: 'complaints' },
  survey: { of: 'submissions' },
} as const;

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
        context.link(count(print.count), allOf[print.source]),
        formatInstant(snapshot.asOf),
        html`<span class="hash">${print.sha256.slice(0, 32)}</span>`,
      ],
    ),
  );
  return html`${heading(context, 1, 'appendix', w.h.appendix)}<h2 style="margin-top:0">${w.s.method}</h2>${methods}<h2>${w.s.error}</h2><p class="t" style="font-size:10pt">${w.error}</p><h2>${w.s.data}</h2>${data}<p class="src" style="margin-top:1.5mm">${w.methodVersion} ${snapshot.methodVersion}　${w.whole}：<span class="hash">${snapshot.fingerprint}</span></p>${context.texts.appendix?.trim() && html`<h2>${w.s.note}</h2>${context.author('appendix')}`}`;
}
