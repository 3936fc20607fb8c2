import type { PrintPart } from '../kernel/batch.print.ts';
import { dayOf, formatInstant } from '../kernel/dates.ts';
import { formatPoints } from '../kernel/points.ts';
import { checkbox, type Html, html } from '../kernel/print.ts';
import { type Language, ruleSentence } from '../standard/rule.words.ts';
import { standingEntries } from './appeal.rules.ts';
import { deductionSentence } from './deduction.words.ts';
import { type ItemOutcome, scoreSheet } from './inspection.rules.ts';
import type { InspectionDetail } from './inspection.schema.ts';
import { decimalPoints, ordinalOf, printWords } from './print.words.ts';
import type { SheetJourney } from './review.print.ts';
import { type ReviewWords, reviewWords } from './review.words.ts';
import { gradeTitle } from './score-table.print.ts';

/** A published sheet with its way. */
export interface NoticeSheet {
  readonly sheet: InspectionDetail;
  readonly journey: SheetJourney;
}
/** What a unit is told about its scores. All sheets are of one unit. */
export interface Notice {
  readonly language: Language;
  readonly organizationName: string;
  readonly printedBy: string;
  readonly printedAt: string;
  readonly sheets: readonly NoticeSheet[];
}

const columns = (widths: readonly string[]) =>
  html`<colgroup>${widths.map((width) => (width ? html`<col style="width:${width}">` : html`<col>`))}</colgroup>`;
const heads = (texts: readonly string[]) =>
  html`<thead><tr>${texts.map((text) => html`<th>${text}</th>`)}</tr></thead>`;

/** The sheet as it stands, accepted revisions in their places. */
export function standingSheet({ sheet, journey }: NoticeSheet): InspectionDetail {
  const accepted = journey.appeals.flatMap(({ itemCode, round, revisedEntry }) =>
    revisedEntry ? [{ itemCode, round, revisedEntry }] : [],
  );
  return { ...sheet, entries: standingEntries(sheet.entries, accepted) };
}

const finalPoints = ({ journey }: NoticeSheet) => journey.review.revisedPoints ?? journey.review.effectivePoints;
const finalGrade = ({ journey }: NoticeSheet) =>
  journey.review.revisedPoints === null ? journey.review.effectiveGrade : journey.review.revisedGrade;

function sheetTable(words: ReviewWords, notice: Notice): Html {
  const rows = notice.sheets.map((each, index) => {
    const { sheet, journey } = each;
    const points = finalPoints(each);
    const both = journey.review.revisedPoints !== null && journey.review.effectivePoints !== null;
    const shown = points === null ? '—' : formatPoints(points);
    return html`<tr style="height:9mm"><td class="c">${index + 1}</td><td class="s nw">${sheet.number}</td><td class="s">${sheet.card.content.title[notice.language]}</td><td class="c s nw">${sheet.inspectedOn}</td><td class="c">${sheet.inspectorName}</td><td class="n"><b class="hei">${shown}</b>${both && html`<br><span class="xs">${words.was} ${formatPoints(journey.review.effectivePoints ?? 0)}</span>`}</td><td class="c">${gradeTitle(sheet.card.content, finalGrade(each), notice.language)}</td><td class="c s nw">${journey.review.appealUntil ?? '—'}</td></tr>`;
  });
  return html`<h2 class="f">${words.noticeSheets}</h2><table class="g">${columns(['9mm', '31mm', '', '21mm', '19mm', '19mm', '17mm', '22mm'])}${heads(words.noticeSheetColumns)}<tbody>${rows}</tbody></table>`;
}

function itemRow(words: ReviewWords, language: Language, sheet: InspectionDetail, outcome: ItemOutcome): Html {
  const item = sheet.card.content.sections
    .flatMap((section) => section.items)
    .find((each) => each.code === outcome.code);
  if (!item) return html``;
  const note = sheet.entries.find((entry) => entry.itemCode === outcome.code)?.note ?? '';
  const pieces = sheet.evidence.filter((piece) => piece.itemCode === outcome.code).length;
  const shown = pieces > 0 ? words.evidenceCount(pieces) : '';
  const remarks = note && shown ? `${note}（${shown}）` : note || shown;
  const hit = outcome.isCriticalHit && html` <span class="veto hit">${printWords[language].veto}</span>`;
  const sum = outcome.arithmetic ? deductionSentence(outcome.arithmetic, language) : '';
  return html`<tr style="height:9mm"><td class="c nw">${outcome.code}</td><td>${item.title[language]}${hit}</td><td class="s">${ruleSentence(item, language)}</td><td class="s">${sum}</td><td class="n"><b class="hei">${decimalPoints(-outcome.lostPoints)}</b></td><td class="s">${remarks}</td></tr>`;
}

