import type { SurveyBusiness, WaveState } from '#shared/survey/survey.schema.ts';
import type { Database } from '../database/dialect.ts';
import { subtree } from '../organization/organization.service.ts';
import type { SurveyWaveTable } from './survey.table.ts';

/** A wave with the place of its unit. */
export interface WaveRecord extends SurveyWaveTable {
  unitName: string;
  unitPath: string;
}

const waves = (db: Database) =>
  db
    .selectFrom('surveyWave')
    .innerJoin('unit', 'unit.unitId', 'surveyWave.unitId')
    .selectAll('surveyWave')
    .select(['unit.name as unitName', 'unit.path as unitPath']);

export function findWave(db: Database, waveId: string): Promise<WaveRecord | undefined> {
  return waves(db).where('surveyWave.waveId', '=', waveId).executeTakeFirst();
}

export const findWaveByName = (db: Database, unitId: string, name: string) =>
  db.selectFrom('surveyWave').select('waveId').where('unitId', '=', unitId).where('name', '=', name).executeTakeFirst();

/** Which waves a list wants. `ancestors` are paths above `unitPath`: a wave of the province concerns its cities too. */
export interface WaveFilter {
  unitPath: string;
  startOn?: string | undefined;
  endOn?: string | undefined;
  business?: SurveyBusiness | undefined;
  state?: WaveState | undefined;
}

/** Every path from the root down to the parent of `unitPath`; none for `/`. */
export function ancestorPaths(unitPath: string): string[] {
  const ids = unitPath.split('/').filter(Boolean);
  return ids.slice(0, -1).map((_, index) => `/${ids.slice(0, index + 1).join('/')}/`);
}

function filtered(db: Database, filter: WaveFilter) {
  const range = subtree(filter.unitPath);
  const above = ancestorPaths(filter.unitPath);
  let query = waves(db).where((eb) => {
    const below = eb.and([eb('unit.path', '>=', range.from), eb('unit.path', '<', range.to)]);
    return above.length === 0 ? below : eb.or([below, eb('unit.path', 'in', above)]);
  });
  if (filter.startOn) query = query.where('surveyWave.endOn', '>=', filter.startOn);
  if (filter.endOn) query = query.where('surveyWave.startOn', '<=', filter.endOn);
  if (filter.business) query = query.where('surveyWave.business', '=', filter.business);
  if (filter.state) query = query.where('surveyWave.state', '=', filter.state);
  return query;
}

/** One page of waves, the newest period first. */
export async function listWaves(db: Database, filter: WaveFilter, page: { offset: number; limit: number }) {
  const query = filtered(db, filter);
  const rows: WaveRecord[] = await query
    .orderBy('surveyWave.startOn', 'desc')
    .orderBy('surveyWave.business')
    .orderBy('surveyWave.waveId')
    .offset(page.offset)
    .limit(page.limit)
    .execute();
  const { total } = await query
    .clearSelect()
    .select((eb) => eb.fn.countAll<number>().as('total'))
    .executeTakeFirstOrThrow();
  return { rows, total: Number(total) };
}

/** What makes waves a series: they can be compared and drawn as one line. */
export type WaveSeries = Pick<SurveyWaveTable, 'business' | 'unitId' | 'startOn' | 'questionnaireVersionId'>;

/** Waves of the same business, unit and questionnaire, from the newest that began before this one back in time. */
export function earlierWaves(db: Database, wave: WaveSeries, limit: number): Promise<WaveRecord[]> {
  return waves(db)
    .where('surveyWave.business', '=', wave.business)
    .where('surveyWave.unitId', '=', wave.unitId)
    .where('surveyWave.startOn', '<', wave.startOn)
    .where('surveyWave.questionnaireVersionId', 'in', ({ selectFrom }) =>
      selectFrom('questionnaireVersion as same')
        .innerJoin('questionnaireVersion as own', 'own.code', 'same.code')
        .where('own.questionnaireVersionId', '=', wave.questionnaireVersionId)
        .select('same.questionnaireVersionId'),
    )
    .orderBy('surveyWave.startOn', 'desc')
    .orderBy('surveyWave.waveId')
    .limit(limit)
    .execute();
}

/** Waves with one of these questionnaire versions that a comparison may name, newest first. */
export function wavesOfQuestionnaire(db: Database, filter: WaveFilter, questionnaireVersionIds: readonly string[]) {
  return filtered(db, filter)
    .where('surveyWave.questionnaireVersionId', 'in', questionnaireVersionIds)
    .orderBy('surveyWave.startOn', 'desc')
    .orderBy('surveyWave.waveId')
    .limit(100)
    .execute();
}

export const insertWave = (db: Database, row: SurveyWaveTable) => db.insertInto('surveyWave').values(row).execute();
export const updateWave = (db: Database, waveId: string, patch: Partial<SurveyWaveTable>) =>
  db.updateTable('surveyWave').set(patch).where('waveId', '=', waveId).execute();
