import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, sep } from 'node:path';
import { afterAll, beforeEach, describe, expect, it, vi } from 'vitest';

import { embeddedFlag, restartExitCode } from '#shared/kernel/shell-bridge.ts';

vi.mock('electron', () => import('./electron.stand-in.ts'));

const electron = await import('./electron.stand-in.ts');
const { contentSecurityPolicy, resolveAppFile, serveApp } = await import('../../src/main/shell/app-protocol.ts');
const { BackendProcess } = await import('../../src/main/shell/backend-process.ts');
const { lockDownPage, mayNavigate, webPreferences } = await import('../../src/main/shell/lock-down.ts');
const { openMainWindow } = await import('../../src/main/shell/main-window.ts');
const { menuTemplate } = await import('../../src/main/shell/menu.ts');
const { printOnPaper, printToPdf } = await import('../../src/main/shell/printing.ts');
const { SavedFiles } = await import('../../src/main/shell/saved-files.ts');
const { answerShellCalls } = await import('../../src/main/shell/shell-calls.ts');

type Backend = InstanceType<typeof BackendProcess>;
type Page = Parameters<Backend['connect']>[0];
const folder = mkdtempSync(join(tmpdir(), 'service-audit-壳 '));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function startBackend(print = (_html: string, _signal: AbortSignal) => Promise.resolve(new Uint8Array([1]))) {
  const onGivenUp = vi.fn();
  const backend = new BackendProcess({ entry: '/out/backend.js', dataDir: folder, print, onGivenUp, onLine: () => {} });
  backend.start();
  const page = new electron.WebContentsStandIn();
  backend.follow(page as unknown as Page);
  return { backend, page, onGivenUp, connect: () => backend.connect(page as unknown as Page) };
}
const lastChild = () => electron.forked.at(-1) as InstanceType<typeof electron.UtilityProcessStandIn>;

describe('backend process', () => {
  beforeEach(() => void electron.forked.splice(0));

  it('introduces page and backend by the two ends of one channel, once the backend serves', () => {
    const { page, connect } = startBackend();
    connect();
    expect(page.posted).toEqual([]);
    lastChild().emit('message', { kind: 'ready' });
    const [given] = lastChild().sent;
    expect(given?.message).toEqual({ kind: 'connect' });
    expect(page.posted[0]?.channel).toBe('backend-port');
    expect((given?.ports[0] as { peer?: unknown } | undefined)?.peer).toBe(page.posted[0]?.ports[0]);
    expect(lastChild().args).toEqual([folder]);
  });

  it('tells the page of a death, starts again and hands a fresh port to who asked', () => {
    vi.useFakeTimers();
    const { page, connect } = startBackend();
    lastChild().emit('message', { kind: 'ready' });
    lastChild().emit('exit', 139);
    connect();
    expect(page.sent.map(([, state]) => state)).toEqual(['running', 'restarting']);
    expect(page.posted).toHaveLength(0);
    vi.advanceTimersByTime(600);
    expect(electron.forked).toHaveLength(2);
    lastChild().emit('message', { kind: 'ready' });
    expect(page.posted).toHaveLength(1);
    vi.useRealTimers();
  });

  it('starts a backend that asked for it at once, and leaves a shared database when told to', () => {
    const { backend, page, connect } = startBackend();
    lastChild().emit('message', { kind: 'ready' });
    lastChild().emit('exit', restartExitCode);
    expect(electron.forked).toHaveLength(2);
    expect(lastChild().args).toEqual([folder]);
    connect();
    lastChild().emit('message', { kind: 'ready' });
    expect(page.sent.map(([, state]) => state)).toEqual(['running', 'restarting', 'running']);
    expect(page.posted).toHaveLength(1);
    lastChild().emit('exit', restartExitCode);
    lastChild().emit('message', { kind: 'failed', code: 'DATABASE_UNREACHABLE', data: { server: 'db:5432/a' } });
    lastChild().emit('exit', 3);
    backend.start({ embedded: true });
    expect(lastChild().args).toEqual([folder, embeddedFlag]);
    lastChild().emit('message', { kind: 'ready' });
    lastChild().emit('exit', restartExitCode);
    expect(lastChild().args).toEqual([folder]);
  });

  it('gives up after three quick deaths, and at once when told that it is of no use', () => {
    vi.useFakeTimers();
    const died = startBackend();
    for (let i = 0; i < 3; i++) {
      lastChild().emit('exit', 1);
      vi.advanceTimersByTime(4000);
    }
    expect(electron.forked).toHaveLength(3);
    expect(died.onGivenUp).toHaveBeenCalledWith({ code: 'BACKEND_DIED', data: { exitCode: 1 } });
    const refused = startBackend();
    lastChild().emit('message', { kind: 'failed', code: 'DATABASE_IN_USE', data: { path: folder } });
    lastChild().emit('exit', 3);
    expect(refused.onGivenUp).toHaveBeenCalledTimes(1);
    expect(refused.page.sent.at(-1)).toEqual(['backend-state', 'stopped']);
    vi.useRealTimers();
  });

  it('prints for the backend, says when it can’t, and stops when asked', async () => {
    const { backend } = startBackend((html, signal) =>
      html === 'slow'
        ? new Promise((_resolve, reject) => signal.addEventListener('abort', () => reject(new Error('stopped'))))
        : Promise.resolve(new Uint8Array([7])),
    );
    const child = lastChild();
    child.emit('message', { kind: 'ready' });
    child.emit('message', { kind: 'pdf', id: 'a', html: '<p>' });
    child.emit('message', { kind: 'pdf', id: 'b', html: 'slow' });
    child.emit('message', { kind: 'pdfCancel', id: 'b' });
    await vi.waitFor(() => expect(child.sent).toHaveLength(2));
    expect(child.sent.map((sent) => sent.message)).toEqual([
      { kind: 'pdfDone', id: 'a', bytes: new Uint8Array([7]) },
      { kind: 'pdfDone', id: 'b', error: 'stopped' },
    ]);
    const stopped = backend.stop();
    expect(child.sent.at(-1)?.message).toEqual({ kind: 'stop' });
    child.emit('exit', 0);
    await stopped;
  });
});

