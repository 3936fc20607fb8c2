import { DomainError } from '#shared/kernel/errors.ts';
import type { PageInput } from '#shared/kernel/paging.ts';
import { compareIndices } from '#shared/survey/survey.comparison.ts';
import { indexFigureOfTotals } from '#shared/survey/survey.rules.ts';
import type { SurveyBusiness, WaveInput, WaveRow, WaveState, WaveView } from '#shared/survey/survey.schema.ts';
import type { ServiceContext } from '../context.ts';
import type { Database } from '../database/dialect.ts';
import { inTransaction, type Tx } from '../database/transaction.ts';
import { requireUnit, scopePath } from '../organization/organization.service.ts';
import { recordChange } from '../system/change-log.repository.ts';
import { requireQuestionnaire } from './questionnaire.service.ts';
import { countSubmissions, targetTotals } from './submission.repository.ts';
import {
  earlierWaves,
  findWave,
  findWaveByName,
  insertWave,
  listWaves,
  updateWave,
  type WaveRecord,
} from './wave.repository.ts';

type Reader = Pick<ServiceContext, 'user'>;

/** Whether a reader may see a wave: its unit lies in the reader's subtree, or above it. */
function overlaps(unitPath: string, wave: Pick<WaveRecord, 'unitPath'>): boolean {
  return wave.unitPath.startsWith(unitPath) || unitPath.startsWith(wave.unitPath);
}

/** @throws DomainError WAVE_NOT_FOUND when it doesn't exist or is none of the reader's business */
export async function requireWave(db: Database, ctx: Reader, waveId: string): Promise<WaveRecord> {
  const wave = await findWave(db, waveId);
  if (!wave || !overlaps(ctx.user.unitPath, wave)) throw new DomainError('WAVE_NOT_FOUND', { waveId });
  return wave;
}

/** A wave that may be changed: open, and its unit wholly inside the user's scope. @throws DomainError WAVE_NOT_FOUND, WAVE_LOCKED */
export async function requireOpenWave(db: Database, ctx: Reader, waveId: string): Promise<WaveRecord> {
  const wave = await requireOwnWave(db, ctx, waveId);
  if (wave.state === 'locked') throw new DomainError('WAVE_LOCKED', { name: wave.name });
  return wave;
}

async function requireOwnWave(db: Database, ctx: Reader, waveId: string): Promise<WaveRecord> {
  const wave = await requireWave(db, ctx, waveId);
  if (!wave.unitPath.startsWith(ctx.user.unitPath)) throw new DomainError('WAVE_NOT_FOUND', { waveId });
  return wave;
}

export function waveViewOf(wave: WaveRecord, submissions: number): WaveView {
  const { waveId, name, business, unitId, unitName, questionnaireVersionId, startOn, endOn, state, lockedAt } = wave;
  const isSample = wave.isSample === 1;
  return {
    waveId,
    name,
    business,
    unitId,
    unitName,
    questionnaireVersionId,
    startOn,
    endOn,
    state,
    lockedAt,
    isSample,
    submissions,
  };
}

/** The wave before this one: same business, unit and questionnaire. */
export async function previousWave(db: Database, wave: WaveRecord): Promise<WaveRecord | undefined> {
  return (await earlierWaves(db, wave, 1))[0];
}

export interface WaveListInput extends PageInput {
  unitId?: string | undefined;
  startOn?: string | undefined;
  endOn?: string | undefined;
  business?: SurveyBusiness | undefined;
  state?: WaveState | undefined;
}

/** One page of waves with the index of their target construct and its change since the wave before. */
export async function listVisibleWaves(
  ctx: ServiceContext,
  input: WaveListInput,
): Promise<{ rows: WaveRow[]; total: number }> {
  const unitPath = await scopePath(ctx.read, ctx, input.unitId);
  const { rows, total } = await listWaves(ctx.read, { ...input, unitPath }, input);
  const result: WaveRow[] = [];
  for (const wave of rows) {
    const totals = await targetTotals(ctx.read, { waveId: wave.waveId, unitPath });
    const before = await previousWave(ctx.read, wave);
    const previous = before
      ? indexFigureOfTotals(await targetTotals(ctx.read, { waveId: before.waveId, unitPath }))
      : null;
    const index = indexFigureOfTotals(totals);
    result.push({ ...waveViewOf(wave, totals.submissions), index, comparison: compareIndices(index, previous) });
  }
  return { rows: result, total };
}

