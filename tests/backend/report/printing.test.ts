import { describe, expect, it } from 'vitest';
import { type Html, html, printDocument, raw } from '#shared/kernel/print.ts';
import { reportHtml } from '#shared/report/report.print.ts';
import { chromiumPrinter, findChromium } from '../../../src/main/backend/platform/pdf/chromium.pdf.ts';
import { destinationPages } from '../../../src/main/backend/platform/pdf/destinations.ts';
import { builtPage } from '../../unit/report/report.builder.ts';

const never = new AbortController().signal;
const named = process.env.CHROMIUM_PATH;
const find = () => named ?? findChromium();

describe('pages of headings', () => {
  it('reads nothing out of what is no PDF of Chromium', () => {
    expect(destinationPages(new Uint8Array())).toEqual(new Map());
    expect(
      destinationPages(new TextEncoder().encode('%PDF-1.7\ntrailer <</Root 7 0 R>>\nstartxref\n9\n%%EOF')),
    ).toEqual(new Map());
  });

  it.skipIf(!find())('finds each heading on the page it was printed on', { timeout: 90_000 }, async () => {
    const names = Array.from({ length: 23 }, (_, index) => `b-part-${index + 1}`);
    const pages: Html[] = names.map((id) => html`<h1 id="${id}" style="break-before:page">${id}</h1>`);
    const links = names.map((id) => html`<a href="#${id}">${id}</a>${raw('<br>')}`);
    const pdf = await chromiumPrinter(find).render(
      printDocument({ title: 'x', bodyClass: 'rep', body: html`${links}${pages}` }),
      never,
    );
    expect([...destinationPages(pdf)].sort((a, b) => a[1] - b[1])).toEqual(names.map((id, index) => [id, index + 2]));
  });

  it.skipIf(!find())(
    'are those that the contents of a report name, in both languages',
    { timeout: 90_000 },
    async () => {
      for (const language of ['zh', 'en'] as const) {
        const printer = chromiumPrinter(find);
        const first = destinationPages(await printer.render(reportHtml(builtPage(), { language }), never));
        expect(first.get('b-summary')).toBe(3);
        const numbered = reportHtml(builtPage(), { language, pages: first });
        // The numbers fit into the room kept for them: nothing has moved.
        expect(destinationPages(await printer.render(numbered, never))).toEqual(first);
        const named = [...numbered.matchAll(/href="#([^"]+)">.*?class="pg">(\d*)</g)].map(([, id, page]) => [
          id,
          Number(page),
        ]);
        expect(named.length).toBeGreaterThan(8);
        expect(named).toEqual(named.map(([id]) => [id, first.get(String(id))]));
      }
    },
  );
});
