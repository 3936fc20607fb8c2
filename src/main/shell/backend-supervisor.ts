import { restartExitCode } from '#shared/kernel/shell-bridge.ts';

/**
 * Life and death of the backend process as a pure state machine: no timers, no processes, no Electron. `supervise.ts`
 * carries out what it orders, in Electron and in the browser start alike.
 */

/** A death this soon after the start is a quick one; living longer forgives the earlier ones. */
export const quickDeathMs = 60_000;
/** Waits before the second and the third start; a third quick death in a row ends the trying. */
export const backOffMs: readonly number[] = [500, 3000];
/** A start may migrate a large database after backing it up, so it gets long before it counts as hung. */
export const startTimeoutMs = 10 * 60_000;

export type SupervisorState =
  | { readonly name: 'stopped' }
  | { readonly name: 'starting' | 'running'; readonly startedAt: number; readonly quickDeaths: number }
  | { readonly name: 'waiting'; readonly quickDeaths: number }
  | { readonly name: 'stopping' }
  | { readonly name: 'givenUp'; readonly reason: GiveUpReason };

/** Why nobody tries any more: it died too often, or it said itself that starting again won't help. */
export interface GiveUpReason {
  readonly code: string;
  readonly data: Readonly<Record<string, unknown>>;
}

/** `at` is in milliseconds on any clock that only goes forward. */
export type SupervisorEvent =
  | { readonly kind: 'start'; readonly at: number }
  | { readonly kind: 'ready' }
  | { readonly kind: 'refused'; readonly reason: GiveUpReason }
  | { readonly kind: 'exited'; readonly at: number; readonly exitCode: number | null }
  | { readonly kind: 'timeElapsed'; readonly at: number }
  | { readonly kind: 'stop' };

export type SupervisorOrder =
  | { readonly kind: 'spawn' }
  | { readonly kind: 'askToStop' }
  | { readonly kind: 'kill' }
  | { readonly kind: 'wakeAfter'; readonly ms: number }
  | { readonly kind: 'cancelWake' }
  | { readonly kind: 'announceRunning' }
  /** `asked`: it ended to be started again, which is no fault */
  | { readonly kind: 'announceDeath'; readonly asked: boolean }
  | { readonly kind: 'announceGivenUp'; readonly reason: GiveUpReason }
  | { readonly kind: 'announceStopped' };

export interface Step {
  readonly state: SupervisorState;
  readonly orders: readonly SupervisorOrder[];
}

/** What follows from an event. Events that make no sense in a state change nothing. */
export function advance(state: SupervisorState, event: SupervisorEvent): Step {
  switch (event.kind) {
    case 'start':
      return state.name === 'stopped' || state.name === 'givenUp' ? spawn(event.at, 0) : stay(state);
    case 'ready':
      if (state.name !== 'starting') return stay(state);
      return { state: { ...state, name: 'running' }, orders: [{ kind: 'cancelWake' }, { kind: 'announceRunning' }] };
    case 'refused':
      if (state.name !== 'starting') return stay(state);
      return giveUp(event.reason);
    case 'exited':
      return exited(state, event.at, event.exitCode);
    case 'timeElapsed':
      if (state.name === 'waiting') return spawn(event.at, state.quickDeaths);
      if (state.name === 'starting') return { state, orders: [{ kind: 'kill' }] };
      return state.name === 'stopping' ? { state, orders: [{ kind: 'kill' }] } : stay(state);
    case 'stop':
      return stop(state);
  }
}

const stay = (state: SupervisorState): Step => ({ state, orders: [] });

function spawn(at: number, quickDeaths: number): Step {
  return {
    state: { name: 'starting', startedAt: at, quickDeaths },
    orders: [{ kind: 'spawn' }, { kind: 'wakeAfter', ms: startTimeoutMs }],
  };
}

function giveUp(reason: GiveUpReason): Step {
  return { state: { name: 'givenUp', reason }, orders: [{ kind: 'cancelWake' }, { kind: 'announceGivenUp', reason }] };
}

function exited(state: SupervisorState, at: number, exitCode: number | null): Step {
  if (state.name === 'stopping')
    return { state: { name: 'stopped' }, orders: [{ kind: 'cancelWake' }, { kind: 'announceStopped' }] };
  if (state.name !== 'starting' && state.name !== 'running') return stay(state);
  if (exitCode === restartExitCode && state.name === 'running') {
    const step = spawn(at, state.quickDeaths);
    return { state: step.state, orders: [{ kind: 'announceDeath', asked: true }, ...step.orders] };
  }
  const quick = at - state.startedAt < quickDeathMs || state.name === 'starting';
  const quickDeaths = quick ? state.quickDeaths + 1 : 0;
  const wait = quick ? backOffMs[quickDeaths - 1] : backOffMs[0];
  if (wait === undefined) {
    const step = giveUp({ code: 'BACKEND_DIED', data: { exitCode } });
    return { state: step.state, orders: [{ kind: 'announceDeath', asked: false }, ...step.orders] };
  }
  return {
    state: { name: 'waiting', quickDeaths },
    orders: [{ kind: 'cancelWake' }, { kind: 'announceDeath', asked: false }, { kind: 'wakeAfter', ms: wait }],
  };
}

/** A backend that doesn't close its database within this time is killed; SQLite's log makes that safe. */
const stopTimeoutMs = 8000;

function stop(state: SupervisorState): Step {
  switch (state.name) {
    case 'starting':
    case 'running':
      return {
        state: { name: 'stopping' },
        orders: [{ kind: 'cancelWake' }, { kind: 'askToStop' }, { kind: 'wakeAfter', ms: stopTimeoutMs }],
      };
    case 'waiting':
    case 'givenUp':
      return { state: { name: 'stopped' }, orders: [{ kind: 'cancelWake' }, { kind: 'announceStopped' }] };
    default:
      return stay(state);
  }
}
