import { z } from 'zod';

export const jobStates = ['running', 'completed', 'failed', 'cancelled'] as const;

/** One long piece of work as the window shows it. */
export const jobView = z.object({
  jobId: z.string(),
  kind: z.string(),
  title: z.string(),
  state: z.enum(jobStates),
  done: z.number(),
  /** 0 when unknown */
  total: z.number(),
  note: z.string().nullable(),
  startedAt: z.string(),
  endedAt: z.string().nullable(),
  /** what came of it; a `fileId` in it can be downloaded */
  result: z.record(z.string(), z.unknown()).nullable(),
  error: z.object({ code: z.string(), data: z.record(z.string(), z.unknown()) }).nullable(),
});
export type JobView = z.infer<typeof jobView>;

export const fileView = z.object({ fileId: z.string(), name: z.string(), size: z.number() });
export type FileView = z.infer<typeof fileView>;

export const systemState = z.object({
  /** false until the first administrator exists */
  isSetUp: z.boolean(),
  organizationName: z.string(),
  version: z.string(),
  databaseKind: z.enum(['sqlite', 'postgres']),
  idleMinutes: z.number(),
  hasSample: z.boolean(),
  /** new at each start of the backend: tells the window that it has started again */
  instanceId: z.string(),
  /** the backend's clock: the window shows "today" after it */
  now: z.string(),
  /** the longest running task, by kind only: whoever waits to sign in behind its writing sees what for */
  busyWith: z.object({ kind: z.string(), done: z.number(), total: z.number() }).nullable(),
});
export type SystemState = z.infer<typeof systemState>;

export const changeView = z.object({
  sequence: z.number(),
  occurredAt: z.string(),
  accountName: z.string(),
  entity: z.string(),
  entityId: z.string(),
  action: z.string(),
  beforeJson: z.string().nullable(),
  afterJson: z.string().nullable(),
});
export const searchHit = z.object({
  kind: z.enum(['unit', 'staff', 'complaint', 'inspection', 'report', 'scorecard']),
  id: z.string(),
  title: z.string(),
  detail: z.string(),
});
export type SearchHit = z.infer<typeof searchHit>;
