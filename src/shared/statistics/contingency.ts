import { incompleteGamma } from './special.ts';

/** Pearson's χ² of a table of counts. */
export interface ChiSquare {
  chiSquare: number;
  degreesOfFreedom: number;
  p: number;
}

/**
 * Whether two series of counts have the same mix (Pearson 1900). Columns without any count are left out.
 * @returns null where fewer than two columns or one row are left, or where expected counts are too small for the test: one
 * below 1, or more than a fifth below 5 (Cochran 1954)
 */
export function sameMix(first: readonly number[], second: readonly number[]): ChiSquare | null {
  const columns = first.map((a, i) => [a, second[i] ?? 0] as const).filter(([a, b]) => a + b > 0);
  const totals = [0, 1].map((row) => columns.reduce((sum, column) => sum + (column[row] as number), 0)) as [
    number,
    number,
  ];
  const all = totals[0] + totals[1];
  if (columns.length < 2 || totals[0] === 0 || totals[1] === 0) return null;
  let chiSquare = 0;
  let small = 0;
  for (const column of columns)
    for (const row of [0, 1] as const) {
      const expected = ((column[0] + column[1]) * totals[row]) / all;
      if (expected < 1) return null;
      if (expected < 5) small += 1;
      chiSquare += (column[row] - expected) ** 2 / expected;
    }
  if (small > (2 * columns.length) / 5) return null;
  const degreesOfFreedom = columns.length - 1;
  return { chiSquare, degreesOfFreedom, p: 1 - incompleteGamma(degreesOfFreedom / 2, chiSquare / 2) };
}
