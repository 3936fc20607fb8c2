// The backend on loopback as a child process, kept alive by the same supervisor as in Electron. Needs our Node: it
// imports TypeScript.
import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { givenUpPage } from '../../src/main/shell/given-up-page.ts';
import { supervise } from '../../src/main/shell/supervise.ts';
import { projectRoot } from './process.mjs';

/**
 * Starts the loopback host and answers when it serves. It comes back on the same port and token after a death, so the
 * open page only has to ask again; after three quick deaths a page on that port says where log and backups are.
 * @param options.entry file to run: the built host, or the source while developing
 * @param options.port 0 picks a free one, options.dataDir, options.env more environment, options.nodeArguments before the entry
 * @returns `{ url, port, stop }`; rejects with `{ code, data }` when it can't serve from the start
 */
export function startBackend({
  port = 0,
  entry = join(projectRoot, 'out', 'host', 'entry.http.js'),
  dataDir,
  env = {},
  nodeArguments = [],
  onDeath = () => {},
  onGivenUp = () => {},
}) {
  const token = randomBytes(24).toString('base64url');
  let url = '';
  let standIn;

  return new Promise((resolve, reject) => {
    const supervision = supervise({
      spawn: (events) => spawnHost(events),
      onRunning: () => resolve({ url, port, token, stop }),
      onDeath,
      onGivenUp: (reason) => {
        if (!url) {
          reject(reason);
          return;
        }
        onGivenUp(reason);
        standIn = serveGivenUp(reason, { port, dataDir, retry: () => closeStandIn(() => supervision.start()) });
      },
      now: () => performance.now(),
      setTimer: setTimeout,
      clearTimer: clearTimeout,
    });

    function spawnHost(events) {
      const child = spawn(process.execPath, [...nodeArguments, entry], {
        cwd: projectRoot,
        env: {
          ...process.env,
          ...env,
          SERVICE_AUDIT_DATA: dataDir,
          SERVICE_AUDIT_TOKEN: token,
          SERVICE_AUDIT_PORT: String(port),
          SERVICE_AUDIT_LIFELINE: 'stdin',
        },
        // The host ends when its stdin does: that is how it is asked to stop on Windows too, and it leaves no orphan
        // behind when this process is killed. In a group of its own, Ctrl+C doesn't close it under the window.
        stdio: ['pipe', 'pipe', 'inherit'],
        detached: process.platform !== 'win32',
        windowsHide: true,
      });
      createInterface({ input: child.stdout }).on('line', (line) => {
        const message = parse(line);
        if (message?.ready === true) {
          port = message.port;
          url = message.url;
          events.ready();
        } else if (message?.ready === false) events.refused(message.error);
      });
      child.on('error', () => events.exited(null));
      child.stdin.on('error', () => {});
      // not 'exit': its last words may still be in the pipe then
      child.on('close', (code) => events.exited(code));
      const askToStop = () => {
        child.stdin.end();
        // a watching Node stays when what it watches has ended
        if (nodeArguments.includes('--watch')) child.kill('SIGTERM');
      };
      return { askToStop, kill: () => child.kill('SIGKILL') };
    }

    function closeStandIn(then) {
      standIn?.closeAllConnections();
      standIn?.close(then);
      standIn = undefined;
    }

    async function stop() {
      closeStandIn();
      await supervision.stop();
    }

    supervision.start();
  });
}

function parse(line) {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}

/** Takes the dead host's place on its port. */
function serveGivenUp(reason, { port, dataDir, retry }) {
  const page = givenUpPage(reason, { log: join(dataDir, 'log'), backup: join(dataDir, 'backup'), retryHref: '/retry' });
  const again =
    '<!doctype html><meta charset="utf-8"><meta http-equiv="refresh" content="2;url=/"><p>正在重新启动……<br>Starting again …</p>';
  const server = createServer((request, response) => {
    const retrying = request.url === '/retry';
    const isCall = request.url.startsWith('/rpc/');
    // the page recognises this answer and loads itself again, which brings the page that says what happened
    response.writeHead(isCall ? 503 : 200, {
      'x-service-audit': 'stopped',
      'content-type': 'text/html; charset=utf-8',
      connection: 'close',
    });
    response.end(isCall ? '' : retrying ? again : page, () => {
      if (retrying) retry();
    });
  });
  server.listen(port, '127.0.0.1');
  return server;
}
