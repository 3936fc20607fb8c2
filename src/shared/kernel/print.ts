import { printCss } from './print.css.ts';

/** A piece of HTML that is safe to put into a page as it is. Only {@link html} and {@link raw} make one. */
export class Html {
  readonly text: string;
  constructor(text: string) {
    this.text = text;
  }
  toString(): string {
    return this.text;
  }
}

/** What may stand between the pieces of an {@link html} template. `null`, `undefined` and `false` print nothing. */
export type HtmlValue = Html | string | number | null | undefined | false | readonly HtmlValue[];

const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

/** Makes a text safe inside elements and quoted attributes. */
export const escapeHtml = (text: string): string =>
  text.replace(/[&<>"']/g, (character) => entities[character] as string);

/** Marks a text as finished HTML. Only for texts the program itself wrote, never for data. */
export const raw = (text: string): Html => new Html(text);

function print(value: HtmlValue): string {
  if (value instanceof Html) return value.text;
  if (value === null || value === undefined || value === false) return '';
  if (Array.isArray(value)) return value.map(print).join('');
  return escapeHtml(String(value));
}

/** Tagged template: everything interpolated is escaped, except what is {@link Html} already; arrays are joined. */
export function html(pieces: TemplateStringsArray, ...values: readonly HtmlValue[]): Html {
  return new Html(pieces.reduce((text, piece, index) => text + print(values[index - 1]) + piece));
}

/**
 * A text as a CSS string, for custom properties inside a style element: quotes, backslashes, line ends and `<` are
 * written as escapes, so that no text can leave the string, the declaration or the element.
 */
export function cssString(text: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what must be escaped
  return `"${text.replace(/["\\<>\x00-\x1f\x7f]/g, (character) => `\\${character.charCodeAt(0).toString(16).padStart(6, '0')}`)}"`;
}

export interface PrintDocument {
  readonly title: string;
  readonly lang?: 'zh-CN' | 'en' | undefined;
  /** texts of the page margins; at most about 30 Chinese characters each */
  readonly headerLeft?: string | undefined;
  readonly headerRight?: string | undefined;
  readonly footerLeft?: string | undefined;
  readonly footerRight?: string | undefined;
  /** class of the body, `rep` for reports */
  readonly bodyClass?: string | undefined;
  /** further rules of this document; written by the program, never taken from data */
  readonly css?: string | undefined;
  readonly body: Html | string;
}

const pageWords = { 'zh-CN': ['第 ', ' 页　共 ', ' 页'], en: ['Page ', ' of ', ''] } as const;

/**
 * A whole document for print, PDF and preview. Its policy forbids scripts and every request: what it shows is inside it.
 * @param document texts are escaped here; `body` must come from {@link html}
 */
export function printDocument(document: PrintDocument): string {
  const lang = document.lang ?? 'zh-CN';
  const [before, between, after] = pageWords[lang];
  const margins = {
    'hd-l': document.headerLeft,
    'hd-r': document.headerRight,
    'ft-l': document.footerLeft,
    'ft-r': document.footerRight,
    'pg-a': before,
    'pg-b': between,
    'pg-c': after,
  };
  const properties = Object.entries(margins).map(([name, text]) => `--${name}:${cssString(text ?? '')};`);
  return `<!doctype html>
<html lang="${lang}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; img-src data:; font-src data:; base-uri 'none'; form-action 'none'">
<title>${escapeHtml(document.title)}</title>
<style>${printCss}:root{${properties.join('')}}${document.css ?? ''}</style>
</head>
<body${document.bodyClass ? ` class="${escapeHtml(document.bodyClass)}"` : ''}>
${document.body.toString()}
</body>
</html>
`;
}

/** One person who signs: the name and day are printed when known, and left open for the pen otherwise. */
export interface Signature {
  readonly label: string;
  readonly name?: string | null | undefined;
  readonly on?: string | null | undefined;
}

const signatureWords = {
  zh: { colon: '：', open: '　　　　年　　月　　日' },
  en: { colon: ': ', open: 'Date:　　　　　　　　' },
} as const;

/** Signature row; never split from itself by a page break. */
export function signatureBlock(signatures: readonly Signature[], language: 'zh' | 'en' = 'zh'): Html {
  const words = signatureWords[language];
  const cells = signatures.map(
    ({ label, name, on }) =>
      html`<td>${label}${words.colon}<span class="hand">${name}</span><span class="d">${on ?? words.open}</span></td>`,
  );
  return html`<div class="sign"><table class="g"><tr>${cells}</tr></table></div>`;
}

/** A box to tick with its label. */
export const checkbox = (label: string, checked = false): Html =>
  html`<span class="opt"><span class="${checked ? 'box on' : 'box'}"></span>${label}</span>`;

/**
 * A QR code with its label.
 * @param modules rows of dark (true) and light modules
 */
export function qrCode(modules: readonly (readonly boolean[])[], label: string): Html {
  const path = modules
    .flatMap((line, y) => line.flatMap((isDark, x) => (isDark ? [`M${x} ${y}h1v1h-1z`] : [])))
    .join('');
  const size = modules.length + 8;
  return html`<div class="qr"><svg viewBox="-4 -4 ${size} ${size}" shape-rendering="crispEdges" role="img" aria-label="QR"><path d="${path}"/></svg><div>${label}</div></div>`;
}
