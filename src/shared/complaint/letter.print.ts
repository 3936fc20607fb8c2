import type { PrintPart } from '../kernel/batch.print.ts';
import { dayOf, formatInstant } from '../kernel/dates.ts';
import { html } from '../kernel/print.ts';
import { channelWords, conclusionWords } from './complaint.words.ts';
import type { ComplaintDetail } from './detail.schema.ts';
import { yuanText } from './event.words.ts';
import { printWords } from './print.words.ts';
import type { PrintLanguage } from './sheet.tables.ts';

/** What an answer to a customer is printed from; the only paper with the customer's name in full. */
export interface LetterPrint {
  readonly language: PrintLanguage;
  readonly organizationName: string;
  readonly printedAt: string;
  readonly customerName: string;
  readonly detail: ComplaintDetail;
}

/** A text as it goes on within a sentence: without the stop it was written with. */
const unstopped = (text: string) => text.trim().replace(/[。．.；;]+$/u, '');

/** 投诉答复函: conclusion, what was done, what keeps it from happening again, and the remedies left (ISO 10002:2018, 8.8–8.9). */
export function letterPart({ language, organizationName, printedAt, customerName, detail }: LetterPrint): PrintPart {
  const words = printWords[language];
  const { row, compensation } = detail;
  const answered = detail.events.find((event) => event.type === 'responded');
  const done = [answered?.note, detail.measure].filter(Boolean).map((text) => unstopped(text as string));
  const conclusion = detail.conclusion ? conclusionWords[detail.conclusion][language] : '';
  const answers = [
    conclusion && words.letterConclusion(conclusion),
    done.length > 0 && words.letterMeasure([...new Set(done)].join(language === 'zh' ? '；' : '; ')),
    compensation?.state === 'approved' &&
      words.letterCompensation(yuanText(compensation.amountCents), compensation.form),
    detail.prevention && words.letterPrevention(unstopped(detail.prevention)),
  ].filter(Boolean);
  const paragraphs = [
    words.letterText(
      formatInstant(row.receivedAt).slice(0, 10),
      channelWords[row.channel][language],
      row.content.length > 120 ? `${row.content.slice(0, 120)}…` : unstopped(row.content),
    ),
    ...answers.map((text, i) => `${words.letterNumber(i)}${text}`),
    words.letterRemedy,
    words.letterReply,
    words.letterThanks,
  ];
  const indent = language === 'zh' ? '2em' : '0';
  return {
    title: `${words.letter} ${row.number}`,
    lang: language === 'zh' ? 'zh-CN' : 'en',
    headerLeft: organizationName.slice(0, 30),
    headerRight: `${words.number} ${row.number}`,
    body: html`<div style="font-size:12pt;line-height:1.9"><div class="ttl" style="margin:8mm 0 6mm">${words.letter}</div><p>${words.dear(customerName || (language === 'zh' ? '客户' : 'customer'))}</p>${paragraphs.map((text) => text && html`<p style="text-indent:${indent};margin-top:2mm">${text}</p>`)}<p class="r" style="margin-top:14mm">${organizationName}</p><p class="r">${dayOf(printedAt)}</p></div>`,
  };
}