async function view(ctx: ServiceContext, waveId: string): Promise<WaveView> {
  const wave = await requireWave(ctx.db, ctx, waveId);
  return waveViewOf(wave, await countSubmissions(ctx.db, { waveId, unitPath: ctx.user.unitPath }));
}

function checkPeriod(input: { startOn: string; endOn: string }): void {
  if (input.startOn > input.endOn)
    throw new DomainError('WAVE_PERIOD_INVALID', { startOn: input.startOn, endOn: input.endOn });
}

/** Adds a wave inside a transaction. @throws DomainError UNIT_NOT_FOUND, QUESTIONNAIRE_NOT_FOUND, WAVE_NAME_TAKEN, WAVE_PERIOD_INVALID */
export async function addWave(tx: Tx, ctx: ServiceContext, input: WaveInput, isSample = false): Promise<string> {
  checkPeriod(input);
  await requireUnit(tx, ctx, input.unitId);
  await requireQuestionnaire(tx, input.questionnaireVersionId);
  if (await findWaveByName(tx, input.unitId, input.name))
    throw new DomainError('WAVE_NAME_TAKEN', { name: input.name });
  const waveId = ctx.newId();
  const now = ctx.clock.now();
  const times = { createdAt: now, updatedAt: now };
  await insertWave(tx, { ...input, waveId, state: 'open', lockedAt: null, isSample: isSample ? 1 : 0, ...times });
  await recordChange(tx, ctx, { entity: 'surveyWave', entityId: waveId, action: 'create', after: input });
  return waveId;
}

export async function createWave(ctx: ServiceContext, input: WaveInput): Promise<WaveView> {
  return view(ctx, await inTransaction(ctx, (tx) => addWave(tx, ctx, input)));
}

export interface WavePatch {
  waveId: string;
  name: string;
  startOn: string;
  endOn: string;
}

/** Renames a wave or moves its period. @throws DomainError WAVE_NOT_FOUND, WAVE_LOCKED, WAVE_NAME_TAKEN, WAVE_PERIOD_INVALID */
export async function changeWave(ctx: ServiceContext, input: WavePatch): Promise<WaveView> {
  checkPeriod(input);
  await inTransaction(ctx, async (tx) => {
    const before = await requireOpenWave(tx, ctx, input.waveId);
    const sameName = await findWaveByName(tx, before.unitId, input.name);
    if (sameName && sameName.waveId !== input.waveId) throw new DomainError('WAVE_NAME_TAKEN', { name: input.name });
    const { waveId, ...after } = input;
    await updateWave(tx, waveId, { ...after, updatedAt: ctx.clock.now() });
    const old = { name: before.name, startOn: before.startOn, endOn: before.endOn };
    await recordChange(tx, ctx, { entity: 'surveyWave', entityId: waveId, action: 'update', before: old, after });
  });
  return view(ctx, input.waveId);
}

/** Locks a wave: its submissions don't change any more. @throws DomainError WAVE_NOT_FOUND, WAVE_LOCKED, WAVE_EMPTY */
export async function lockWave(ctx: ServiceContext, input: { waveId: string }): Promise<WaveView> {
  await inTransaction(ctx, async (tx) => {
    const wave = await requireOpenWave(tx, ctx, input.waveId);
    const submissions = await countSubmissions(tx, { waveId: wave.waveId, unitPath: wave.unitPath });
    if (submissions === 0) throw new DomainError('WAVE_EMPTY', { name: wave.name });
    const lockedAt = ctx.clock.now();
    await updateWave(tx, wave.waveId, { state: 'locked', lockedAt, updatedAt: lockedAt });
    const after = { state: 'locked', submissions };
    await recordChange(tx, ctx, {
      entity: 'surveyWave',
      entityId: wave.waveId,
      action: 'lock',
      before: { state: 'open' },
      after,
    });
  });
  return view(ctx, input.waveId);
}

/** Opens a locked wave again; the reason goes into the change log. @throws DomainError WAVE_NOT_FOUND */
export async function unlockWave(ctx: ServiceContext, input: { waveId: string; reason: string }): Promise<WaveView> {
  await inTransaction(ctx, async (tx) => {
    const wave = await requireOwnWave(tx, ctx, input.waveId);
    if (wave.state === 'open') return;
    await updateWave(tx, wave.waveId, { state: 'open', lockedAt: null, updatedAt: ctx.clock.now() });
    const after = { state: 'open', reason: input.reason };
    await recordChange(tx, ctx, {
      entity: 'surveyWave',
      entityId: wave.waveId,
      action: 'unlock',
      before: { state: 'locked' },
      after,
    });
  });
  return view(ctx, input.waveId);
}
