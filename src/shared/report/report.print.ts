import { dayOf, formatInstant } from '../kernel/dates.ts';
import { type Html, html, printDocument, raw, signatureBlock } from '../kernel/print.ts';
import { type PrintWords, printWords } from './print.words.ts';
import { appendixBlock, shortcomingBlockPage } from './report.closing.ts';
import { complaintBlockPage } from './report.complaint.ts';
import { figureText, type ReportFigure } from './report.figure.ts';
import { findingsOf } from './report.findings.ts';
import { inspectionBlockPage } from './report.inspection.ts';
import { satisfactionBlockPage } from './report.satisfaction.ts';
import type { ReportLanguage, ReportRow, ReportSnapshot } from './report.schema.ts';
import { summaryBlock } from './report.summary.ts';
import { titleIn } from './report.words.ts';

/** All that a printed report is made of. */
export interface ReportPage {
  readonly report: Pick<
    ReportRow,
    'number' | 'title' | 'state' | 'authorName' | 'reviewerName' | 'signerName' | 'reviewedAt' | 'signedAt' | 'issuedAt'
  > & { readonly createdAt: string };
  readonly snapshot: ReportSnapshot;
  readonly texts: Readonly<Record<string, string>>;
}

/** A line of the contents. */
export interface Heading {
  readonly level: 1 | 2;
  readonly id: string;
  readonly text: string;
}

/** What every block gets: the words, and how to link a number to its rows. */
export interface BlockContext extends ReportPage {
  readonly language: ReportLanguage;
  readonly words: PrintWords;
  /** headings met so far, in the order of the page */
  readonly headings: Heading[];
  /** wraps a number in a link to the rows behind it on screen; leaves it plain on paper */
  link(text: string, figure: ReportFigure): Html;
  /** the author's words of a block as paragraphs */
  author(block: string): Html;
}

export interface PageOptions {
  readonly language: ReportLanguage;
  readonly links?: boolean;
  readonly pages?: ReadonlyMap<string, number>;
}

const css = `@page{margin:24mm 22mm 21mm 26mm}
.ev-link{color:inherit;text-decoration:underline dotted #1f4e9e;text-underline-offset:2px;cursor:pointer}
.ev-link:hover,.ev-link:focus{background:#e3edfd;outline:1px solid #1f4e9e}
.own{border-left:1.6pt solid #7a5af8;padding-left:2.4mm;margin:1mm 0 2mm}
.toc a{color:inherit;text-decoration:none;display:flex;flex:1;align-items:baseline}
.rep p.src,.rep table.t3 tr.sum{break-before:avoid}
.toc .pg{width:8mm;text-align:right}
.rep h3{font:700 10.5pt/1.4 var(--hei);margin:3mm 0 .8mm;break-after:avoid}
@media screen{body{max-width:none;width:210mm;margin:0 auto;padding:14mm 22mm 14mm 26mm;box-shadow:none}.cover{height:255mm}.rep h1{border-top:1pt solid #ccc;margin-top:9mm;padding-top:6mm}.rep h1,.rep h2,.cover{scroll-margin-top:4mm}}`;

/**
 * The whole report as it prints: cover, contents, blocks, appendix, signatures.
 * @param options `links` marks each number with the figure whose rows are behind it (`data-figure`), for the preview in the
 * window; `pages` are the pages of the headings by id, for the contents, known only after the report was set once
 */
export function reportHtml(page: ReportPage, options: PageOptions): string {
  const { report, snapshot } = page;
  const words = printWords[options.language];
  const context: BlockContext = {
    ...page,
    language: options.language,
    words,
    headings: [],
    link: (text, figure) =>
      options.links && /\d/.test(text)
        ? html`<a class="ev-link" tabindex="0" role="link" data-figure="${figureText(figure)}">${text}</a>`
        : html`${text}`,
    author: (block) => authorText(page.texts[block] ?? '', options.links === true),
  };
  const findings = findingsOf(snapshot, options.language);
  const title = titleIn({ ...report, periodKey: snapshot.period.key }, options.language);
  // The blocks come first: they say which headings the contents list.
  const blocks = [
    summaryBlock,
    inspectionBlockPage,
    complaintBlockPage,
    satisfactionBlockPage,
    shortcomingBlockPage,
    appendixBlock,
  ].map((block) => block(context, findings));
  const body = html`${cover(context, title)}${contents(context, options.pages)}${blocks}${signatures(context)}`;
  return printDocument({
    title,
    lang: options.language === 'zh' ? 'zh-CN' : 'en',
    headerLeft: title.length > 40 ? `${title.slice(0, 39)}…` : title,
    headerRight: `${words.number} ${report.number}`,
    footerLeft: report.state === 'issued' ? `${words.asOf} ${formatInstant(snapshot.asOf)}` : words.draft,
    footerRight: `${words.fingerprint} ${snapshot.fingerprint.slice(0, 16)}`,
    bodyClass: 'rep',
    css,
    body,
  });
}

