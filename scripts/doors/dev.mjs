// npm run dev: the window with hot reload, the backend started again at every change of its sources.
import { createServer as listen } from 'node:net';
import { homedir } from 'node:os';
import { join, resolve } from 'node:path';
import { createServer } from 'vite';
import { defaultDataDirectory } from '../../src/main/shell/data-directory.ts';
import { startBackend } from '../lib/backend.mjs';
import { tool } from '../lib/build.mjs';
import { electronBinary } from '../lib/electron.mjs';
import { door, readOptions } from '../lib/options.mjs';
import { projectRoot, setForegroundSignals } from '../lib/process.mjs';
import { say } from '../lib/say.mjs';

door(async (args) => {
  const options = readOptions(args, { browser: 'flag', data: 'value', port: 'value' });
  const dataDir = resolve(options.data ?? `${defaultDataDirectory(process.platform, process.env, homedir())}-dev`);
  if (!options.browser && electronBinary()) return inElectron(dataDir);
  return inBrowser(dataDir, Number(options.port ?? 0));
});

/** electron-vite rebuilds main and backend at a change and starts Electron again. */
async function inElectron(dataDir) {
  setForegroundSignals();
  return (await tool('electron-vite', ['dev', '--watch'], { env: { ...process.env, SERVICE_AUDIT_DATA: dataDir } }))
    .code;
}

async function inBrowser(dataDir, port) {
  const origin = await freeOrigin(port);
  const own = await freeOrigin(0);
  const backend = await startBackend({
    entry: join(projectRoot, 'src', 'main', 'backend', 'entry.http.ts'),
    dataDir,
    // always the same one: after a restart the proxy below must find it again
    port: own.port,
    env: { SERVICE_AUDIT_ORIGIN: origin.url },
    // starts the backend again in the same process group whenever one of the files it imports is saved
    nodeArguments: ['--watch', '--watch-preserve-output'],
  });
  const server = await createServer({
    configFile: join(projectRoot, 'vite.renderer.config.ts'),
    server: {
      port: origin.port,
      strictPort: true,
      host: '127.0.0.1',
      // the page then speaks to its own origin, as it does when it is built
      proxy: { '/rpc': { target: `http://127.0.0.1:${backend.port}`, changeOrigin: true } },
    },
  });
  await server.listen();
  say(`Open ${origin.url}/#token=${backend.token}`, `请在浏览器中打开以上地址；数据在 ${dataDir}；按 Ctrl+C 结束。`);
  await new Promise((done) => {
    process.once('SIGINT', done);
    process.once('SIGTERM', done);
  });
  await server.close();
  await backend.stop();
  return 0;
}

/** A free port, known before anything listens on it: the backend must allow the window's origin, and the other way round. */
async function freeOrigin(wanted) {
  const probe = listen();
  await new Promise((done) => probe.listen(wanted, '127.0.0.1', done));
  const { port } = probe.address();
  await new Promise((done) => probe.close(done));
  return { port, url: `http://127.0.0.1:${port}` };
}
