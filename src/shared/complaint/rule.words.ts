import type { DayEnd, TermExtension, TermUnit } from '../calendar/term.rules.ts';
import type { AreaKind, ClockKind, StartEvent, StopEvent, SuspendReason } from './complaint.enums.ts';
import type { Words } from './complaint.words.ts';
import type { DeadlineRule } from './deadline.rules.ts';

/** Words of deadline rules, for the window, for tables out and in. */
export const clockWords: Readonly<Record<ClockKind, Words>> = {
  firstResponse: { zh: '首次答复', en: 'First reply' },
  progress: { zh: '进展告知', en: 'Progress news' },
  finalResponse: { zh: '最终答复', en: 'Final reply' },
  closure: { zh: '办结', en: 'Closure' },
  support: { zh: '支撑部门', en: 'Supporting unit' },
  vendor: { zh: '代维', en: 'Vendor' },
};
export const startWords: Readonly<Record<StartEvent, Words>> = {
  received: { zh: '受理', en: 'Received' },
  contacted: { zh: '上次告知客户', en: 'Last news to the customer' },
  responded: { zh: '答复', en: 'Answered' },
  assigned: { zh: '派到单位', en: 'Assigned to the unit' },
};
export const stopWords: Readonly<Record<StopEvent, Words>> = {
  acknowledged: { zh: '首次告知客户', en: 'Customer told' },
  informed: { zh: '再次告知客户', en: 'Customer told again' },
  responded: { zh: '答复', en: 'Answered' },
  closed: { zh: '办结', en: 'Closed' },
  handedBack: { zh: '回单', en: 'Handed back' },
};
export const unitWords: Readonly<Record<TermUnit, Words>> = {
  minutes: { zh: '分钟', en: 'minutes' },
  hours: { zh: '小时', en: 'hours' },
  workMinutes: { zh: '工作分钟', en: 'working minutes' },
  workHours: { zh: '工作小时', en: 'working hours' },
  naturalDays: { zh: '自然日', en: 'natural days' },
  workDays: { zh: '工作日', en: 'working days' },
  months: { zh: '月', en: 'months' },
};
export const extensionWords: Readonly<Record<TermExtension, Words>> = {
  none: { zh: '不顺延', en: 'not moved' },
  holiday: { zh: '遇法定节假日顺延', en: 'moved over public holidays' },
  restday: { zh: '遇休息日顺延', en: 'moved over every day off' },
};
export const dayEndWords: Readonly<Record<DayEnd, Words>> = {
  midnight: { zh: '24:00', en: 'midnight' },
  closeOfBusiness: { zh: '业务停止时', en: 'close of business' },
};
export const measureWords: Readonly<Record<DeadlineRule['measure'], Words>> = {
  longest: { zh: '最长', en: 'longest' },
  mean: { zh: '平均', en: 'mean' },
};
export const areaWords: Readonly<Record<AreaKind, Words>> = {
  urban: { zh: '城镇', en: 'Urban' },
  rural: { zh: '农村', en: 'Rural' },
};
export const verificationWords: Readonly<Record<DeadlineRule['verification'], Words>> = {
  verified: { zh: '已核', en: 'verified' },
  pending: { zh: '待核', en: 'pending' },
  example: { zh: '示例', en: 'example' },
};
export const pauseWords: Readonly<Record<SuspendReason, Words>> = {
  customer: { zh: '等待客户', en: 'Waiting for the customer' },
  appointment: { zh: '客户改约', en: 'Appointment' },
  thirdParty: { zh: '第三方原因', en: 'Third party' },
  forceMajeure: { zh: '不可抗力', en: 'Force majeure' },
};

/** The times of day a rule's start lies in: 14:00 前起算；空 where it may be any. */
export function windowInWords(
  { startFrom, startUntil }: Pick<DeadlineRule, 'startFrom' | 'startUntil'>,
  language: 'zh' | 'en',
): string {
  if (!startFrom && !startUntil) return '';
  if (!startFrom) return language === 'zh' ? `${startUntil} 前起算` : `started before ${startUntil}`;
  if (!startUntil) return language === 'zh' ? `${startFrom} 及以后起算` : `started at ${startFrom} or later`;
  const next = startUntil < startFrom;
  return language === 'zh'
    ? `${startFrom} 至${next ? '次日' : ''} ${startUntil} 前起算`
    : `started from ${startFrom} and before ${startUntil}${next ? ' of the next day' : ''}`;
}

/** A rule's limit in words: 最长 5 工作日（遇法定节假日顺延，末日到业务停止时）. */
export function limitInWords(
  rule: Pick<DeadlineRule, 'measure' | 'amount' | 'unit' | 'extend' | 'dayEnd'>,
  language: 'zh' | 'en',
): string {
  const [measure, unit] = [measureWords[rule.measure], unitWords[rule.unit]];
  const end = rule.dayEnd === 'closeOfBusiness' ? dayEndWords.closeOfBusiness : null;
  const details = [
    rule.extend === 'none' ? '' : extensionWords[rule.extend][language],
    end && (language === 'zh' ? `末日到${end.zh}` : `until ${end.en}`),
  ].filter(Boolean);
  const inner = details.join(language === 'zh' ? '，' : ', ');
  const more = inner && (language === 'zh' ? `（${inner}）` : ` (${inner})`);
  return `${measure[language]} ${rule.amount} ${unit[language]}${more}`;
}
