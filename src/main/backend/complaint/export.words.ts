import type { ComplaintRow } from '#shared/complaint/complaint.schema.ts';
import {
  businessWords,
  channelWords,
  conclusionWords,
  gradeWords,
  statusWords,
} from '#shared/complaint/complaint.words.ts';
import { dueText } from '#shared/complaint/counting.words.ts';
import { formatInstant } from '#shared/kernel/dates.ts';

export type ExportLanguage = 'zh-CN' | 'en';

/** Title of the sheet and beginning of the file name. */
export const exportName = (language: ExportLanguage) => (language === 'en' ? 'Complaints' : '投诉清单');

/** Columns of the exported list. */
export function exportColumns(
  language: ExportLanguage,
): { header: string; width: number; value: (row: ComplaintRow) => string | number | null }[] {
  const en = language === 'en';
  const pick = (words: { zh: string; en: string } | undefined) => (words ? (en ? words.en : words.zh) : null);
  const at = (instant: string | null) => (instant ? formatInstant(instant) : null);
  return [
    { header: en ? 'Number' : '编号', width: 18, value: (row) => row.number },
    { header: en ? 'External number' : '外部单号', width: 14, value: (row) => row.externalNumber },
    { header: en ? 'Status' : '状态', width: 10, value: (row) => pick(statusWords[row.status]) },
    { header: en ? 'Received' : '受理时间', width: 18, value: (row) => at(row.receivedAt) },
    { header: en ? 'Due' : '答复期限', width: 18, value: ({ badge }) => badge.dueAt && dueText(badge.dueAt) },
    { header: en ? 'Closed' : '办结时间', width: 18, value: (row) => at(row.closedAt) },
    { header: en ? 'Channel' : '渠道', width: 12, value: (row) => pick(channelWords[row.channel]) },
    { header: en ? 'Customer' : '客户', width: 10, value: (row) => row.customerName },
    { header: en ? 'Customer number' : '客户号码', width: 16, value: (row) => row.customerNumber },
    {
      header: en ? 'Grade' : '等级',
      width: 8,
      value: (row) => (row.customerGrade ? pick(gradeWords[row.customerGrade]) : null),
    },
    {
      header: en ? 'Business' : '业务',
      width: 10,
      value: (row) => (row.business ? pick(businessWords[row.business]) : null),
    },
    { header: en ? 'Category' : '分类', width: 26, value: (row) => (en ? row.categoryEn : row.categoryZh) },
    { header: en ? 'Place' : '地点', width: 22, value: (row) => row.place },
    { header: en ? 'Accountable unit' : '责任单位', width: 22, value: (row) => row.unitName },
    {
      header: en ? 'Conclusion' : '结论',
      width: 12,
      value: (row) => (row.conclusion ? pick(conclusionWords[row.conclusion]) : null),
    },
    { header: en ? 'Content' : '投诉内容', width: 60, value: (row) => row.content },
  ];
}
