import type { CloseRequirement } from './act.rules.ts';
import type {
  ComplaintBusiness,
  ComplaintChannel,
  ComplaintStatus,
  Conclusion,
  CustomerGrade,
} from './complaint.enums.ts';
import type { RuleFault } from './rule.rules.ts';

/** A word in both languages, for files made by the backend and for code lists of imports. */
export interface Words {
  readonly zh: string;
  readonly en: string;
}

export const statusWords: Readonly<Record<ComplaintStatus, Words>> = {
  received: { zh: '已受理', en: 'Received' },
  acknowledged: { zh: '已告知', en: 'Acknowledged' },
  assessed: { zh: '已初评', en: 'Assessed' },
  assigned: { zh: '已派单', en: 'Assigned' },
  investigating: { zh: '处理中', en: 'Investigating' },
  responded: { zh: '待回访', en: 'Answered' },
  followedUp: { zh: '已回访', en: 'Followed up' },
  closed: { zh: '已办结', en: 'Closed' },
  withdrawn: { zh: '已撤诉', en: 'Withdrawn' },
  merged: { zh: '已并单', en: 'Merged' },
};
export const channelWords: Readonly<Record<ComplaintChannel, Words>> = {
  hotline: { zh: '热线', en: 'Hotline' },
  hall: { zh: '营业厅', en: 'Service hall' },
  online: { zh: '在线客服', en: 'Online' },
  app: { zh: 'APP/网厅', en: 'App' },
  visit: { zh: '来信来访', en: 'Visit or letter' },
  media: { zh: '媒体', en: 'Media' },
  regulator: { zh: '12300/工信部', en: 'Regulator' },
  consumerAssociation: { zh: '消费者协会', en: 'Consumer association' },
  government: { zh: '12345', en: 'Government hotline' },
  other: { zh: '其他', en: 'Other' },
};
const enterprise = (code: string): Words => ({ zh: code, en: code });
export const gradeWords: Readonly<Record<CustomerGrade, Words>> = {
  diamond: { zh: '钻', en: 'Diamond' },
  gold: { zh: '金', en: 'Gold' },
  silver: { zh: '银', en: 'Silver' },
  basic: { zh: '基础', en: 'Basic' },
  '1A': enterprise('1A'),
  '2A': enterprise('2A'),
  '3A': enterprise('3A'),
  '4A': enterprise('4A'),
  '5A': enterprise('5A'),
  '1B': enterprise('1B'),
  '2B': enterprise('2B'),
  '3B': enterprise('3B'),
  '4B': enterprise('4B'),
  '5B': enterprise('5B'),
};
export const businessWords: Readonly<Record<ComplaintBusiness, Words>> = {
  mobile: { zh: '移动', en: 'Mobile' },
  broadband: { zh: '宽带', en: 'Broadband' },
  fixed: { zh: '固话', en: 'Fixed line' },
  dedicatedLine: { zh: '专线', en: 'Dedicated line' },
  television: { zh: '电视', en: 'Television' },
  other: { zh: '其他', en: 'Other' },
};
export const conclusionWords: Readonly<Record<Conclusion, Words>> = {
  founded: { zh: '成立', en: 'Founded' },
  partlyFounded: { zh: '部分成立', en: 'Partly founded' },
  notFounded: { zh: '不成立', en: 'Not founded' },
};

/** What closing still asks for. */
export const requirementWords: Readonly<Record<CloseRequirement, Words>> = {
  response: { zh: '答复', en: 'answer' },
  evidence: { zh: '留答复凭证', en: 'proof of the answer' },
  visit: { zh: '回访', en: 'follow-up' },
  acceptance: { zh: '客户不认可：再答复或告知救济途径', en: 'refused by the customer: answer again or tell remedies' },
  conclusion: { zh: '定结论', en: 'conclusion' },
  cause: { zh: '定原因到末级', en: 'cause in full depth' },
  measure: { zh: '写处理措施', en: 'measure' },
  correction: { zh: '写纠正', en: 'correction' },
  prevention: { zh: '写预防', en: 'prevention' },
  compensation: { zh: '批补偿', en: 'approval of compensation' },
};

/** What is wrong with a set of deadline rules. */
export const ruleFaultWords: Readonly<Record<RuleFault, Words>> = {
  duplicate: { zh: '编号重复', en: 'its code is there twice' },
  backwards: { zh: '失效日早于生效日', en: 'it ends before it begins' },
  amount: { zh: '时限不是正数', en: 'its limit is not positive' },
  events: { zh: '起止事件不属于这个时钟', en: 'its start or stop does not belong to the clock' },
  conflict: {
    zh: '与另一条规则条件相同、生效期和起算时刻重叠，而时限、末日或停表不同',
    en: 'another rule has the same conditions, days and times of day but another limit, last day or suspension',
  },
  mean: { zh: '平均值限大于最长限', en: 'the mean is longer than the longest' },
  window: { zh: '起算时刻的起止相同', en: 'the times of day it starts between are the same' },
  dayEnd: { zh: '按小时、分钟计的时限没有末日，不能到业务停止时', en: 'a limit in hours or minutes has no last day' },
};
const joined = (words: readonly Words[], language: 'zh' | 'en') =>
  words.map((word) => word[language]).join(language === 'zh' ? '、' : ', ');
/** What is missing, as codes for programs and in words for both languages. */
export const missingInWords = (missing: readonly CloseRequirement[]) => ({
  missing: missing.join(','),
  missingZh: joined(
    missing.map((one) => requirementWords[one]),
    'zh',
  ),
  missingEn: joined(
    missing.map((one) => requirementWords[one]),
    'en',
  ),
});
