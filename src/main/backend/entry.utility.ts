import { DomainError } from '#shared/kernel/errors.ts';
import { type BackendMessage, embeddedFlag, type HostMessage, restartExitCode } from '#shared/kernel/shell-bridge.ts';
import { createApp } from './app.ts';
import { writeDatabaseSetting } from './database/setting.ts';
import { startFault } from './platform/faults.ts';
import { newId } from './platform/ids.ts';
import { fileLog } from './platform/log.ts';
import { shellPrinter } from './platform/pdf/shell.pdf.ts';
import { servePort } from './rpc/port.ts';

/** The little of Electron's `process.parentPort` that is used here. */
interface ParentPort {
  on(event: 'message', listener: (event: { data: HostMessage; ports: unknown[] }) => void): void;
  postMessage(message: BackendMessage): void;
}
type PortToWindow = Parameters<typeof servePort>[1];

/** The backend inside Electron's utility process: one message port per window, handed over by the shell. */
async function main(parent: ParentPort, dataDir: string): Promise<void> {
  const pdf = shellPrinter(
    (message) => parent.postMessage(message),
    () => newId(),
  );
  if (process.argv.includes(embeddedFlag)) writeDatabaseSetting(dataDir, { kind: 'sqlite' });
  const stop = (exitCode: number) => void app.close().then(() => process.exit(exitCode));
  // the answer to the call that asked for it leaves first
  const restart = () => void setTimeout(() => stop(restartExitCode), 300);
  const app = await createApp({ dataDir, log: fileLog(dataDir), pdf, restart });
  parent.on('message', ({ data, ports }) => {
    if (data.kind === 'connect') for (const port of ports) servePort(app, port as PortToWindow);
    else if (data.kind === 'pdfDone') pdf.done(data.id, data.bytes, data.error);
    else if (data.kind === 'stop') stop(0);
  });
  parent.postMessage({ kind: 'ready' });
}

const parent = (process as { parentPort?: ParentPort }).parentPort;
const dataDir = process.argv[2];
if (!parent || !dataDir) throw new Error('started outside Electron, or without a data directory');
main(parent, dataDir).catch((raw: unknown) => {
  const error = startFault(raw, dataDir);
  // a named error means that starting again won't help; any other is a death like all deaths, and may be tried again
  if (error instanceof DomainError) parent.postMessage({ kind: 'failed', code: error.code, data: error.data });
  else console.error(error);
  // the message must leave before the process does
  setTimeout(() => process.exit(3), 200);
});
