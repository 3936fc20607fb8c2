import { DomainError } from '#shared/kernel/errors.ts';
import { createApp } from './app.ts';
import { fileLog } from './platform/log.ts';
import { chromiumPrinter } from './platform/pdf/chromium.pdf.ts';
import { servePort } from './rpc/port.ts';

/** The little of Electron's `process.parentPort` that is used here. */
interface ParentPort {
  on(event: 'message', listener: (event: { data: unknown; ports: unknown[] }) => void): void;
  postMessage(message: unknown): void;
}
type PortToWindow = Parameters<typeof servePort>[1];

/** The backend inside Electron's utility process: one message port per window, handed over by the shell. */
async function main(parent: ParentPort): Promise<void> {
  const dataDir = process.argv[2];
  if (!dataDir) throw new Error('data directory missing');
  const app = await createApp({ dataDir, log: fileLog(dataDir), pdf: chromiumPrinter() });
  parent.on('message', (event) => {
    const kind = (event.data as { type?: string } | null)?.type;
    if (kind === 'window') for (const port of event.ports) servePort(app, port as PortToWindow);
    if (kind === 'stop') app.close().then(() => process.exit(0));
  });
  parent.postMessage({ type: 'ready' });
}

const parent = (process as { parentPort?: ParentPort }).parentPort;
if (parent) {
  main(parent).catch((error: unknown) => {
    const known = error instanceof DomainError ? { code: error.code, data: error.data } : { code: 'INTERNAL_FAULT', data: {} };
    parent.postMessage({ type: 'failed', error: known, message: String(error) });
    process.exit(3);
  });
}
