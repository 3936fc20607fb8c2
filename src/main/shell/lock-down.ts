import type { Session, WebContents } from 'electron';

/** What every page of this program is allowed in Electron; the preload is the only way out of the sandbox. */
export const webPreferences = {
  contextIsolation: true,
  sandbox: true,
  nodeIntegration: false,
  nodeIntegrationInWorker: false,
  webviewTag: false,
  webSecurity: true,
  spellcheck: false,
} as const;

/** Whether a page may go to this URL: only within the program. @param home origin of the program's own pages */
export function mayNavigate(url: string, home: string): boolean {
  try {
    const { protocol, host } = new URL(url);
    return `${protocol}//${host}` === home;
  } catch {
    return false;
  }
}

/** Denies new windows, foreign pages and embedded web views. */
export function lockDownPage(contents: WebContents, home: string): void {
  contents.setWindowOpenHandler(() => ({ action: 'deny' }));
  contents.on('will-navigate', (event) => {
    if (!mayNavigate(event.url, home)) event.preventDefault();
  });
  contents.on('will-redirect', (event) => {
    if (!mayNavigate(event.url, home)) event.preventDefault();
  });
  contents.on('will-attach-webview', (event) => event.preventDefault());
}

/** The only permission the pages need: writing to the clipboard on a click. */
export function lockDownSession(session: Session): void {
  session.setPermissionRequestHandler((_contents, permission, answer) =>
    answer(permission === 'clipboard-sanitized-write'),
  );
  session.setPermissionCheckHandler((_contents, permission) => permission === 'clipboard-sanitized-write');
}
