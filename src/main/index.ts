import { homedir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { app, type BrowserWindow, protocol, session } from 'electron';
import { appOrigin, registerAppScheme, serveApp } from './shell/app-protocol.ts';
import { BackendProcess } from './shell/backend-process.ts';
import type { GiveUpReason } from './shell/backend-supervisor.ts';
import { defaultDataDirectory } from './shell/data-directory.ts';
import { givenUpPage } from './shell/given-up-page.ts';
import { lockDownSession } from './shell/lock-down.ts';
import { embeddedPath, givenUpPath, openMainWindow, retryPath } from './shell/main-window.ts';
import { setMenu } from './shell/menu.ts';
import { printToPdf } from './shell/printing.ts';
import { SavedFiles } from './shell/saved-files.ts';
import { answerShellCalls } from './shell/shell-calls.ts';

const here = fileURLToPath(new URL('.', import.meta.url));
const dataDir = defaultDataDirectory(process.platform, process.env, homedir());
/** electron-vite names its dev server here; never set in the packaged app */
const devServer = app.isPackaged ? undefined : process.env.ELECTRON_RENDERER_URL;
const home = devServer?.replace(/\/$/, '') ?? appOrigin;

let window: BrowserWindow | undefined;
let givenUp: GiveUpReason | undefined;

/** Opens everything in the order it is needed; main then only hands over ports and answers shell calls. */
async function open(): Promise<void> {
  const backend = new BackendProcess({
    entry: join(here, 'backend.js'),
    dataDir,
    print: printToPdf,
    onLine: (line) => process.stderr.write(line),
    onGivenUp: (reason) => {
      givenUp = reason;
      void window?.loadURL(`${appOrigin}${givenUpPath}`);
    },
  });
  backend.start();

  await app.whenReady();
  lockDownSession(session.defaultSession);
  lockDownSession(session.fromPartition('print'));
  serveApp(protocol, join(here, '..', 'renderer'), (pathname) => {
    if (pathname !== givenUpPath || !givenUp) return undefined;
    return givenUpPage(givenUp, {
      log: join(dataDir, 'log'),
      backup: join(dataDir, 'backup'),
      retryHref: `${appOrigin}${retryPath}`,
      embeddedHref: `${appOrigin}${embeddedPath}`,
    });
  });
  answerShellCalls({ home, dataDir, backend, saved: new SavedFiles() });
  setMenu(app.getLocale(), devServer !== undefined);
  window = openMainWindow({
    preload: join(here, '..', 'preload', 'index.cjs'),
    home,
    onPage: (page) => backend.follow(page),
    onRetry: (choice) => {
      givenUp = undefined;
      backend.start(choice);
      void window?.loadURL(`${home}/`);
    },
  });
  closeInOrder(backend);
}

/** The program ends when its window closes, and only after the backend has closed its database. */
function closeInOrder(backend: BackendProcess): void {
  let stopped = false;
  app.on('window-all-closed', () => app.quit());
  app.on('before-quit', (event) => {
    if (stopped) return;
    event.preventDefault();
    void backend.stop().then(() => {
      stopped = true;
      app.quit();
    });
  });
}

// A second start only brings the first window to the front. The lock lies in userData, beside the data it protects.
app.setPath('userData', join(dataDir, 'window'));
if (app.requestSingleInstanceLock()) {
  app.on('second-instance', () => {
    if (window?.isMinimized()) window.restore();
    window?.focus();
  });
  registerAppScheme();
  app.enableSandbox();
  void open();
} else {
  app.quit();
}