describe('pages', () => {
  it('run in a sandbox without Node', () => {
    expect(webPreferences).toMatchObject({
      contextIsolation: true,
      sandbox: true,
      nodeIntegration: false,
      webSecurity: true,
    });
    const window = openMainWindow({
      preload: '/p.cjs',
      home: 'app://service-audit',
      onPage: () => {},
      onRetry: () => {},
    });
    const { options, url } = window as unknown as InstanceType<typeof electron.BrowserWindow>;
    expect(options.webPreferences).toMatchObject({
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      preload: '/p.cjs',
    });
    expect(url).toBe('app://service-audit/');
  });

  it('hear of the two ways on from the page that says why nothing runs', () => {
    const onRetry = vi.fn();
    const window = openMainWindow({ preload: '/p.cjs', home: 'app://service-audit', onPage: () => {}, onRetry });
    const page = window.webContents as unknown as InstanceType<typeof electron.WebContentsStandIn>;
    for (const path of ['retry', 'embedded', 'else'])
      page.emit('will-navigate', { url: `app://service-audit/${path}.html`, preventDefault: () => {} });
    expect(onRetry.mock.calls).toEqual([[{ embedded: false }], [{ embedded: true }]]);
  });

  it('go nowhere but to the program itself', () => {
    const page = new electron.WebContentsStandIn();
    lockDownPage(page as unknown as Parameters<typeof lockDownPage>[0], 'app://service-audit');
    const navigate = (url: string) => {
      const event = { url, preventDefault: vi.fn() };
      page.emit('will-navigate', event);
      return event.preventDefault.mock.calls.length === 0;
    };
    expect(page.windowOpen?.({ url: 'https://example.org' })).toEqual({ action: 'deny' });
    expect(navigate('app://service-audit/#/complaints')).toBe(true);
    for (const url of [
      'https://example.org/',
      'file:///etc/passwd',
      'app://service-audit.example.org/',
      'javascript:alert(1)',
      'not a url',
    ]) {
      expect(navigate(url), url).toBe(false);
    }
    expect(mayNavigate('http://localhost:5173/#/', 'http://localhost:5173')).toBe(true);
  });

  it('come from the folder of the renderer alone', () => {
    const root = join(folder, 'renderer');
    expect(resolveAppFile('app://service-audit/', root)).toBe(join(root, 'index.html'));
    expect(resolveAppFile('app://service-audit/complaints/42', root)).toBe(join(root, 'index.html'));
    for (const url of [
      'app://service-audit/..%2f..%2fsecret.json',
      'app://service-audit/%2e%2e/%2e%2e/etc/passwd.txt',
      'app://service-audit/..%5c..%5csecret.json',
      'app://service-audit/x%00.js',
      'app://service-audit/%ff.js',
      'app://elsewhere/index.html',
    ]) {
      const file = resolveAppFile(url, root);
      expect(file === undefined || file.startsWith(root + sep), url).toBe(true);
    }
    expect(resolveAppFile('app://service-audit/missing.js', root)).toBeUndefined();
  });

  it('carry the content security policy', async () => {
    let handler: ((request: Request) => Promise<Response>) | undefined;
    const target = {
      handle(_scheme: string, given: typeof handler) {
        handler = given;
      },
    };
    serveApp(target as unknown as Parameters<typeof serveApp>[0], folder, (path) =>
      path === '/stopped.html' ? '<p>stopped' : undefined,
    );
    const answer = await handler?.({ url: 'app://service-audit/stopped.html' } as Request);
    expect(await answer?.text()).toBe('<p>stopped');
    expect(answer?.headers.get('content-security-policy')).toBe(contentSecurityPolicy);
    expect(contentSecurityPolicy).toContain("script-src 'self';");
    expect(contentSecurityPolicy).not.toMatch(/unsafe-eval|script-src[^;]*unsafe-inline|https?:/);
    expect((await handler?.({ url: 'app://service-audit/gone.js' } as Request))?.status).toBe(404);
  });
});

