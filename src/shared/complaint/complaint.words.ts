import type {
  ComplaintBusiness,
  ComplaintChannel,
  ComplaintStatus,
  Conclusion,
  CustomerGrade,
} from './complaint.enums.ts';

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
