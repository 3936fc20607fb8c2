import type { TFunction } from 'i18next';
import { significantChanges } from '#shared/survey/survey.comparison.ts';
import type { ConstructResult, ItemResult, SegmentRow, WaveResults } from '#shared/survey/survey.schema.ts';
import { decimal, percent } from './survey.format.ts';

/** Label of a construct or item in the language of the window. */
export type Labels = (code: string) => string;

export function labelsOf({ definition }: Pick<WaveResults, 'definition'>, language: string): Labels {
  const words = new Map([...definition.constructs, ...definition.items].map((each) => [each.code, each.labels]));
  return (code) => words.get(code)?.[language === 'en' ? 'en' : 'zh'] ?? code;
}

/** What the index says, in one sentence. @param against what the other wave is called: its name, or “previous wave” */
export function indexFinding(t: TFunction, results: WaveResults, label: Labels, against: string): string {
  const target = results.constructs.find((row) => row.code === results.target);
  if (!target || target.index.mean === null) return t('survey.index.titleNone');
  if (target.index.small) return t('survey.index.titleSmall', { n: target.index.n });
  const { difference, verdict } = target.comparison;
  const values = {
    construct: label(target.code),
    value: decimal(target.index.mean),
    wave: against,
    difference: decimal(Math.abs(difference ?? 0)),
  };
  if (verdict === 'increased') return t('survey.index.titleUp', values);
  if (verdict === 'decreased') return t('survey.index.titleDown', values);
  return t(verdict === 'withinError' ? 'survey.index.titleWithin' : 'survey.index.titleAlone', values);
}

/** Highest and lowest construct; says so when the lowest can't be told from the next. */
export function constructFinding(t: TFunction, rows: readonly ConstructResult[], label: Labels): string {
  const sorted = rows
    .filter((row) => row.index.mean !== null)
    .sort((a, b) => (a.index.mean ?? 0) - (b.index.mean ?? 0));
  const [low, next] = sorted;
  const high = sorted.at(-1);
  if (!low || !high || !next) return t('survey.construct.titleNone');
  const values = {
    high: label(high.code),
    highValue: decimal(high.index.mean),
    low: label(low.code),
    lowValue: decimal(low.index.mean),
    next: label(next.code),
  };
  const overlap = (low.index.interval?.high ?? 100) >= (next.index.interval?.low ?? 0);
  return t(overlap ? 'survey.construct.titleTie' : 'survey.construct.title', values);
}

/** The item with the smallest share of 9–10. */
export function itemFinding(t: TFunction, items: readonly ItemResult[], label: Labels): string {
  const rated = items
    .filter((item) => item.topTwo.rate !== null)
    .sort((a, b) => (a.topTwo.rate ?? 0) - (b.topTwo.rate ?? 0));
  const [worst] = rated;
  return worst
    ? t('survey.item.title', { code: label(worst.code), rate: percent(worst.topTwo.rate) })
    : t('survey.item.titleNone');
}

const LISTED = 3;

/** Segments whose change is more than noise; without a comparison, the extremes among those large enough. */
export function segmentFinding(t: TFunction, rows: readonly SegmentRow[], hasPrevious: boolean): string {
  const named = rows.map((row) => ({ ...row, label: row.label ?? t('survey.segment.blank') }));
  const large = named.filter((row) => !row.index.small);
  if (named.length === 0) return t('survey.segment.titleNone');
  if (large.length === 0) return t('survey.segment.titleSmall');
  const changes = significantChanges(large);
  if (changes.length > 0) return t('survey.segment.titleChanges', { list: changeList(t, changes) });
  if (hasPrevious && large.some((row) => row.comparison.verdict === 'withinError'))
    return t('survey.segment.titleWithin');
  const sorted = [...large].sort((a, b) => (b.index.mean ?? 0) - (a.index.mean ?? 0));
  const [high] = sorted;
  const low = sorted.at(-1);
  if (!high || !low || high === low)
    return t('survey.segment.titleOne', { label: high?.label, value: decimal(high?.index.mean) });
  return t('survey.segment.titleAlone', {
    high: high.label,
    highValue: decimal(high.index.mean),
    low: low.label,
    lowValue: decimal(low.index.mean),
  });
}

function changeList(t: TFunction, changes: readonly (SegmentRow & { label: string })[]): string {
  const parts = changes.slice(0, LISTED).map((row) => {
    const value = decimal(Math.abs(row.comparison.difference ?? 0));
    return t(row.comparison.verdict === 'increased' ? 'survey.segment.up' : 'survey.segment.down', {
      label: row.label,
      value,
    });
  });
  if (changes.length > LISTED) parts.push(t('survey.segment.more', { count: changes.length }));
  return parts.join(t('survey.segment.separator'));
}