describe('shell calls', () => {
  const saved = new SavedFiles();
  const window = new electron.BrowserWindow({});
  const ours = { sender: window.webContents, senderFrame: { url: 'app://service-audit/#/' } };
  const call = (name: string, ...args: unknown[]) => electron.handlers.get(`shell:${name}`)?.(ours, ...args);
  const backend = { connect: vi.fn() };
  answerShellCalls({ home: 'app://service-audit', dataDir: folder, backend: backend as unknown as Backend, saved });

  it('are refused from any other page', () => {
    const foreign = { sender: window.webContents, senderFrame: { url: 'https://example.org/' } };
    for (const name of ['save-file', 'open-saved', 'print', 'open-folder']) {
      expect(() => electron.handlers.get(`shell:${name}`)?.(foreign, 'x'), name).toThrow('refused');
    }
    electron.handlers.get('shell:request-port')?.(foreign);
    expect(backend.connect).not.toHaveBeenCalled();
    electron.handlers.get('shell:request-port')?.(ours);
    expect(backend.connect).toHaveBeenCalledTimes(1);
  });

  it('save where the user chose, and open only that', async () => {
    electron.answers.savePath = join(folder, '审计报告 2026-Q3.xlsx');
    const id = await call('save-file', 'CON', new Uint8Array([1, 2, 3]));
    expect([...readFileSync(electron.answers.savePath)]).toEqual([1, 2, 3]);
    expect(readdirSync(folder).filter((name) => name.endsWith('.part'))).toEqual([]);
    await call('open-saved', id);
    await call('open-saved', '/etc/passwd');
    expect(electron.opened).toEqual([electron.answers.savePath]);
    electron.answers.savePath = undefined;
    expect(await call('save-file', 'a.txt', new Uint8Array())).toBeUndefined();
    expect(() => call('save-file', 'a.txt', '/etc/passwd')).toThrow(TypeError);
  });

  it('leave nothing half-written where the target can’t be replaced', async () => {
    electron.answers.savePath = folder;
    await expect(call('save-file', 'a.txt', new Uint8Array([1]))).rejects.toThrow();
    expect(
      readdirSync(join(folder, '..')).filter(
        (name) => name.startsWith(folder.split(sep).at(-1) ?? '') && name.endsWith('.part'),
      ),
    ).toEqual([]);
  });

  it('open no folder but those named', async () => {
    electron.opened.splice(0);
    await call('open-folder', 'backup');
    expect(electron.opened).toEqual([join(folder, 'backup')]);
    await expect(call('open-folder', '../..')).rejects.toThrow(TypeError);
  });

  it('set a theme there is', () => {
    electron.handlers.get('shell:set-theme')?.(ours, 'dark');
    electron.handlers.get('shell:set-theme')?.(ours, 'pink');
    expect(electron.nativeTheme.themeSource).toBe('dark');
  });
});

describe('printing', () => {
  it('keeps the paper of the document, without scripts, and closes the hidden window', async () => {
    const pdf = await printToPdf('<p>中文', new AbortController().signal);
    expect(Buffer.from(pdf).toString()).toContain('"preferCSSPageSize":true');
    const window = electron.BrowserWindow.all.at(-1);
    expect(window?.options).toMatchObject({ show: false, webPreferences: { javascript: false, sandbox: true } });
    expect(Buffer.from(window?.url.split('base64,')[1] ?? '', 'base64').toString('utf8')).toBe('<p>中文');
    expect(window?.destroyed).toBe(true);
  });

  it('answers false when the user gave up, and doesn’t begin when already stopped', async () => {
    expect(await printOnPaper('<p>', new AbortController().signal)).toBe(false);
    await expect(printToPdf('<p>', AbortSignal.abort(new Error('no')))).rejects.toThrow('no');
  });
});

describe('menu', () => {
  it('is in the language of the system', () => {
    expect(menuTemplate('zh-CN', false)[0]?.label).toBe('编辑');
    expect(menuTemplate('en-GB', false)[0]?.label).toBe('Edit');
    expect(JSON.stringify(menuTemplate('en', false))).not.toContain('toggleDevTools');
  });
});
