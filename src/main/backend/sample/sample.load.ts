import { setImmediate as nextTurn } from 'node:timers/promises';
import type { SampleSpan } from '#shared/sample/months.ts';
import type { ServiceContext } from '../context.ts';
import type { Tx } from '../database/transaction.ts';
import type { SampleFigures } from './sample.figures.ts';

/** How much of the province: all of it, a tenth or a hundredth of the complaints. */
export const sampleScales = ['demo', 'standard', 'full'] as const;
export type SampleScale = (typeof sampleScales)[number];

/** What every part of a load works with. */
export interface SampleLoad {
  readonly ctx: ServiceContext;
  readonly tx: Tx;
  readonly figures: SampleFigures;
  readonly seed: number;
  readonly scale: SampleScale;
  /** share of the scale's complaints, hall visits and submissions that is made */
  readonly thinning: number;
  /** months from one visit of a hall to the next, where something else than the scale's is asked for */
  readonly hallEveryMonths: number | undefined;
  readonly span: SampleSpan;
  /** instant the load began: when rows were made, as far as the program is concerned */
  readonly now: string;
  /** Tells the progress of this part (0–1), lets other work run, and stops when the job was cancelled. */
  step(part: number): Promise<void>;
}

/** Lets timers and messages through between two pieces of long synchronous work. */
export async function breathe(signal: AbortSignal): Promise<void> {
  await nextTurn();
  signal.throwIfAborted();
}
