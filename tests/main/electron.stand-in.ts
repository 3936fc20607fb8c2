import { EventEmitter } from 'node:events';

/**
 * The few Electron APIs the shell names, behaving as Electron documents them; nothing else exists here, so that a new
 * use shows up as a failing test. What was asked of them is kept for the specs to look at.
 */

export class PortStandIn {
  peer: PortStandIn | undefined;
}

export class MessageChannelMain {
  readonly port1 = new PortStandIn();
  readonly port2 = new PortStandIn();
  constructor() {
    this.port1.peer = this.port2;
    this.port2.peer = this.port1;
  }
}

export class UtilityProcessStandIn extends EventEmitter {
  readonly sent: { message: unknown; ports: unknown[] }[] = [];
  readonly stdout = new EventEmitter() as EventEmitter & { resume(): void };
  readonly stderr = new EventEmitter();
  killed = false;
  constructor(readonly_: { entry: string; args: readonly string[] }) {
    super();
    this.entry = readonly_.entry;
    this.args = readonly_.args;
    this.stdout.resume = () => {};
  }
  readonly entry: string;
  readonly args: readonly string[];
  postMessage(message: unknown, ports: unknown[] = []): void {
    this.sent.push({ message, ports });
  }
  kill(): boolean {
    this.killed = true;
    this.emit('exit', 1);
    return true;
  }
}

export const forked: UtilityProcessStandIn[] = [];
export const utilityProcess = {
  fork(entry: string, args: readonly string[]): UtilityProcessStandIn {
    const child = new UtilityProcessStandIn({ entry, args });
    forked.push(child);
    return child;
  },
};

export class WebContentsStandIn extends EventEmitter {
  readonly sent: [channel: string, ...args: unknown[]][] = [];
  readonly posted: { channel: string; ports: unknown[] }[] = [];
  windowOpen: ((details: { url: string }) => { action: string }) | undefined;
  send(channel: string, ...args: unknown[]): void {
    this.sent.push([channel, ...args]);
  }
  postMessage(channel: string, _message: unknown, ports: unknown[]): void {
    this.posted.push({ channel, ports });
  }
  setWindowOpenHandler(handler: (details: { url: string }) => { action: string }): void {
    this.windowOpen = handler;
  }
  printToPDF(options: Record<string, unknown>): Promise<Buffer> {
    return Promise.resolve(Buffer.from(`%PDF ${JSON.stringify(options)}`));
  }
  print(_options: unknown, done: (success: boolean, reason: string) => void): void {
    done(false, 'Print job canceled');
  }
}

export class BrowserWindow {
  static readonly all: BrowserWindow[] = [];
  static fromWebContents(contents: WebContentsStandIn): BrowserWindow | null {
    return BrowserWindow.all.find((window) => window.webContents === contents) ?? null;
  }
  readonly webContents = new WebContentsStandIn();
  readonly options: { webPreferences?: Record<string, unknown>; show?: boolean };
  url = '';
  destroyed = false;
  constructor(options: BrowserWindow['options']) {
    this.options = options;
    BrowserWindow.all.push(this);
  }
  loadURL(url: string): Promise<void> {
    this.url = url;
    return Promise.resolve();
  }
  once(): void {}
  show(): void {}
  isDestroyed(): boolean {
    return this.destroyed;
  }
  destroy(): void {
    this.destroyed = true;
  }
}

type Handler = (event: unknown, ...args: unknown[]) => unknown;
export const handlers = new Map<string, Handler>();
export const ipcMain = {
  handle: (channel: string, handler: Handler) => void handlers.set(channel, handler),
  on: (channel: string, handler: Handler) => void handlers.set(channel, handler),
};

export const answers = { savePath: undefined as string | undefined };
export const opened: string[] = [];
export const dialog = {
  showSaveDialog: (_window: unknown, options: { defaultPath: string }) =>
    Promise.resolve({ canceled: !answers.savePath, filePath: answers.savePath ?? '', asked: options.defaultPath }),
};
export const shell = {
  openPath: (path: string) => {
    opened.push(path);
    return Promise.resolve('');
  },
  showItemInFolder: (path: string) => void opened.push(`folder of ${path}`),
};
export const nativeTheme = { themeSource: 'system' };
export const protocol = { registerSchemesAsPrivileged() {} };
export const net = { fetch: (url: string) => Promise.resolve(new Response(url)) };
export const Menu = { buildFromTemplate: (template: unknown) => template, setApplicationMenu() {} };
