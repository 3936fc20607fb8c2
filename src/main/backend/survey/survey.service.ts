import type { ConstructResult } from '#shared/survey/survey.schema.ts';
import type { Database } from '../database/dialect.ts';
import { requireQuestionnaire } from './questionnaire.service.ts';
import { comparedConstructs, constructFigures, figuresOf } from './result.service.ts';
import { listWaves, type WaveRecord } from './wave.repository.ts';
import { previousWave } from './wave.service.ts';

/** Most waves one summary takes in; a year of a province has sixteen. */
const MAXIMUM_WAVES = 200;

/** What a summary is asked for: days both included, and the top of the part of the tree. */
export interface SurveySummaryInput {
  startOn: string;
  endOn: string;
  /** `/` for all units */
  unitPath: string;
}

/** One wave of a period with its construct indices by simple means (简单均值口径，未用 PLS 权重). */
export interface SurveySummaryWave {
  waveId: string;
  name: string;
  business: WaveRecord['business'];
  unitId: string;
  unitName: string;
  startOn: string;
  endOn: string;
  state: WaveRecord['state'];
  submissions: number;
  method: 'simpleMean';
  /** construct that leads: satisfaction */
  target: string;
  constructs: (ConstructResult & { labelZh: string; labelEn: string })[];
  previousWave: { waveId: string; name: string } | null;
}

/**
 * Satisfaction of a period for reports and the home page: every wave that touches it, with n, interval and the
 * comparison with the wave before. Reads only; the caller has resolved the scope already.
 */
export async function surveySummary(db: Database, input: SurveySummaryInput): Promise<SurveySummaryWave[]> {
  const { rows } = await listWaves(db, input, { offset: 0, limit: MAXIMUM_WAVES });
  const result: SurveySummaryWave[] = [];
  for (const wave of rows) {
    const { definition } = await requireQuestionnaire(db, wave.questionnaireVersionId);
    const { figures, submissions } = await constructFigures(db, wave, definition, input.unitPath);
    const previous = await previousWave(db, wave);
    const compared = comparedConstructs(definition, figures, await figuresOf(db, previous, input.unitPath));
    const labels = new Map(definition.constructs.map((construct) => [construct.code, construct.labels]));
    result.push({
      waveId: wave.waveId,
      name: wave.name,
      business: wave.business,
      unitId: wave.unitId,
      unitName: wave.unitName,
      startOn: wave.startOn,
      endOn: wave.endOn,
      state: wave.state,
      submissions: submissions.length,
      method: 'simpleMean',
      target: definition.target,
      constructs: compared.map((row) => ({
        ...row,
        labelZh: labels.get(row.code)?.zh ?? row.code,
        labelEn: labels.get(row.code)?.en ?? row.code,
      })),
      previousWave: previous ? { waveId: previous.waveId, name: previous.name } : null,
    });
  }
  return result;
}
