import type { Bilingual } from './scorecard.schema.ts';
import {
  demandWords,
  directionWords,
  effectWords,
  measureWords,
  policyWords,
  ruleKindWords,
  sectionKindWords,
  severityWords,
  steppingWords,
  triggerWords,
} from './standard.words.ts';

/** A column of the sheet of items. `list` columns take one of a few words and get a drop-down. */
export interface CardColumn {
  readonly key: string;
  readonly head: Bilingual;
  /** characters */
  readonly width: number;
  readonly list?: Readonly<Record<string, Bilingual>>;
}

const column = (key: string, zh: string, en: string, width: number, list?: Readonly<Record<string, Bilingual>>) => ({
  key,
  head: { zh, en },
  width,
  ...(list && { list }),
});

const rowKinds = { item: { zh: '项', en: 'Item' }, ...sectionKindWords };
/** What an item's row may be: a section, an award section, or an item of the section above it. */
export const rowKindWords = rowKinds;

/** Columns of the sheet of items, in their order; the sentence is for people and never read back. */
export const cardColumns = [
  column('row', '行', 'Row', 8, rowKinds),
  column('code', '编号', 'No.', 8),
  column('title', '名称', 'Title', 26),
  column('full', '满分', 'Full', 8),
  column('sentence', '评分规则（由后面各列生成，不读入）', 'Rule in words (made from the columns, not read)', 44),
  column('clause', '条款号', 'Clause', 10),
  column('edition', '条款版次', 'Edition', 8),
  column('rule', '计分方式', 'Scoring', 14, ruleKindWords),
  column('measure', '口径', 'Measure', 8, measureWords),
  column('direction', '方向', 'Direction', 9, directionWords),
  column('target', '目标（均值限）', 'Target (mean limit)', 10),
  column('step', '每步', 'Step', 8),
  column('per', '每次（步）分', 'Points each', 9),
  column('stepping', '不足一步', 'Part of a step', 10, steppingWords),
  column('floor', '保底分', 'Floor', 9),
  column('max', '最长限', 'Longest', 8),
  column('maxPoints', '最长超限扣', 'Off when longer', 9),
  column('unit', '单位', 'Unit', 8),
  column('levels', '档位', 'Levels', 18),
  column('factor', '加倍倍数', 'Factor', 8),
  column('aggravated', '加倍情形', 'Aggravated', 12),
  column('notApplicable', '不适用', 'Not applicable', 11, policyWords),
  column('demand', '证据', 'Evidence', 9, demandWords),
  column('least', '证据最少', 'Least', 7),
  column('most', '证据最多', 'Most', 7),
  column('severity', '严重程度', 'Severity', 10, severityWords),
  column('effect', '命中后果', 'Effect', 11, effectWords),
  column('trigger', '命中条件', 'Trigger', 12, triggerWords),
  column('cap', '封顶等级', 'Cap', 9),
  column('guidance', '检查方法（一步一行）', 'How to inspect (a step a line)', 34),
  column('clauseText', '条款内容', 'Text of the clause', 34),
  column('clauseSource', '条款依据', 'Source of the clause', 24),
  column('titleEn', '英文名称', 'English title', 26),
  column('unitEn', '英文单位', 'English unit', 10),
  column('levelsEn', '英文档位', 'English levels', 16),
  column('aggravatedEn', '英文加倍情形', 'English aggravated', 14),
  column('guidanceEn', '英文检查方法', 'English how to inspect', 34),
  column('clauseTextEn', '英文条款内容', 'English clause', 34),
  column('clauseSourceEn', '英文条款依据', 'English source', 24),
] as const satisfies readonly CardColumn[];
export type CardColumnKey = (typeof cardColumns)[number]['key'];

/** Names of the three sheets. */
export const cardSheets = {
  items: { zh: '评分表', en: 'Scorecard' },
  grades: { zh: '等级', en: 'Grades' },
  about: { zh: '说明', en: 'About' },
} as const;

/** Columns of the sheet of grades. */
export const gradeColumns = [
  column('code', '代号', 'Code', 14),
  column('title', '等级', 'Grade', 14),
  column('titleEn', '英文名称', 'English title', 18),
  column('from', '起始分', 'From', 10),
] as const satisfies readonly CardColumn[];

/** Lines of the sheet about the card: what stands in the first column. */
export const aboutLines = {
  code: { zh: '评分表编号', en: 'Card number' },
  version: { zh: '版本', en: 'Version' },
  title: { zh: '名称', en: 'Title' },
  titleEn: { zh: '英文名称', en: 'English title' },
  source: { zh: '编制依据', en: 'Source' },
  sourceEn: { zh: '英文编制依据', en: 'English source' },
  line: { zh: '条线', en: 'Line' },
  channels: { zh: '适用渠道', en: 'Channels' },
  effectiveOn: { zh: '施行日', en: 'In force from' },
  fullPoints: { zh: '总分', en: 'Full points' },
  roundingPoints: { zh: '总分取整到', en: 'Total rounded to' },
  recordingMinutes: { zh: '暗访录音（分钟）', en: 'Mystery visit: recording (min)' },
  photos: { zh: '暗访照片（张）', en: 'Mystery visit: photos' },
  impressionChars: { zh: '暗访印象（字）', en: 'Mystery visit: impression (characters)' },
} as const satisfies Record<string, Bilingual>;
export type AboutKey = keyof typeof aboutLines;

/** The word in the cell of the floor for a measured rule that names none. */
export const noFloorWord: Bilingual = { zh: '扣完为止', en: 'Until nothing is left' };

/** What an item's scoring uses of the rule columns; the others have to stay empty. */
export const ruleCells: Readonly<Record<string, { needs: readonly CardColumnKey[]; may: readonly CardColumnKey[] }>> = {
  deductPerOccurrence: { needs: ['per', 'floor', 'unit'], may: ['factor', 'aggravated', 'aggravatedEn', 'unitEn'] },
  passFail: { needs: [], may: [] },
  linear: {
    needs: ['measure', 'direction', 'target', 'step', 'per', 'stepping', 'floor', 'unit'],
    may: ['unitEn'],
  },
  bands: { needs: ['measure', 'direction', 'levels', 'unit'], may: ['unitEn'] },
  interpolation: { needs: ['measure', 'levels', 'unit'], may: ['unitEn'] },
  rating: { needs: ['levels'], may: ['levelsEn'] },
  meanAndMax: { needs: ['target', 'step', 'per', 'max', 'maxPoints', 'unit'], may: ['unitEn'] },
  award: { needs: ['per', 'unit'], may: ['unitEn'] },
};
/** All columns that belong to rules. */
export const ruleColumns: readonly CardColumnKey[] = [
  'measure',
  'direction',
  'target',
  'step',
  'per',
  'stepping',
  'floor',
  'max',
  'maxPoints',
  'unit',
  'unitEn',
  'levels',
  'levelsEn',
  'factor',
  'aggravated',
  'aggravatedEn',
];
