import { setTimeout as sleep } from 'node:timers/promises';
import { foldEvents } from '#shared/complaint/complaint.rules.ts';
import {
  isBesidePause,
  nextWarningAt,
  rungOf,
  stageKey,
  type Warning,
  warningsDue,
} from '#shared/complaint/warning.rules.ts';
import { escalationNote, systemName } from '#shared/complaint/warning.words.ts';
import type { Deps } from '../context.ts';
import { inTransaction, type Tx } from '../database/transaction.ts';
import { recordChange } from '../system/change-log.repository.ts';
import { type Draft, superiorOf } from './act.drafts.ts';
import { appendEvents, type EventWriter } from './act.service.ts';
import { clocksOf, type DeadlineWorld } from './complaint.cache.ts';
import { eventOf, eventRowsOf, findComplaint } from './complaint.repository.ts';
import type { ComplaintWarningTable } from './complaint.table.ts';
import { dueForWarning, insertWarnings, raisedOf, replaceWarnings, setNextWarning } from './warning.repository.ts';
import { loadWorld } from './world.service.ts';

type WatchDeps = Pick<Deps, 'db' | 'clock' | 'kind' | 'log'>;

/** Complaints looked at in one transaction: few, since people write in between. */
const groupSize = 20;

/** Everything one complaint has to be warned of now. @returns how many warnings were written */
async function warnOne(tx: Tx, deps: WatchDeps, complaintId: string, world: DeadlineWorld): Promise<number> {
  const row = await findComplaint(tx, complaintId);
  if (!row) return 0;
  const events = (await eventRowsOf(tx, complaintId)).map(eventOf);
  const state = foldEvents(events);
  const clocks = clocksOf(row, state, world);
  const { warning: policy } = world.policy;
  const raised = (await raisedOf(tx, [complaintId])).get(complaintId) ?? [];
  const due = warningsDue(clocks, raised, policy, world, deps.clock.now());
  const rows: ComplaintWarningTable[] = [];
  const drafts: Draft[] = [];
  for (const warning of due) {
    const holder = warning.unitId ?? state.unitId;
    const rung = rungOf(warning.stage, policy);
    await replaceWarnings(tx, complaintId, warning, deps.clock.now());
    const superior = rung > 0 ? await ladderUnit(tx, holder, rung, state.escalatedUnitId) : null;
    rows.push(warningRow(deps, complaintId, warning, superior ?? holder, rung > 0 ? null : state.handlerId));
    if (superior) drafts.push(escalation(warning, superior));
    // Above the top unit there is nobody to be told: the rung counts as climbed.
    else if (rung > 0) Object.assign(rows.at(-1) as ComplaintWarningTable, { seenAt: deps.clock.now() });
  }
  await insertWarnings(tx, rows);
  const writer: EventWriter = { ...deps, user: { accountId: null, displayName: systemName } };
  if (rows.length > 0)
    await recordChange(tx, writer, {
      entity: 'complaint',
      entityId: complaintId,
      action: 'warn',
      after: { warnings: rows.map(({ clock, stage }) => ({ clock, stage })) },
    });
  if (drafts.length > 0) await appendEvents(tx, writer, { row, events, state }, drafts, world, 'escalate');
  else await setNextWarning(tx, complaintId, nextWarningAt(clocks, [...raised, ...rows], policy, world));
  return rows.length;
}

function warningRow(
  deps: WatchDeps,
  complaintId: string,
  { clock, stage, dueAt }: Warning,
  unitId: string,
  handlerId: string | null,
): ComplaintWarningTable {
  const raisedAt = deps.clock.now();
  return { complaintId, clock, stage: stageKey(stage), dueAt, raisedAt, unitId, handlerId, seenBy: null, seenAt: null };
}

function escalation({ clock, kind, stage }: Warning, unitId: string): Draft {
  const besidePause = isBesidePause(clock);
  const note = escalationNote(kind, stage, besidePause);
  const data = { note, unitId, automatic: true, clock: kind, stage: stageKey(stage) };
  return { type: 'escalated', data: besidePause ? { ...data, besidePause } : data };
}

/**
 * The unit a rung is brought before: as many levels above the holder as the rung says, up to the top; never below the one
 * it stands before already.
 */
async function ladderUnit(tx: Tx, holder: string, rung: number, escalatedUnitId: string | null) {
  const superior = await superiorOf(tx, holder, rung);
  if (!superior || !escalatedUnitId || escalatedUnitId === superior) return superior;
  const units = await tx
    .selectFrom('unit')
    .select(['unitId', 'path'])
    .where('unitId', 'in', [superior, escalatedUnitId])
    .execute();
  const path = (unitId: string) => units.find((unit) => unit.unitId === unitId)?.path ?? '';
  return path(superior).startsWith(path(escalatedUnitId)) && path(escalatedUnitId) ? escalatedUnitId : superior;
}

/** One transaction of a sweep. A complaint that can't be read holds nobody else up: it is left out until the next sweep. */
async function warnGroup(deps: WatchDeps, leftOut: Set<string>): Promise<{ looked: number; written: number }> {
  let current: string | undefined;
  try {
    return await inTransaction(deps, async (tx) => {
      const world = await loadWorld(tx);
      const ids = await dueForWarning(tx, deps.clock.now(), groupSize, [...leftOut]);
      let written = 0;
      for (const complaintId of ids) {
        current = complaintId;
        written += await warnOne(tx, deps, complaintId, world);
      }
      return { looked: ids.length, written };
    });
  } catch (error) {
    if (current === undefined) throw error;
    deps.log.error('a complaint could not be warned of', { complaintId: current, message: String(error) });
    leftOut.add(current);
    return { looked: 1, written: 0 };
  }
}

/**
 * Gives every warning that is due, in small transactions. On a shared PostgreSQL several programs may do this at once: each
 * takes complaints that none of the others has in hand.
 * @returns how many warnings were written
 */
export async function sweepWarnings(deps: WatchDeps, signal: AbortSignal): Promise<number> {
  const leftOut = new Set<string>();
  let count = 0;
  for (;;) {
    signal.throwIfAborted();
    const { looked, written } = await warnGroup(deps, leftOut);
    if (looked === 0) return count;
    count += written;
    await new Promise((resolve) => setImmediate(resolve));
  }
}

/**
 * Sweeps at once and then again and again, each time after the one before has ended.
 * @param everyMs pause between two sweeps, in milliseconds
 * @returns ends when the signal is aborted and the running sweep has stopped
 */
export async function watchWarnings(deps: WatchDeps, signal: AbortSignal, everyMs = 60_000): Promise<void> {
  while (!signal.aborted) {
    try {
      const count = await sweepWarnings(deps, signal);
      if (count > 0) deps.log.info('warnings given', { count });
    } catch (error) {
      if (!signal.aborted) deps.log.error('warnings could not be given', { message: String(error) });
    }
    await sleep(everyMs, undefined, { signal, ref: false }).catch(() => {});
  }
}
