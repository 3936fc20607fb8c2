import type { UnitChannel, UnitLine } from '../kernel/levels.ts';
import type { ClauseAudience, ClauseClass, ClausePromise, CustomerGrade, LimitUnit } from './clause.schema.ts';
import type { Bilingual, Critical, CriticalEffect, ScorecardItem, ScoringRule } from './scorecard.schema.ts';

const w = (zh: string, en: string): Bilingual => ({ zh, en });

/**
 * Words of cards and clauses as they stand in workbooks and lists of differences, which have a language of their own
 * whatever the window speaks. Each list maps a stored value to its word, both ways.
 */
export const ruleKindWords: Record<ScoringRule['kind'], Bilingual> = {
  deductPerOccurrence: w('按次扣', 'Per occurrence'),
  passFail: w('达标', 'Met or not'),
  linear: w('测量·线性', 'Measured, linear'),
  bands: w('测量·分档', 'Measured, bands'),
  interpolation: w('测量·折线', 'Measured, interpolated'),
  rating: w('评级', 'Rating'),
  meanAndMax: w('时限双条件', 'Mean and longest'),
  award: w('加分', 'Award'),
};
export const measureWords = { value: w('数值', 'Value'), share: w('比率', 'Share') };
export const directionWords = { atLeast: w('不低于', 'At least'), atMost: w('不超过', 'At most') };
export const steppingWords = { exact: w('按比例', 'In proportion'), begun: w('按一步', 'As a whole step') };
export const policyWords: Record<ScorecardItem['notApplicable'], Bilingual> = {
  spread: w('摊给本节', 'Spread over the section'),
  full: w('记满分', 'Full marks'),
  zero: w('记零分', 'Zero'),
  notAllowed: w('不允许', 'Not allowed'),
};
export const demandWords: Record<ScorecardItem['evidence']['demand'], Bilingual> = {
  never: w('不要求', 'Never'),
  onFailure: w('扣分时', 'On failure'),
  always: w('必须', 'Always'),
};
export const severityWords: Record<'veto' | 'key' | 'general', Bilingual> = {
  veto: w('一票否决', 'Veto'),
  key: w('关键', 'Key'),
  general: w('一般', 'General'),
};
export const effectWords: Record<CriticalEffect, Bilingual> = {
  zeroItem: w('本项 0 分', 'Zeroes the item'),
  zeroSection: w('本节 0 分', 'Zeroes the section'),
  capGrade: w('等级封顶', 'Caps the grade'),
  zeroWhole: w('全表 0 分', 'Zeroes the sheet'),
};
export const triggerWords: Record<Critical['trigger'], Bilingual> = {
  onFailure: w('失分即命中', 'Any lost point'),
  marked: w('检查人标记', 'Marked by the inspector'),
};
export const sectionKindWords = { base: w('节', 'Section'), award: w('加分节', 'Award section') };
export const lineWords: Record<UnitLine, Bilingual> = {
  front: w('前台', 'Front desk'),
  back: w('后台支撑', 'Back office'),
  network: w('网络', 'Network'),
  vendor: w('代维外包', 'Vendor'),
};
export const channelWords: Record<UnitChannel, Bilingual> = {
  ownHall: w('自有营业厅', 'Own hall'),
  partnerHall: w('合作营业厅', 'Partner hall'),
  onlineHall: w('网上营业厅', 'Online hall'),
  hotline: w('服务热线', 'Hotline'),
  accountManager: w('客户经理', 'Account manager'),
  fieldService: w('现场装维', 'Field service'),
  onlineService: w('在线客服', 'Online service'),
  none: w('无客户界面', 'No customers'),
};
export const audienceWords: Record<ClauseAudience, Bilingual> = {
  household: w('家庭/个人', 'Household'),
  enterprise: w('政企', 'Enterprise'),
  internal: w('内部', 'Internal'),
};
export const classWords: Record<ClauseClass, Bilingual> = {
  timeLimit: w('时限类', 'Time limit'),
  functional: w('功能类', 'Function'),
  care: w('关怀类', 'Care'),
};
export const promiseWords: Record<ClausePromise, Bilingual> = {
  outside: w('对外承诺', 'Outward'),
  inside: w('对内承诺', 'Inward'),
};
export const limitUnitWords: Record<LimitUnit, Bilingual> = {
  second: w('秒', 'seconds'),
  minute: w('分钟', 'minutes'),
  hour: w('小时', 'hours'),
  naturalDay: w('自然日', 'natural days'),
  workingDay: w('工作日', 'working days'),
  month: w('月', 'months'),
  percent: w('%', '%'),
  time: w('次', 'times'),
};
export const gradeWords: Record<CustomerGrade, Bilingual> = {
  all: w('全部', 'All'),
  diamond: w('钻石', 'Diamond'),
  gold: w('金', 'Gold'),
  silver: w('银', 'Silver'),
  basic: w('基础', 'Basic'),
  '1A': w('1A', '1A'),
  '2A': w('2A', '2A'),
  '3A': w('3A', '3A'),
  '4A': w('4A', '4A'),
  '5A': w('5A', '5A'),
  '1B': w('1B', '1B'),
  '2B': w('2B', '2B'),
  '3B': w('3B', '3B'),
  '4B': w('4B', '4B'),
  '5B': w('5B', '5B'),
};

/**
 * The stored value a word stands for, in either language; case, spaces and width of characters don't count.
 * @returns undefined for any other word
 */
export function storedWord<T extends string>(words: Readonly<Record<T, Bilingual>>, typed: string): T | undefined {
  const plain = (text: string) => text.normalize('NFKC').replaceAll(/\s+/g, '').toLowerCase();
  const wanted = plain(typed);
  return (Object.keys(words) as T[]).find((key) =>
    [words[key].zh, words[key].en, key].some((each) => plain(each) === wanted),
  );
}

/** One language of a list of words, for the window's own locales. */
export const inLanguage = <T extends string>(words: Readonly<Record<T, Bilingual>>, language: 'zh' | 'en') =>
  Object.fromEntries(Object.entries<Bilingual>(words).map(([key, word]) => [key, word[language]])) as Record<T, string>;
