import type { ComplaintChannel } from './complaint.enums.ts';
import type { Words } from './complaint.words.ts';
import { normalNumber } from './repeat.rules.ts';
import { likeness, type Pieces } from './similarity.rules.ts';

/** Complaints at the same place of the same category are offered when they are at most this far apart. */
export const placeDays = 7;
/** From so many of one category at one place on one day on, it may be a mass event (群体性投诉). */
export const massFrom = 3;
/**
 * What a text must have in common with another before it is a reason by itself: eight pairs of characters, four words.
 * With fewer, "宽带断网" alone would offer every outage of the province.
 */
const weightAlone = 8;
/** What it must have in common where the place and the category are the same too. */
const weightAtPlace = 4;
/** Texts at the same place count as alike from this share of the policy's limit on. */
const placeRelief = 0.6;
/** How much each reason tells by itself; a text tells as much as it is alike. */
const tells = { number: 0.7, place: 0.3 } as const;

/** A complaint as it is compared with others. */
export interface Comparable {
  customerNumber: string;
  receivedAt: string;
  categoryCode: string | null;
  /** town, district or address as written down */
  city: string;
  pieces: Pieces;
}

export type SuggestionReason = { kind: 'number' } | { kind: 'text'; percent: number } | { kind: 'place'; days: number };

export interface Suggestion {
  /** 0–1: one minus the product of what each reason leaves open */
  score: number;
  reasons: SuggestionReason[];
}

const dayMs = 86_400_000;

/**
 * Whether another complaint may be about the same matter, and why.
 * @param similarity least likeness of texts that is a reason (setting of the house)
 * @returns null when it is not to be offered
 */
export function suggestionOf(one: Comparable, other: Comparable, similarity: number): Suggestion | null {
  const number = normalNumber(one.customerNumber);
  const isSameNumber = number !== '' && number === normalNumber(other.customerNumber);
  const days = Math.abs(Date.parse(one.receivedAt) - Date.parse(other.receivedAt)) / dayMs;
  const isSamePlace =
    one.city !== '' &&
    one.city === other.city &&
    one.categoryCode !== null &&
    one.categoryCode === other.categoryCode &&
    days <= placeDays;
  const { share, weight } = likeness(one.pieces, other.pieces);
  const isAlike =
    (share >= similarity && weight >= weightAlone) ||
    (isSamePlace && share >= similarity * placeRelief && weight >= weightAtPlace);
  if (!isSameNumber && !isAlike) return null;
  const reasons: SuggestionReason[] = [];
  if (isSameNumber) reasons.push({ kind: 'number' });
  // beside another reason a weaker likeness is still worth saying
  if (isAlike || share >= similarity * placeRelief) reasons.push({ kind: 'text', percent: Math.floor(share * 100) });
  if (isSamePlace) reasons.push({ kind: 'place', days: Math.ceil(days) });
  const left = (1 - (isSameNumber ? tells.number : 0)) * (1 - share) * (1 - (isSamePlace ? tells.place : 0));
  return { score: 1 - left, reasons };
}

/** A reason in words. */
export function reasonWords(reason: SuggestionReason): Words {
  if (reason.kind === 'number') return { zh: '号码相同', en: 'same number' };
  if (reason.kind === 'text') return { zh: `文字 ${reason.percent}% 相同`, en: `text ${reason.percent}% alike` };
  return reason.days === 0
    ? { zh: '同时同地同分类', en: 'same place and category at the same time' }
    : {
        zh: `${reason.days} 天内同地同分类`,
        en: `same place and category within ${reason.days} ${reason.days === 1 ? 'day' : 'days'}`,
      };
}

/** All reasons of a suggestion in one sentence. */
export const reasonsInWords = (reasons: readonly SuggestionReason[]): Words => ({
  zh: reasons.map((reason) => reasonWords(reason).zh).join('，'),
  en: reasons.map((reason) => reasonWords(reason).en).join(', '),
});

/** Whether a complaint that came over another channel tells the same matter once more (多头投诉). */
export const isOtherChannel = (
  one: { channel: ComplaintChannel; receivedAt: string },
  other: { channel: ComplaintChannel; receivedAt: string },
  channelHours: number,
): boolean =>
  one.channel !== other.channel &&
  Math.abs(Date.parse(one.receivedAt) - Date.parse(other.receivedAt)) <= channelHours * 3_600_000;
