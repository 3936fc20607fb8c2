import { emptyEntry, type ItemEntry } from '#shared/inspection/result.schema.ts';

/** What is here and what came to be stored meanwhile, for one item that both changed. */
export interface Conflict {
  readonly itemCode: string;
  readonly mine: ItemEntry;
  readonly theirs: ItemEntry;
}
export type Entries = ReadonlyMap<string, ItemEntry>;

const shape = (entry: ItemEntry) => [
  entry.result,
  entry.isNotApplicable,
  entry.isCriticalHit,
  entry.note,
  [...(entry.staffIds ?? [])].sort(),
];

/** Whether two entries say the same; nothing entered is an empty entry. */
export function sameEntry(a: ItemEntry | undefined, b: ItemEntry | undefined): boolean {
  if (a === b) return true;
  const code = a?.itemCode ?? b?.itemCode ?? '';
  return JSON.stringify(shape(a ?? emptyEntry(code))) === JSON.stringify(shape(b ?? emptyEntry(code)));
}

/**
 * Joins what another window stored with what is entered here. Items only one side changed are taken from that side;
 * those both changed differently are left to be chosen, never decided here.
 * @param known what was stored when this window last knew
 * @param stored what is stored now
 * @param queue entered here and not stored yet
 */
export function mergeEntries(known: Entries, stored: Entries, queue: Entries) {
  const conflicts: Conflict[] = [];
  const taken = new Map<string, ItemEntry>();
  const settled: string[] = [];
  for (const itemCode of new Set([...known.keys(), ...stored.keys()])) {
    const theirs = stored.get(itemCode) ?? emptyEntry(itemCode);
    const mine = queue.get(itemCode);
    if (mine && sameEntry(mine, theirs)) settled.push(itemCode);
    else if (sameEntry(known.get(itemCode), theirs)) continue;
    else if (mine) conflicts.push({ itemCode, mine, theirs });
    else taken.set(itemCode, theirs);
  }
  return { conflicts, taken, settled };
}
