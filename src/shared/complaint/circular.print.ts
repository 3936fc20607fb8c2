import type { PrintPart } from '../kernel/batch.print.ts';
import { dayOf, formatInstant } from '../kernel/dates.ts';
import { html } from '../kernel/print.ts';
import { conclusionWords } from './complaint.words.ts';
import type { ComplaintDetail } from './detail.schema.ts';
import { printWords } from './print.words.ts';
import type { PrintLanguage } from './sheet.tables.ts';

/** Founded complaints of one unit. */
export interface CircularPrint {
  readonly language: PrintLanguage;
  readonly organizationName: string;
  readonly printedBy: string;
  readonly printedAt: string;
  readonly unitName: string;
  readonly complaints: readonly { detail: ComplaintDetail; causeName: string }[];
}

/** 通报单: founded complaints brought before the unit that has to answer for them, with a receipt to send back. */
export function circularPart(print: CircularPrint): PrintPart {
  const { language, unitName, complaints, organizationName } = print;
  const words = printWords[language];
  const days = complaints.map(({ detail }) => formatInstant(detail.row.receivedAt).slice(0, 10)).sort();
  const rows = complaints.map(({ detail, causeName }, i) => {
    const { row } = detail;
    const clock = detail.clocks.find((one) => one.kind === 'finalResponse');
    const time = clock?.state === 'answered' ? words.inTime : clock?.state === 'answeredLate' ? words.late : '—';
    const done = [detail.measure, detail.correction, detail.prevention]
      .filter(Boolean)
      .join(language === 'zh' ? '；' : '; ');
    return html`<tr style="height:9mm"><td class="c">${i + 1}</td><td class="s nw">${row.number}</td><td class="c s nw">${formatInstant(row.receivedAt).slice(5, 10)}</td><td class="s">${language === 'zh' ? row.categoryZh : row.categoryEn}</td><td class="c s">${detail.conclusion && conclusionWords[detail.conclusion][language]}</td><td class="s">${causeName || '—'}</td><td class="s">${done || '—'}</td><td class="c s">${time === words.late ? html`<b>${time}</b>` : time}</td></tr>`;
  });
  const cell = (label: string) => html`<td>${label}${words.colon}<span class="d">${words.openDay}</span></td>`;
  const indent = language === 'zh' ? '2em' : '0';
  const widths = ['9mm', '29mm', '14mm', '26mm', '15mm', '22mm', '', '13mm'];
  return {
    title: `${words.circular} ${unitName}`,
    lang: language === 'zh' ? 'zh-CN' : 'en',
    headerLeft: `${words.circular} · ${unitName}`.slice(0, 30),
    headerRight: dayOf(print.printedAt),
    footerLeft: `${words.printedBy} ${print.printedBy}`,
    footerRight: formatInstant(print.printedAt),
    body: html`<div class="sub">${organizationName}</div><div class="ttl">${words.circular}</div><p style="margin-top:3mm">${words.circularTo(unitName)}</p><p style="text-indent:${indent};margin:1mm 0 3mm">${words.circularText(complaints.length, days[0] ?? '', days.at(-1) ?? '')}</p><table class="g"><colgroup>${widths.map((width) => (width ? html`<col style="width:${width}">` : html`<col>`))}</colgroup><thead><tr>${words.circularColumns.map((text) => html`<th>${text}</th>`)}</tr></thead><tbody>${rows}</tbody></table><p class="r" style="margin-top:4mm">${organizationName}　${dayOf(print.printedAt)}</p><div class="keep"><div class="sign"><table class="g"><tr>${cell(words.issuer)}${cell(words.receiver)}</tr></table></div><div style="border-top:.8pt dashed #777;margin:6mm 0 3mm"></div><div class="sub hei" style="font-size:12pt">${words.receipt}</div><p style="margin:2mm 0 22mm">${words.receiptText(unitName)}</p><div class="sign"><table class="g"><tr>${cell(words.receiver)}</tr></table></div></div>`,
  };
}
