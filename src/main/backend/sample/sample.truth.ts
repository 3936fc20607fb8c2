import type { SampleCase } from '#shared/sample/complaint-case.sample.ts';
import { type SampleSpan, seasonIndex } from '#shared/sample/months.ts';
import type { SampleFigures } from './sample.figures.ts';
import type { SampleScale } from './sample.load.ts';
import type { SurveyTruth } from './survey.load.ts';

/** What was planted in the data, so that an analysis can be judged by whether it finds it (and nothing else). */
export interface SampleTruth {
  readonly seed: number;
  readonly scale: SampleScale;
  readonly firstMonth: string;
  readonly lastMonth: string;
  readonly cutoffAt: string;
  readonly counts: Readonly<Record<string, number>>;
  readonly planted: readonly Readonly<Record<string, unknown>>[];
}

export interface TruthParts {
  seed: number;
  scale: SampleScale;
  span: SampleSpan;
  figures: SampleFigures;
  cases: readonly SampleCase[];
  survey: SurveyTruth;
}

/** Writes down the planted truths with the rows they concern. */
export function plantedTruth({ seed, scale, span, figures, cases, survey }: TruthParts): SampleTruth {
  const { pileUp, flood, misSelling } = figures.complaint;
  const surge = ({ month, atLeastMonthsAgo, ...rest }: typeof flood) => ({ ...rest, month: span.months[seasonIndex(span.months, month, atLeastMonthsAgo)]?.key ?? null });
  const idsOf = (test: (item: SampleCase) => boolean) => cases.filter(test).map((item) => item.complaintId);
  return {
    seed,
    scale,
    firstMonth: span.months[0]?.key ?? '',
    lastMonth: span.months.at(-1)?.key ?? '',
    cutoffAt: new Date(span.cutoff).toISOString(),
    counts: { complaint: cases.length, submission: survey.submissions },
    planted: [
      { name: 'deadlinePileUp', city: pileUp.city, windowHours: pileUp.windowHours, complaintIds: idsOf((item) => item.piledUpHours !== undefined) },
      { name: 'flood', ...surge(flood) },
      { name: 'misSelling', ...surge(misSelling) },
      { name: 'multiChannelDuplicates', pairs: cases.filter((item) => item.duplicates).map((item) => [item.duplicates?.complaintId, item.complaintId]) },
      { name: 'repeats', pairs: cases.filter((item) => item.repeats).map((item) => [item.repeats?.complaintId, item.complaintId]) },
      { name: 'regulatoryAppeals', complaintIds: idsOf((item) => item.isAppealed) },
      { name: 'straightLinersAndSpeeders', straightLineRate: figures.surveyModel.straightLineRate, speederRate: figures.surveyModel.speederRate },
      { name: 'noDifference', cities: figures.survey.equalCities },
      { name: 'difference', cities: figures.survey.farCities, points: figures.survey.farDifference },
      { name: 'cityEffects', points: survey.cityEffects },
      { name: 'quarterEffects', points: survey.quarterEffects },
    ],
  };
}
