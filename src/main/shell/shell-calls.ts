import { join } from 'node:path';
import { BrowserWindow, type IpcMainEvent, type IpcMainInvokeEvent, ipcMain, nativeTheme, shell } from 'electron';
import type { BackendProcess } from './backend-process.ts';
import { mayNavigate } from './lock-down.ts';
import { printOnPaper } from './printing.ts';
import type { SavedFiles } from './saved-files.ts';

export interface ShellCallOptions {
  /** origin of the program's own pages; a call from anywhere else is refused */
  readonly home: string;
  readonly dataDir: string;
  readonly backend: BackendProcess;
  readonly saved: SavedFiles;
}

const folders = ['log', 'backup'] as const;
const themes = ['light', 'dark', 'system'] as const;

/** Answers the named calls of the preload (`ShellBridge`). What comes from the page is checked like any foreign input. */
export function answerShellCalls({ home, dataDir, backend, saved }: ShellCallOptions): void {
  const isOurs = (event: IpcMainEvent | IpcMainInvokeEvent) =>
    event.senderFrame !== null && mayNavigate(event.senderFrame.url, home);

  function handle(name: string, answer: (window: BrowserWindow, ...args: unknown[]) => unknown): void {
    ipcMain.handle(`shell:${name}`, (event, ...args: unknown[]) => {
      const window = BrowserWindow.fromWebContents(event.sender);
      if (!isOurs(event) || !window) throw new Error('refused');
      return answer(window, ...args);
    });
  }

  ipcMain.on('shell:request-port', (event) => {
    if (isOurs(event)) backend.connect(event.sender);
  });
  ipcMain.on('shell:set-theme', (event, theme: unknown) => {
    const known = themes.find((candidate) => candidate === theme);
    if (isOurs(event) && known) nativeTheme.themeSource = known;
  });
  handle('save-file', (window, name, bytes) => {
    if (typeof name !== 'string' || !(bytes instanceof Uint8Array))
      throw new TypeError('save-file wants a name and bytes');
    return saved.save(window, name, bytes);
  });
  handle('open-saved', (_window, savedId) => saved.open(String(savedId)));
  handle('reveal-saved', (_window, savedId) => saved.reveal(String(savedId)));
  handle('print', (_window, html) => printOnPaper(String(html), new AbortController().signal));
  handle('open-folder', async (_window, folder) => {
    const known = folders.find((candidate) => candidate === folder);
    if (!known) throw new TypeError('no such folder');
    const problem = await shell.openPath(join(dataDir, known));
    if (problem) throw new Error(problem);
  });
}
