import type { ScorecardItem } from '../standard/scorecard.schema.ts';
import { parseResult, plainSigns } from './entry.words.ts';
import { resultKindOf } from './result.schema.ts';

/** Why typed text can't stand for an item; each has its sentence in the locales. */
export const refusalReasons = [
  'number',
  'negative',
  'whole',
  'decimals',
  'tooLarge',
  'pass',
  'choice',
  'doubling',
  'doubledAbove',
  'share',
  'shareAbove',
  'shareOfNone',
  'meanAndMax',
  'meanAbove',
] as const;
export type RefusalReason = (typeof refusalReasons)[number];

export interface Refusal {
  readonly reason: RefusalReason;
  /** more typing can still make it right: said only once the entry is left */
  readonly isUnfinished: boolean;
  /** number of choices of a rating */
  readonly choices: number;
}

const number = /^\d+(\.\d*)?$/;

/** What is wrong with one number; undefined when nothing is. */
function numberFault(text: string, isWhole: boolean): RefusalReason | undefined {
  if (/^[-−]/.test(text)) return 'negative';
  if (!number.test(text)) return isWhole ? 'whole' : 'number';
  if (isWhole && text.includes('.')) return 'whole';
  if (/\.\d{4,}$/.test(text)) return 'decimals';
  return /^0*\d{7,}/.test(text) ? 'tooLarge' : undefined;
}

function shareFault(text: string): [RefusalReason, boolean] {
  const [met = '', total, ...rest] = text.split('/').map((part) => part.trim());
  if (rest.length > 0) return ['share', false];
  const fault = numberFault(met, true) ?? (total ? numberFault(total, true) : undefined);
  if (fault) return [met === '' ? 'share' : fault, met === ''];
  if (!total) return ['share', true];
  return Number(total) === 0 ? ['shareOfNone', true] : ['shareAbove', true];
}

function timesFault(text: string): [RefusalReason, boolean] {
  const [mean = '', longest, count, ...rest] = text.split(/[\s/]+/);
  if (rest.length > 0) return ['meanAndMax', false];
  const fault =
    numberFault(mean, false) ??
    (longest ? numberFault(longest, false) : undefined) ??
    (count ? numberFault(count, true) : undefined);
  if (fault) return [fault, false];
  return longest ? ['meanAbove', true] : ['meanAndMax', true];
}

function countFault(text: string, hasDoubling: boolean): [RefusalReason, boolean] {
  const [all = '', doubled, ...rest] = text.split('+').map((part) => part.trim());
  if (doubled !== undefined && !hasDoubling) return ['doubling', false];
  if (rest.length > 0) return ['whole', false];
  const fault = numberFault(all, true) ?? (doubled ? numberFault(doubled, true) : undefined);
  if (fault) return [fault, false];
  return doubled ? ['doubledAbove', false] : ['whole', true];
}

function faultOf(item: ScorecardItem, text: string): [RefusalReason, boolean] {
  const { rule } = item;
  const kind = resultKindOf(rule);
  if (kind === 'pass') return ['pass', false];
  if (kind === 'rating') return ['choice', false];
  if (kind === 'share') return shareFault(text);
  if (kind === 'meanAndMax') return timesFault(text);
  if (kind === 'count') return countFault(text, rule.kind === 'deductPerOccurrence' && rule.doubling !== undefined);
  const fault = numberFault(text.replace(/%$/, ''), false);
  return [fault ?? 'number', /\.$/.test(text)];
}

/**
 * Why typed text can't stand for an item, to be said at once.
 * @returns undefined when it can
 */
export function refusalOf(item: ScorecardItem, text: string): Refusal | undefined {
  if (parseResult(item, text) !== undefined) return undefined;
  const [reason, isUnfinished] = faultOf(item, plainSigns(text));
  return { reason, isUnfinished, choices: item.rule.kind === 'rating' ? item.rule.choices.length : 0 };
}
