// Starting other programs, the same way on Linux and Windows.
import { spawn, spawnSync } from 'node:child_process';
import { constants } from 'node:os';
import { dirname, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

export const projectRoot = resolve(dirname(fileURLToPath(import.meta.url)), '..', '..');

const children = new Set();
let forwarding = false;

/**
 * Hands Ctrl+C and a polite kill on to the children instead of dying before them: they close their windows, databases
 * and servers, and this process ends with their code.
 */
export function setForegroundSignals() {
  if (forwarding) return;
  forwarding = true;
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
    process.on(signal, () => {
      for (const child of children) child.kill(signal);
    });
  }
}

/**
 * Runs a program to its end.
 * @param command an executable file (never a shell line)
 * @param options `cwd`, `env`, `timeout` in ms, `quiet` to collect the output instead of showing it
 * @returns the exit code; 128 + signal number when a signal ended it, 124 after the timeout, 127 when it can't be started
 */
export function run(command, args, options = {}) {
  return capture(command, args, options).then((result) => result.code);
}

/** Like {@link run}, and with `quiet` answers the output too: `{ code, output }`. */
export function capture(command, args, { cwd = projectRoot, env = process.env, timeout = 0, quiet = false } = {}) {
  return new Promise((done) => {
    const child = spawn(command, args, {
      cwd,
      env,
      stdio: quiet ? ['ignore', 'pipe', 'pipe'] : 'inherit',
      windowsHide: quiet,
    });
    children.add(child);
    let output = '';
    let timedOut = false;
    const collect = (chunk) => {
      output += chunk;
    };
    for (const stream of [child.stdout, child.stderr]) stream?.on('data', collect);
    const giveUp = () => {
      timedOut = true;
      child.kill('SIGKILL');
    };
    const timer = timeout > 0 ? setTimeout(giveUp, timeout) : undefined;
    const finish = (code) => {
      clearTimeout(timer);
      children.delete(child);
      done({ code: timedOut ? 124 : code, output });
    };
    child.on('error', (error) => {
      output += String(error);
      finish(127);
    });
    child.on('close', (code, signal) => finish(code ?? 128 + (constants.signals[signal] ?? 0)));
  });
}

/** The first line a program prints, or undefined when it can't be run. */
export function firstLine(command, args, timeout = 20_000) {
  const result = spawnSync(command, args, {
    encoding: 'utf8',
    timeout,
    windowsHide: true,
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  return result.status === 0 ? result.stdout.split(/\r?\n/)[0].trim() : undefined;
}
