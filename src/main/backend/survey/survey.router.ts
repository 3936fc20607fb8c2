import { rpc } from '../rpc/rpc.ts';
import { startResultsExport, startSubmissionsExport } from './export.service.ts';
import { getQuestionnaire, listPublishedQuestionnaires } from './questionnaire.service.ts';
import { waveResults } from './result.service.ts';
import { waveSegments } from './segment.service.ts';
import { listWaveSubmissions } from './submission.service.ts';
import { changeWave, createWave, listVisibleWaves, lockWave, unlockWave } from './wave.service.ts';

const survey = rpc.survey;

export const surveyRouter = survey.router({
  questionnaires: survey.questionnaires.handler(({ context }) => listPublishedQuestionnaires(context.service)),
  questionnaire: survey.questionnaire.handler(({ context, input }) => getQuestionnaire(context.service, input)),
  waves: survey.waves.handler(({ context, input }) => listVisibleWaves(context.service, input)),
  createWave: survey.createWave.handler(({ context, input }) => createWave(context.service, input)),
  updateWave: survey.updateWave.handler(({ context, input }) => changeWave(context.service, input)),
  lockWave: survey.lockWave.handler(({ context, input }) => lockWave(context.service, input)),
  unlockWave: survey.unlockWave.handler(({ context, input }) => unlockWave(context.service, input)),
  results: survey.results.handler(({ context, input }) => waveResults(context.service, input)),
  segments: survey.segments.handler(({ context, input }) => waveSegments(context.service, input)),
  submissions: survey.submissions.handler(({ context, input }) => listWaveSubmissions(context.service, input)),
  exportResults: survey.exportResults.handler(({ context, input }) => startResultsExport(context.service, input)),
  exportSubmissions: survey.exportSubmissions.handler(({ context, input }) =>
    startSubmissionsExport(context.service, input),
  ),
});
