import { type Html, html } from '../kernel/print.ts';
import type { BlockContext } from './report.print.ts';

/** Cells of one row of a table. */
export type Line = readonly (Html | string)[];

/** A heading that the contents list. Its id is where they lead: `b-` and a short name. */
export function heading({ headings }: BlockContext, level: 1 | 2, name: string, text: string): Html {
  const id = `b-${name}`;
  headings.push({ level, id, text });
  return level === 1 ? html`<h1 id="${id}">${text}</h1>` : html`<h2 id="${id}">${text}</h2>`;
}
/** The headline of a block. */
export const bar = (sentence: string) => html`<div class="find">${sentence}</div>`;

export interface Column {
  head: string;
  /** mm; the rest goes to the columns without */
  width?: number;
  left?: boolean;
}

/** 三线表 with its caption and note; a sum row is set off. */
export function table(
  caption: string,
  columns: readonly Column[],
  rows: readonly Line[],
  options: { note?: Html | string | undefined; sumLast?: boolean } = {},
): Html {
  const cols = columns.map(({ width }) => (width ? html`<col style="width:${width}mm">` : html`<col>`));
  const head = columns.map(({ head, left }) => html`<th class="${left ? 'l' : ''}">${head}</th>`);
  const body = rows.map(
    (row, index) =>
      html`<tr class="${options.sumLast && index === rows.length - 1 ? 'sum' : ''}">${row.map((cell, at) => html`<td class="${columns[at]?.left ? 'l' : ''}">${cell}</td>`)}</tr>`,
  );
  return html`<div class="cap">${caption}</div><table class="t3${rows.length > 18 ? ' long' : ''}"><colgroup>${cols}</colgroup><thead><tr>${head}</tr></thead><tbody>${body}</tbody></table>${options.note && html`<p class="src">${options.note}</p>`}`;
}

/** A drawing with its caption. */
export const figure = (caption: string, note: string, svg: Html) =>
  html`<figure><figcaption>${caption} <i>${note}</i></figcaption>${svg}</figure>`;
