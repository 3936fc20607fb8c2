import { MessageChannelMain, utilityProcess, type WebContents } from 'electron';
import { type BackendMessage, type BackendState, embeddedFlag, type HostMessage } from '#shared/kernel/shell-bridge.ts';
import type { GiveUpReason } from './backend-supervisor.ts';
import { type BackendEvents, type BackendHandle, supervise } from './supervise.ts';

export interface BackendProcessOptions {
  /** the built entry.utility */
  readonly entry: string;
  readonly dataDir: string;
  /** prints a document for the backend */
  print(html: string, signal: AbortSignal): Promise<Uint8Array>;
  onGivenUp(reason: GiveUpReason): void;
  onLine(line: string): void;
}

type Child = Electron.UtilityProcess;

/**
 * The backend as Electron's utility process. Main only introduces: it makes a channel, gives one end to the backend and
 * one to the page, and hears nothing of what they say.
 */
export class BackendProcess {
  private readonly options: BackendProcessOptions;
  private readonly pages = new Set<WebContents>();
  private readonly waitingForPort = new Set<WebContents>();
  private readonly supervision;
  private child: Child | undefined;
  private leavesShared = false;
  private current: BackendState = 'starting';

  constructor(options: BackendProcessOptions) {
    this.options = options;
    this.supervision = supervise({
      spawn: (events) => this.spawn(events),
      onRunning: () => this.announce('running'),
      onDeath: () => this.announce('restarting'),
      onGivenUp: (reason) => {
        this.announce('stopped');
        options.onGivenUp(reason);
      },
      now: () => performance.now(),
      setTimer: (callback, ms) => setTimeout(callback, ms),
      clearTimer: (timer) => clearTimeout(timer as NodeJS.Timeout),
    });
  }

  /** @param embedded leave a shared database, which can't be reached, for the one of this computer */
  start({ embedded = false } = {}): void {
    this.leavesShared = embedded;
    this.supervision.start();
  }

  stop(): Promise<void> {
    return this.supervision.stop();
  }

  /** Tells this page how the backend is from now on. */
  follow(page: WebContents): void {
    this.pages.add(page);
    page.once('destroyed', () => {
      this.pages.delete(page);
      this.waitingForPort.delete(page);
    });
  }

  /** Joins page and backend by a new channel, at once or when the backend runs. */
  connect(page: WebContents): void {
    if (this.current === 'running' && this.child) this.introduce(page, this.child);
    else this.waitingForPort.add(page);
  }

  private introduce(page: WebContents, child: Child): void {
    const { port1, port2 } = new MessageChannelMain();
    const message: HostMessage = { kind: 'connect' };
    child.postMessage(message, [port1]);
    page.postMessage('backend-port', undefined, [port2]);
  }

  private announce(state: BackendState): void {
    this.current = state;
    for (const page of this.pages) page.send('backend-state', state);
    if (state !== 'running' || !this.child) return;
    for (const page of this.waitingForPort) this.introduce(page, this.child);
    this.waitingForPort.clear();
  }

  private spawn(events: BackendEvents): BackendHandle {
    const { entry, dataDir, onLine } = this.options;
    const child = utilityProcess.fork(entry, [dataDir, ...(this.leavesShared ? [embeddedFlag] : [])], {
      serviceName: 'service-audit-backend',
      stdio: 'pipe',
    });
    // written down by now: a later start finds it there
    this.leavesShared = false;
    this.child = child;
    const printing = new Map<string, AbortController>();
    child.stderr?.on('data', (chunk: Buffer) => onLine(chunk.toString('utf8')));
    // read to the end, or a full pipe would stop the backend
    child.stdout?.resume();
    child.on('message', (message: BackendMessage) => {
      if (message.kind === 'ready') events.ready();
      else if (message.kind === 'failed') events.refused({ code: message.code, data: message.data });
      else if (message.kind === 'pdfCancel') printing.get(message.id)?.abort();
      else if (message.kind === 'pdf') void this.print(child, message.id, message.html, printing);
    });
    child.on('exit', (code) => {
      for (const job of printing.values()) job.abort();
      if (this.child === child) this.child = undefined;
      events.exited(code);
    });
    return { askToStop: () => child.postMessage({ kind: 'stop' } satisfies HostMessage), kill: () => child.kill() };
  }

  private async print(child: Child, id: string, html: string, printing: Map<string, AbortController>): Promise<void> {
    const abort = new AbortController();
    printing.set(id, abort);
    let answer: HostMessage;
    try {
      answer = { kind: 'pdfDone', id, bytes: await this.options.print(html, abort.signal) };
    } catch (error) {
      answer = { kind: 'pdfDone', id, error: error instanceof Error ? error.message : String(error) };
    }
    printing.delete(id);
    // it may have died while we printed
    if (this.child === child) child.postMessage(answer);
  }
}
