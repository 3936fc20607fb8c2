import { type Html, html } from '../kernel/print.ts';
import { criticalSentence, type Language, ruleSentence } from '../standard/rule.words.ts';
import type { ScorecardContent, ScorecardItem, ScorecardSection } from '../standard/scorecard.schema.ts';
import { arithmeticTerm } from './arithmetic.ts';
import type { ItemOutcome, SectionOutcome, SheetOutcome } from './inspection.rules.ts';
import type { InspectionDetail } from './inspection.schema.ts';
import { decimalPoints, ordinalOf, type PrintWords, plainPoints } from './print.words.ts';

export interface TableInput {
  readonly card: ScorecardContent;
  readonly language: Language;
  readonly words: PrintWords;
  /** both absent on a blank sheet */
  readonly sheet: InspectionDetail | undefined;
  readonly outcome: SheetOutcome | undefined;
}

const widths = ['9.5mm', '30mm', '15mm', '47mm', '10mm', '11mm', '13.5mm', '12.5mm', ''];

/** `证 01` numbers of the pieces of an item, in the order of the list. */
function pieceNumbers(sheet: InspectionDetail, itemCode: string, words: PrintWords): string {
  const numbers = sheet.evidence.flatMap((piece, index) =>
    piece.itemCode === itemCode ? [String(index + 1).padStart(2, '0')] : [],
  );
  return numbers.length === 0 ? '' : `（${words.piece} ${numbers.join('、')}）`;
}

function remarks(input: TableInput, item: ScorecardItem, outcome: ItemOutcome): string {
  const { sheet, language, words } = input;
  if (!sheet) return '';
  const note = sheet.entries.find((entry) => entry.itemCode === item.code)?.note ?? '';
  const isChanged = outcome.lostPoints > 0 || (outcome.arithmetic?.kind === 'award' && (outcome.earnedPoints ?? 0) > 0);
  const sum = isChanged && outcome.arithmetic ? arithmeticTerm(outcome.arithmetic, language) : '';
  return `${[note, sum].filter(Boolean).join(language === 'zh' ? '；' : '; ')}${pieceNumbers(sheet, item.code, words)}`;
}

function pointCells(outcome: ItemOutcome, isAward: boolean): Html {
  if (outcome.state === 'unscored') return html`<td></td><td></td><td></td>`;
  const isOut = outcome.state === 'notApplicable';
  const lost = isAward
    ? '—'
    : outcome.lostPoints > 0
      ? html`<b class="hei">${decimalPoints(-outcome.lostPoints)}</b>`
      : isOut
        ? ''
        : '0';
  const earned =
    outcome.earnedPoints === null
      ? ''
      : `${isAward && outcome.earnedPoints > 0 ? '+' : ''}${decimalPoints(outcome.earnedPoints)}`;
  return html`<td class="c nw">${lost}</td><td class="c nw">${earned}</td><td class="c hei">${isOut && '√'}</td>`;
}

function itemRow(input: TableInput, section: ScorecardSection, item: ScorecardItem): Html {
  const { card, language, words } = input;
  const outcome = input.outcome?.items.find((each) => each.code === item.code);
  const isAward = section.kind === 'award';
  const veto =
    item.critical &&
    html` <span class="${outcome?.isCriticalHit ? 'veto hit' : 'veto'}">${words.vetoes[item.critical.effect]}</span>`;
  const rule = [ruleSentence(item, language), criticalSentence(card, item, language)]
    .filter(Boolean)
    .join(language === 'zh' ? '；' : '; ');
  const cells = outcome
    ? html`${pointCells(outcome, isAward)}<td class="s">${remarks(input, item, outcome)}</td>`
    : html`<td class="c">${isAward && '—'}</td><td></td><td class="c">${item.notApplicable !== 'notAllowed' && html`<span class="box" style="margin:0"></span>`}</td><td></td>`;
  return html`<tr style="height:${outcome ? '9.4mm' : '10.8mm'}"><td class="c nw">${item.code}</td><td>${item.title[language]}${veto}</td><td class="c nw">${item.clause.code}</td><td class="s">${rule}</td><td class="c">${isAward && '+'}${plainPoints(item.fullPoints)}</td>${cells}</tr>`;
}

/** How spreading came out, e.g. `13÷21×25`; empty when nothing was spread. */
export function conversionExpression(section: SectionOutcome): string {
  if (!section.conversion) return '';
  return `${plainPoints(section.earnedPoints)}÷${plainPoints(section.conversion.applicablePoints)}×${plainPoints(section.fullPoints)}`;
}

function totalRow(
  { words, language }: TableInput,
  section: ScorecardSection,
  ordinal: string,
  outcome: SectionOutcome | undefined,
): Html {
  if (section.kind === 'award') return html``;
  const label = words.sectionTotal(ordinal);
  if (!outcome)
    return html`<tr class="tot" style="height:9mm"><td colspan="4" class="r">${label}</td><td class="c">${plainPoints(section.fullPoints)}</td><td></td><td></td><td></td><td></td></tr>`;
  const spread = outcome.conversion
    ? words.spread(plainPoints(outcome.spreadPoints), conversionExpression(outcome))
    : '';
  const zeroed = outcome.isZeroed ? words.vetoes.zeroSection : '';
  return html`<tr class="tot" style="height:8mm"><td colspan="4" class="r">${label}</td><td class="c">${plainPoints(section.fullPoints)}</td><td class="c nw">${outcome.lostPoints > 0 ? decimalPoints(-outcome.lostPoints) : '0'}</td><td class="c nw">${outcome.points === null ? '—' : decimalPoints(outcome.points)}</td><td class="c">${outcome.spreadPoints > 0 && plainPoints(outcome.spreadPoints)}</td><td style="font:8pt/1.3 var(--tab)">${[zeroed, spread].filter(Boolean).join(language === 'zh' ? '；' : '; ')}</td></tr>`;
}

/** All sections with their items and subtotals. */
export function itemTable(input: TableInput): Html {
  const { card, words, language, outcome } = input;
  const sections = card.sections.map((section, index) => {
    const ordinal = ordinalOf(index, language);
    const limit = (section.kind === 'award' ? words.awardTitle : words.sectionTitle)(plainPoints(section.fullPoints));
    const result = outcome?.sections.find((each) => each.code === section.code);
    return html`<tr class="sec"><td colspan="9">${ordinal}${language === 'zh' ? '、' : '. '}${section.title[language]}${limit}</td></tr>${section.items.map((item) => itemRow(input, section, item))}${totalRow(input, section, ordinal, result)}`;
  });
  return html`<table class="g" style="margin-top:2mm"><colgroup>${widths.map((width) => (width ? html`<col style="width:${width}">` : html`<col>`))}</colgroup><thead><tr>${words.columns.map((column) => html`<th>${column}</th>`)}</tr></thead><tbody>${sections}</tbody></table>`;
}
