import type { PrintPart } from '../kernel/batch.print.ts';
import { formatInstant } from '../kernel/dates.ts';
import { checkbox, type Html, html, printDocument, qrCode } from '../kernel/print.ts';
import type { Language } from '../standard/rule.words.ts';
import type { ScorecardContent } from '../standard/scorecard.schema.ts';
import { evidenceList, fieldRecord } from './evidence.print.ts';
import { type SheetOutcome, scoreSheet } from './inspection.rules.ts';
import { type InspectionDetail, inspectionMethods } from './inspection.schema.ts';
import { itemTable } from './item-table.print.ts';
import { type PrintWords, printWords } from './print.words.ts';
import { journeyPrint, type SheetJourney } from './review.print.ts';
import { reviewWords } from './review.words.ts';
import { computation, emptySummary } from './score-table.print.ts';

/** What a sheet is printed from. Without `sheet` it is the blank card; with `isBlank` the head is filled, the rest open. */
export interface SheetPrint {
  readonly card: ScorecardContent;
  readonly language: Language;
  readonly organizationName: string;
  readonly printedBy: string;
  readonly printedAt: string;
  readonly fingerprint: string;
  readonly qr: readonly (readonly boolean[])[];
  readonly sheet?: InspectionDetail | undefined;
  readonly isBlank?: boolean | undefined;
  /** `data:` addresses of pictures by evidence id */
  readonly pictures?: Readonly<Record<string, string>> | undefined;
  /** decisions about it and appeals against it */
  readonly journey?: SheetJourney | undefined;
}

function titleBlock(print: SheetPrint, words: PrintWords): Html {
  const { card, language, sheet } = print;
  const number = sheet
    ? html`<div class="sub" style="margin-top:1.2mm">${words.number}：<b class="hei">${sheet.number}</b></div>`
    : '';
  return html`<div class="top"><div><div class="sub">${print.organizationName}</div><div class="ttl" ${language === 'en' ? html`style="letter-spacing:0"` : ''}>${words.title}</div>
<div class="sub">（${words.lines[card.line]} · ${card.title[language]}）</div><div class="sub">${words.card(card.code, card.version, card.effectiveOn)}</div>${number}</div>${qrCode(print.qr, words.scan)}</div>`;
}

const clock = (at: string) => formatInstant(at).slice(11, 16);

function headTable(words: PrintWords, sheet: InspectionDetail | undefined, isFilled: boolean): Html {
  const row = (a: string, b: string | Html, c: string, d: string | Html) =>
    html`<tr style="height:7.4mm"><th class="k">${a}</th><td>${b}</td><th class="k">${c}</th><td>${d}</td></tr>`;
  const wide = (a: string, b: string | readonly Html[]) =>
    html`<tr style="height:7.4mm"><th class="k">${a}</th><td colspan="3">${b}</td></tr>`;
  const span =
    isFilled && sheet
      ? `${clock(sheet.startedAt)} ${words.to} ${sheet.submittedAt ? clock(sheet.submittedAt) : ''}`
      : words.spanOpen;
  const boxes = inspectionMethods.map((method) => checkbox(words.methods[method], sheet?.method === method));
  return html`<table class="g"><colgroup><col style="width:22mm"><col><col style="width:22mm"><col style="width:58mm"></colgroup>
${row(words.unit, sheet?.unitName ?? '', words.unitCode, sheet ? `${sheet.unitCode}` : '')}
${row(words.inspector, sheet?.inspectorName ?? '', words.companion, sheet?.companionNames ?? '')}
${row(words.day, sheet?.inspectedOn ?? words.dayOpen, words.span, span)}
${wide(words.method, boxes)}${sheet?.inspecteeNames ? wide(words.inspectee, sheet.inspecteeNames) : ''}${wide(words.sampling, sheet?.samplingNote ?? '')}</table>`;
}

/** Reference, impression and the people scored, where there are any. */
function headMore(language: Language, sheet: InspectionDetail): Html {
  const words = reviewWords[language];
  const staff = sheet.staff.map(({ code, name, post }) => [name, code, post].filter(Boolean).join(' ')).join('；');
  const rows = [
    [words.reference, sheet.reference],
    [words.staff, staff],
    [words.impression, sheet.impression],
  ].filter(([, text]) => text);
  if (rows.length === 0) return html``;
  return html`<table class="g" style="border-top:0"><colgroup><col style="width:22mm"><col></colgroup>${rows.map(([label, text]) => html`<tr style="height:7.4mm"><th class="k">${label}</th><td style="white-space:pre-wrap">${text}</td></tr>`)}</table>`;
}

function signatures(words: PrintWords, sheet: InspectionDetail | undefined): Html {
  const cell = (label: string, name: string) =>
    html`<td>${label}：${name && html`<div class="t3" style="margin-top:1mm">${name}</div>`}<span class="d">${words.dateOpen}</span></td>`;
  return html`<div class="sign"><table class="g"><tr>${cell(words.signInspector, sheet?.inspectorName ?? '')}${cell(words.signCompanion, sheet?.companionNames ?? '')}${cell(words.signUnit, '')}</tr>
<tr><td colspan="3" style="height:15mm">${words.opinion}：${checkbox(words.agree)}${checkbox(words.disagree)}<br>${words.reason}</td></tr></table></div>`;
}

const countPieces = (sheet: InspectionDetail) => {
  const counts: Record<string, number> = {};
  for (const { itemCode } of sheet.evidence) counts[itemCode] = (counts[itemCode] ?? 0) + 1;
  return counts;
};

/** The A4 sheet as a whole document: blank card, blank sheet with its head for the field, or the filled sheet. */
export const sheetPrint = (print: SheetPrint): string => printDocument(sheetPart(print));

/** {@link sheetPrint} before it is a document, to stand together with others. */
export function sheetPart(print: SheetPrint): PrintPart {
  const words = printWords[print.language];
  const { card, sheet, language } = print;
  const filled = sheet && !print.isBlank ? sheet : undefined;
  const outcome: SheetOutcome | undefined = filled && scoreSheet(card, filled.entries, countPieces(filled));
  const note = html`<p class="note">${words.note} <span class="veto">${words.veto}</span> ${words.noteEnd}${!filled && words.noteBlank}</p>`;
  const table = itemTable({ card, language, words, sheet: filled, outcome });
  const rest =
    filled && outcome
      ? html`${computation({ card, language, words, outcome, state: filled.state })}${evidenceList(words, filled, print.pictures ?? {})}`
      : html`${emptySummary({ card, language, words })}${fieldRecord(words)}`;
  const stamp = filled?.submittedAt
    ? `${words.entered} ${formatInstant(filled.submittedAt)}`
    : filled
      ? words.draft
      : `${words.printedBy} ${formatInstant(print.printedAt)}`;
  return {
    title: sheet ? `${words.title} ${sheet.number}` : `${words.title} ${card.code}`,
    lang: language === 'zh' ? 'zh-CN' : 'en',
    headerLeft: sheet ? `${words.title} · ${sheet.unitName}` : `${words.title}（${card.code} v${card.version}）`,
    headerRight: sheet ? `${words.number} ${sheet.number}` : card.code,
    footerLeft: `${words.printedBy} ${print.printedBy}`,
    footerRight: `${stamp}　${words.fingerprint} ${print.fingerprint.slice(0, 8)}`,
    body: html`${titleBlock(print, words)}${headTable(words, sheet, filled !== undefined)}${sheet && headMore(language, sheet)}${note}${table}${rest}${filled && journeyPrint(print.journey, language)}${signatures(words, sheet)}`,
  };
}
