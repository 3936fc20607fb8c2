import { type Duration, riskTable } from './kaplan-meier.ts';
import { incompleteGamma } from './special.ts';

/** Result of a log-rank test: whether survival curves of several groups differ. */
export interface LogRank {
  chiSquare: number;
  degreesOfFreedom: number;
  p: number;
  groups: { n: number; observed: number; expected: number }[];
}

/** Solves a·x = b for a small symmetric matrix by elimination with pivoting; null where it is singular. */
function solve(a: readonly (readonly number[])[], b: readonly number[]): number[] | null {
  const rows = a.map((row, i) => [...row, b[i] as number]);
  const n = rows.length;
  for (let column = 0; column < n; column += 1) {
    let best = column;
    for (let i = column + 1; i < n; i += 1)
      if (Math.abs(rows[i]?.[column] as number) > Math.abs(rows[best]?.[column] as number)) best = i;
    const pivot = rows[best] as number[];
    if (Math.abs(pivot[column] as number) < 1e-12) return null;
    [rows[column], rows[best]] = [pivot, rows[column] as number[]];
    for (let i = 0; i < n; i += 1) {
      if (i === column) continue;
      const row = rows[i] as number[];
      const times = (row[column] as number) / (pivot[column] as number);
      for (let j = column; j <= n; j += 1) row[j] = (row[j] as number) - times * (pivot[j] as number);
    }
  }
  return rows.map((row, i) => (row[n] as number) / (row[i] as number));
}

/**
 * Log-rank test of k groups (Mantel 1966; Peto & Peto 1972): χ² of observed minus expected events with the hypergeometric
 * variance at each event time.
 * @returns null for fewer than two groups with observations, or where no event was seen
 */
export function logRank(groups: readonly (readonly Duration[])[]): LogRank | null {
  const present = groups.filter((group) => group.length > 0);
  const k = present.length;
  if (k < 2) return null;
  const tables = present.map(riskTable);
  const ordered = present.map((group) => Float64Array.from(group, (one) => one.time).sort());
  const seen = tables.map(() => 0);
  const left = tables.map(() => 0);
  const expected = tables.map(() => 0);
  const variance = tables.map(() => tables.map(() => 0));
  for (const time of [...new Set(tables.flatMap((rows) => rows.map((row) => row.time)))].sort((a, b) => a - b)) {
    const events = tables.map((rows, g) => {
      const row = rows[seen[g] as number];
      if (row?.time !== time) return 0;
      seen[g] = (seen[g] as number) + 1;
      return row.events;
    });
    const atRisk = ordered.map((times, g) => {
      let from = left[g] as number;
      while (from < times.length && (times[from] as number) < time) from += 1;
      left[g] = from;
      return times.length - from;
    });
    const n = atRisk.reduce((sum, count) => sum + count, 0);
    const d = events.reduce((sum, count) => sum + count, 0);
    const spread = n > 1 ? (d * (n - d)) / (n - 1) : 0;
    for (let i = 0; i < k; i += 1) {
      const share = (atRisk[i] as number) / n;
      expected[i] = (expected[i] as number) + d * share;
      for (let j = 0; j < k; j += 1) {
        const row = variance[i] as number[];
        row[j] = (row[j] as number) + spread * share * ((i === j ? 1 : 0) - (atRisk[j] as number) / n);
      }
    }
  }
  const observed = tables.map((rows) => rows.reduce((sum, row) => sum + row.events, 0));
  const difference = observed.map((count, g) => count - (expected[g] as number)).slice(1);
  const solved = solve(
    variance.slice(1).map((row) => row.slice(1)),
    difference,
  );
  if (!solved) return null;
  const chiSquare = difference.reduce((sum, value, i) => sum + value * (solved[i] as number), 0);
  return {
    chiSquare,
    degreesOfFreedom: k - 1,
    p: 1 - incompleteGamma((k - 1) / 2, chiSquare / 2),
    groups: present.map((group, g) => ({
      n: group.length,
      observed: observed[g] as number,
      expected: expected[g] as number,
    })),
  };
}