function authorText(text: string, marked: boolean): Html {
  const paragraphs = text
    .split(/\n+/)
    .filter((line) => line.trim())
    .map((line) => html`<p class="t">${line.trim()}</p>`);
  if (paragraphs.length === 0) return html``;
  return marked ? html`<div class="own">${paragraphs}</div>` : html`${paragraphs}`;
}

/** A long title breaks where it reads well: after the period. */
function titleLines(title: string): Html {
  const at = title.search(/服务质量|, (?=Q|H|\d{4})/);
  return at > 3 ? html`${title.slice(0, at)}${raw('<br>')}${title.slice(at).replace(/^, /, '')}` : html`${title}`;
}

function cover({ report, snapshot, words }: BlockContext, title: string): Html {
  const { period, scope } = snapshot;
  const cell = (name: string | null, at: string | null) =>
    html`<td class="c"><span class="hand" style="font-size:15pt">${name}</span><br><span class="s">${at ? dayOf(at) : '　'}</span></td>`;
  const isWhole = scope.unitName === scope.organizationName || scope.unitName === '';
  return html`<section class="cover" id="b-cover">
<div style="display:flex;justify-content:space-between;font:11pt var(--tab)"><span>${words.number}：${report.number}</span><span>${words.internal}</span></div>
<div style="margin-top:46mm;text-align:center;font:700 17pt/1.6 var(--hei);letter-spacing:.08em">${scope.organizationName}${!isWhole && html`<br>${scope.unitName}`}</div>
<div style="border-top:2pt solid var(--acc);margin:5mm 0 9mm"></div>
<div style="text-align:center;font:700 27pt/1.55 var(--hei)">${titleLines(title)}</div>
<div style="text-align:center;font:13pt/2 var(--body);margin-top:8mm">${words.period}　${period.startOn} ${words.to} ${period.endOn}<br>${words.asOf}　${formatInstant(snapshot.asOf)}</div>
<div style="margin-top:auto"><table class="g" style="font-size:11pt;table-layout:fixed"><tr style="height:12mm"><th class="k" style="font-size:11pt">${words.author}</th><th class="k" style="font-size:11pt">${words.reviewer}</th><th class="k" style="font-size:11pt">${words.signer}</th></tr>
<tr style="height:21mm">${cell(report.authorName, report.createdAt)}${cell(report.reviewerName, report.reviewerName ? report.reviewedAt : null)}${cell(report.signerName, report.signedAt)}</tr></table>
<div style="text-align:center;font:13pt/1.8 var(--body);margin-top:9mm">${report.issuedAt ? dayOf(report.issuedAt) : words.draft}</div></div></section>`;
}

/** The contents; a page that isn't known yet leaves its room open, so that nothing moves once it is. */
function contents({ words, headings }: BlockContext, pages?: ReadonlyMap<string, number>): Html {
  const lines = headings.map(({ level, id, text }) => {
    const name = level === 1 ? html`<b>${text}</b>` : html`<span>${text}</span>`;
    return html`<div class="ln${level === 2 ? ' lv2' : ''}"><a href="#${id}">${name}<span class="dots"></span><span class="pg">${pages?.get(id)}</span></a></div>`;
  });
  return html`<div style="break-before:page;text-align:center;font:700 18pt/1.5 var(--hei);margin:4mm 0 5mm">${words.toc}</div><div class="toc">
${lines}</div><p class="note" style="margin-top:8mm">${words.reading}</p>`;
}

function signatures({ report, words }: BlockContext): Html {
  const label = (text: string) => text.replace(/　/g, '');
  return signatureBlock([
    { label: label(words.author), name: report.authorName, on: dayOf(report.createdAt) },
    {
      label: label(words.reviewer),
      name: report.reviewerName,
      on: report.reviewerName && report.reviewedAt ? dayOf(report.reviewedAt) : undefined,
    },
    { label: label(words.signer), name: report.signerName, on: report.signedAt ? dayOf(report.signedAt) : undefined },
  ]);
}
