import { formatPoints } from '../kernel/points.ts';
import { type Html, html } from '../kernel/print.ts';
import type { Language } from '../standard/rule.words.ts';
import type { ScorecardContent } from '../standard/scorecard.schema.ts';
import type { SheetOutcome } from './inspection.rules.ts';
import type { InspectionState } from './inspection.schema.ts';
import { conversionExpression } from './item-table.print.ts';
import { decimalPoints, ordinalOf, type PrintWords, plainPoints } from './print.words.ts';

interface Input {
  readonly card: ScorecardContent;
  readonly language: Language;
  readonly words: PrintWords;
}

/** Title of a grade. @param code null when there is no score */
export const gradeTitle = (card: ScorecardContent, code: string | null, language: Language): string =>
  card.grades.find((grade) => grade.code === code)?.title[language] ?? '—';

function sectionRows({ card, language, outcome }: Input & { outcome: SheetOutcome }): Html[] {
  return card.sections.flatMap((section, index) => {
    const result = outcome.sections[index];
    if (!result || section.kind === 'award') return [];
    const spread = result.spreadPoints > 0 ? plainPoints(result.spreadPoints) : '—';
    const points = result.points === null ? '—' : formatPoints(result.points, 3);
    return [
      html`<tr><td>${ordinalOf(index, language)}${language === 'zh' ? '、' : '. '}${section.title[language]}</td><td class="n">${plainPoints(section.fullPoints)}</td><td class="n">${decimalPoints(result.lostPoints)}</td><td class="n">${spread}</td><td class="n">${decimalPoints(result.earnedPoints)}</td><td class="c">${conversionExpression(result) || '—'}</td><td class="n">${points}</td></tr>`,
    ];
  });
}

const columns = ['50mm', '16mm', '16mm', '19mm', '18mm', '', '20mm'];
const colgroup = (widths: readonly string[]) =>
  html`<colgroup>${widths.map((width) => (width ? html`<col style="width:${width}">` : html`<col>`))}</colgroup>`;

/** Section table, both totals and what a critical hit did. */
export function computation(input: Input & { outcome: SheetOutcome; state: InspectionState }): Html {
  const { card, words, outcome, language } = input;
  const base = outcome.sections.filter((section) => section.kind === 'base');
  const awards = outcome.sections
    .filter((section) => section.kind === 'award')
    .reduce((total, section) => total + (section.points ?? 0), 0);
  const sum = (pick: (section: (typeof base)[number]) => number) =>
    base.reduce((total, section) => total + pick(section), 0);
  const spread = sum((section) => section.spreadPoints);
  const totalRow = html`<tr class="tot"><td>${words.sum}</td><td class="n">${plainPoints(sum((s) => s.fullPoints))}</td><td class="n">${decimalPoints(sum((s) => s.lostPoints))}</td><td class="n">${spread > 0 ? plainPoints(spread) : '—'}</td><td class="n">${decimalPoints(sum((s) => s.earnedPoints))}</td><td class="c">${words.awards} +${decimalPoints(awards)}</td><td class="n">${formatPoints(
    sum((s) => s.points ?? 0),
    3,
  )}</td></tr>`;
  const isWhole = outcome.unscored.length === 0;
  const shown = (points: number | null) => (!isWhole ? '' : points === null ? words.noScore : formatPoints(points));
  const hits = outcome.hits.map(
    (hit) =>
      html`${hit.itemCode} ${words.hitWord}：${words.vetoes[hit.effect]}${hit.grade && ` ≤ ${gradeTitle(card, hit.grade, language)}`}<br>`,
  );
  const bands = card.grades
    .map((grade, index) =>
      index === card.grades.length - 1
        ? `${grade.title[language]}<${plainPoints(card.grades[index - 1]?.fromPoints ?? 0)}`
        : `${grade.title[language]}≥${plainPoints(grade.fromPoints)}`,
    )
    .join('　');
  const big = (text: string) => html`<td class="c hei b" style="font-size:14pt">${text}</td>`;
  return html`<div class="keep"><h2 class="f">${words.computed}</h2><table class="g">${colgroup(columns)}<thead><tr>${words.computedColumns.map((each) => html`<th>${each}</th>`)}</tr></thead><tbody>${sectionRows(input)}${totalRow}</tbody></table>
<table class="g" style="margin-top:2mm">${colgroup(['24mm', '', '24mm', '42mm', '22mm', '28mm'])}
<tr style="height:13mm"><th class="k">${words.raw}</th>${big(shown(outcome.rawPoints))}<th class="k">${words.hit}</th><td class="c s">${hits.length > 0 ? hits : words.noHit}</td><th class="k">${words.effective}</th>${big(shown(outcome.effectivePoints))}</tr>
<tr style="height:11mm"><th class="k">${words.rawGrade}</th><td class="c">${isWhole && gradeTitle(card, outcome.rawGrade, language)}</td><th class="k">${words.bands}</th><td class="c s">${bands}</td><th class="k">${words.effectiveGrade}</th>${big(isWhole ? gradeTitle(card, outcome.effectiveGrade, language) : '')}</tr></table><p class="note">${words.rounding}</p></div>`;
}

/** The summary of a blank sheet, to be filled in by hand. */
export function emptySummary({ card, words, language }: Input): Html {
  const heads = [
    words.item,
    ...card.sections.map((section, index) =>
      section.kind === 'award'
        ? words.awards
        : language === 'zh'
          ? `第${ordinalOf(index, language)}节`
          : `${words.section} ${index + 1}`,
    ),
    words.raw,
    words.hit,
    words.effective,
    words.grade,
  ];
  const full = [
    words.full,
    ...card.sections.map((section) => `${section.kind === 'award' ? '+' : ''}${plainPoints(section.fullPoints)}`),
    plainPoints(card.fullPoints),
    '',
    '',
    '',
  ];
  const open = card.sections.map(() => html`<td></td>`);
  return html`<div class="keep"><h2 class="f">${words.summary}</h2><table class="g"><thead><tr>${heads.map((head) => html`<th>${head}</th>`)}</tr></thead><tbody><tr style="height:10mm">${full.map((cell) => html`<td class="c">${cell}</td>`)}</tr><tr style="height:12mm"><td class="c">${words.earned}</td>${open}<td></td><td class="c nw"><span class="box"></span>${words.noHit}</td><td></td><td></td></tr></tbody></table></div>`;
}
