import { cpus, totalmem } from 'node:os';

/** What one figure of the bench says; times in milliseconds. */
export interface Measurement {
  readonly name: string;
  /** how much was stored, where the same is measured at several sizes */
  readonly at?: { readonly size: number; readonly of: string };
  readonly runs: readonly number[];
  /**
   * processor time of one run on average, all threads of this process together and those of a database server: what
   * other work beside does not lengthen
   */
  readonly processor?: number;
  /** the peer measured in the same run, if there is a fair one */
  readonly peer?: { readonly name: string; readonly runs: readonly number[]; readonly processor?: number };
  /** what the figure is about: sizes, filters, what counts as ready */
  readonly note: string;
}

/** Middle of a list; the mean of the two middle ones when the list is even. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const half = Math.floor(sorted.length / 2);
  const high = sorted[half] as number;
  return sorted.length % 2 === 1 ? high : ((sorted[half - 1] as number) + high) / 2;
}

/**
 * Runs an act several times, one after the other.
 * @param before work that must not be measured, done before each run
 * @returns milliseconds of each run
 */
export async function timed(
  count: number,
  act: (run: number) => unknown,
  before?: (run: number) => unknown,
): Promise<number[]> {
  const runs: number[] = [];
  for (let run = 0; run < count; run++) {
    await before?.(run);
    const start = performance.now();
    await act(run);
    runs.push(performance.now() - start);
  }
  return runs;
}

/** Processor time that others take for what is measured, such as a database server's; in milliseconds, ever growing. */
const helpers = new Set<() => number>();

/**
 * From now on counts what somebody else takes as well.
 * @param taken milliseconds so far
 * @returns ends it
 */
export function countToo(taken: () => number): () => void {
  helpers.add(taken);
  return () => helpers.delete(taken);
}

/** Processor time of an act, in milliseconds: of this process and its helpers, without that of asking for it. */
async function processorTime(act: () => Promise<unknown>): Promise<number> {
  const helped = () => [...helpers].reduce((sum, taken) => sum + taken(), 0);
  const helpedBefore = helped();
  const before = process.cpuUsage();
  await act();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000 + helped() - helpedBefore;
}

/** Processor time after which an act is not run more than three times. */
const enough = 2000;

/**
 * Runs an act several times and takes the processor time as well; what takes long is run fewer times.
 * @returns milliseconds of each run, and of the processor for one of them
 */
export async function measured(
  count: number,
  act: (run: number) => unknown,
): Promise<{ runs: number[]; processor: number }> {
  const runs: number[] = [];
  let processor = 0;
  while (runs.length < count && (runs.length < 3 || processor < enough)) {
    const run = runs.length;
    processor += await processorTime(async () => runs.push(...(await timed(1, () => act(run)))));
  }
  return { runs, processor: processor / runs.length };
}

/** A duration in the unit people read it in. */
export function showDuration(milliseconds: number): string {
  if (milliseconds < 10) return `${milliseconds.toFixed(2)} ms`;
  if (milliseconds < 1000) return `${milliseconds.toFixed(0)} ms`;
  return `${(milliseconds / 1000).toFixed(2)} s`;
}

function spread(runs: readonly number[]): string {
  return `${showDuration(Math.min(...runs))} – ${showDuration(Math.max(...runs))}`;
}

const times = (ratio: number) =>
  `${ratio < 0.1 ? ratio.toPrecision(1) : ratio < 10 ? ratio.toFixed(1) : Math.round(ratio)} ×`;

type Taken = Pick<Measurement, 'runs' | 'processor'>;
/** One over the other: by the processor where both have it, by the clock otherwise. */
const over = (one: Taken, other: Taken) =>
  one.processor !== undefined && other.processor
    ? one.processor / other.processor
    : median(one.runs) / median(other.runs);

/** How much longer it takes than at the size measured before, e.g. `1.3 × at 50 × the size`. */
function growth(one: Measurement, all: readonly Measurement[]): string {
  const { name, at } = one;
  const before = all.findLast((each) => each.name === name && at && each.at && each.at.size < at.size);
  if (!at || !before?.at) return '–';
  return `${times(over(one, before))} at ${times(at.size / before.at.size)} the size`;
}

/** The measurements as a Markdown table, what belongs together below each other; the ratio is ours over the peer's. */
export function renderTable(measurements: readonly Measurement[]): string {
  const head = [
    ...['what', 'at', 'median', 'processor', 'growth', 'range', 'runs'],
    ...['peer', 'median of peer', 'ratio', 'note'],
  ];
  const ordered = [...Map.groupBy(measurements, (m) => m.name).values()].flat();
  const rows = ordered.map((m) => {
    const peer = m.peer ? median(m.peer.runs) : undefined;
    return [
      m.name,
      m.at ? `${m.at.size.toLocaleString('en-US')} ${m.at.of}` : '–',
      showDuration(median(m.runs)),
      m.processor === undefined ? '–' : showDuration(m.processor),
      growth(m, ordered),
      spread(m.runs),
      String(m.runs.length),
      m.peer?.name ?? '–',
      peer === undefined ? '–' : showDuration(peer),
      m.peer === undefined ? '–' : times(over(m, m.peer)),
      m.note,
    ];
  });
  return [head, head.map(() => '---'), ...rows].map((row) => `| ${row.join(' | ')} |`).join('\n');
}

/** The machine in the only words that matter for comparing two tables. */
export function describeMachine(): string {
  return `${cpus().length} cores, ${Math.round(totalmem() / 2 ** 30)} GB memory, ${process.platform} ${process.arch}`;
}
