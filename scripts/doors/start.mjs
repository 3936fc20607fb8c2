// npm start: builds what is out of date and opens the program, in Electron or in a browser window.
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { defaultDataDirectory } from '../../src/main/shell/data-directory.ts';
import { givenUpSentence } from '../../src/main/shell/given-up-page.ts';
import { startBackend } from '../lib/backend.mjs';
import { appWindowArguments, chooseBrowser, findBrowser } from '../lib/browser.mjs';
import { build } from '../lib/build.mjs';
import { ensureElectron, sayElectronMissing } from '../lib/electron.mjs';
import { door, readOptions } from '../lib/options.mjs';
import { projectRoot, run, setForegroundSignals } from '../lib/process.mjs';
import { fail, say } from '../lib/say.mjs';

const isRoot = process.platform !== 'win32' && process.getuid() === 0;
const hasScreen = process.platform !== 'linux' || Boolean(process.env.DISPLAY || process.env.WAYLAND_DISPLAY);

door(async (args) => {
  const options = readOptions(args, {
    browser: 'flag',
    'no-window': 'flag',
    'retry-electron': 'flag',
    embedded: 'flag',
    data: 'value',
    port: 'value',
  });
  await build();
  const dataDir = resolve(options.data ?? defaultDataDirectory(process.platform, process.env, homedir()));
  if (!options.browser && !options['no-window']) {
    const electron = await ensureElectron(process.execPath, { retry: options['retry-electron'] });
    if (electron) return openElectron(electron, dataDir);
    sayElectronMissing();
  }
  return openBrowser(dataDir, options);
});

function openElectron(electron, dataDir) {
  setForegroundSignals();
  // Chromium refuses to run its sandbox as root
  return run(electron, [...(isRoot ? ['--no-sandbox'] : []), projectRoot], {
    env: { ...process.env, SERVICE_AUDIT_DATA: dataDir },
  });
}

async function openBrowser(dataDir, options) {
  const browser = options['no-window'] ? undefined : findBrowser();
  const env = { SERVICE_AUDIT_RENDERER: join(projectRoot, 'out', 'renderer') };
  if (browser) chooseBrowser(browser);
  const backend = await startBackend({
    dataDir,
    port: Number(options.port ?? 0),
    embedded: options.embedded,
    env,
    onDeath: () => say('The background part ended unexpectedly.', '后台部分意外退出。'),
    onGivenUp: (reason) => say(givenUpSentence(reason).english, givenUpSentence(reason).chinese),
  }).catch((reason) => {
    const { english, chinese } = givenUpSentence(reason);
    const places = [join(dataDir, 'log'), join(dataDir, 'backup')];
    const wayBack = reason.data.server
      ? '\n  npm start -- --browser --embedded  leaves the shared database for the one of this computer / 改用本机数据库'
      : '';
    throw fail(`${english} (${reason.code})\n  Log: ${places[0]}\n  Backups: ${places[1]}${wayBack}`, chinese);
  });
  try {
    if (browser && hasScreen) await appWindow(browser, backend.url);
    else await waitForInterrupt(browser, backend.url, options);
  } finally {
    await backend.stop();
  }
  return 0;
}

/** Opens an app window with a throw-away profile and waits until it is closed. */
async function appWindow(browser, url) {
  const profile = mkdtempSync(join(tmpdir(), 'service-audit-window-'));
  say(`Open in ${browser}; data stays on this machine.`, '已在浏览器窗口中打开，数据只留在本机；关闭窗口即退出。');
  const window = spawn(browser, appWindowArguments(url, profile, isRoot), { stdio: 'ignore' });
  const close = () => window.kill();
  process.once('SIGINT', close);
  process.once('SIGTERM', close);
  try {
    await new Promise((done) => {
      window.once('exit', done);
      window.once('error', done);
    });
  } finally {
    // the browser's helpers may hold their files a moment longer
    rmSync(profile, { recursive: true, force: true, maxRetries: 10, retryDelay: 200 });
  }
}

/** Without a screen or a browser: the address, until Ctrl+C. */
async function waitForInterrupt(browser, url, options) {
  if (!options['no-window']) {
    const [english, chinese] = browser
      ? ['There is no screen here', '这里没有可用的显示器']
      : [
          'No Chromium, Chrome or Edge was found (set CHROMIUM_PATH to one)',
          '没有找到 Chromium、Chrome 或 Edge（可用 CHROMIUM_PATH 指明位置）',
        ];
    say(`${english}, so no window opens.`, `${chinese}，没有打开窗口。`);
  }
  say(`The program is served at ${url}`, '在浏览器中打开以上地址即可使用；按 Ctrl+C 结束。');
  await new Promise((done) => {
    process.once('SIGINT', done);
    process.once('SIGTERM', done);
  });
}
