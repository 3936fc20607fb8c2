import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { restartExitCode } from '#shared/kernel/shell-bridge.ts';
import {
  advance,
  backOffMs,
  quickDeathMs,
  type SupervisorEvent,
  type SupervisorOrder,
  type SupervisorState,
  startTimeoutMs,
} from '../../src/main/shell/backend-supervisor.ts';

/** Feeds events one after another; answers the last state and all orders. */
function play(events: readonly SupervisorEvent[], state: SupervisorState = { name: 'stopped' }) {
  const orders: SupervisorOrder[] = [];
  for (const event of events) {
    const step = advance(state, event);
    state = step.state;
    orders.push(...step.orders);
  }
  return {
    state,
    orders: orders.map((order) => order.kind),
    waits: orders.flatMap((order) => (order.kind === 'wakeAfter' ? [order.ms] : [])),
  };
}
const exited = (at: number): SupervisorEvent => ({ kind: 'exited', at, exitCode: 1 });
const start = (at = 0): SupervisorEvent => ({ kind: 'start', at });
const ready: SupervisorEvent = { kind: 'ready' };
const elapsed = (at: number): SupervisorEvent => ({ kind: 'timeElapsed', at });

describe('backend supervisor', () => {
  it('starts, and says so when the backend serves', () => {
    const { state, orders } = play([start(), ready]);
    expect(state.name).toBe('running');
    expect(orders).toEqual(['spawn', 'wakeAfter', 'cancelWake', 'announceRunning']);
  });

  it('starts a dead backend again, waiting longer the second time', () => {
    const { state, waits } = play([start(), ready, exited(10), elapsed(510), ready, exited(600), elapsed(3600), ready]);
    expect(state.name).toBe('running');
    expect(waits.filter((ms) => ms !== startTimeoutMs)).toEqual([...backOffMs]);
  });

  it('starts one that asked for it at once, and counts it against nothing', () => {
    const asked: SupervisorEvent = { kind: 'exited', at: 20, exitCode: restartExitCode };
    const { state, orders } = play([start(), ready, asked]);
    expect(state).toEqual({ name: 'starting', startedAt: 20, quickDeaths: 0 });
    expect(orders.slice(-3)).toEqual(['announceDeath', 'spawn', 'wakeAfter']);
    expect(play([start(), { ...asked, at: 5 }]).state).toEqual({ name: 'waiting', quickDeaths: 1 });
    expect(play([start(), ready, { kind: 'stop' }, asked]).state.name).toBe('stopped');
  });

  it('gives up after the third quick death', () => {
    const { state, orders } = play([
      start(),
      ready,
      exited(10),
      elapsed(510),
      exited(600),
      elapsed(3600),
      ready,
      exited(3700),
    ]);
    expect(state).toEqual({ name: 'givenUp', reason: { code: 'BACKEND_DIED', data: { exitCode: 1 } } });
    expect(orders.at(-1)).toBe('announceGivenUp');
    expect(orders.filter((order) => order === 'spawn')).toHaveLength(3);
  });

  it('forgives old deaths once it has lived long enough', () => {
    const long = quickDeathMs + 1;
    const { state, waits } = play([
      start(),
      ready,
      exited(10),
      elapsed(510),
      ready,
      exited(520),
      elapsed(3520),
      ready,
      exited(3520 + long),
    ]);
    expect(state).toEqual({ name: 'waiting', quickDeaths: 0 });
    expect(waits.at(-1)).toBe(backOffMs[0]);
  });

  it('does not try again when the backend says that it is of no use', () => {
    const reason = { code: 'DATABASE_TOO_NEW', data: {} };
    const { state, orders } = play([start(), { kind: 'refused', reason }, exited(50)]);
    expect(state).toEqual({ name: 'givenUp', reason });
    expect(orders).not.toContain('announceDeath');
    expect(play([start(9)], state).state.name).toBe('starting');
  });

  it('kills a start that hangs, which counts as a quick death however long it took', () => {
    const { state, orders } = play([start(), elapsed(startTimeoutMs), exited(startTimeoutMs + 1)]);
    expect(orders).toContain('kill');
    expect(state).toEqual({ name: 'waiting', quickDeaths: 1 });
  });

  it('stops in order, and kills what does not stop', () => {
    expect(play([start(), ready, { kind: 'stop' }]).orders.slice(-3)).toEqual(['cancelWake', 'askToStop', 'wakeAfter']);
    expect(play([start(), ready, { kind: 'stop' }, elapsed(9000)]).orders.at(-1)).toBe('kill');
    expect(play([start(), ready, { kind: 'stop' }, exited(9001)]).orders.at(-1)).toBe('announceStopped');
    expect(play([start(), exited(1), { kind: 'stop' }]).state.name).toBe('stopped');
  });

  it('never spawns while one lives, and never after giving up, whatever happens in whatever order', () => {
    const event = fc.oneof(
      fc.constant<SupervisorEvent>(ready),
      fc.constant<SupervisorEvent>({ kind: 'stop' }),
      fc.constant<SupervisorEvent>({ kind: 'refused', reason: { code: 'X', data: {} } }),
      fc.constantFrom<'start' | 'exited' | 'timeElapsed'>('start', 'exited', 'timeElapsed'),
    );
    fc.assert(
      fc.property(fc.array(event, { maxLength: 40 }), (events) => {
        let state: SupervisorState = { name: 'stopped' };
        let at = 0;
        for (const next of events) {
          at += 100;
          const full: SupervisorEvent =
            typeof next !== 'string' ? next : next === 'exited' ? exited(at) : { kind: next, at };
          const alive = ['starting', 'running', 'stopping'].includes(state.name);
          const before = state;
          const step = advance(state, full);
          state = step.state;
          const spawned = step.orders.some((order) => order.kind === 'spawn');
          if (spawned) expect(alive).toBe(false);
          if (before.name === 'givenUp' && full.kind !== 'start') expect(spawned).toBe(false);
          // every state that waits for a time has asked to be woken
          if (state.name === 'waiting' && before.name !== 'waiting')
            expect(step.orders.some((order) => order.kind === 'wakeAfter')).toBe(true);
        }
      }),
    );
  });
});
