import { DomainError } from '#shared/kernel/errors.ts';
import type { PageInput } from '#shared/kernel/paging.ts';
import type { QuestionnaireDefinition } from '#shared/survey/questionnaire.schema.ts';
import { decodeAnswers } from '#shared/survey/survey.answers.ts';
import { SPEEDER_SECONDS_PER_ITEM } from '#shared/survey/survey.quality.ts';
import { constructPositions, respondentIndex } from '#shared/survey/survey.rules.ts';
import type { SubmissionFilter, SubmissionView } from '#shared/survey/survey.schema.ts';
import type { ServiceContext } from '../context.ts';
import { scopePath } from '../organization/organization.service.ts';
import { requireQuestionnaire } from './questionnaire.service.ts';
import { parseDimension } from './segment.service.ts';
import { listSubmissions, type SubmissionQuery, type SubmissionRow } from './submission.repository.ts';
import { requireWave } from './wave.service.ts';

/** What the repository looks for. @throws DomainError UNIT_NOT_FOUND, SEGMENT_UNKNOWN */
export async function submissionQuery(
  ctx: ServiceContext,
  waveId: string,
  definition: QuestionnaireDefinition,
  filter: SubmissionFilter,
): Promise<SubmissionQuery> {
  const query: SubmissionQuery = {
    waveId,
    unitPath: await scopePath(ctx.read, ctx, filter.unitId),
    quality: filter.quality,
    speederBelow: definition.items.length * SPEEDER_SECONDS_PER_ITEM,
  };
  if (filter.segment) {
    const dimension = parseDimension(filter.segment.dimension);
    const { value } = filter.segment;
    if ('column' in dimension) query.column = { name: dimension.column, value };
    else query.extra = { name: dimension.extra, value };
  }
  if (filter.item) {
    const position = definition.items.findIndex((item) => item.code === filter.item?.code);
    if (position < 0) throw new DomainError('SEGMENT_UNKNOWN', { name: filter.item.code });
    query.answer = { position, value: filter.item.answer };
  }
  return query;
}

/** Reads a stored submission with its construct indices. */
export function submissionViewOf(row: SubmissionRow, definition: QuestionnaireDefinition): SubmissionView {
  const answers = decodeAnswers(row.answers);
  const indices: Record<string, number | null> = {};
  for (const [code, positions] of constructPositions(definition)) {
    indices[code] = respondentIndex(answers, positions, definition.scale);
  }
  const {
    submissionId,
    externalId,
    lineNumber,
    unitId,
    unitName,
    business,
    channel,
    grade,
    missingCount,
    durationSeconds,
  } = row;
  const isStraight = row.isStraightLine === 1;
  const part = { submissionId, externalId, lineNumber, unitId, unitName, business, channel, grade };
  return { ...part, answers, missingCount, isStraightLine: isStraight, durationSeconds, indices };
}

/** One page of the submissions behind a number. @throws DomainError WAVE_NOT_FOUND, UNIT_NOT_FOUND, SEGMENT_UNKNOWN */
export async function listWaveSubmissions(
  ctx: ServiceContext,
  input: PageInput & { waveId: string; filter: SubmissionFilter },
) {
  const wave = await requireWave(ctx.read, ctx, input.waveId);
  const { definition } = await requireQuestionnaire(ctx.read, wave.questionnaireVersionId);
  const query = await submissionQuery(ctx, wave.waveId, definition, input.filter);
  const { rows, total } = await listSubmissions(ctx.read, query, input);
  return { rows: rows.map((row) => submissionViewOf(row, definition)), total };
}
