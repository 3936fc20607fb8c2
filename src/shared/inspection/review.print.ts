import { dayOf, formatInstant } from '../kernel/dates.ts';
import { formatPoints } from '../kernel/points.ts';
import { type Html, html } from '../kernel/print.ts';
import type { Language } from '../standard/rule.words.ts';
import type { AppealDetail } from './appeal.schema.ts';
import { entryText } from './entry.words.ts';
import type { ItemEntry } from './result.schema.ts';
import type { ReviewState } from './review.schema.ts';
import { type ReviewWords, reviewWords } from './review.words.ts';

/** A sheet's way after it was handed in. */
export interface SheetJourney {
  readonly review: ReviewState;
  readonly appeals: readonly AppealDetail[];
}

const columns = (widths: readonly string[]) =>
  html`<colgroup>${widths.map((width) => (width ? html`<col style="width:${width}">` : html`<col>`))}</colgroup>`;
const heads = (texts: readonly string[]) =>
  html`<thead><tr>${texts.map((text) => html`<th>${text}</th>`)}</tr></thead>`;
const points = (value: number | null) => (value === null ? '—' : formatPoints(value));

/** An entry as people read it; `—` for none. */
export function saidOf(appeal: Pick<AppealDetail, 'item'>, entry: ItemEntry | null, language: Language): string {
  if (!entry) return '—';
  const words = reviewWords[language];
  return (
    [
      entry.isNotApplicable ? words.notApplicable : entryText(appeal.item, entry, language),
      entry.isCriticalHit ? words.hit : '',
    ]
      .filter(Boolean)
      .join(' ') || '—'
  );
}

function reviewTable(words: ReviewWords, review: ReviewState): Html {
  const rows = review.reviews.map(
    (each) =>
      html`<tr><td class="c">${each.submission}</td><td class="c">${each.step}</td><td class="c">${words.levels[each.level] ?? each.level}</td><td class="c">${words.decisions[each.decision]}</td><td>${each.reviewerName}</td><td class="n">${points(each.effectivePoints)}</td><td class="xs nw">${each.fingerprint?.slice(0, 8) ?? '—'}</td><td class="xs nw">${formatInstant(each.decidedAt)}</td><td class="s">${each.comment}</td></tr>`,
  );
  return html`<h2 class="f">${words.reviews}</h2><table class="g">${columns(['10mm', '8mm', '13mm', '13mm', '20mm', '17mm', '18mm', '27mm', ''])}${heads(words.reviewColumns)}<tbody>${rows}</tbody></table>`;
}

function appealRow(words: ReviewWords, appeal: AppealDetail, language: Language): Html {
  const decided = appeal.decidedAt
    ? `${appeal.decidedByName ?? ''} ${formatInstant(appeal.decidedAt).slice(0, 10)}`
    : '';
  const both = (before: number | null, after: number | null) =>
    html`${points(before)}${after !== null && html`<br>→ <b class="hei">${points(after)}</b>`}`;
  const evidence = appeal.evidence.map(
    (piece) => html`${piece.name} <span class="xs">${piece.sha256.slice(0, 8)}</span><br>`,
  );
  return html`<tr><td class="s">${appeal.number}</td><td class="s">${appeal.itemCode} ${appeal.item.title[language]}</td><td class="c">${words.states[appeal.state]}</td><td class="s">${saidOf(appeal, appeal.originalEntry, language)}</td><td class="s">${saidOf(appeal, appeal.revisedEntry, language)}</td><td class="n">${both(appeal.originalLostPoints, appeal.revisedLostPoints)}</td><td class="n">${both(appeal.originalPoints, appeal.revisedPoints)}</td><td class="s">${words.grounds}：${appeal.grounds}${appeal.reason && html`<br>${words.reason}：${appeal.reason}`}<br><span class="xs">${words.by(`${appeal.raisedByName} ${dayOf(appeal.raisedAt)}`, decided)}</span></td><td class="xs">${evidence}</td></tr>`;
}

/** Decisions of reviewers, publication and appeals of a sheet; nothing while there are none. */
export function journeyPrint(journey: SheetJourney | undefined, language: Language): Html {
  if (!journey) return html``;
  const words = reviewWords[language];
  const { review, appeals } = journey;
  const published =
    review.publicationNumber && review.publishedAt
      ? html`<p class="note">${words.publication(review.publicationNumber, dayOf(review.publishedAt), review.appealUntil ?? '—')}</p>`
      : '';
  const both =
    review.revisedPoints === null
      ? ''
      : html`<table class="g" style="margin-top:2mm"><tr style="height:10mm"><th class="k">${words.original}</th><td class="c hei b" style="font-size:13pt">${points(review.effectivePoints)}</td><th class="k">${words.revised}</th><td class="c hei b" style="font-size:13pt">${points(review.revisedPoints)}</td></tr></table>`;
  const table =
    appeals.length === 0
      ? ''
      : html`<h2 class="f">${words.appeals} <small>${words.appealsNote}</small></h2><table class="g">${columns(['19mm', '26mm', '11mm', '15mm', '15mm', '13mm', '15mm', '', '20mm'])}${heads(words.appealColumns)}<tbody>${appeals.map((appeal) => appealRow(words, appeal, language))}</tbody></table>${both}`;
  return html`${review.reviews.length > 0 && reviewTable(words, review)}${published}${table}`;
}
