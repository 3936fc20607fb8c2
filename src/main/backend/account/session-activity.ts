import type { Deps } from '../context.ts';
import type { Database } from '../database/dialect.ts';

type Held = Pick<Deps, 'db' | 'log'>;

/**
 * When sessions were last active, as far as it is not written yet. A window tells that somebody works there every now
 * and then; waiting for the one write connection while an import holds it would freeze that window, so the moment is
 * kept here and written when the connection is free.
 */
class Activity {
  private readonly latest = new Map<string, string>();
  private isWriting = false;

  /** The later of the stored moment and the one not written yet. */
  since(tokenHash: string, stored: string): string {
    const held = this.latest.get(tokenHash);
    return held !== undefined && held > stored ? held : stored;
  }

  note(deps: Held, tokenHash: string, at: string): void {
    this.latest.set(tokenHash, at);
    if (this.isWriting) return;
    this.isWriting = true;
    this.write(deps.db)
      .catch((error: unknown) => deps.log.info('activity not written', { error: String(error) }))
      .finally(() => {
        this.isWriting = false;
      });
  }

  private async write(db: Database): Promise<void> {
    for (let next = this.first(); next !== undefined; next = this.first()) {
      const [tokenHash, activeAt] = next;
      await db.updateTable('session').set({ activeAt }).where('tokenHash', '=', tokenHash).execute();
      // A later moment may have come meanwhile; that one is still to be written.
      if (this.latest.get(tokenHash) === activeAt) this.latest.delete(tokenHash);
    }
  }

  private first(): [string, string] | undefined {
    return this.latest.entries().next().value;
  }
}

const activities = new WeakMap<Database, Activity>();

/** The activity of one backend; it goes with its database. */
export function activityOf({ db }: Pick<Deps, 'db'>): Activity {
  const activity = activities.get(db) ?? new Activity();
  activities.set(db, activity);
  return activity;
}
