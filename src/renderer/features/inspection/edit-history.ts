import type { ItemEntry } from '#shared/inspection/result.schema.ts';

interface Edit {
  readonly before: ItemEntry;
  after: ItemEntry;
  at: number;
}
/** Keys typed one after the other into one item are one edit. */
const together = 1500;
const keptEdits = 500;

/** Changes of a sheet that can be taken back and made again, one item at a time. */
export class EditHistory {
  private readonly past: Edit[] = [];
  private future: Edit[] = [];

  add(before: ItemEntry, after: ItemEntry, at: number): void {
    this.future = [];
    const last = this.past.at(-1);
    if (last && last.after === before && at - last.at < together) {
      last.after = after;
      last.at = at;
      return;
    }
    this.past.push({ before, after, at });
    if (this.past.length > keptEdits) this.past.shift();
  }

  /** @returns the entry to put back, or undefined when there is nothing to take back */
  undo(): ItemEntry | undefined {
    const edit = this.past.pop();
    if (!edit) return undefined;
    this.future.push(edit);
    return edit.before;
  }

  redo(): ItemEntry | undefined {
    const edit = this.future.pop();
    if (!edit) return undefined;
    // typing goes on in a new edit
    this.past.push({ ...edit, at: 0 });
    return edit.after;
  }
}
