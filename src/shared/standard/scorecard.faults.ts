import { formatPoints } from '../kernel/points.ts';
import type { Bilingual, ScorecardContent, ScorecardItem, ScorecardSection, ScoringRule } from './scorecard.schema.ts';

/** What can keep a card from being published. */
export type FaultKind =
  | 'empty'
  | 'codeInvalid'
  | 'codeTwice'
  | 'textMissing'
  | 'clauseMissing'
  | 'sectionsOpen'
  | 'itemsOpen'
  | 'gradesOrder'
  | 'gradesEnd'
  | 'awardPlace'
  | 'gradeUnknown'
  | 'floorTooHigh'
  | 'bandsOrder'
  | 'knotsOrder'
  | 'knotsPoints'
  | 'ratingOrder'
  | 'fullOutOfReach'
  | 'pointsMissing'
  | 'evidenceRange';

/** One fault: where it is (code of an item, `§` and the code of a section, empty for the card) and the points it is about. */
export interface ScorecardFault {
  readonly kind: FaultKind;
  readonly at: string;
  /** 1/1000 point */
  readonly wanted?: number;
  readonly found?: number;
}

const p = (points: number | undefined) => formatPoints(points ?? 0, (points ?? 0) % 10 === 0 ? 2 : 3);

const sentences: Record<FaultKind, (fault: ScorecardFault) => Bilingual> = {
  empty: () => ({ zh: '还没有检查项', en: 'no items yet' }),
  codeInvalid: () => ({
    zh: '编号只能用字母、数字、点和短横，最多 12 个字符，不能为空',
    en: 'the code takes letters, digits, dots and dashes, 1 to 12 of them',
  }),
  textMissing: () => ({ zh: '还有名称、单位或说法没有写', en: 'a title, a unit or another text is missing' }),
  clauseMissing: () => ({ zh: '还没有选依据条款', en: 'no clause chosen' }),
  codeTwice: () => ({ zh: '编号重复，请改其中一个', en: 'code used twice' }),
  sectionsOpen: ({ wanted, found }) => ({
    zh: `各节满分合计 ${p(found)}，应为总分 ${p(wanted)}`,
    en: `sections do not add up to the full points: ${p(found)} of ${p(wanted)}`,
  }),
  itemsOpen: ({ wanted, found }) => ({
    zh: `各项满分合计 ${p(found)}，应为本节满分 ${p(wanted)}`,
    en: `items do not add up: ${p(found)} of ${p(wanted)}`,
  }),
  gradesOrder: () => ({ zh: '等级的起始分要从高到低', en: 'grades must go down' }),
  gradesEnd: () => ({ zh: '最低等级要从 0 分起', en: 'the last grade must begin at 0' }),
  awardPlace: () => ({
    zh: '加分规则只能放在加分节，加分节也只能放加分规则',
    en: 'award rules belong to award sections, and only there',
  }),
  gradeUnknown: () => ({ zh: '封顶的等级不在等级表里', en: 'unknown grade' }),
  floorTooHigh: ({ wanted, found }) => ({
    zh: `保底分 ${p(found)} 高于本项满分 ${p(wanted)}`,
    en: `floor above the full points: ${p(found)} of ${p(wanted)}`,
  }),
  bandsOrder: () => ({
    zh: '分档要从最好到最差，得分不高于本项满分',
    en: 'bands must go from best to worst within the full points',
  }),
  knotsOrder: () => ({ zh: '折点要按数值从小到大，不能相同', en: 'knots must rise' }),
  knotsPoints: () => ({
    zh: '折点的得分要一路升或一路降，且不高于本项满分',
    en: 'points of the knots must all rise or all fall, within the full points',
  }),
  ratingOrder: () => ({
    zh: '评级要从最好到最差，得分不高于本项满分',
    en: 'choices must go from best to worst within the full points',
  }),
  fullOutOfReach: ({ wanted, found }) => ({
    zh: `最好的结果只得 ${p(found)}，本项满分 ${p(wanted)} 拿不到`,
    en: `the best result earns ${p(found)}, so the full points ${p(wanted)} are out of reach`,
  }),
  pointsMissing: () => ({
    zh: '没有分值的项必须是一票否决或关键项',
    en: 'an item without points must be critical',
  }),
  evidenceRange: () => ({ zh: '证据的最多件数少于最少件数', en: 'most pieces of evidence below least' }),
};

/** A fault in words, with the item or section named, e.g. `4.2：各项满分合计 19.00，应为本节满分 20.00`. */
export function faultSentence(fault: ScorecardFault, language: 'zh' | 'en'): string {
  const words = sentences[fault.kind](fault)[language];
  return fault.at ? `${fault.at}${language === 'zh' ? '：' : ': '}${words}` : words;
}

/** All faults in words, apart by semicolons. */
export const faultSentences = (faults: readonly ScorecardFault[], language: 'zh' | 'en'): string =>
  faults.map((fault) => faultSentence(fault, language)).join(language === 'zh' ? '；' : '; ');

/** English falls back on Chinese when a card is published; Chinese has to be there. */
const isWritten = (text: Bilingual) => text.zh.trim() !== '';
const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);

