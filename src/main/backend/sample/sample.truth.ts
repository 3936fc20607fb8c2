import type { SampleCase } from '#shared/sample/complaint-case.sample.ts';
import { identicalMonths, type SampleVisit } from '#shared/sample/inspection.sample.ts';
import { type SampleSpan, seasonIndex } from '#shared/sample/months.ts';
import type { SampleOrganization } from '#shared/sample/staff.sample.ts';
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
  organization: SampleOrganization;
  cases: readonly SampleCase[];
  visits: readonly SampleVisit[];
  survey: SurveyTruth;
}

/** Writes down the planted truths with the rows they concern. */
export function plantedTruth({
  seed,
  scale,
  span,
  figures,
  organization,
  cases,
  visits,
  survey,
}: TruthParts): SampleTruth {
  const { pileUp, flood, misSelling } = figures.complaint;
  const surge = ({ month, atLeastMonthsAgo, ...rest }: typeof flood) => ({
    ...rest,
    month: span.months[seasonIndex(span.months, month, atLeastMonthsAgo)]?.key ?? null,
  });
  const { hall } = figures.inspection.identicalHall;
  const { coverageGap: gap } = figures.inspection;
  const copies = (test: (visit: SampleVisit) => boolean) =>
    visits.filter((visit) => visit.copyOf && test(visit)).map((visit) => [visit.copyOf, visit.inspectionId]);
  const idsOf = (test: (item: SampleCase) => boolean) => cases.filter(test).map((item) => item.complaintId);
  return {
    seed,
    scale,
    firstMonth: span.months[0]?.key ?? '',
    lastMonth: span.months.at(-1)?.key ?? '',
    cutoffAt: new Date(span.cutoff).toISOString(),
    counts: {
      unit: organization.units.length,
      staff: organization.staff.length,
      complaint: cases.length,
      inspection: visits.length,
      submission: survey.submissions,
    },
    planted: [
      {
        name: 'deadlinePileUp',
        city: pileUp.city,
        windowHours: pileUp.windowHours,
        complaintIds: idsOf((item) => item.piledUpHours !== undefined),
      },
      { name: 'flood', ...surge(flood) },
      { name: 'misSelling', ...surge(misSelling) },
      {
        name: 'multiChannelDuplicates',
        pairs: cases.filter((item) => item.duplicates).map((item) => [item.duplicates?.complaintId, item.complaintId]),
      },
      {
        name: 'repeats',
        pairs: cases.filter((item) => item.repeats).map((item) => [item.repeats?.complaintId, item.complaintId]),
      },
      { name: 'regulatoryAppeals', complaintIds: idsOf((item) => item.isAppealed) },
      { name: 'lenientInspector', ...figures.inspection.lenient },
      {
        name: 'copiedSheets',
        inspector: figures.inspection.copyist.inspector,
        pairs: copies((visit) => visit.unit.code !== hall),
      },
      {
        name: 'identicalSheets',
        hall,
        months: identicalMonths(figures.inspection, span).map((month) => span.months[month]?.key),
        pairs: copies((visit) => visit.unit.code === hall),
      },
      {
        name: 'coverageGap',
        ...gap,
        month: span.months[seasonIndex(span.months, gap.month, gap.atLeastMonthsAgo)]?.key ?? null,
      },
      {
        name: 'straightLinersAndSpeeders',
        straightLineRate: figures.surveyModel.straightLineRate,
        speederRate: figures.surveyModel.speederRate,
      },
      { name: 'noDifference', cities: figures.survey.equalCities },
      { name: 'difference', cities: figures.survey.farCities, points: figures.survey.farDifference },
      { name: 'cityEffects', points: survey.cityEffects },
      { name: 'quarterEffects', points: survey.quarterEffects },
    ],
  };
}
