import type { ImportField, ImportIssue, ImportRow, ImportValues } from '#shared/import/import.target.ts';
import { DomainError } from '#shared/kernel/errors.ts';
import type { QuestionnaireDefinition } from '#shared/survey/questionnaire.schema.ts';
import { decodeAnswers, encodeAnswers } from '#shared/survey/survey.answers.ts';
import { isStraightLine } from '#shared/survey/survey.quality.ts';
import { constructPositions, respondentIndex } from '#shared/survey/survey.rules.ts';
import { type SurveyBusiness, surveyBusinesses } from '#shared/survey/survey.schema.ts';
import { businessWords } from '#shared/survey/survey.words.ts';
import type { ServiceContext } from '../context.ts';
import type { Database } from '../database/dialect.ts';
import type { Tx } from '../database/transaction.ts';
import type { ImportBatch, ImportCounts, ImportOptions, ImportTarget } from '../import/import.registry.ts';
import { recordChanges } from '../system/change-log.repository.ts';
import { requireQuestionnaire } from './questionnaire.service.ts';
import {
  deleteSegments,
  findBySource,
  insertSegments,
  insertSubmissions,
  unitIdsBelow,
  updateSubmission,
} from './submission.repository.ts';
import type { SubmissionSegmentTable, SubmissionTable } from './survey.table.ts';
import type { WaveRecord } from './wave.repository.ts';
import { requireOpenWave } from './wave.service.ts';

/** Columns beside the answers that every survey file may have. */
const commonFields: readonly ImportField[] = [
  {
    key: 'externalId',
    labels: { zh: '答卷编号', en: 'Submission number' },
    synonyms: ['样本编号', '问卷编号', '序列号', 'id', 'respondent', 'respondent id', 'submission id', 'case id'],
    kind: 'text',
    unique: true,
    maxLength: 80,
  },
  {
    key: 'unitId',
    labels: { zh: '单位', en: 'Unit' },
    synonyms: ['地市', '分公司', '所属单位', 'city', 'branch'],
    kind: 'unit',
  },
  {
    key: 'business',
    labels: { zh: '业务', en: 'Business' },
    synonyms: ['业务类型', '产品', 'product', 'service'],
    kind: 'code',
    codes: surveyBusinesses.map((value) => ({
      value,
      labels: businessWords[value].labels,
      synonyms: businessWords[value].synonyms,
    })),
  },
  {
    key: 'channel',
    labels: { zh: '渠道', en: 'Channel' },
    synonyms: ['服务渠道', '接触渠道', 'contact channel'],
    kind: 'text',
    maxLength: 80,
  },
  {
    key: 'grade',
    labels: { zh: '客户等级', en: 'Customer grade' },
    synonyms: ['等级', '客户级别', '星级', 'grade', 'tier'],
    kind: 'text',
    maxLength: 80,
  },
  {
    key: 'durationSeconds',
    labels: { zh: '答题用时（秒）', en: 'Duration (seconds)' },
    synonyms: ['用时', '答题时长', '访问时长', 'duration', 'seconds'],
    kind: 'integer',
    min: 0,
    max: 86_400,
  },
];

const itemKey = (code: string) => `item:${code}`;

function itemField(
  item: QuestionnaireDefinition['items'][number],
  scale: QuestionnaireDefinition['scale'],
): ImportField {
  const labels = { zh: `${item.code} ${item.labels.zh}`, en: `${item.code} ${item.labels.en}` };
  const synonyms = [item.code, item.labels.zh, item.labels.en];
  return { key: itemKey(item.code), labels, synonyms, kind: 'integer', min: scale.minimum, max: scale.maximum };
}

async function openWave(
  db: Database,
  ctx: ServiceContext,
  options: ImportOptions,
): Promise<{ wave: WaveRecord; definition: QuestionnaireDefinition }> {
  if (!options.wave) throw new DomainError('WAVE_REQUIRED');
  const wave = await requireOpenWave(db, ctx, options.wave);
  return { wave, definition: (await requireQuestionnaire(db, wave.questionnaireVersionId)).definition };
}

/** A row with nothing but gaps is no submission. */
function checkAnswered(values: ImportValues): readonly ImportIssue[] {
  const items = Object.keys(values).filter((key) => key.startsWith(itemKey('')));
  if (items.some((key) => values[key] !== null)) return [];
  const words = {
    zh: '整行没有一个有效答案；请检查题项列是否对应正确，或删除空行',
    en: 'The row has no answer at all; check the columns of the items, or delete the row',
  };
  return [{ field: null, code: 'survey.empty', words }];
}

