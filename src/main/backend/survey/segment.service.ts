import { DomainError } from '#shared/kernel/errors.ts';
import type { QuestionnaireDefinition } from '#shared/survey/questionnaire.schema.ts';
import { decodeAnswers } from '#shared/survey/survey.answers.ts';
import { compareIndices } from '#shared/survey/survey.comparison.ts';
import { constructPositions, indexFigure, respondentIndex } from '#shared/survey/survey.rules.ts';
import type { SegmentRow } from '#shared/survey/survey.schema.ts';
import type { ServiceContext } from '../context.ts';
import type { Database } from '../database/dialect.ts';
import { requireQuestionnaire } from './questionnaire.service.ts';
import { type ResultInput, resultScope } from './result.service.ts';
import { type AnswerRow, loadAnswers, loadSegment, unitNames } from './submission.repository.ts';
import type { WaveRecord } from './wave.repository.ts';

/** Segments beyond this many are left out, the smallest first; the answer says how many. */
const MAXIMUM_SEGMENTS = 200;

export interface SegmentInput extends ResultInput {
  dimension: string;
  construct?: string | undefined;
}

/** Indices of the respondents of one segment, and how many submissions it has in all. */
interface Group {
  submissions: number;
  indices: number[];
}

/** Splits a dimension's name. @throws DomainError SEGMENT_UNKNOWN */
export function parseDimension(
  dimension: string,
): { column: 'unitId' | 'business' | 'channel' | 'grade' } | { extra: string } {
  if (dimension === 'unit') return { column: 'unitId' };
  if (dimension === 'business' || dimension === 'channel' || dimension === 'grade') return { column: dimension };
  if (dimension.startsWith('extra:')) return { extra: dimension.slice('extra:'.length) };
  throw new DomainError('SEGMENT_UNKNOWN', { name: dimension });
}

async function grouped(
  db: Database,
  wave: WaveRecord,
  definition: QuestionnaireDefinition,
  unitPath: string,
  input: SegmentInput,
  construct: string,
) {
  const dimension = parseDimension(input.dimension);
  const positions = constructPositions(definition).get(construct) ?? [];
  const extras = 'extra' in dimension ? await loadSegment(db, wave.waveId, dimension.extra) : null;
  const segmentOf = (row: AnswerRow) =>
    'column' in dimension ? row[dimension.column] : (extras?.get(row.submissionId) ?? null);
  const groups = new Map<string | null, Group>();
  const total: Group = { submissions: 0, indices: [] };
  for (const row of await loadAnswers(db, { waveId: wave.waveId, unitPath })) {
    const value = segmentOf(row);
    const group = groups.get(value) ?? { submissions: 0, indices: [] };
    groups.set(value, group);
    const index = respondentIndex(decodeAnswers(row.answers), positions, definition.scale);
    for (const each of [group, total]) {
      each.submissions += 1;
      if (index !== null) each.indices.push(index);
    }
  }
  return { groups, total };
}

function segmentRow(
  value: string | null,
  label: string | null,
  group: Group,
  before: Group | null | undefined,
): SegmentRow {
  const index = indexFigure(group.indices);
  const previous = before ? indexFigure(before.indices) : null;
  return { value, label, submissions: group.submissions, index, comparison: compareIndices(index, previous) };
}

/**
 * One construct's index by segment, each beside the same segment of the wave before; the largest sample first.
 * @throws DomainError WAVE_NOT_FOUND, UNIT_NOT_FOUND, WAVE_NOT_COMPARABLE, SEGMENT_UNKNOWN
 */
export async function waveSegments(ctx: ServiceContext, input: SegmentInput) {
  const { wave, definition, unitPath, previous } = await resultScope(ctx, input);
  const construct = input.construct ?? definition.target;
  if (!definition.constructs.some((each) => each.code === construct))
    throw new DomainError('SEGMENT_UNKNOWN', { name: construct });
  const now = await grouped(ctx.read, wave, definition, unitPath, input, construct);
  const before = previous && (await groupedBefore(ctx.read, previous, unitPath, input, construct));
  const names = await labels(ctx.read, input.dimension, [...now.groups.keys()]);
  const rows = [...now.groups]
    .map(([value, group]) =>
      segmentRow(value, value === null ? null : (names.get(value) ?? value), group, before?.groups.get(value)),
    )
    .sort((a, b) => b.submissions - a.submissions || String(a.label).localeCompare(String(b.label), 'zh-CN'));
  return {
    rows: rows.slice(0, MAXIMUM_SEGMENTS),
    total: segmentRow(null, null, now.total, before?.total),
    construct,
    omitted: Math.max(0, rows.length - MAXIMUM_SEGMENTS),
  };
}

async function groupedBefore(
  db: Database,
  previous: WaveRecord,
  unitPath: string,
  input: SegmentInput,
  construct: string,
) {
  const { definition } = await requireQuestionnaire(db, previous.questionnaireVersionId);
  return grouped(db, previous, definition, unitPath, input, construct);
}

async function labels(
  db: Database,
  dimension: string,
  values: readonly (string | null)[],
): Promise<Map<string, string>> {
  const ids = dimension === 'unit' ? values.filter((value) => value !== null) : [];
  if (ids.length === 0) return new Map();
  return unitNames(db, ids);
}
