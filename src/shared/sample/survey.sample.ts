import { z } from 'zod';
import type { Day } from '../kernel/dates.ts';
import { type Period, periodOfDay, shiftPeriod } from '../kernel/period.ts';
import { figure, share } from './figure.ts';
import { type SampleSpan, startOf } from './months.ts';
import { normal, type Uniform } from './random.ts';

const perScale = z.object({ full: share, standard: share, demo: share });

/** Figures of resources/sample/survey.json. Cities are numbered from 1. */
export const surveyFigures = z.object({
  perCityAndQuarter: figure(
    z.object({ mobile: z.number().int(), broadband: z.number().int(), fixed: z.number().int() }),
  ),
  enterprisePerQuarter: figure(z.number().int()),
  scales: figure(perScale),
  citySd: figure(z.number()),
  quarterSd: figure(z.number()),
  equalCities: figure(z.tuple([z.number().int(), z.number().int()])),
  farCities: figure(z.tuple([z.number().int(), z.number().int()])),
  farDifference: figure(z.number()),
  channels: figure(z.record(z.string(), share)),
  grades: figure(z.record(z.string(), share)),
});
export type SurveyFigures = z.output<typeof surveyFigures>;

/**
 * True effects of the cities in index points: normal around 0, but two cities exactly alike and two a known distance
 * apart, so that what an analysis reports can be judged.
 */
export function cityEffects(rng: Uniform, figures: SurveyFigures, cities: number): number[] {
  const effects = Array.from({ length: cities }, () => normal(rng, 0, figures.citySd));
  const [one, other] = figures.equalCities;
  effects[other - 1] = effects[one - 1] as number;
  const [high, low] = figures.farCities;
  effects[high - 1] = figures.farDifference / 2;
  effects[low - 1] = -figures.farDifference / 2;
  return effects;
}

/** One quarter's survey with its true effect in index points. */
export interface SampleQuarter {
  readonly period: Period;
  readonly effect: number;
  /** days the survey ran: the last month of the quarter */
  readonly startOn: Day;
  readonly endOn: Day;
}

/** The quarters that lie whole inside the span, oldest first; each costs two draws. */
export function sampleQuarters(rng: Uniform, figures: SurveyFigures, span: SampleSpan): SampleQuarter[] {
  const first = span.months[0] as Period;
  const quarters: SampleQuarter[] = [];
  let period = periodOfDay('quarter', first.startOn);
  for (; startOf(period.endOn) + 86_400_000 <= span.cutoff; period = shiftPeriod(period, 1)) {
    const effect = normal(rng, 0, figures.quarterSd);
    if (period.startOn < first.startOn) continue;
    const lastMonth = periodOfDay('month', period.endOn);
    quarters.push({ period, effect, startOn: lastMonth.startOn, endOn: lastMonth.endOn });
  }
  return quarters;
}
