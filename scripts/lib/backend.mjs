// The backend on loopback as a child process, kept alive by the same supervisor as in Electron. Needs our Node: it
// imports TypeScript.
import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { givenUpPage } from '../../src/main/shell/given-up-page.ts';
import { supervise } from '../../src/main/shell/supervise.ts';
import { restartExitCode } from '../../src/shared/kernel/shell-bridge.ts';
import { projectRoot } from './process.mjs';

/**
 * Starts the loopback host and answers when it serves. It comes back on the same port and token after a death, so the
 * open page only has to ask again; after three quick deaths a page on that port says where log and backups are.
 * @param options.entry file to run: the built host, or the source while developing
 * @param options.port 0 picks a free one, options.dataDir, options.env more environment, options.nodeArguments before the entry,
 *   options.embedded leaves a shared database for the one of this computer
 * @returns `{ url, port, token, stop, kill }`; rejects with `{ code, data }` when it can't serve from the start
 */
export function startBackend({
  port = 0,
  entry = join(projectRoot, 'out', 'host', 'entry.http.js'),
  dataDir,
  env = {},
  nodeArguments = [],
  onDeath = () => {},
  onGivenUp = () => {},
  embedded = false,
}) {
  const token = randomBytes(24).toString('base64url');
  let leavesShared = embedded;
  let url = '';
  let standIn;
  let current;

  return new Promise((resolve, reject) => {
    const supervision = supervise({
      spawn: (events) => spawnHost(events),
      onRunning: () => resolve({ url, port, token, stop, kill: () => current?.kill('SIGKILL') }),
      onDeath: (asked) => asked || onDeath(),
      onGivenUp: (reason) => {
        if (!url) {
          reject(reason);
          return;
        }
        onGivenUp(reason);
        standIn = serveGivenUp(reason, {
          port,
          dataDir,
          retry: ({ embedded }) => {
            leavesShared = embedded;
            closeStandIn(() => supervision.start());
          },
        });
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
          ...(leavesShared ? { SERVICE_AUDIT_EMBEDDED: '1' } : {}),
        },
        // The host ends when its stdin does: that is how it is asked to stop on Windows too, and it leaves no orphan
        // behind when this process is killed. In a group of its own, Ctrl+C doesn't close it under the window.
        stdio: ['pipe', 'pipe', 'inherit'],
        detached: process.platform !== 'win32',
        windowsHide: true,
      });
      leavesShared = false;
      current = child;
      let restarts = false;
      createInterface({ input: child.stdout }).on('line', (line) => {
        const message = parse(line);
        if (message?.ready === true) {
          port = message.port;
          url = message.url;
          events.ready();
        } else if (message?.ready === false) events.refused(message.error);
        else if (message?.restart) {
          restarts = true;
          // a watching Node stays when what it watches has ended
          if (nodeArguments.includes('--watch')) child.kill('SIGTERM');
        }
      });
      child.on('error', () => events.exited(null));
      child.stdin.on('error', () => {});
      // not 'exit': its last words may still be in the pipe then
      child.on('close', (code) => events.exited(restarts ? restartExitCode : code));
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
  // a foreign page can make a browser ask for an address, but it can't read this one
  const embeddedHref = `/embedded-${randomBytes(18).toString('base64url')}`;
  const page = givenUpPage(reason, {
    log: join(dataDir, 'log'),
    backup: join(dataDir, 'backup'),
    retryHref: '/retry',
    embeddedHref,
  });
  const again =
    '<!doctype html><meta charset="utf-8"><meta http-equiv="refresh" content="2;url=/"><p>正在重新启动……<br>Starting again …</p>';
  const server = createServer((request, response) => {
    // by any other name it is a foreign page that made itself look like this one
    if (request.headers.host !== `127.0.0.1:${port}` && request.headers.host !== `localhost:${port}`) {
      response.writeHead(403).end();
      return;
    }
    const embedded = request.url === embeddedHref;
    const retrying = embedded || request.url === '/retry';
    const isCall = request.url.startsWith('/rpc/');
    // the page recognises this answer and loads itself again, which brings the page that says what happened
    response.writeHead(isCall ? 503 : 200, {
      'x-service-audit': 'stopped',
      'content-type': 'text/html; charset=utf-8',
      connection: 'close',
    });
    response.end(isCall ? '' : retrying ? again : page, () => {
      if (retrying) retry({ embedded });
    });
  });
  server.listen(port, '127.0.0.1');
  return server;
}