function lossTable(words: ReviewWords, language: Language, each: NoticeSheet, index: number): Html {
  const sheet = standingSheet(each);
  const outcome = scoreSheet(sheet.card.content, sheet.entries);
  const lost = outcome.items.filter((item) => item.lostPoints > 0 || item.isCriticalHit);
  const heading = html`<h2 class="f">${words.noticeItems(ordinalOf(index + 1, language), sheet.number)}</h2>`;
  if (lost.length === 0) return html`<div class="keep">${heading}<p>${words.noticeNothing}</p></div>`;
  return html`${heading}<table class="g">${columns(['10mm', '28mm', '36mm', '33mm', '13mm', ''])}${heads(words.noticeItemColumns)}<tbody>${lost.map((item) => itemRow(words, language, sheet, item))}</tbody></table>`;
}

function receipt(words: ReviewWords, unit: string, language: Language): Html {
  const day = printWords[language].dateOpen;
  const cell = (label: string) => html`<td>${label}：<span class="d">${day}</span></td>`;
  return html`<div class="keep"><div class="sign"><table class="g"><tr>${cell(words.issueBy)}${cell(words.receive)}</tr></table></div>
<div style="border-top:.8pt dashed #777;margin:6mm 0 3mm"></div><div class="sub hei" style="font-size:12pt">${words.receipt}</div><p style="margin:2mm 0">${words.receiptText(unit)}</p><p>${checkbox(words.agree)}${checkbox(words.appeal)}</p><div class="sign"><table class="g"><tr>${cell(words.receive)}</tr></table></div></div>`;
}

/** 评分通报: the scores of a unit, what each item cost by which rule, its right to appeal with the last day, and a receipt. */
export function noticePart(notice: Notice): PrintPart {
  const { language } = notice;
  const words = reviewWords[language];
  const first = notice.sheets[0];
  const unit = first?.sheet.unitName ?? '';
  const scored = notice.sheets.flatMap((each) => finalPoints(each) ?? []);
  const mean = scored.length === 0 ? '—' : formatPoints(scored.reduce((sum, each) => sum + each, 0) / scored.length);
  const until = [...new Set(notice.sheets.map(({ journey }) => journey.review.appealUntil ?? '—'))];
  const numbers = [...new Set(notice.sheets.map(({ journey }) => journey.review.publicationNumber ?? '—'))].join('、');
  const right = until.length === 1 && until[0] !== '—' ? words.noticeRight(until[0] as string) : words.noticeNoRight;
  return {
    title: `${words.noticeTitle} ${unit}`,
    lang: language === 'zh' ? 'zh-CN' : 'en',
    headerLeft: `${words.noticeTitle} · ${unit}`.slice(0, 30),
    headerRight: notice.sheets.length === 1 ? (first?.sheet.number ?? '') : numbers.slice(0, 40),
    footerLeft: `${words.printedBy} ${notice.printedBy}`,
    footerRight: formatInstant(notice.printedAt),
    body: html`<div class="sub">${notice.organizationName}</div><div class="ttl">${words.noticeTitle}</div><div class="sub">${words.noticeSub}</div><div class="sub">${words.number}：${numbers}</div>
<table class="g" style="margin-top:2mm"><tr style="height:8mm"><th class="k">${words.noticeUnit}</th><td colspan="3">${unit}</td></tr><tr style="height:8mm"><th class="k">${words.noticeCount}</th><td>${notice.sheets.length}</td><th class="k">${words.noticeMean}</th><td>${mean}</td></tr></table>
<p style="margin:3mm 0 0;text-indent:${language === 'zh' ? '2em' : '0'}">${words.noticeText(unit, notice.sheets.length)}</p>${sheetTable(words, notice)}${notice.sheets.map((each, index) => lossTable(words, language, each, index))}<p style="margin:3mm 0 0;text-indent:${language === 'zh' ? '2em' : '0'}">${right}</p><p class="r" style="margin-top:2mm">${notice.organizationName}　${dayOf(notice.printedAt)}</p>${receipt(words, unit, language)}`,
  };
}
