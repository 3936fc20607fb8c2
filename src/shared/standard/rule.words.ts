import { formatPoints } from '../kernel/points.ts';
import type { ScorecardContent, ScorecardItem, ScoringRule } from './scorecard.schema.ts';

export type Language = 'zh' | 'en';

/** A measured quantity without needless zeros: 97400 → `97.4`. @param value integer of 1/1000 */
export const formatQuantity = (value: number): string => String(value / 1000);

const p = (points: number) => formatPoints(points, points % 10 === 0 ? 2 : 3);
const gap = (unit: string) => (/^[A-Za-z%]/.test(unit) ? ` ${unit}` : unit);

const floorZh = (floorPoints: number) => (floorPoints === 0 ? '扣完为止' : `最低 ${p(floorPoints)}`);

const rules: {
  [K in ScoringRule['kind']]: (
    rule: Extract<ScoringRule, { kind: K }>,
    item: ScorecardItem,
  ) => { zh: string; en: string };
} = {
  deductPerOccurrence: ({ unit, perPoints, floorPoints, doubling }) => ({
    zh: `每${unit.zh}扣 ${p(perPoints)}，${doubling ? `${doubling.title.zh}按 ${doubling.factor} 倍扣，` : ''}${floorZh(floorPoints)}`,
    en: `${p(perPoints)} off for each ${unit.en}${doubling ? `, ${doubling.factor} times for ${doubling.title.en}` : ''}, not below ${p(floorPoints)}`,
  }),
  passFail: () => ({ zh: '达标 / 不达标', en: 'Met / not met' }),
  linear: (rule) => {
    const [target, step] = [formatQuantity(rule.target), formatQuantity(rule.step)];
    const up = rule.direction === 'atLeast';
    return {
      zh: `目标${up ? '不低于' : '不超过'} ${target}${rule.unit.zh}；每${up ? '低' : '超'} ${step}${rule.unit.zh}${rule.stepping === 'begun' ? `（不足按 ${step}${rule.unit.zh}）` : ''}扣 ${p(rule.perPoints)}，${floorZh(rule.floorPoints ?? 0)}`,
      en: `Target ${up ? 'at least' : 'at most'} ${target}${gap(rule.unit.en)}; ${p(rule.perPoints)} off for each${rule.stepping === 'begun' ? ' begun' : ''} ${step}${gap(rule.unit.en)} ${up ? 'below' : 'above'}, not below ${p(rule.floorPoints ?? 0)}`,
    };
  },
  bands: (rule) => {
    const sign = rule.direction === 'atLeast' ? '≥' : '≤';
    const zh = rule.bands.map((band) => `${sign}${formatQuantity(band.limit)}${rule.unit.zh}得 ${p(band.points)}`);
    const en = rule.bands.map(
      (band) => `${sign}${formatQuantity(band.limit)}${gap(rule.unit.en)} earns ${p(band.points)}`,
    );
    return { zh: `${zh.join('，')}，其余不得分`, en: `${en.join(', ')}, otherwise nothing` };
  },
  interpolation: ({ knots, unit }) => ({
    zh: `${knots.map((knot) => `${formatQuantity(knot.at)}${unit.zh}得 ${p(knot.points)}`).join('，')}，其间按比例`,
    en: `${knots.map((knot) => `${formatQuantity(knot.at)}${gap(unit.en)} earns ${p(knot.points)}`).join(', ')}, in proportion between`,
  }),
  rating: ({ choices }) => ({
    zh: choices.map((choice) => `${choice.title.zh} ${p(choice.points)}`).join(' / '),
    en: choices.map((choice) => `${choice.title.en} ${p(choice.points)}`).join(' / '),
  }),
  meanAndMax: (rule) => ({
    zh: `均值≤${formatQuantity(rule.meanLimit)}${rule.unit.zh}且最长≤${formatQuantity(rule.maxLimit)}${rule.unit.zh}；均值每超 ${formatQuantity(rule.meanStep)}${rule.unit.zh}（不足按 ${formatQuantity(rule.meanStep)}）扣 ${p(rule.meanStepPoints)}，最长超限扣 ${p(rule.maxPoints)}`,
    en: `Mean ≤${formatQuantity(rule.meanLimit)}${gap(rule.unit.en)} and longest ≤${formatQuantity(rule.maxLimit)}${gap(rule.unit.en)}; ${p(rule.meanStepPoints)} off for each begun ${formatQuantity(rule.meanStep)}${gap(rule.unit.en)} of the mean above, ${p(rule.maxPoints)} off when the longest is above`,
  }),
  award: (rule, item) => ({
    zh: `经核实每${rule.unit.zh}加 ${p(rule.perPoints)}，最多 ${p(item.fullPoints)}`,
    en: `${p(rule.perPoints)} for each verified ${rule.unit.en}, at most ${p(item.fullPoints)}`,
  }),
};

/** The rule of an item in words, e.g. `每笔扣 1.50，扣完为止`. */
export function ruleSentence(item: ScorecardItem, language: Language): string {
  const write = rules[item.rule.kind] as (rule: ScoringRule, item: ScorecardItem) => { zh: string; en: string };
  return write(item.rule, item)[language];
}

/** 一票否决, 关键 or 一般. */
export function severityOf(item: ScorecardItem): 'veto' | 'key' | 'general' {
  return item.critical ? (item.critical.severity ?? 'veto') : 'general';
}

/** What a hit of a critical item does, in words; empty for items that aren't critical. */
export function criticalSentence(
  card: Pick<ScorecardContent, 'grades'>,
  item: ScorecardItem,
  language: Language,
): string {
  const { critical } = item;
  if (!critical) return '';
  const grade = card.grades.find((each) => each.code === critical.grade)?.title[language] ?? '';
  const words = {
    zeroItem: { zh: '命中即本项记 0 分', en: 'A hit zeroes the item' },
    zeroSection: { zh: '命中即本节记 0 分', en: 'A hit zeroes the section' },
    capGrade: { zh: `命中即整表等级不高于「${grade}」`, en: `A hit caps the grade at “${grade}”` },
    zeroWhole: { zh: '命中即整表记 0 分', en: 'A hit zeroes the whole sheet' },
  };
  return words[critical.effect][language];
}
