import { formatInstant } from '../kernel/dates.ts';
import {
  type AssessmentAspect,
  type AttachmentPurpose,
  type AuditResult,
  assessmentAspects,
  type ComplaintEventType,
  type LinkKind,
  type VisitResult,
} from './complaint.enums.ts';
import { businessWords, conclusionWords, gradeWords, type Words } from './complaint.words.ts';
import type { ComplaintEvent, EventData } from './event.schema.ts';
import { areaWords, pauseWords } from './rule.words.ts';
import { escalationSentence } from './warning.words.ts';

/** Names of events, on paper and in the window. */
export const eventWords: Readonly<Record<ComplaintEventType, Words>> = {
  received: { zh: '登记受理', en: 'Received' },
  imported: { zh: '导入', en: 'Imported' },
  acknowledged: { zh: '告知客户', en: 'Customer told' },
  assessed: { zh: '初评', en: 'Assessed' },
  assigned: { zh: '派单', en: 'Assigned' },
  accepted: { zh: '接单处理', en: 'Taken up' },
  informed: { zh: '告知进展', en: 'Told of progress' },
  noted: { zh: '备注', en: 'Note' },
  handedBack: { zh: '回单', en: 'Handed back' },
  responded: { zh: '答复客户', en: 'Answered' },
  followedUp: { zh: '回访', en: 'Follow-up visit' },
  exhausted: { zh: '告知救济途径', en: 'Told of remedies' },
  closed: { zh: '办结', en: 'Closed' },
  returned: { zh: '退单', en: 'Returned' },
  transferred: { zh: '改派', en: 'Reassigned' },
  suspensionRequested: { zh: '申请暂停', en: 'Pause requested' },
  suspensionRefused: { zh: '不同意暂停', en: 'Pause refused' },
  suspended: { zh: '暂停计时', en: 'Paused' },
  resumed: { zh: '恢复计时', en: 'Resumed' },
  compensationProposed: { zh: '提出补偿', en: 'Compensation proposed' },
  compensationApproved: { zh: '同意补偿', en: 'Compensation approved' },
  compensationRefused: { zh: '不同意补偿', en: 'Compensation refused' },
  escalated: { zh: '升级督办', en: 'Escalated' },
  reopened: { zh: '重新打开', en: 'Reopened' },
  withdrawn: { zh: '撤诉', en: 'Withdrawn' },
  corrected: { zh: '更正信息', en: 'Facts corrected' },
  ruleMoved: { zh: '更换规则版本', en: 'Rule edition changed' },
  attached: { zh: '加附件', en: 'File attached' },
  detached: { zh: '撤附件', en: 'File taken off' },
  linked: { zh: '关联', en: 'Linked' },
  unlinked: { zh: '取消关联', en: 'Link removed' },
  split: { zh: '拆单', en: 'Split' },
  merged: { zh: '并入', en: 'Merged into' },
  unmerged: { zh: '撤销并单', en: 'Merging undone' },
  absorbed: { zh: '并入本单', en: 'Took in' },
  released: { zh: '并单撤销', en: 'Merging undone' },
  audited: { zh: '办结质量抽查', en: 'Closure re-audited' },
};
export const visitWords: Readonly<Record<VisitResult, Words>> = {
  satisfied: { zh: '满意', en: 'Satisfied' },
  neutral: { zh: '基本满意', en: 'Fairly satisfied' },
  unsatisfied: { zh: '不满意', en: 'Unsatisfied' },
  refused: { zh: '不认可', en: 'Refused' },
  unreachable: { zh: '联系不上', en: 'Not reached' },
};
export const purposeWords: Readonly<Record<AttachmentPurpose, Words>> = {
  material: { zh: '客户材料', en: "Customer's papers" },
  response: { zh: '答复凭证', en: 'Proof of the answer' },
  visit: { zh: '回访凭证', en: 'Proof of the visit' },
  compensation: { zh: '补偿凭证', en: 'Proof of payment' },
  other: { zh: '其他', en: 'Other' },
};
export const linkWords: Readonly<Record<LinkKind, Words>> = {
  sameMatter: { zh: '同一事由', en: 'Same matter' },
  repeat: { zh: '重复投诉', en: 'Repeated' },
  appeal: { zh: '申诉', en: 'Appeal' },
  related: { zh: '相关', en: 'Related' },
};
export const auditWords: Readonly<Record<AuditResult, Words>> = {
  confirmed: { zh: '属实', en: 'real' },
  flawed: { zh: '有瑕疵', en: 'flawed' },
  paper: { zh: '虚假办结', en: 'on paper only' },
};
const aspectWords: Readonly<Record<AssessmentAspect, Words>> = {
  severity: { zh: '严重', en: 'severity' },
  impact: { zh: '影响', en: 'impact' },
  complexity: { zh: '复杂', en: 'complexity' },
  urgency: { zh: '紧迫', en: 'urgency' },
  recurrence: { zh: '重复', en: 'recurrence' },
};
const levelWords: readonly Words[] = [
  { zh: '低', en: 'low' },
  { zh: '中', en: 'mid' },
  { zh: '高', en: 'high' },
];

