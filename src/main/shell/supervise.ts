import {
  advance,
  type GiveUpReason,
  type SupervisorEvent,
  type SupervisorOrder,
  type SupervisorState,
} from './backend-supervisor.ts';

/** A started backend process, whatever kind of process it is. */
export interface BackendHandle {
  /** asks it to close its database and exit */
  askToStop(): void;
  kill(): void;
}

/** What a backend process tells while it lives; each process gets its own set, so a late word of a dead one is ignored. */
export interface BackendEvents {
  ready(): void;
  refused(reason: GiveUpReason): void;
  exited(exitCode: number | null): void;
}

export interface SuperviseOptions {
  spawn(events: BackendEvents): BackendHandle;
  onRunning(): void;
  /** it died and may come back; `asked` when it ended to be started again */
  onDeath(asked: boolean): void;
  onGivenUp(reason: GiveUpReason): void;
  /** milliseconds on a clock that only goes forward */
  now(): number;
  setTimer(callback: () => void, ms: number): unknown;
  clearTimer(timer: unknown): void;
}

export interface Supervision {
  start(): void;
  /** Resolves when the process has ended. */
  stop(): Promise<void>;
  readonly state: SupervisorState;
}

/** Carries out what the state machine of `backend-supervisor.ts` orders. */
export function supervise(options: SuperviseOptions): Supervision {
  let state: SupervisorState = { name: 'stopped' };
  let handle: BackendHandle | undefined;
  let timer: unknown;
  let generation = 0;
  const waiting: (() => void)[] = [];

  function spawn(): void {
    const mine = ++generation;
    const ifMine = (event: () => SupervisorEvent) => {
      if (mine === generation) send(event());
    };
    handle = options.spawn({
      ready: () => ifMine(() => ({ kind: 'ready' })),
      refused: (reason) => ifMine(() => ({ kind: 'refused', reason })),
      exited: (exitCode) => ifMine(() => ({ kind: 'exited', at: options.now(), exitCode })),
    });
  }

  function cancelWake(): void {
    if (timer !== undefined) options.clearTimer(timer);
    timer = undefined;
  }

  const carryOut: { [K in SupervisorOrder['kind']]: (order: Extract<SupervisorOrder, { kind: K }>) => void } = {
    spawn,
    askToStop: () => handle?.askToStop(),
    kill: () => handle?.kill(),
    cancelWake,
    wakeAfter: ({ ms }) => {
      cancelWake();
      timer = options.setTimer(() => send({ kind: 'timeElapsed', at: options.now() }), ms);
    },
    announceRunning: () => options.onRunning(),
    announceDeath: ({ asked }) => options.onDeath(asked),
    announceGivenUp: ({ reason }) => options.onGivenUp(reason),
    announceStopped: () => {
      for (const resolve of waiting.splice(0)) resolve();
    },
  };

  function send(event: SupervisorEvent): void {
    const step = advance(state, event);
    state = step.state;
    for (const order of step.orders) (carryOut[order.kind] as (order: SupervisorOrder) => void)(order);
  }

  return {
    start: () => send({ kind: 'start', at: options.now() }),
    stop: () =>
      new Promise((resolve) => {
        if (state.name === 'stopped') return resolve();
        waiting.push(resolve);
        send({ kind: 'stop' });
      }),
    get state() {
      return state;
    },
  };
}
