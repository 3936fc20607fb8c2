/** Objects of a PDF as Chromium writes it: one plain cross-reference table, dictionaries that aren't compressed. */
function objectsOf(text: string): (id: number) => string {
  const start = Number(/startxref\s+(\d+)\s+%%EOF\s*$/.exec(text)?.[1] ?? Number.NaN);
  const table = Number.isNaN(start) ? null : /^xref\s+0 (\d+)\s+/.exec(text.slice(start, start + 40));
  if (!table) return () => '';
  const first = start + table[0].length;
  return (id) => {
    // each entry of the table takes 20 bytes, ten of them the offset
    const offset = Number(text.slice(first + id * 20, first + id * 20 + 10));
    return Number.isNaN(offset) ? '' : text.slice(offset, text.indexOf('endobj', offset));
  };
}

const reference = (object: string, key: string): number | undefined => {
  const found = new RegExp(`/${key} (\\d+) 0 R`).exec(object)?.[1];
  return found === undefined ? undefined : Number(found);
};

/** Ids of the pages in their order. */
function pagesBelow(object: (id: number) => string, id: number, depth = 0): number[] {
  const kids = /\/Kids\s*\[([^\]]*)\]/.exec(object(id))?.[1];
  if (kids === undefined || depth > 20) return [id];
  return [...kids.matchAll(/(\d+) 0 R/g)].flatMap(([, kid]) => pagesBelow(object, Number(kid), depth + 1));
}

/**
 * Pages, from 1, of the places inside a document that its own links lead to, by the id of the element. Chromium writes
 * such a place for each id that some `<a href="#id">` names.
 * @param pdf a document rendered by Chromium
 * @returns nothing for a document of any other making: its places can't be read
 */
export function destinationPages(pdf: Uint8Array): Map<string, number> {
  const text = Buffer.from(pdf.buffer, pdf.byteOffset, pdf.byteLength).toString('latin1');
  const object = objectsOf(text);
  const root = reference(text.slice(text.lastIndexOf('trailer')), 'Root');
  if (root === undefined) return new Map();
  const tree = reference(object(root), 'Pages');
  const places = reference(object(root), 'Dests');
  if (tree === undefined || places === undefined) return new Map();
  const pageOf = new Map(pagesBelow(object, tree).map((id, index) => [id, index + 1]));
  return new Map(
    [...object(places).matchAll(/\/([^\s[\]<>/]+)\s*\[(\d+) 0 R/g)].flatMap(([, name = '', id]) => {
      const page = pageOf.get(Number(id));
      return page === undefined ? [] : [[name, page] as const];
    }),
  );
}