/** What keeps a card from being published, in the order of the card; empty when nothing does. */
export function scorecardFaults(card: ScorecardContent): ScorecardFault[] {
  const faults: ScorecardFault[] = [];
  const codes = [
    ...card.sections.map((each) => `§${each.code}`),
    ...card.sections.flatMap((each) => each.items.map((item) => item.code)),
  ];
  const seen = new Set<string>();
  if (!isWritten(card.title) || !isWritten(card.source)) faults.push({ kind: 'textMissing', at: '' });
  for (const code of codes) {
    if (!/^§?[0-9A-Za-z.-]{1,12}$/.test(code)) faults.push({ kind: 'codeInvalid', at: code });
    if (seen.has(code)) faults.push({ kind: 'codeTwice', at: code });
    seen.add(code);
  }
  if (card.sections.length === 0) faults.push({ kind: 'empty', at: '' });
  const base = card.sections.filter((section) => section.kind === 'base');
  const found = sum(base.map((section) => section.fullPoints));
  if (found !== card.fullPoints) faults.push({ kind: 'sectionsOpen', at: '', wanted: card.fullPoints, found });
  for (const section of card.sections) faults.push(...sectionFaults(card, section));
  const { grades } = card;
  if (grades.some((grade, i) => i > 0 && grade.fromPoints >= (grades[i - 1]?.fromPoints ?? 0)))
    faults.push({ kind: 'gradesOrder', at: '' });
  if (grades.at(-1)?.fromPoints !== 0) faults.push({ kind: 'gradesEnd', at: '' });
  return faults;
}

function sectionFaults(card: ScorecardContent, section: ScorecardSection): ScorecardFault[] {
  const faults: ScorecardFault[] = [];
  const at = `§${section.code}`;
  if (!isWritten(section.title)) faults.push({ kind: 'textMissing', at });
  if (section.items.length === 0) faults.push({ kind: 'empty', at });
  const found = sum(section.items.map((item) => item.fullPoints));
  if (section.kind === 'base' && found !== section.fullPoints)
    faults.push({ kind: 'itemsOpen', at, wanted: section.fullPoints, found });
  for (const item of section.items) {
    if ((item.rule.kind === 'award') !== (section.kind === 'award')) faults.push({ kind: 'awardPlace', at: item.code });
    faults.push(...itemFaults(card, item));
  }
  return faults;
}

function itemFaults(card: ScorecardContent, item: ScorecardItem): ScorecardFault[] {
  const faults: ScorecardFault[] = [];
  const at = item.code;
  const { critical: hit, evidence, clause, rule } = item;
  const words = [item.title, ...item.guidance];
  if ('unit' in rule) words.push(rule.unit);
  if (rule.kind === 'rating') words.push(...rule.choices.map((choice) => choice.title));
  if (rule.kind === 'deductPerOccurrence' && rule.doubling) words.push(rule.doubling.title);
  if (!words.every(isWritten)) faults.push({ kind: 'textMissing', at });
  if (clause.code.trim() === '' || !isWritten(clause.text) || !isWritten(clause.source))
    faults.push({ kind: 'clauseMissing', at });
  if (hit?.effect === 'capGrade' && !card.grades.some((grade) => grade.code === hit.grade))
    faults.push({ kind: 'gradeUnknown', at });
  if (evidence.most !== undefined && evidence.most < evidence.least) faults.push({ kind: 'evidenceRange', at });
  if (item.fullPoints === 0 && !hit) faults.push({ kind: 'pointsMissing', at });
  return [...faults, ...ruleFaults(item, item.rule)];
}

/** Best first: points fall, and with `limits` each limit is worse than the one before. */
const falls = (points: readonly number[]) => points.every((each, i) => i === 0 || each < (points[i - 1] as number));
const rises = (values: readonly number[]) => values.every((each, i) => i === 0 || each > (values[i - 1] as number));

function ruleFaults(item: ScorecardItem, rule: ScoringRule): ScorecardFault[] {
  const { code: at, fullPoints: wanted } = item;
  const reach = (found: number): ScorecardFault[] =>
    found < wanted ? [{ kind: 'fullOutOfReach', at, wanted, found }] : [];
  switch (rule.kind) {
    case 'deductPerOccurrence':
    case 'linear':
      return (rule.floorPoints ?? 0) > wanted
        ? [{ kind: 'floorTooHigh', at, wanted, found: rule.floorPoints as number }]
        : [];
    case 'bands': {
      const points = rule.bands.map((band) => band.points);
      const limits = rule.bands.map((band) => band.limit);
      const worsens = rule.direction === 'atLeast' ? falls(limits) : rises(limits);
      const isOrdered = falls(points) && worsens && (points[0] as number) <= wanted;
      return isOrdered ? reach(points[0] as number) : [{ kind: 'bandsOrder', at }];
    }
    case 'interpolation': {
      if (!rises(rule.knots.map((knot) => knot.at))) return [{ kind: 'knotsOrder', at }];
      const points = rule.knots.map((knot) => knot.points);
      const isMonotone =
        points.every((each, i) => i === 0 || each <= (points[i - 1] as number)) ||
        points.every((each, i) => i === 0 || each >= (points[i - 1] as number));
      const best = Math.max(...points);
      return isMonotone && best <= wanted ? reach(best) : [{ kind: 'knotsPoints', at }];
    }
    case 'rating': {
      const points = rule.choices.map((choice) => choice.points);
      return falls(points) && (points[0] as number) <= wanted
        ? reach(points[0] as number)
        : [{ kind: 'ratingOrder', at }];
    }
    default:
      return [];
  }
}
