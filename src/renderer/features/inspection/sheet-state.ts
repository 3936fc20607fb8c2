import type { SheetOutcome } from '#shared/inspection/inspection.rules.ts';
import type { InspectionHead } from '#shared/inspection/inspection.schema.ts';
import type { ItemEntry } from '#shared/inspection/result.schema.ts';
import type { Conflict, Entries } from './sheet-merge.ts';

/** How far saving is. What isn't on the disk yet stays in `pending`, whatever happens. */
export interface SaveState {
  readonly kind: 'idle' | 'saving' | 'saved' | 'failed';
  readonly savedAt?: string;
  readonly error?: unknown;
}
/** An open sheet as its parts use it. */
export interface Sheet {
  readonly entries: Entries;
  readonly outcome: SheetOutcome;
  readonly save: SaveState;
  readonly pending: number;
  /** items that were changed here and elsewhere, to be chosen one by one */
  readonly conflicts: readonly Conflict[];
  /** the backend didn't answer: it is asked again by itself */
  readonly isAway: boolean;
  /** goes up when entries changed otherwise than by typing */
  readonly epoch: number;
  readonly revision: () => number;
  entryOf(itemCode: string): ItemEntry;
  change(itemCode: string, patch: Partial<ItemEntry>): void;
  /** takes back or makes again the last change. @returns the item, or undefined when there is none */
  undo(): string | undefined;
  redo(): string | undefined;
  retry(): void;
  /** fetches what another window stored; what is entered here stays */
  pull(): Promise<void>;
  choose(itemCode: string, side: 'mine' | 'theirs'): void;
  /** @throws HeadConflict when the head was changed elsewhere too */
  saveHead(head: InspectionHead, base: InspectionHead): Promise<void>;
  /** resolves once nothing is pending; false when something can't be saved now */
  settle(): Promise<boolean>;
}

/** The head was changed elsewhere since this window read it. */
export class HeadConflict extends Error {
  readonly theirs: InspectionHead;
  constructor(theirs: InspectionHead) {
    super('head changed elsewhere');
    this.theirs = theirs;
  }
}
