import { formatQuantity, type Language } from '../standard/rule.words.ts';
import type { ScorecardItem } from '../standard/scorecard.schema.ts';
import type { ItemEntry, ItemResult } from './result.schema.ts';

/** Unit of what is entered for an item, e.g. 笔, %; empty for met / not met. */
export function entryUnit(item: ScorecardItem, language: Language): string {
  return 'unit' in item.rule ? item.rule.unit[language] : '';
}

/** What was entered, as it is typed: `2`, `2+1` (two, one of them doubled), `97.4`, `487/500`, `10.8 24.3 42` (mean, longest, number). Empty when nothing is. */
export function resultText(result: ItemResult | null): string {
  if (!result) return '';
  if (result.kind === 'count') return result.doubled ? `${result.count}+${result.doubled}` : String(result.count);
  if (result.kind === 'rating') return String(result.choice + 1);
  if (result.kind === 'value') return formatQuantity(result.value);
  if (result.kind === 'share') return `${result.met}/${result.total}`;
  if (result.kind === 'meanAndMax')
    return [formatQuantity(result.mean), formatQuantity(result.max), result.count || ''].join(' ').trim();
  return result.passed ? 'Y' : 'X';
}

/** What was entered, as it is read. */
export function entryText(item: ScorecardItem, entry: ItemEntry, language: Language): string {
  const { result } = entry;
  if (!result) return '';
  const zh = language === 'zh';
  if (result.kind === 'pass') return result.passed ? (zh ? '达标' : 'met') : zh ? '不达标' : 'not met';
  if (result.kind === 'rating')
    return item.rule.kind === 'rating' ? (item.rule.choices[result.choice]?.title[language] ?? '') : '';
  if (result.kind === 'count' && result.doubled && item.rule.kind === 'deductPerOccurrence') {
    const name = item.rule.doubling?.title[language] ?? '';
    return `${result.count} ${entryUnit(item, language)}${zh ? '，其中' : ', of which '}${name} ${result.doubled}`;
  }
  if (result.kind === 'meanAndMax') {
    const [mean, max] = [formatQuantity(result.mean), formatQuantity(result.max)];
    return zh ? `均 ${mean} 最长 ${max} n=${result.count}` : `mean ${mean} longest ${max} n=${result.count}`;
  }
  if (result.kind === 'share') return resultText(result);
  return `${resultText(result)} ${entryUnit(item, language)}`;
}

const decimal = /^\d{1,6}(\.\d{1,3})?$/;
/** Integer of 1/1000 of a typed number with at most three decimals; undefined for anything else. */
function quantity(text: string | undefined): number | undefined {
  if (text === undefined || !decimal.test(text)) return undefined;
  const [whole = '0', part = ''] = text.split('.');
  return Number(whole) * 1000 + Number(part.padEnd(3, '0'));
}
const counted = (text: string | undefined): number | undefined =>
  text !== undefined && /^\d{1,6}$/.test(text) ? Number(text) : undefined;

/** Typed text with the digits and signs of a Chinese keyboard read as plain ones. */
export const plainSigns = (text: string): string =>
  text
    .replace(/[！-～]/g, (sign) => String.fromCharCode(sign.charCodeAt(0) - 0xfee0))
    .replace(/[,、]/g, ' ')
    .replace(/。/g, '.')
    .trim();

/**
 * Reads what was typed for an item: a whole number of occurrences (`3+1`: one of the three counts double), the number of
 * a choice from 1, a measured number, `met/total`, or
 * `mean longest number` apart by spaces (the number may be left out).
 * @returns null for an empty text, undefined when it can't stand for this item
 */
export function parseResult(item: ScorecardItem, text: string): ItemResult | null | undefined {
  const typed = plainSigns(text).replace(/%$/, '');
  if (typed === '') return null;
  const { rule } = item;
  if (rule.kind === 'passFail')
    return /^[yY1]$/.test(typed)
      ? { kind: 'pass', passed: true }
      : /^[xX0]$/.test(typed)
        ? { kind: 'pass', passed: false }
        : undefined;
  if (rule.kind === 'meanAndMax') {
    const [first, second, third] = typed.split(/[\s/]+/);
    const [mean, max, count] = [quantity(first), quantity(second), third === undefined ? 0 : counted(third)];
    return mean === undefined || max === undefined || count === undefined || mean > max
      ? undefined
      : { kind: 'meanAndMax', mean, max, count };
  }
  if (rule.kind === 'rating') {
    const choice = counted(typed);
    return choice === undefined || choice < 1 || choice > rule.choices.length
      ? undefined
      : { kind: 'rating', choice: choice - 1 };
  }
  if (rule.kind === 'linear' || rule.kind === 'bands' || rule.kind === 'interpolation') {
    if (rule.measure === 'value') {
      const value = quantity(typed);
      return value === undefined ? undefined : { kind: 'value', value };
    }
    const [a, b] = typed.split('/');
    const [met, total] = [counted(a?.trim()), counted(b?.trim())];
    return met === undefined || total === undefined || total === 0 || met > total
      ? undefined
      : { kind: 'share', met, total };
  }
  const [all, aggravated] = typed.split('+');
  const [count, doubled] = [counted(all?.trim()), aggravated === undefined ? 0 : counted(aggravated.trim())];
  if (count === undefined || doubled === undefined || doubled > count) return undefined;
  if (doubled === 0) return { kind: 'count', count };
  return rule.kind === 'deductPerOccurrence' && rule.doubling ? { kind: 'count', count, doubled } : undefined;
}
