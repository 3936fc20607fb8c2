import { z } from 'zod';
import { type ItemEntry, itemEntry } from '#shared/inspection/result.schema.ts';

/** An entry, and what was stored when it was made. */
export interface Unsaved {
  readonly mine: ItemEntry;
  readonly base: ItemEntry | null;
}
const unsaved = z.array(z.object({ mine: itemEntry, base: itemEntry.nullable() }));

const keyOf = (inspectionId: string) => `service-audit.unsaved.${inspectionId}`;

/** Entries not stored yet outlive a reload of the window; they are gone with it. */
export const unsavedEntries = {
  read(inspectionId: string): Unsaved[] {
    try {
      const kept: unknown = JSON.parse(sessionStorage.getItem(keyOf(inspectionId)) ?? '[]');
      return unsaved.parse(kept);
    } catch {
      return [];
    }
  },
  write(inspectionId: string, list: readonly Unsaved[]): void {
    try {
      if (list.length === 0) sessionStorage.removeItem(keyOf(inspectionId));
      else sessionStorage.setItem(keyOf(inspectionId), JSON.stringify(list));
    } catch {
      // a full storage only loses the safety net
    }
  },
};
