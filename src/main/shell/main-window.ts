import { BrowserWindow, type WebContents } from 'electron';
import { appOrigin } from './app-protocol.ts';
import { lockDownPage, webPreferences } from './lock-down.ts';

export const givenUpPath = '/stopped.html';
export const retryPath = '/retry.html';
export const embeddedPath = '/embedded.html';

export interface MainWindowOptions {
  readonly preload: string;
  /** the dev server while developing; the built renderer otherwise */
  readonly home: string;
  onPage(page: WebContents): void;
  /** the user asked to try the backend again; `embedded`: on the database of this computer */
  onRetry(choice: { embedded: boolean }): void;
}

/** The one window. It shows itself when the first screen is painted, so nobody sees it white. */
export function openMainWindow({ preload, home, onPage, onRetry }: MainWindowOptions): BrowserWindow {
  const window = new BrowserWindow({
    width: 1366,
    height: 768,
    minWidth: 1024,
    minHeight: 640,
    show: false,
    autoHideMenuBar: true,
    title: '服务质量稽查台',
    // pages of a PDF among the evidence are shown by Chromium's own viewer, which counts as a plugin
    webPreferences: { ...webPreferences, preload, plugins: true },
  });
  lockDownPage(window.webContents, home);
  window.webContents.on('will-navigate', (event) => {
    const embedded = event.url === `${appOrigin}${embeddedPath}`;
    if (!embedded && event.url !== `${appOrigin}${retryPath}`) return;
    event.preventDefault();
    onRetry({ embedded });
  });
  window.once('ready-to-show', () => window.show());
  onPage(window.webContents);
  void window.loadURL(`${home}/`);
  return window;
}