/** What events tell in figures beside their words: the levels of an assessment, the edition a complaint was moved to. */
export function eventFigures(data: Readonly<Record<string, unknown>>, language: 'zh' | 'en'): string {
  const { levels, ruleEdition } = data;
  if (typeof levels === 'object' && levels !== null) {
    const known = levels as Partial<Record<AssessmentAspect, number>>;
    return assessmentAspects
      .flatMap((aspect) => {
        const level = levelWords[(known[aspect] ?? 0) - 1];
        return level ? [`${aspectWords[aspect][language]} ${level[language]}`] : [];
      })
      .join(language === 'zh' ? '、' : ', ');
  }
  if (typeof ruleEdition !== 'number') return '';
  return language === 'zh' ? `改按第 ${ruleEdition} 版` : `edition ${ruleEdition} from now on`;
}

type Named = Readonly<Record<string, Words>>;
/** What can be put right, and the words of its values; a category goes by its code where nobody knows its name. */
const factWords: readonly [fact: string, label: Words, values: Named][] = [
  ['categoryCode', { zh: '分类', en: 'Category' }, {}],
  ['business', { zh: '业务', en: 'Business' }, businessWords],
  ['customerGrade', { zh: '客户等级', en: 'Grade' }, gradeWords],
  ['area', { zh: '城乡', en: 'Area' }, areaWords],
];

/**
 * What was put right, each as it was and as it is: `客户等级：基础 → 金`.
 * @param categoryName the name of a category by its code
 */
export function correctedSentence(
  { before, after }: Readonly<Record<string, unknown>>,
  language: 'zh' | 'en',
  categoryName = (code: string) => code,
): string {
  const [was, is] = [before, after] as (Record<string, string | null> | undefined)[];
  const named = (fact: string, values: Named, code: string | null | undefined) => {
    if (!code) return language === 'zh' ? '未填' : 'none';
    return fact === 'categoryCode' ? categoryName(code) : (values[code]?.[language] ?? code);
  };
  return factWords
    .filter(([fact]) => is && fact in is)
    .map(([fact, label, values]) => {
      const told = `${named(fact, values, was?.[fact])} → ${named(fact, values, is?.[fact])}`;
      return `${label[language]}${language === 'zh' ? '：' : ': '}${told}`;
    })
    .join(language === 'zh' ? '，' : ', ');
}

export const correctionWords = {
  correction: { zh: '纠正', en: 'Correction' },
  prevention: { zh: '预防', en: 'Prevention' },
  evidence: { zh: '凭证', en: 'Proof' },
  measure: { zh: '措施', en: 'Measure' },
  approved: { zh: '批准', en: 'approved by' },
} as const;

/** Cents as `1,260.00`. */
export const yuanText = (cents: number) =>
  (cents / 100).toLocaleString('en-US', { minimumFractionDigits: 2, maximumFractionDigits: 2 });

/** What an event carries, as one line. Names of units are not in it: they are printed in a column of their own. */
export function eventSentence({ type, data }: Pick<ComplaintEvent, 'type' | 'data'>, language: 'zh' | 'en'): string {
  const escalated = type === 'escalated' ? (data as EventData['escalated']) : null;
  const automatic = escalated?.automatic ? escalationSentence(escalated, language) : null;
  if (automatic) return automatic;
  const carried = data as Record<string, unknown>;
  const text = (key: string) => (typeof carried[key] === 'string' ? (carried[key] as string) : '');
  const word = (table: Readonly<Record<string, Words>>, key: string) => table[text(key)]?.[language] ?? '';
  const named = (key: keyof typeof correctionWords) =>
    text(key) && `${correctionWords[key][language]}${language === 'zh' ? '：' : ': '}${text(key)}`;
  const parts = [
    (type === 'assessed' || type === 'ruleMoved') && eventFigures(carried, language),
    type === 'corrected' && correctedSentence(carried, language),
    text('reason') && word(pauseWords, 'reason'),
    text('approver') &&
      (language === 'zh'
        ? `${text('approver')}${correctionWords.approved.zh}`
        : `${correctionWords.approved.en} ${text('approver')}`),
    type === 'followedUp' && word(visitWords, 'result'),
    type === 'audited' && word(auditWords, 'result'),
    type === 'attached' && `${word(purposeWords, 'purpose')} ${text('name')}`,
    type === 'linked' && word(linkWords, 'kind'),
    typeof carried.amountCents === 'number' &&
      `${yuanText(carried.amountCents)} ${language === 'zh' ? '元，' : 'yuan, '}${text('form')}`,
    text('conclusion') && word(conclusionWords, 'conclusion'),
    named('measure'),
    named('correction'),
    named('prevention'),
    named('evidence'),
    text('number'),
    text('note'),
  ];
  return parts.filter(Boolean).join(language === 'zh' ? '；' : '; ');
}

/** A moment on paper: day and minute, the year only where it is not that of the paper. */
export const paperMoment = (at: string | null, year: string) => {
  if (!at) return '—';
  const text = formatInstant(at);
  return text.startsWith(year) ? text.slice(5) : text;
};
