import { BrowserWindow } from 'electron';
import { lockDownPage, webPreferences } from './lock-down.ts';

/**
 * Loads a finished print document into a window nobody sees and hands it to `use`. Scripts are off: print documents
 * are plain HTML. The window goes whatever happens.
 */
async function withDocument<T>(
  html: string,
  signal: AbortSignal,
  use: (window: BrowserWindow) => Promise<T>,
): Promise<T> {
  signal.throwIfAborted();
  const window = new BrowserWindow({
    show: false,
    webPreferences: { ...webPreferences, javascript: false, partition: 'print' },
  });
  const close = () => {
    if (!window.isDestroyed()) window.destroy();
  };
  signal.addEventListener('abort', close, { once: true });
  try {
    lockDownPage(window.webContents, 'data://');
    await window.loadURL(`data:text/html;charset=utf-8;base64,${Buffer.from(html, 'utf8').toString('base64')}`);
    signal.throwIfAborted();
    return await use(window);
  } finally {
    signal.removeEventListener('abort', close);
    close();
  }
}

/** The document as PDF, on the paper its own @page rule names. */
export function printToPdf(html: string, signal: AbortSignal): Promise<Uint8Array> {
  return withDocument(html, signal, (window) =>
    window.webContents.printToPDF({ preferCSSPageSize: true, printBackground: true, generateTaggedPDF: true }),
  );
}

/** Prints with the system's dialog. @returns false when the user gave up */
export function printOnPaper(html: string, signal: AbortSignal): Promise<boolean> {
  return withDocument(
    html,
    signal,
    (window) =>
      new Promise<boolean>((resolve, reject) => {
        window.webContents.print({ printBackground: true }, (success, reason) => {
          if (success) resolve(true);
          else if (/cancel/i.test(reason)) resolve(false);
          else reject(new Error(reason));
        });
      }),
  );
}
