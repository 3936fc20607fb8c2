/** What the process around the backend and the backend say to each other, and what the desktop shell offers the page. */

/**
 * From the backend process to its host: over `parentPort` in Electron, as one JSON line each on stdout for the
 * loopback host.
 */
export type BackendMessage =
  /** serving; `url` (with the token in its fragment) only from the loopback host */
  | { readonly kind: 'ready'; readonly url?: string }
  /** can't start, and starting again won't help: the code of a DomainError and its data */
  | { readonly kind: 'failed'; readonly code: string; readonly data: Readonly<Record<string, unknown>> }
  /** print this document; answered by a `pdfDone` with the same id */
  | { readonly kind: 'pdf'; readonly id: string; readonly html: string }
  | { readonly kind: 'pdfCancel'; readonly id: string };

/** From the host to the backend process. */
export type HostMessage =
  /** serve the MessagePort that comes with this message */
  | { readonly kind: 'connect' }
  | { readonly kind: 'pdfDone'; readonly id: string; readonly bytes?: Uint8Array; readonly error?: string }
  /** finish what is being written, close the database, exit */
  | { readonly kind: 'stop' };

/**
 * Exit code of a backend that wants to be started again, because its database setting was changed. Not a death: it is
 * started at once and counts against nothing.
 */
export const restartExitCode = 75;

/** Argument of a backend that leaves a shared database, which can't be reached, for the one of this computer. */
export const embeddedFlag = '--embedded';

/** How the backend is, as the window needs to know it. */
export type BackendState = 'starting' | 'running' | 'restarting' | 'stopped';

/** `event.data.type` of the window message that carries the backend's MessagePort to the page. */
export const backendPortMessage = 'service-audit:backend-port';

/**
 * `window.serviceAuditShell`: there in Electron only; its absence means a browser, where the page talks over HTTP.
 * Nothing in it takes a path from the page.
 */
export interface ShellBridge {
  /**
   * Asks for a fresh port to the backend. It comes as a window message `{ type: backendPortMessage }` with the port in
   * `event.ports[0]`, now or as soon as the backend runs.
   */
  requestPort(): void;
  /** Told at every change; on anything but `running`, calls pending on the old port will never be answered. */
  onBackendState(listener: (state: BackendState) => void): () => void;
  /** Asks where to save, writes there. @returns an id for {@link openSaved}, or undefined when the user gave up */
  saveFile(name: string, bytes: Uint8Array): Promise<string | undefined>;
  /** Opens a file saved in this session with the program Windows knows for it. */
  openSaved(savedId: string): Promise<void>;
  /** Shows a file saved in this session in its folder. */
  revealSaved(savedId: string): Promise<void>;
  /** Prints a document made by `printDocument`, with the system's print dialog. @returns false when the user gave up */
  print(html: string): Promise<boolean>;
  /** Opens a folder of the data directory in the file manager. */
  openFolder(folder: 'log' | 'backup'): Promise<void>;
  /** Keeps title bar and native parts in the theme of the page. */
  setTheme(theme: 'light' | 'dark' | 'system'): void;
  readonly version: string;
  readonly platform: string;
}
