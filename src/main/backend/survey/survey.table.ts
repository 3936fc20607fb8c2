import type { SurveyBusiness, WaveState } from '#shared/survey/survey.schema.ts';

/** Published questionnaire; the database refuses updates. */
export interface QuestionnaireVersionTable {
  questionnaireVersionId: string;
  code: string;
  version: number;
  labelZh: string;
  labelEn: string;
  definitionJson: string;
  /** SHA-256 of the definition as stored */
  contentHash: string;
  publishedAt: string;
}
export interface SurveyWaveTable {
  waveId: string;
  name: string;
  business: SurveyBusiness;
  unitId: string;
  questionnaireVersionId: string;
  startOn: string;
  endOn: string;
  state: WaveState;
  lockedAt: string | null;
  isSample: number;
  createdAt: string;
  updatedAt: string;
}
export interface SubmissionTable {
  submissionId: string;
  waveId: string;
  /** what makes an imported row the same row again: its external id, else content and ordinal in the file */
  sourceKey: string;
  externalId: string | null;
  lineNumber: number;
  unitId: string;
  business: SurveyBusiness;
  channel: string | null;
  grade: string | null;
  /** one character an item, see shared/survey/survey.answers.ts */
  answers: string;
  missingCount: number;
  /** index 0–100 of the questionnaire's target construct by simple means, so that lists can average in SQL */
  targetIndex: number | null;
  isStraightLine: number;
  durationSeconds: number | null;
  isSample: number;
  importedAt: string;
}
/** Any other column of the survey file, as a segment. */
export interface SubmissionSegmentTable {
  submissionId: string;
  name: string;
  waveId: string;
  value: string;
}

/** Tables of the survey domain (camelCase; columns are snake_case in the database). */
export interface SurveyTables {
  questionnaireVersion: QuestionnaireVersionTable;
  surveyWave: SurveyWaveTable;
  submission: SubmissionTable;
  submissionSegment: SubmissionSegmentTable;
}
