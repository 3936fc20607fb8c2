import type { ComplaintStatus } from '#shared/complaint/complaint.enums.ts';
import { businessWords, channelWords, gradeWords, statusWords } from '#shared/complaint/complaint.words.ts';
import type { ImportField } from '#shared/import/import.target.ts';
import { maxContent } from './facts.check.ts';
import { codesOf } from './import.course-fields.ts';

const channelCodes = codesOf(channelWords, {
  hotline: ['Customer Care Call', 'Call', 'Phone', '电话', '10086', '10010', '10000', '客服热线'],
  online: ['Internet', 'Web', 'Online', '在线', '互联网', '网站'],
  hall: ['Store', 'Shop', '厅', '前台'],
  app: ['App', '网厅', '掌厅', '手机营业厅'],
  regulator: ['工信部', '12300', '通管局', '通信管理局', 'FCC'],
  government: ['市长热线', '12345热线', '政府热线'],
  consumerAssociation: ['消协', '12315'],
  visit: ['来访', '信访', '来信', 'Fax', 'Email', 'Postal Mail'],
});
/**
 * A row that says "solved" had its answer accepted: closed. "Pending" is being worked on. Merged is what is done here, with
 * the other complaint named; no file can say it.
 */
const statusCodes = codesOf<ComplaintStatus>(statusWords, {
  received: ['Open', 'New', '未处理', '待处理', '受理', '待受理', '新建', '待派单'],
  acknowledged: ['已联系', '已首响'],
  investigating: ['Pending', 'In Progress', '处理', '在办', '办理中', '在途', '已接单', '已签收', '办理'],
  assigned: ['已分派', '派单', '转派', '已派发', '待接单', '已转派'],
  responded: ['已答复', 'Responded', 'Resolved', '已回复', '已反馈', '处理完成', '待归档'],
  followedUp: ['已评价', '待办结', '待结案'],
  closed: [
    'Closed',
    'Solved',
    '办结',
    '已关闭',
    '归档',
    '已归档',
    '完成',
    '结案',
    '已完成',
    '已结案',
    '关闭',
    '已结单',
  ],
  withdrawn: ['撤诉', '撤销', 'Cancelled', 'Withdrawn', '已撤销', '已撤单', '作废'],
}).filter((code) => code.value !== 'merged');

/**
 * Columns of an export of another system, by the headings and words those systems use; date and time of receipt may
 * stand in one column or in two.
 */
export const complaintFields: readonly ImportField[] = [
  {
    key: 'externalNumber',
    labels: { zh: '投诉单号', en: 'Ticket number' },
    synonyms: [
      'Ticket #',
      'Ticket',
      'Ticket ID',
      '工单号',
      '工单编号',
      '投诉编号',
      '投诉流水号',
      '工单流水号',
      '流水号',
      '编号',
      '单号',
      'ID',
    ],
    kind: 'text',
    required: true,
    unique: true,
    maxLength: 80,
  },
  {
    key: 'content',
    labels: { zh: '投诉内容', en: 'Content' },
    synonyms: ['Customer Complaint', 'Complaint', 'Description', '内容', '投诉描述', '问题描述', '诉求内容'],
    kind: 'text',
    required: true,
    maxLength: maxContent,
  },
  {
    key: 'receivedAt',
    labels: { zh: '受理时间', en: 'Received at' },
    synonyms: ['投诉时间', '受理日期时间', '登记时间', 'Received', 'Created at'],
    kind: 'datetime',
    required: true,
    notFuture: true,
  },
  {
    key: 'receivedDate',
    labels: { zh: '受理日期', en: 'Date received' },
    synonyms: ['Date_month_year', 'Date', '日期', '投诉日期'],
    kind: 'date',
    notFuture: true,
  },
  {
    key: 'receivedTime',
    labels: { zh: '受理时刻', en: 'Time received' },
    synonyms: ['Time', '时间', '时刻'],
    kind: 'time',
  },
  {
    key: 'channel',
    labels: { zh: '渠道', en: 'Channel' },
    synonyms: ['Received Via', 'Source', '来源', '受理渠道', '投诉来源'],
    kind: 'code',
    codes: channelCodes,
    emptyCode: 'other',
  },
  {
    key: 'status',
    labels: { zh: '状态', en: 'Status' },
    synonyms: ['工单状态', '处理状态', '投诉状态', '单据状态', '当前状态', '环节'],
    kind: 'code',
    codes: statusCodes,
    textInto: 'statusText',
  },
  {
    key: 'unitId',
    labels: { zh: '责任单位', en: 'Unit' },
    synonyms: [
      'State',
      '责任部门',
      '处理部门',
      '处理单位',
      '承办部门',
      '承办单位',
      '经办部门',
      '单位',
      '部门',
      '地市',
      '分公司',
      '归属单位',
    ],
    kind: 'unit',
    required: true,
    createUnit: { level: 'city', line: 'front' },
  },
  {
    key: 'region',
    labels: { zh: '地区', en: 'Region' },
    synonyms: ['省', '省份', '区域'],
    kind: 'text',
    maxLength: 60,
  },
  {
    key: 'city',
    labels: { zh: '地点', en: 'City' },
    synonyms: ['City', '城市', '区县', '地址'],
    kind: 'text',
    maxLength: 60,
  },
  {
    key: 'customerName',
    labels: { zh: '客户姓名', en: 'Customer' },
    synonyms: ['姓名', '客户名称', '用户姓名', 'Name'],
    kind: 'text',
    maxLength: 60,
  },
  {
    key: 'customerNumber',
    labels: { zh: '客户号码', en: 'Customer number' },
    synonyms: ['号码', '手机号', '业务号码', '联系电话', '投诉号码', 'Phone number'],
    kind: 'text',
    maxLength: 40,
  },
  {
    key: 'customerGrade',
    labels: { zh: '客户等级', en: 'Grade' },
    synonyms: ['等级', '星级', '客户级别'],
    kind: 'code',
    codes: codesOf(gradeWords, { diamond: ['钻卡'], gold: ['金卡'], silver: ['银卡'], basic: ['普通'] }),
  },
  {
    key: 'business',
    labels: { zh: '业务', en: 'Business' },
    synonyms: ['业务类型', '专业', 'Product'],
    kind: 'code',
    codes: codesOf(businessWords, {
      mobile: ['手机', '移动电话'],
      broadband: ['家宽', '宽带业务'],
      fixed: ['固定电话'],
    }),
  },
  {
    key: 'demand',
    labels: { zh: '客户诉求', en: 'Demand' },
    synonyms: ['诉求', '用户要求'],
    kind: 'text',
    maxLength: 2000,
  },
];
