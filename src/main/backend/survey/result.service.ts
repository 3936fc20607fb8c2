import { DomainError } from '#shared/kernel/errors.ts';
import type { QuestionnaireDefinition } from '#shared/survey/questionnaire.schema.ts';
import { decodeAnswers } from '#shared/survey/survey.answers.ts';
import { compareIndices } from '#shared/survey/survey.comparison.ts';
import { isStraightLine, sampleQuality } from '#shared/survey/survey.quality.ts';
import {
  constructIndices,
  type IndexFigure,
  indexFigure,
  indexFigureOfTotals,
  itemFigures,
} from '#shared/survey/survey.rules.ts';
import type { ConstructResult, WaveResults } from '#shared/survey/survey.schema.ts';
import type { ServiceContext } from '../context.ts';
import type { Database } from '../database/dialect.ts';
import { requireUnit, scopePath } from '../organization/organization.service.ts';
import { listQuestionnaires } from './questionnaire.repository.ts';
import { requireQuestionnaire } from './questionnaire.service.ts';
import { loadAnswers, segmentNames, targetTotals } from './submission.repository.ts';
import { earlierWaves, type WaveRecord, wavesOfQuestionnaire } from './wave.repository.ts';
import { previousWave, requireWave, waveViewOf } from './wave.service.ts';

/** Waves back in time that the trend line shows, the current one included. */
const TREND_WAVES = 8;

export interface ResultInput {
  waveId: string;
  unitId?: string | undefined;
  compareWaveId?: string | undefined;
}

/** A wave, the definition it pins, the part of the tree looked at, and the wave it is compared with. */
export interface ResultScope {
  wave: WaveRecord;
  definition: QuestionnaireDefinition;
  unitPath: string;
  previous: WaveRecord | undefined;
}

/** @throws DomainError WAVE_NOT_FOUND, UNIT_NOT_FOUND, WAVE_NOT_COMPARABLE */
export async function resultScope(ctx: ServiceContext, input: ResultInput): Promise<ResultScope> {
  const wave = await requireWave(ctx.read, ctx, input.waveId);
  const { definition, code } = await requireQuestionnaire(ctx.read, wave.questionnaireVersionId);
  const unitPath = await scopePath(ctx.read, ctx, input.unitId);
  if (!input.compareWaveId) return { wave, definition, unitPath, previous: await previousWave(ctx.read, wave) };
  const previous = await requireWave(ctx.read, ctx, input.compareWaveId);
  const other = await requireQuestionnaire(ctx.read, previous.questionnaireVersionId);
  if (other.code !== code || previous.waveId === wave.waveId) {
    throw new DomainError('WAVE_NOT_COMPARABLE', { name: wave.name, other: previous.name });
  }
  return { wave, definition, unitPath, previous };
}

/** Construct figures of one wave inside a part of the tree, by construct code. */
export async function constructFigures(
  db: Database,
  wave: Pick<WaveRecord, 'waveId'>,
  definition: QuestionnaireDefinition,
  unitPath: string,
) {
  const rows = await loadAnswers(db, { waveId: wave.waveId, unitPath });
  const submissions = rows.map((row) => decodeAnswers(row.answers));
  const figures = new Map<string, IndexFigure>();
  for (const [code, indices] of constructIndices(definition, submissions)) figures.set(code, indexFigure(indices));
  return { figures, submissions, rows };
}

/** Figures of the constructs beside those of the wave before. */
export function comparedConstructs(
  definition: QuestionnaireDefinition,
  figures: ReadonlyMap<string, IndexFigure>,
  before: ReadonlyMap<string, IndexFigure> | null,
): ConstructResult[] {
  return definition.constructs.map(({ code }) => {
    const index = figures.get(code) ?? indexFigure([]);
    const previous = before?.get(code) ?? null;
    return { code, index, previous, comparison: compareIndices(index, previous) };
  });
}

/** The figures of a wave to compare with, by its own questionnaire version. */
export async function figuresOf(db: Database, wave: WaveRecord | undefined, unitPath: string) {
  if (!wave) return null;
  const { definition } = await requireQuestionnaire(db, wave.questionnaireVersionId);
  return (await constructFigures(db, wave, definition, unitPath)).figures;
}

async function trend(db: Database, wave: WaveRecord, unitPath: string): Promise<WaveResults['trend']> {
  const series = [...(await earlierWaves(db, wave, TREND_WAVES - 1))].reverse();
  const points: WaveResults['trend'] = [];
  for (const each of [...series, wave]) {
    const index = indexFigureOfTotals(await targetTotals(db, { waveId: each.waveId, unitPath }));
    points.push({ waveId: each.waveId, name: each.name, startOn: each.startOn, index });
  }
  return points;
}

async function comparableWaves(
  ctx: ServiceContext,
  wave: WaveRecord,
  code: string,
): Promise<WaveResults['comparable']> {
  const versions = (await listQuestionnaires(ctx.read))
    .filter((row) => row.code === code)
    .map((row) => row.questionnaireVersionId);
  const waves = await wavesOfQuestionnaire(ctx.read, { unitPath: ctx.user.unitPath }, versions);
  return waves.flatMap((each) =>
    each.waveId === wave.waveId ? [] : [{ waveId: each.waveId, name: each.name, startOn: each.startOn }],
  );
}

/** Everything the result page shows of a wave but its segments. */
export async function waveResults(ctx: ServiceContext, input: ResultInput): Promise<WaveResults> {
  const { wave, definition, unitPath, previous } = await resultScope(ctx, input);
  const { figures, submissions, rows } = await constructFigures(ctx.read, wave, definition, unitPath);
  const straight = submissions.filter((answers) => !isStraightLine(answers));
  const rest = constructIndices(definition, straight).get(definition.target) ?? [];
  const unit = input.unitId ? await requireUnit(ctx.read, ctx, input.unitId) : undefined;
  const quality = sampleQuality(
    rows.map((row, i) => ({ answers: submissions[i] ?? [], durationSeconds: row.durationSeconds })),
    definition.items.length,
  );
  return {
    wave: waveViewOf(wave, submissions.length),
    definition,
    method: 'simpleMean',
    scopeUnitName: unit?.name ?? null,
    previousWave: previous ? { waveId: previous.waveId, name: previous.name } : null,
    comparable: await comparableWaves(ctx, wave, definition.code),
    target: definition.target,
    constructs: comparedConstructs(definition, figures, await figuresOf(ctx.read, previous, unitPath)),
    items: itemFigures(definition, submissions),
    trend: await trend(ctx.read, wave, unitPath),
    quality: { ...quality, indexWithoutStraightLine: indexFigure(rest) },
    extraDimensions: await segmentNames(ctx.read, wave.waveId),
  };
}
