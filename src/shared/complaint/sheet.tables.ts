import { html } from '../kernel/print.ts';

export type PrintLanguage = 'zh' | 'en';

/** Widths of a table’s columns, e.g. `20mm`; an empty one takes what is left. */
export const columns = (widths: readonly string[]) =>
  html`<colgroup>${widths.map((width) => (width ? html`<col style="width:${width}">` : html`<col>`))}</colgroup>`;
/** The head of a table, repeated on every page. */
export const heads = (texts: readonly string[]) =>
  html`<thead><tr>${texts.map((text) => html`<th>${text}</th>`)}</tr></thead>`;
/** `h:mm`. @param seconds whole minutes of them are told */
export const hoursText = (seconds: number) =>
  `${Math.floor(seconds / 3600)}:${String(Math.floor((seconds % 3600) / 60)).padStart(2, '0')}`;
/** `h:mm` of minutes. */
export const minutesText = (minutes: number) => hoursText(minutes * 60);
/** Heading of a part of the sheet. @param small said beside it in small print */
export const heading = (text: string, small = '') =>
  html`<h2 class="f">${text}${small && html`<small>${small}</small>`}</h2>`;
