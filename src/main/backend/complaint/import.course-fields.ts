import type { AreaKind, Conclusion, VisitResult } from '#shared/complaint/complaint.enums.ts';
import { conclusionWords, type Words } from '#shared/complaint/complaint.words.ts';
import { visitWords } from '#shared/complaint/event.words.ts';
import type { CourseMoment } from '#shared/complaint/imported.rules.ts';
import { areaWords } from '#shared/complaint/rule.words.ts';
import type { ImportCode, ImportField } from '#shared/import/import.target.ts';
import type { CatalogueTable } from './complaint.table.ts';

/** Codes of a list with the other words files use for them. */
export const codesOf = <T extends string>(
  words: Readonly<Record<T, Words>>,
  synonyms: Partial<Record<T, readonly string[]>> = {},
): ImportCode[] =>
  (Object.keys(words) as T[]).map((value) => ({ value, labels: words[value], synonyms: synonyms[value] ?? [] }));

/** Names of the moments of a complaint's way in files, and of the persons who acted then. */
const moments: readonly {
  key: Exclude<CourseMoment, 'receivedAt'>;
  labels: Words;
  synonyms: readonly string[];
}[] = [
  {
    key: 'acknowledgedAt',
    labels: { zh: '首次联系时间', en: 'First contact at' },
    synonyms: ['首次响应时间', '首次回复时间', '告知时间', '联系客户时间', '首响时间', 'First response at'],
  },
  {
    key: 'assignedAt',
    labels: { zh: '派单时间', en: 'Assigned at' },
    synonyms: ['派发时间', '下派时间', '派单日期', '转派时间', '派单日期时间', 'Dispatched at'],
  },
  {
    key: 'acceptedAt',
    labels: { zh: '接单时间', en: 'Accepted at' },
    synonyms: ['签收时间', '开始处理时间', '接单日期', 'Started at'],
  },
  {
    key: 'respondedAt',
    labels: { zh: '答复时间', en: 'Answered at' },
    synonyms: [
      '回复时间',
      '反馈时间',
      '答复客户时间',
      '答复日期',
      '回复日期',
      '处理完成时间',
      'Responded at',
      'Resolved at',
    ],
  },
  {
    key: 'visitedAt',
    labels: { zh: '回访时间', en: 'Follow-up at' },
    synonyms: ['回访日期', '回访日期时间', 'Visited at'],
  },
  {
    key: 'closedAt',
    labels: { zh: '办结时间', en: 'Closed at' },
    synonyms: ['结案时间', '归档时间', '关闭时间', '完成时间', '办结日期', '结单时间', '归档日期', 'Closed on'],
  },
];

const momentFields: readonly ImportField[] = moments.map((moment) => ({
  ...moment,
  kind: 'datetime',
  notFuture: true,
}));

const people: readonly { key: string; moment: CourseMoment; labels: Words; synonyms: readonly string[] }[] = [
  {
    key: 'receivedBy',
    moment: 'receivedAt',
    labels: { zh: '受理人', en: 'Received by' },
    synonyms: ['受理人员', '受理员', '受理坐席', '首问责任人', '首问人', '登记人', 'Agent'],
  },
  {
    key: 'assignedBy',
    moment: 'assignedAt',
    labels: { zh: '派单人', en: 'Assigned by' },
    synonyms: ['派单人员', '派单员'],
  },
  {
    key: 'handledBy',
    moment: 'respondedAt',
    labels: { zh: '处理人', en: 'Handled by' },
    synonyms: ['经办人', '处理人员', '答复人', '回复人', '承办人', 'Handler'],
  },
  {
    key: 'visitedBy',
    moment: 'visitedAt',
    labels: { zh: '回访人', en: 'Follow-up by' },
    synonyms: ['回访人员', '回访员'],
  },
  {
    key: 'closedBy',
    moment: 'closedAt',
    labels: { zh: '办结人', en: 'Closed by' },
    synonyms: ['结案人', '归档人', '办结人员'],
  },
];

/** Field of the person who acted at a moment. */
export const personFields: readonly { key: string; moment: CourseMoment }[] = people;

const visitCodes = codesOf<VisitResult>(visitWords, {
  satisfied: ['满意', '非常满意', '认可', 'Yes'],
  neutral: ['一般', '比较满意'],
  unsatisfied: ['不满意', '非常不满意'],
  refused: ['不接受', '不认同'],
  unreachable: ['未接通', '无人接听', '联系不上', '关机', '无法接通'],
});
const conclusionCodes = codesOf<Conclusion>(conclusionWords, {
  founded: ['属实', '有责', '是', '公司责任'],
  partlyFounded: ['部分属实', '部分有责'],
  notFounded: ['不属实', '无责', '否', '非公司责任'],
});
const areaCodes = codesOf<AreaKind>(areaWords, { urban: ['城镇', '城区', '市区'], rural: ['乡村', '乡镇'] });

