import { formatInstant } from '../kernel/dates.ts';
import { checkbox, type Html, html } from '../kernel/print.ts';
import type { EvidenceView, InspectionDetail } from './inspection.schema.ts';
import type { PrintWords } from './print.words.ts';

const kindOf = (piece: EvidenceView, words: PrintWords) =>
  words.kinds[piece.mediaType.split('/')[0] as keyof PrintWords['kinds']] ?? words.kinds.application;

function card(words: PrintWords, piece: EvidenceView, index: number, picture: string | undefined): Html {
  const hash = `${piece.sha256.slice(0, 4)}…${piece.sha256.slice(-4)}`;
  const face = picture
    ? html`<img src="${picture}" alt="" style="width:100%;height:18mm;object-fit:cover;display:block;border:.4pt solid #777;margin-bottom:.8mm">`
    : html`<div style="height:18mm;display:flex;align-items:center;justify-content:center;border:.4pt solid #777;background:#ececec;margin-bottom:.8mm">${piece.mediaType.split('/')[1]?.toUpperCase()}</div>`;
  return html`<div class="e">${face}<b class="hei">${words.piece} ${String(index + 1).padStart(2, '0')}</b> ${kindOf(piece, words)}<br>${piece.itemCode} ${piece.name}<br>${formatInstant(piece.addedAt)}<br><span class="hash xs nw">${hash}</span></div>`;
}

/** All pieces of evidence with the ends of their hashes. */
export function evidenceList(
  words: PrintWords,
  sheet: InspectionDetail,
  pictures: Readonly<Record<string, string>>,
): Html {
  if (sheet.evidence.length === 0) return html``;
  const cards = sheet.evidence.map((piece, index) => card(words, piece, index, pictures[piece.evidenceId]));
  return html`<h2 class="f">${words.evidence} <small>${words.evidenceCount(sheet.evidence.length)}</small></h2><div class="ev" style="grid-template-columns:repeat(6,1fr);gap:2mm">${cards}</div>`;
}

/** Rows for evidence taken in the field. */
export function fieldRecord(words: PrintWords): Html {
  const rows = [1, 2, 3, 4, 5].map(
    (n) =>
      html`<tr style="height:10mm"><td class="c">${n}</td><td></td><td class="s">${checkbox(words.photo)}${checkbox(words.recording)}${checkbox(words.paper)}</td><td></td><td></td></tr>`,
  );
  return html`<div class="keep"><h2 class="f">${words.field}</h2><table class="g"><colgroup><col style="width:12mm"><col style="width:20mm"><col style="width:48mm"><col style="width:24mm"><col></colgroup><thead><tr>${words.fieldColumns.map((column) => html`<th>${column}</th>`)}</tr></thead><tbody>${rows}</tbody></table></div>`;
}
