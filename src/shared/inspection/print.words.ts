import { formatPoints } from '../kernel/points.ts';
import type { Language } from '../standard/rule.words.ts';

/** Words of the printed sheet and its workbook. */
const zh = {
  title: '服务质量检查评分表', number: '编号', unit: '被检单位', unitCode: '单位编码', inspector: '检 查 人', companion: '陪 检 人', day: '检查日期', span: '起止时间',
  method: '检查方式', sampling: '抽样说明', inspectee: '被检人员', to: '至', dayOpen: '　　　　年　　　月　　　日', spanOpen: '　　时　　分至　　时　　分', dateOpen: '　　年　　月　　日',
  scan: '扫码查找本表', lines: { front: '前台类', back: '后台支撑类', network: '网络类', vendor: '代维外包类' },
  methods: { announced: '明查', mystery: '暗访', recording: '录音抽检', workOrder: '工单抽检', online: '网上巡检' },
  vetoes: { zeroItem: '否决·本项', zeroSection: '否决·节', capGrade: '否决·等级', zeroWhole: '否决·全表' }, veto: '否决',
  note: '填写说明：不适用项在“不适用”栏画“√”，其分值按本表规定摊入本节其余各项；带', noteEnd: '的项目命中即按规则处理，须附证据。', noteBlank: '本表手工填写后录入，原件存档。',
  columns: ['序号', '检查项目', '标准条款', '评分规则', '满分', '扣分', '得分', '不适用', '备注'],
  section: '节', computed: '得分计算', computedColumns: ['节', '满分', '扣分', '不适用', '实得', '折算（保留到 0.001）', '本节得分'], sum: '合计', awards: '加分项',
  raw: '原始得分', rawGrade: '原始等级', hit: '一票否决', effective: '最终得分', effectiveGrade: '最终等级', bands: '等级界限', noHit: '未命中', hitWord: '命中',
  rounding: '只在总分四舍五入一次。原始得分始终保留，不因否决、申诉改写。', summary: '得分汇总', item: '项目', full: '满分', earned: '得分', grade: '等级',
  evidence: '证据清单', evidenceCount: (n: number) => `共 ${n} 件；原件存证据库，散列值为 SHA-256 首尾各四位`, piece: '证', kinds: { image: '照片', audio: '录音', video: '录像', application: '文件' },
  field: '现场取证记录', fieldColumns: ['序号', '对应项', '证据类型', '时间', '内容摘要'], photo: '照片', recording: '录音', paper: '单据',
  signInspector: '检查人（签字）', signCompanion: '陪检人（签字）', signUnit: '被检单位负责人（签字、盖章）', opinion: '被检单位意见', agree: '无异议', disagree: '有异议', reason: '说明：',
  printedBy: '打印', entered: '录入', draft: '草稿，未提交', fingerprint: '指纹', spread: (n: string, expression: string) => `不适用 ${n} 分摊入：${expression}`, noScore: '无得分（全部不适用）',
  card: (code: string, version: number, on: string) => `评分表 ${code} 第 ${version} 版　自 ${on} 起施行`,
  sectionTotal: (ordinal: string) => `第${ordinal}节小计`, awardTitle: (limit: string) => `（上限 ${limit} 分）`, sectionTitle: (limit: string) => `（${limit} 分）`,
  sheetItems: '检查项', sheetSections: '得分计算', sheetEvidence: '证据', entry: '录入', arithmetic: '扣分算式', hash: 'SHA-256', name: '名称', size: '字节', addedBy: '采集人', addedAt: '采集时间', conversion: '折算系数',
};
const en: typeof zh = {
  title: 'Service Quality Inspection Sheet', number: 'No.', unit: 'Unit', unitCode: 'Unit code', inspector: 'Inspector', companion: 'Companion', day: 'Day', span: 'From – to',
  method: 'Method', sampling: 'Sampling', inspectee: 'Staff met', to: ' – ', dayOpen: '　', spanOpen: '　', dateOpen: '　　　　',
  scan: 'Scan to find', lines: { front: 'Front desk', back: 'Back office', network: 'Network', vendor: 'Vendor' },
  methods: { announced: 'Announced', mystery: 'Mystery', recording: 'Recording', workOrder: 'Work order', online: 'Online' },
  vetoes: { zeroItem: 'CRITICAL·item', zeroSection: 'CRITICAL·section', capGrade: 'CRITICAL·grade', zeroWhole: 'CRITICAL·whole' }, veto: 'CRITICAL',
  note: 'How to fill in: tick “N/A” where an item does not apply, its points are spread as the card says; items marked', noteEnd: 'act as stated when hit, and need evidence.', noteBlank: 'Filled in by hand, entered afterwards, original kept.',
  columns: ['No.', 'Item', 'Clause', 'Rule', 'Full', 'Lost', 'Points', 'N/A', 'Remarks'],
  section: 'Section', computed: 'Computation', computedColumns: ['Section', 'Full', 'Lost', 'N/A', 'Earned', 'Spread (to 0.001)', 'Points'], sum: 'Total', awards: 'Award',
  raw: 'Raw points', rawGrade: 'Raw grade', hit: 'Critical', effective: 'Final points', effectiveGrade: 'Final grade', bands: 'Grades', noHit: 'Not hit', hitWord: 'hit',
  rounding: 'Rounded once, at the total. The raw points are kept for ever, whatever critical items or appeals do.', summary: 'Summary', item: '', full: 'Full', earned: 'Points', grade: 'Grade',
  evidence: 'Evidence', evidenceCount: (n: number) => `${n} pieces; originals in the evidence store, first and last four digits of SHA-256`, piece: 'E', kinds: { image: 'photo', audio: 'audio', video: 'video', application: 'file' },
  field: 'Field record', fieldColumns: ['No.', 'Item', 'Kind', 'Time', 'Content'], photo: 'photo', recording: 'audio', paper: 'paper',
  signInspector: 'Inspector (signature)', signCompanion: 'Companion (signature)', signUnit: 'Head of the unit (signature, seal)', opinion: 'Opinion of the unit', agree: 'agrees', disagree: 'objects', reason: 'Remarks: ',
  printedBy: 'Printed', entered: 'Entered', draft: 'Draft, not submitted', fingerprint: 'fingerprint', spread: (n: string, expression: string) => `N/A ${n} spread: ${expression}`, noScore: 'No score (nothing applies)',
  card: (code: string, version: number, on: string) => `Card ${code} version ${version}, in force from ${on}`,
  sectionTotal: (ordinal: string) => `Section ${ordinal}`, awardTitle: (limit: string) => ` (at most ${limit})`, sectionTitle: (limit: string) => ` (${limit})`,
  sheetItems: 'Items', sheetSections: 'Computation', sheetEvidence: 'Evidence', entry: 'Entry', arithmetic: 'Arithmetic', hash: 'SHA-256', name: 'Name', size: 'Bytes', addedBy: 'Taken by', addedAt: 'Taken at', conversion: 'Factor',
};
export type PrintWords = typeof zh;
export const printWords: Readonly<Record<Language, PrintWords>> = { zh, en };

const ordinals = '一二三四五六七八九十';
/** 一 二 … in Chinese, 1 2 … in English. @param index from 0 */
export const ordinalOf = (index: number, language: Language): string => (language === 'zh' ? (ordinals[index] ?? (index === 10 ? '十一' : '十二')) : String(index + 1));

/** Points without needless zeros: `3`, `1.5`, `15.476`. */
export const plainPoints = (points: number): string => String(points / 1000).replace('-', '−');
/** Points with at least one decimal: `2.0`, `15.476`. */
export const decimalPoints = (points: number): string => formatPoints(points, points % 100 === 0 ? 1 : points % 10 === 0 ? 2 : 3);
