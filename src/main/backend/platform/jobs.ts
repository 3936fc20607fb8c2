import type { CurrentUser } from '#shared/account/account.schema.ts';
import { DomainError } from '#shared/kernel/errors.ts';
import type { JobView } from '#shared/system/system.schema.ts';
import { machineFault } from './faults.ts';
import type { Log } from './log.ts';

/** Handed to the work: tell how far it is, look whether it should stop. */
export interface Job {
  readonly jobId: string;
  readonly signal: AbortSignal;
  /** @param total 0 when unknown */
  report(done: number, total: number, note?: string): void;
  /** What has come of it so far: told as the result when the work is stopped or fails on its way. */
  keep(result: NonNullable<JobView['result']>): void;
}
interface Entry {
  view: JobView;
  accountId: string;
  abort: AbortController;
}
interface Starter {
  user: CurrentUser;
  newId: () => string;
  clock: { now(): string };
  log: Log;
}

/**
 * Long work of the backend. A job outlives the call that started it; the window follows it by `system.watchJobs`.
 * Finished jobs stay listed until the program ends or there are more than 50.
 */
export class JobCenter {
  private readonly entries = new Map<string, Entry>();
  private readonly listeners = new Set<() => void>();

  /**
   * Starts work in the background.
   * @param what `kind` names a sentence in locales (`job.<kind>`); `title` is what the user knows it by
   * @returns the job's id, at once
   */
  start(by: Starter, what: { kind: string; title: string }, work: (job: Job) => Promise<JobView['result']>): string {
    const jobId = by.newId();
    const abort = new AbortController();
    const view: JobView = {
      jobId,
      ...what,
      state: 'running',
      done: 0,
      total: 0,
      note: null,
      startedAt: by.clock.now(),
      endedAt: null,
      result: null,
      error: null,
    };
    const entry: Entry = { view, accountId: by.user.accountId, abort };
    this.entries.set(jobId, entry);
    this.changed();
    let kept: JobView['result'] = null;
    const job: Job = {
      jobId,
      signal: abort.signal,
      report: (done, total, note) => {
        entry.view = { ...entry.view, done, total, note: note ?? null };
        this.changed();
      },
      keep: (result) => {
        kept = result;
      },
    };
    const end = (part: Partial<JobView>) => {
      entry.view = { ...entry.view, ...part, endedAt: by.clock.now() };
      this.trim();
      this.changed();
    };
    work(job).then(
      (result) => end({ state: 'completed', result: result ?? null }),
      (error: unknown) => {
        if (abort.signal.aborted) return end({ state: 'cancelled', result: kept });
        if (error instanceof DomainError)
          return end({ state: 'failed', result: kept, error: { code: error.code, data: { ...error.data } } });
        const fault = machineFault(error);
        if (fault) return end({ state: 'failed', result: kept, error: { code: fault, data: {} } });
        by.log.error('job failed', { jobId, kind: what.kind, error: String((error as Error)?.stack ?? error) });
        return end({ state: 'failed', result: kept, error: { code: 'INTERNAL_FAULT', data: { requestId: jobId } } });
      },
    );
    return jobId;
  }

  /** Jobs of one account, newest first. */
  list(accountId: string): JobView[] {
    return [...this.entries.values()]
      .filter((e) => e.accountId === accountId)
      .map((e) => e.view)
      .reverse();
  }

  /** Asks a job to stop. Work that has already ended stays as it is. */
  cancel(accountId: string, jobId: string): void {
    const entry = this.entries.get(jobId);
    if (!entry || entry.accountId !== accountId) throw new DomainError('JOB_NOT_FOUND');
    entry.abort.abort(new DomainError('JOB_CANCELLED'));
  }

  /** Waits for a job to end; used by other services and by tests. */
  async settled(jobId: string): Promise<JobView> {
    for (;;) {
      const view = this.entries.get(jobId)?.view;
      if (!view) throw new DomainError('JOB_NOT_FOUND');
      if (view.state !== 'running') return view;
      await this.next();
    }
  }

  /** The lists of one account as they change, at most every 100 ms. */
  async *watch(accountId: string, signal: AbortSignal): AsyncGenerator<JobView[], void> {
    while (!signal.aborted) {
      const changed = this.next(signal);
      yield this.list(accountId);
      await changed;
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  }

  /** Whether anyone's work is under way. */
  isBusy(): boolean {
    return [...this.entries.values()].some((entry) => entry.view.state === 'running');
  }

  /** The task that has been running longest, whoever began it: what it is and how far, nothing of its contents. */
  longestRunning(): Pick<JobView, 'kind' | 'done' | 'total'> | null {
    const first = [...this.entries.values()].find((entry) => entry.view.state === 'running');
    return first ? { kind: first.view.kind, done: first.view.done, total: first.view.total } : null;
  }

  /** Stops everything; called when the backend closes. */
  abortAll(): void {
    for (const entry of this.entries.values()) entry.abort.abort();
  }

  private next(signal?: AbortSignal): Promise<void> {
    return new Promise((resolve) => {
      const done = () => {
        this.listeners.delete(done);
        signal?.removeEventListener('abort', done);
        resolve();
      };
      this.listeners.add(done);
      signal?.addEventListener('abort', done);
    });
  }
  private changed(): void {
    for (const listener of [...this.listeners]) listener();
  }
  private trim(): void {
    const ended = [...this.entries.values()].filter((e) => e.view.state !== 'running');
    for (const entry of ended.slice(0, Math.max(0, ended.length - 50))) this.entries.delete(entry.view.jobId);
  }
}
