import type { LedgerParty } from './complaint.enums.ts';

interface Charged {
  readonly seconds: number;
  readonly workSeconds: number;
}
interface Minutes {
  readonly natural: number;
  readonly work: number;
}
/** A ledger in whole minutes that add up: segments to the whole, parts to the same whole. */
export interface LedgerMinutes extends Minutes {
  /** in the order of the ledger's segments */
  readonly segments: readonly Minutes[];
  readonly parts: readonly (Minutes & { readonly party: LedgerParty })[];
}

/** Each by the difference of floored sums before and after it, so that what is shown adds up to the whole that is shown. */
function minutesAdding(seconds: readonly number[]): number[] {
  let sum = 0;
  return seconds.map((one) => {
    const before = Math.floor(sum / 60);
    sum += one;
    return Math.floor(sum / 60) - before;
  });
}

/**
 * What a ledger says where only minutes are shown, in the window and on paper.
 * @param ledger seconds by segment and by party
 */
export function ledgerMinutes(
  ledger: Charged & {
    readonly segments: readonly (Charged & { readonly party: LedgerParty })[];
    readonly parts: readonly { readonly party: LedgerParty }[];
  },
): LedgerMinutes {
  const natural = minutesAdding(ledger.segments.map((one) => one.seconds));
  const work = minutesAdding(ledger.segments.map((one) => one.workSeconds));
  const segments = ledger.segments.map(({ party }, i) => ({ party, natural: natural[i] ?? 0, work: work[i] ?? 0 }));
  const sum = (list: readonly Minutes[]) => ({
    natural: list.reduce((total, one) => total + one.natural, 0),
    work: list.reduce((total, one) => total + one.work, 0),
  });
  return {
    segments,
    parts: ledger.parts.map(({ party }) => ({ party, ...sum(segments.filter((one) => one.party === party)) })),
    ...sum(segments),
  };
}

/**
 * Shares of a whole in tenths of a percent that add up to exactly 100 %: what flooring leaves over goes to those that lost
 * most by it.
 * @returns tenths of a percent, in the order given; all 0 where the whole is 0
 */
export function sharesAdding(values: readonly number[]): number[] {
  const whole = values.reduce((sum, value) => sum + value, 0);
  if (whole === 0) return values.map(() => 0);
  const shares = values.map((value) => Math.floor((value * 1000) / whole));
  const left = 1000 - shares.reduce((sum, share) => sum + share, 0);
  const byLoss = values.map((value, i) => ({ i, lost: (value * 1000) % whole })).sort((a, b) => b.lost - a.lost);
  for (const { i } of byLoss.slice(0, left)) shares[i] = (shares[i] as number) + 1;
  return shares;
}