/** What files say about the way of a complaint: who had it when, what came out of it. */
export const courseFields: readonly ImportField[] = [
  ...momentFields,
  {
    key: 'receivedUnitId',
    labels: { zh: '受理单位', en: 'Received at unit' },
    synonyms: ['受理部门', '受理网点', '首问单位', '首问部门'],
    kind: 'unit',
  },
  {
    key: 'returnCount',
    labels: { zh: '退单次数', en: 'Times returned' },
    synonyms: ['退回次数', '驳回次数', 'Returns'],
    kind: 'integer',
    min: 0,
    max: 50,
  },
  {
    key: 'conclusion',
    labels: { zh: '是否成立', en: 'Conclusion' },
    synonyms: ['投诉是否成立', '认定结果', '责任认定', '是否有责', '是否属实'],
    kind: 'code',
    codes: conclusionCodes,
  },
  {
    key: 'measure',
    labels: { zh: '处理结果', en: 'What was done' },
    synonyms: ['处理措施', '处理情况', '处理意见', '解决方案', '处理过程', 'Resolution'],
    kind: 'text',
    maxLength: 20_000,
  },
  {
    key: 'answer',
    labels: { zh: '答复内容', en: 'Answer' },
    synonyms: ['回复内容', '答复意见', '答复口径', 'Response'],
    kind: 'text',
    maxLength: 20_000,
  },
  {
    key: 'correction',
    labels: { zh: '纠正措施', en: 'Correction' },
    synonyms: ['纠正', '整改措施', 'Corrective action'],
    kind: 'text',
    maxLength: 20_000,
  },
  {
    key: 'prevention',
    labels: { zh: '预防措施', en: 'Prevention' },
    synonyms: ['预防', '防范措施', '防止再发措施', 'Preventive action'],
    kind: 'text',
    maxLength: 20_000,
  },
  {
    key: 'evidence',
    labels: { zh: '答复凭证', en: 'Proof of the answer' },
    synonyms: ['录音编号', '录音流水号', '回访录音编号', '答复录音', '凭证编号', 'Recording'],
    kind: 'text',
    maxLength: 500,
  },
  {
    key: 'compensation',
    labels: { zh: '补偿金额', en: 'Compensation (yuan)' },
    synonyms: [
      '赔付金额',
      '赔偿金额',
      '补偿金额（元）',
      '赔付金额（元）',
      '补偿',
      '退费金额',
      '减免金额',
      'Compensation',
    ],
    kind: 'number',
    min: 0,
    max: 10_000_000,
  },
  {
    key: 'visitResult',
    labels: { zh: '回访结果', en: 'Follow-up result' },
    synonyms: ['客户满意度', '满意度', '回访满意度', '是否满意', 'Satisfaction'],
    kind: 'code',
    codes: visitCodes,
  },
  ...people.map(({ key, labels, synonyms }): ImportField => ({ key, labels, synonyms, kind: 'text', maxLength: 60 })),
  {
    key: 'area',
    labels: { zh: '城乡', en: 'Urban or rural' },
    synonyms: ['区域类型', '城乡类型', '城市农村'],
    kind: 'code',
    codes: areaCodes,
  },
  {
    key: 'remark',
    labels: { zh: '备注', en: 'Remark' },
    synonyms: ['处理备注', '其他说明', '说明', 'Remarks', 'Notes'],
    kind: 'text',
    maxLength: 20_000,
  },
];

/** A node's code with its own name and with the way to it: `资费收费争议 / 国际漫游`. Names that stand twice need the way. */
function nodeCodes(nodes: readonly CatalogueTable[], chosen: (node: CatalogueTable) => boolean): ImportCode[] {
  const byCode = new Map(nodes.map((node) => [node.code, node]));
  const often = Map.groupBy(nodes, (node) => node.nameZh);
  return nodes.filter(chosen).map((node) => {
    const parent = node.parentCode === null ? undefined : byCode.get(node.parentCode);
    const way = parent === undefined ? node.nameZh : `${parent.nameZh}/${node.nameZh}`;
    const isOnly = (often.get(node.nameZh)?.length ?? 0) === 1;
    return {
      value: node.code,
      labels: isOnly ? { zh: node.nameZh, en: node.nameEn } : { zh: way, en: `${parent?.nameEn}/${node.nameEn}` },
      synonyms: [way],
    };
  });
}

/**
 * Fields whose codes are the trees of categories and causes.
 * @param categories nodes in use
 * @param causes nodes in use
 */
export function catalogueFields(
  categories: readonly CatalogueTable[],
  causes: readonly CatalogueTable[],
): ImportField[] {
  return [
    {
      key: 'categoryTop',
      labels: { zh: '投诉大类', en: 'Category' },
      synonyms: ['一级分类', '投诉类别', '大类', '一级类目'],
      kind: 'code',
      codes: nodeCodes(categories, (node) => node.parentCode === null),
    },
    {
      key: 'categoryCode',
      labels: { zh: '投诉小类', en: 'Subcategory' },
      synonyms: ['二级分类', '投诉分类', '投诉类型', '小类', '二级类目', 'Type'],
      kind: 'code',
      codes: nodeCodes(categories, () => true),
    },
    {
      key: 'causeCode',
      labels: { zh: '投诉原因', en: 'Cause' },
      synonyms: ['原因', '定责原因', '责任原因', '根本原因', 'Root cause'],
      kind: 'code',
      codes: nodeCodes(causes, () => true),
    },
  ];
}
