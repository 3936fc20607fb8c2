import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { restartExitCode } from '../src/shared/kernel/shell-bridge.ts';

/**
 * The loopback backend from its sources, for looking at pages while working on them:
 * `SERVICE_AUDIT_DATA=/tmp/data SERVICE_AUDIT_TOKEN=t SERVICE_AUDIT_PORT=4100 SERVICE_AUDIT_RENDERER=$PWD/out/renderer node scripts/serve.ts`
 */
const entry = fileURLToPath(new URL('../src/main/backend/entry.http.ts', import.meta.url));

/** Runs the backend, and once more whenever it asks for it; it ends with this process, however that ends. */
function run(): void {
  const backend = spawn(process.execPath, [entry], {
    stdio: ['pipe', 'inherit', 'inherit'],
    env: { ...process.env, SERVICE_AUDIT_LIFELINE: 'stdin' },
  });
  const stop = () => backend.stdin.end();
  process.on('SIGTERM', stop).on('SIGINT', stop);
  backend.once('exit', (code) => {
    process.off('SIGTERM', stop).off('SIGINT', stop);
    if (code === restartExitCode) run();
    else process.exit(code ?? 1);
  });
}

run();
