/** One observation: how long it lasted, and whether the event was seen (false: censored, still open at that time). */
export interface Duration {
  time: number;
  event: boolean;
}
export interface SurvivalStep {
  time: number;
  atRisk: number;
  events: number;
  survival: number;
  /** Greenwood's standard error */
  standardError: number;
}

/**
 * Kaplan–Meier estimate of the survival function with Greenwood's standard error (Kaplan & Meier 1958; Greenwood 1926).
 * @param durations any order; ties are handled, censored ones at a tied time stay at risk there
 * @returns one step per distinct event time
 */
export function kaplanMeier(durations: readonly Duration[]): SurvivalStep[] {
  const sorted = [...durations].sort((a, b) => a.time - b.time);
  const steps: SurvivalStep[] = [];
  let survival = 1;
  let variance = 0;
  for (let i = 0; i < sorted.length; ) {
    const time = (sorted[i] as Duration).time;
    const atRisk = sorted.length - i;
    let events = 0;
    for (; i < sorted.length && (sorted[i] as Duration).time === time; i += 1)
      if ((sorted[i] as Duration).event) events += 1;
    if (events === 0) continue;
    survival *= 1 - events / atRisk;
    variance += atRisk === events ? 0 : events / (atRisk * (atRisk - events));
    steps.push({ time, atRisk, events, survival, standardError: survival * Math.sqrt(variance) });
  }
  return steps;
}

/** S(t): the share still open after a time. */
export function survivalAt(steps: readonly SurvivalStep[], time: number): number {
  let survival = 1;
  for (const step of steps) if (step.time <= time) survival = step.survival;
  return survival;
}

/** The first time at which survival has fallen to one half or below; null when it never does. */
export function medianSurvival(steps: readonly SurvivalStep[]): number | null {
  return steps.find((step) => step.survival <= 0.5)?.time ?? null;
}