/** Units outside the wave's own part of the tree. */
async function reviewUnits(db: Database, ctx: ServiceContext, rows: readonly ImportRow[], options: ImportOptions) {
  const { wave } = await openWave(db, ctx, options);
  const inside = await unitIdsBelow(db, wave.unitPath);
  const words = {
    zh: `单位不在本批次的范围“${wave.unitName}”之内；请改为其下属单位`,
    en: `The unit lies outside this wave's scope “${wave.unitName}”; name a unit below it`,
  };
  const issues = new Map<number, readonly ImportIssue[]>();
  for (const row of rows) {
    const { unitId } = row.values;
    if (typeof unitId === 'string' && !inside.has(unitId))
      issues.set(row.line, [{ field: 'unitId', code: 'survey.unit', words }]);
  }
  return issues;
}

const text = (value: unknown): string | null => (typeof value === 'string' && value !== '' ? value : null);
const whole = (value: unknown): number | null => (typeof value === 'number' ? value : null);

/** What a stored submission holds of its row in the file. */
type Content = Omit<SubmissionTable, 'submissionId' | 'waveId' | 'sourceKey' | 'isSample' | 'importedAt'>;

/** Turns answers into the stored columns that depend on them. */
export function answerColumns(answers: readonly (number | null)[], definition: QuestionnaireDefinition) {
  const target = constructPositions(definition).get(definition.target) ?? [];
  return {
    answers: encodeAnswers(answers),
    missingCount: answers.filter((answer) => answer === null).length,
    targetIndex: respondentIndex(answers, target, definition.scale),
    isStraightLine: isStraightLine(answers) ? 1 : 0,
  };
}

function contentOf(row: ImportRow, wave: WaveRecord, definition: QuestionnaireDefinition): Content {
  const { values } = row;
  const answers = definition.items.map((item) => whole(values[itemKey(item.code)]));
  return {
    ...answerColumns(answers, definition),
    externalId: text(values.externalId),
    lineNumber: row.line,
    unitId: text(values.unitId) ?? wave.unitId,
    business: (text(values.business) as SurveyBusiness | null) ?? wave.business,
    channel: text(values.channel),
    grade: text(values.grade),
    durationSeconds: whole(values.durationSeconds),
  };
}

function segmentsOf(row: ImportRow, waveId: string, submissionId: string): SubmissionSegmentTable[] {
  return Object.entries(row.extra).flatMap(([name, value]) =>
    value.trim() === '' ? [] : [{ submissionId, waveId, name: name.slice(0, 120), value: value.trim().slice(0, 200) }],
  );
}

const logged = ({ answers, unitId, business, channel, grade, durationSeconds }: Content) => ({
  answers: decodeAnswers(answers),
  unitId,
  business,
  channel,
  grade,
  durationSeconds,
});

async function write(
  tx: Tx,
  ctx: ServiceContext,
  rows: readonly ImportRow[],
  batch: ImportBatch,
): Promise<ImportCounts> {
  const { wave, definition } = await openWave(tx, ctx, batch.options);
  const stored = await findBySource(
    tx,
    wave.waveId,
    rows.map((row) => row.key),
  );
  const inserted: SubmissionTable[] = [];
  const segments: SubmissionSegmentTable[] = [];
  const changes: Parameters<typeof recordChanges>[2][number][] = [];
  for (const row of rows) {
    const content = contentOf(row, wave, definition);
    const before = stored.get(row.key);
    const submissionId = before?.submissionId ?? ctx.newId();
    if (before) {
      await updateSubmission(tx, submissionId, { ...content, importedAt: batch.importedAt });
      await deleteSegments(tx, submissionId);
      changes.push({
        entity: 'submission',
        entityId: submissionId,
        action: 'update',
        before: logged(before),
        after: logged(content),
      });
    } else {
      const source = {
        submissionId,
        waveId: wave.waveId,
        sourceKey: row.key,
        isSample: 0,
        importedAt: batch.importedAt,
      };
      inserted.push({ ...content, ...source });
    }
    segments.push(...segmentsOf(row, wave.waveId, submissionId));
  }
  await insertSubmissions(tx, inserted);
  await insertSegments(tx, segments);
  const counts = { inserted: inserted.length, changed: rows.length - inserted.length, unchanged: 0 };
  const after = { batchId: batch.batchId, fileName: batch.fileName, ...counts };
  await recordChanges(tx, ctx, [{ entity: 'surveyWave', entityId: wave.waveId, action: 'import', after }, ...changes]);
  return counts;
}

/** Submissions of one wave; the page passes the wave on as `{ wave: waveId }`. */
export const submissionImport: ImportTarget = {
  key: 'submission',
  labels: { zh: '满意度答卷', en: 'Survey submissions' },
  permission: 'survey:import',
  fields: commonFields,
  keepExtra: true,
  async fieldsFor(ctx, options) {
    const { definition } = await openWave(ctx.read, ctx, options);
    return [...definition.items.map((item) => itemField(item, definition.scale)), ...commonFields];
  },
  naturalKey: (values) => text(values.externalId),
  check: checkAnswered,
  review: reviewUnits,
  async existing(db, keys, options) {
    return new Set(options.wave ? (await findBySource(db, options.wave, keys)).keys() : []);
  },
  write,
};
