import { instantAt } from '#shared/kernel/dates.ts';
import type { SampleUnit } from '#shared/sample/organization.sample.ts';
import { pickWeighted, seededId, streamOf, type Uniform } from '#shared/sample/random.ts';
import type { SampleOrganization } from '#shared/sample/staff.sample.ts';
import {
  type GenerateSubmissions,
  type SampleSubmission,
  submissionGenerator,
} from '#shared/sample/submission.sample.ts';
import { cityEffects, type SampleQuarter, sampleQuarters } from '#shared/sample/survey.sample.ts';
import type { QuestionnaireDefinition } from '#shared/survey/questionnaire.schema.ts';
import type { SurveyBusiness } from '#shared/survey/survey.schema.ts';
import { bulkInsert } from '../database/bulk-insert.ts';
import { listPublishedQuestionnaires, requireQuestionnaire } from '../survey/questionnaire.service.ts';
import { answerColumns } from '../survey/survey.import.ts';
import type { SubmissionTable, SurveyWaveTable } from '../survey/survey.table.ts';
import type { SampleLoad } from './sample.load.ts';

/** The questionnaire the synthetic answers are made for. */
const questionnaireCode = 'ecsi-24';
const businessNames: Partial<Record<SurveyBusiness, string>> = {
  mobile: '移动',
  broadband: '宽带',
  fixed: '固话',
  enterprise: '政企',
};

/** What was true when the surveys were drawn, for the planted truth. */
export interface SurveyTruth {
  readonly cityEffects: readonly number[];
  readonly quarterEffects: readonly { period: string; effect: number }[];
  readonly submissions: number;
}

interface Survey {
  load: SampleLoad;
  rng: Uniform;
  /** a stream of its own, so that ids don't move answers */
  idRng: Uniform;
  generate: GenerateSubmissions;
  questionnaireVersionId: string;
  definition: QuestionnaireDefinition;
  /** for each item of the questionnaire its place in the model */
  order: readonly number[];
  share: number;
}

/** Writes one wave for each quarter and business, with its submissions. */
export async function loadSurveys(load: SampleLoad, organization: SampleOrganization): Promise<SurveyTruth> {
  const { survey: figures, surveyModel: model, organization: province } = load.figures;
  const { questionnaireVersionId, definition } = await questionnaire(load);
  const effectRng = streamOf(load.seed, 'survey_wave');
  const effects = cityEffects(effectRng, figures, province.cities.length);
  const quarters = sampleQuarters(effectRng, figures, load.span);
  const survey: Survey = {
    load,
    rng: streamOf(load.seed, 'submission'),
    idRng: streamOf(load.seed, 'submission_id'),
    generate: submissionGenerator(model),
    questionnaireVersionId,
    definition,
    order: definition.items.map((item) => model.itemCodes.indexOf(item.code)),
    share: figures.scales[load.scale] * load.thinning,
  };
  const cities = organization.units.filter((unit) => unit.role === 'city');
  const root = organization.units[0] as SampleUnit;
  const n = (full: number) => Math.max(1, Math.round(full * survey.share));
  let submissions = 0;
  for (const [index, quarter] of quarters.entries()) {
    for (const [business, full] of Object.entries(figures.perCityAndQuarter)) {
      const parts = cities.map((unit, city) => ({ unit, n: n(full), cityEffect: effects[city] as number }));
      submissions += await loadWave(survey, quarter, business as SurveyBusiness, root, parts);
      await load.step(index / quarters.length);
    }
    submissions += await loadWave(survey, quarter, 'enterprise', root, [
      { unit: root, n: n(figures.enterprisePerQuarter), cityEffect: 0 },
    ]);
    await load.step((index + 1) / quarters.length);
  }
  return {
    cityEffects: effects,
    quarterEffects: quarters.map(({ period, effect }) => ({ period: period.key, effect })),
    submissions,
  };
}

async function questionnaire(load: SampleLoad) {
  const published = await listPublishedQuestionnaires({ ...load.ctx, read: load.tx });
  const wanted = published.find((row) => row.code === questionnaireCode);
  return requireQuestionnaire(load.tx, wanted?.questionnaireVersionId ?? questionnaireCode);
}

interface Part {
  unit: SampleUnit;
  n: number;
  cityEffect: number;
}

async function loadWave(
  survey: Survey,
  quarter: SampleQuarter,
  business: SurveyBusiness,
  root: SampleUnit,
  parts: readonly Part[],
): Promise<number> {
  const { load } = survey;
  const closedAt = instantAt(quarter.endOn, '18:00');
  const atMillis = Date.parse(closedAt);
  const waveId = seededId(survey.idRng, atMillis);
  const wave: SurveyWaveTable = {
    waveId,
    name: `${quarter.period.year} 年第 ${quarter.period.index} 季度${businessNames[business]}满意度`,
    business,
    unitId: root.unitId,
    questionnaireVersionId: survey.questionnaireVersionId,
    startOn: quarter.startOn,
    endOn: quarter.endOn,
    state: 'locked',
    lockedAt: closedAt,
    isSample: 1,
    createdAt: closedAt,
    updatedAt: closedAt,
  };
  await bulkInsert(load.tx, 'surveyWave', [wave]);
  const rows: SubmissionTable[] = [];
  for (const part of parts) {
    const request = { business, cityEffect: part.cityEffect, quarterEffect: quarter.effect, n: part.n };
    for (const drawn of survey.generate(survey.rng, request)) {
      const place = { unitId: part.unit.unitId, lineNumber: rows.length + 2, importedAt: closedAt };
      rows.push({
        submissionId: seededId(survey.idRng, atMillis),
        waveId,
        ...submission(survey, business, drawn),
        ...place,
      });
    }
  }
  await bulkInsert(
    load.tx,
    'submission',
    rows.map((row) => ({ ...row, sourceKey: `sample-${row.lineNumber}`, externalId: null })),
  );
  return rows.length;
}

function submission(survey: Survey, business: SurveyBusiness, drawn: SampleSubmission) {
  const { channels, grades } = survey.load.figures.survey;
  const answers = survey.order.map((position) => drawn.answers[position] ?? null);
  return {
    ...answerColumns(answers, survey.definition),
    sourceKey: '',
    externalId: null,
    business,
    channel: pickWeighted(survey.rng, Object.keys(channels), Object.values(channels)),
    grade: business === 'enterprise' ? null : pickWeighted(survey.rng, Object.keys(grades), Object.values(grades)),
    durationSeconds: drawn.durationSeconds,
    isSample: 1,
  };
}
