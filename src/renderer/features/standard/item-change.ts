import type { ScorecardItem } from '#shared/standard/scorecard.schema.ts';

/**
 * Changes parts of an item.
 * @param group what is typed on; letters of one text are undone together
 */
export type ChangeItem = (patch: Partial<ScorecardItem>, group: string) => void;
