import { cssString, type Html, html, type PrintDocument, printDocument } from './print.ts';

/** A document that can stand alone or together with others in one file. */
export type PrintPart = PrintDocument & { readonly body: Html };

/**
 * Several documents as one: each begins on a new page and has its own headers and footers; pages are counted through.
 * One part is printed as it is.
 */
export function batchPrint(parts: readonly PrintPart[]): string {
  const [first] = parts;
  if (parts.length === 1 && first) return printDocument(first);
  const rules = parts.map((part, index) => {
    const margins = [
      ['top-left', part.headerLeft],
      ['top-right', part.headerRight],
      ['bottom-left', part.footerLeft],
      ['bottom-right', part.footerRight],
    ] as const;
    // the texts are data: written as strings that nothing can leave
    return `@page p${index}{${margins.map(([box, text]) => `@${box}{content:${cssString(text ?? '')}}`).join('')}}`;
  });
  return printDocument({
    title: first?.title ?? '',
    lang: first?.lang,
    css: rules.join(''),
    body: html`${parts.map(({ body }, index) => html`<section style="page:p${index}${index > 0 ? ';break-before:page' : ''}">${body}</section>`)}`,
  });
}
