import { z } from 'zod';
import { call } from '../kernel/call.ts';
import { pageInput, pageOf } from '../kernel/paging.ts';
import { questionnaireDefinition } from './questionnaire.schema.ts';
import { surveyErrors } from './survey.errors.ts';
import {
  questionnaireSummary,
  segmentDimension,
  segmentRow,
  submissionFilter,
  submissionView,
  surveyBusinesses,
  waveInput,
  waveResults,
  waveRow,
  waveStates,
  waveView,
} from './survey.schema.ts';

const oneWave = z.object({ waveId: z.string() });
const inScope = oneWave.extend({ unitId: z.string().optional() });
const language = z.enum(['zh', 'en']).default('zh');
const jobStarted = z.object({ jobId: z.string() });

/** Calls of the survey domain: questionnaires, waves, results and the submissions behind them. */
export const surveyContract = {
  questionnaires: call('survey:read', surveyErrors).output(z.array(questionnaireSummary)),
  questionnaire: call('survey:read', surveyErrors)
    .input(z.object({ questionnaireVersionId: z.string() }))
    .output(questionnaireSummary.extend({ definition: questionnaireDefinition })),
  /** waves that touch the days given, newest first */
  waves: call('survey:read', surveyErrors)
    .input(
      pageInput.extend({
        unitId: z.string().optional(),
        startOn: z.iso.date().optional(),
        endOn: z.iso.date().optional(),
        business: z.enum(surveyBusinesses).optional(),
        state: z.enum(waveStates).optional(),
      }),
    )
    .output(pageOf(waveRow)),
  createWave: call('survey:write', surveyErrors).input(waveInput).output(waveView),
  updateWave: call('survey:write', surveyErrors)
    .input(
      oneWave.extend({ name: waveInput.shape.name, startOn: waveInput.shape.startOn, endOn: waveInput.shape.endOn }),
    )
    .output(waveView),
  /** locked: no import changes it any more */
  lockWave: call('survey:write', surveyErrors).input(oneWave).output(waveView),
  unlockWave: call('survey:write', surveyErrors)
    .input(oneWave.extend({ reason: z.string().trim().min(1).max(200) }))
    .output(waveView),
  results: call('survey:read', surveyErrors)
    .input(inScope.extend({ compareWaveId: z.string().optional() }))
    .output(waveResults),
  segments: call('survey:read', surveyErrors)
    .input(
      inScope.extend({
        compareWaveId: z.string().optional(),
        dimension: segmentDimension,
        construct: z.string().optional(),
      }),
    )
    .output(
      z.object({ rows: z.array(segmentRow), total: segmentRow, construct: z.string(), omitted: z.number().int() }),
    ),
  submissions: call('survey:read', surveyErrors)
    .input(pageInput.extend({ waveId: z.string(), filter: submissionFilter.default({}) }))
    .output(pageOf(submissionView)),
  exportResults: call('survey:read', surveyErrors)
    .input(
      inScope.extend({ compareWaveId: z.string().optional(), dimension: segmentDimension.default('unit'), language }),
    )
    .output(jobStarted),
  exportSubmissions: call('survey:read', surveyErrors)
    .input(oneWave.extend({ filter: submissionFilter.default({}), language }))
    .output(jobStarted),
};
