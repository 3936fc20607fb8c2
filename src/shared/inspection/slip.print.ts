import type { PrintPart } from '../kernel/batch.print.ts';
import { formatInstant } from '../kernel/dates.ts';
import { formatPoints } from '../kernel/points.ts';
import { checkbox, type Html, html } from '../kernel/print.ts';
import { type Language, ruleSentence } from '../standard/rule.words.ts';
import { deductionSentence } from './deduction.words.ts';
import { type ItemOutcome, scoreSheet } from './inspection.rules.ts';
import type { InspectionDetail, ScoredStaff } from './inspection.schema.ts';
import { type NoticeSheet, standingSheet } from './notice.print.ts';
import { decimalPoints, printWords } from './print.words.ts';
import { type ReviewWords, reviewWords } from './review.words.ts';

export interface Slip extends NoticeSheet {
  readonly language: Language;
  readonly organizationName: string;
  readonly printedBy: string;
  readonly printedAt: string;
  readonly person: ScoredStaff;
}

function itemRow(language: Language, sheet: InspectionDetail, outcome: ItemOutcome): Html {
  const item = sheet.card.content.sections
    .flatMap((section) => section.items)
    .find((each) => each.code === outcome.code);
  if (!item) return html``;
  const note = sheet.entries.find((entry) => entry.itemCode === outcome.code)?.note ?? '';
  const sum = outcome.arithmetic ? deductionSentence(outcome.arithmetic, language) : '';
  const lost = outcome.lostPoints > 0 ? html`<b class="hei">${decimalPoints(-outcome.lostPoints)}</b>` : '0';
  const earned = outcome.earnedPoints === null ? '' : decimalPoints(outcome.earnedPoints);
  return html`<tr style="height:9mm"><td class="c nw">${outcome.code}</td><td>${item.title[language]}${outcome.isCriticalHit && html` <span class="veto hit">${printWords[language].veto}</span>`}</td><td class="s">${ruleSentence(item, language)}</td><td class="s">${sum}</td><td class="n">${lost}</td><td class="n">${earned}</td><td class="s">${note}</td></tr>`;
}

function itemTable(words: ReviewWords, language: Language, sheet: InspectionDetail, staffId: string): Html {
  const codes = new Set(
    sheet.entries.filter((entry) => entry.staffIds?.includes(staffId)).map((entry) => entry.itemCode),
  );
  const items = scoreSheet(sheet.card.content, sheet.entries).items.filter((item) => codes.has(item.code));
  if (items.length === 0) return html`<p>${words.slipNone}</p>`;
  const sum = (pick: (item: ItemOutcome) => number) => items.reduce((total, item) => total + pick(item), 0);
  const widths = ['10mm', '28mm', '34mm', '32mm', '12mm', '12mm', ''];
  return html`<table class="g"><colgroup>${widths.map((width) => (width ? html`<col style="width:${width}">` : html`<col>`))}</colgroup><thead><tr>${words.slipColumns.map((text) => html`<th>${text}</th>`)}</tr></thead><tbody>${items.map((item) => itemRow(language, sheet, item))}<tr class="tot" style="height:8mm"><td colspan="4" class="r">${words.slipSum}</td><td class="n">${decimalPoints(-sum((item) => item.lostPoints))}</td><td class="n">${decimalPoints(sum((item) => item.earnedPoints ?? 0))}</td><td></td></tr></tbody></table>`;
}

/** 个人得分单: what of a sheet was put down to one person, with rule and arithmetic, to be signed. */
export function slipPart(slip: Slip): PrintPart {
  const { language, person } = slip;
  const words = reviewWords[language];
  const sheet = standingSheet(slip);
  const { review } = slip.journey;
  const points = review.revisedPoints ?? review.effectivePoints;
  const row = (a: string, b: string, c: string, d: string) =>
    html`<tr style="height:8mm"><th class="k">${a}</th><td>${b}</td><th class="k">${c}</th><td>${d}</td></tr>`;
  const day = printWords[language].dateOpen;
  return {
    title: `${words.slipTitle} ${person.name} ${sheet.number}`,
    lang: language === 'zh' ? 'zh-CN' : 'en',
    headerLeft: `${words.slipTitle} · ${person.name}`.slice(0, 30),
    headerRight: sheet.number,
    footerLeft: `${words.printedBy} ${slip.printedBy}`,
    footerRight: `${formatInstant(slip.printedAt)}${sheet.fingerprint ? `　${words.fingerprint} ${sheet.fingerprint.slice(0, 8)}` : ''}`,
    body: html`<div class="sub">${slip.organizationName}</div><div class="ttl">${words.slipTitle}</div>
<table class="g" style="margin-top:2mm"><colgroup><col style="width:24mm"><col><col style="width:24mm"><col></colgroup>${row(words.slipPerson, person.name, words.slipCode, person.code)}${row(words.slipPost, person.post, words.slipUnit, sheet.unitName)}${row(words.slipSheet, sheet.number, words.slipDay, sheet.inspectedOn)}${row(words.inspector, sheet.inspectorName, words.slipTotal, points === null ? '—' : formatPoints(points))}</table>
<h2 class="f">${words.slipItems}</h2>${itemTable(words, language, sheet, person.staffId)}<p class="note">${words.slipShared}</p>
<div class="sign"><table class="g"><tr><td>${words.inspector}：<span class="hand">${sheet.inspectorName}</span><span class="d">${day}</span></td><td>${words.slipSign}：<span class="d">${day}</span></td></tr><tr><td colspan="2" style="height:15mm">${words.slipOpinion}：${checkbox(words.agree)}${checkbox(words.appeal)}</td></tr></table></div>`,
  };
}
