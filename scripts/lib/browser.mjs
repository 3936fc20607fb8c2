// An installed Chromium, Chrome or Edge: the window when Electron can't be had, and what the tests drive.
import { existsSync, readdirSync } from 'node:fs';
import { homedir } from 'node:os';
import { delimiter, join } from 'node:path';
import { capture, firstLine, run } from './process.mjs';
import { fail, say, ticking } from './say.mjs';

const linuxNames = [
  'chromium',
  'chromium-browser',
  'google-chrome',
  'google-chrome-stable',
  'microsoft-edge',
  'microsoft-edge-stable',
  'brave-browser',
];
const windowsPaths = [
  'Microsoft\\Edge\\Application\\msedge.exe',
  'Google\\Chrome\\Application\\chrome.exe',
  'Chromium\\Application\\chrome.exe',
];

/**
 * Every place a browser may be, in the order of preference. Pure: the caller looks which of them exist.
 * @param platform `process.platform`
 * @param env the environment
 * @param playwrightBrowsers names of the folders in Playwright's cache
 */
export function browserCandidates(platform, env, playwrightBrowsers = []) {
  const asked = [env.CHROMIUM_PATH, env.CHROME_PATH].filter(Boolean);
  const newestFirst = playwrightBrowsers
    .filter((name) => /^chromium-\d+$/.test(name))
    .sort((a, b) => Number(b.slice(9)) - Number(a.slice(9)));
  if (platform === 'win32') {
    const roots = [env['ProgramFiles(x86)'], env.ProgramFiles, env.LOCALAPPDATA].filter(Boolean);
    const cache = `${env.LOCALAPPDATA}\\ms-playwright`;
    return [
      ...asked,
      ...windowsPaths.flatMap((path) => roots.map((root) => `${root}\\${path}`)),
      ...newestFirst.map((name) => `${cache}\\${name}\\chrome-win64\\chrome.exe`),
      ...newestFirst.map((name) => `${cache}\\${name}\\chrome-win\\chrome.exe`),
    ];
  }
  const cache = `${env.PLAYWRIGHT_BROWSERS_PATH ?? `${env.HOME ?? homedir()}/.cache/ms-playwright`}`;
  const directories = (env.PATH ?? '').split(delimiter).filter(Boolean);
  return [
    ...asked,
    ...linuxNames.flatMap((name) => directories.map((directory) => `${directory}/${name}`)),
    '/opt/google/chrome/chrome',
    '/opt/microsoft/msedge/msedge',
    ...newestFirst.flatMap((name) => [
      `${cache}/${name}/chrome-linux64/chrome`,
      `${cache}/${name}/chrome-linux/chrome`,
    ]),
  ];
}

function playwrightFolders() {
  const cache =
    process.platform === 'win32'
      ? join(process.env.LOCALAPPDATA ?? '', 'ms-playwright')
      : (process.env.PLAYWRIGHT_BROWSERS_PATH ?? join(homedir(), '.cache', 'ms-playwright'));
  return existsSync(cache) ? readdirSync(cache) : [];
}

/** The first browser that is there and starts; undefined when there is none. */
export function findBrowser() {
  const found = browserCandidates(process.platform, process.env, playwrightFolders()).filter((path) =>
    existsSync(path),
  );
  // asking chrome.exe for its version opens a window, so on Windows being there has to do; on Linux it unmasks the
  // stubs that only say "install the snap"
  if (process.platform === 'win32') return found[0];
  return found.find((path) => /\d+\.\d+/.test(firstLine(path, ['--version']) ?? ''));
}

/**
 * A browser for the tests, installed if there is none.
 * @throws a sentence when none can be had
 */
export async function ensureBrowser(node) {
  const found = findBrowser();
  if (found) return found;
  say(
    'No Chromium, Chrome or Edge on this machine: installing a Chromium for the tests …',
    '本机没有 Chromium、Chrome 或 Edge，正在安装测试用的 Chromium……',
  );
  const stop = ticking('still installing Chromium', '仍在安装 Chromium');
  const why = [];
  if (process.platform === 'linux' && process.getuid() === 0 && firstLine('apt-get', ['--version'])) {
    why.push(await aptInstall(['chromium', 'fonts-noto-cjk']));
  }
  if (!findBrowser())
    why.push(
      (
        await capture(node, ['node_modules/@playwright/test/cli.js', 'install', 'chromium'], {
          quiet: true,
          timeout: 600_000,
        })
      ).output,
    );
  stop();
  const installed = findBrowser();
  if (installed) return installed;
  console.error(why.filter(Boolean).join('\n').trim().slice(-2000));
  throw fail(
    'No Chromium could be installed (see above). Install Chromium, Chrome or Edge, or set CHROMIUM_PATH to one, and run the command again.',
    '无法安装 Chromium（原因见上）。请安装 Chromium、Chrome 或 Edge，或用环境变量 CHROMIUM_PATH 指明它的位置，然后重新运行本命令。',
  );
}

/** Installs Debian packages as root. @returns what apt said when it failed, else an empty text */
export async function aptInstall(packages) {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  const wait = ['-o', 'DPkg::Lock::Timeout=600'];
  await run('apt-get', [...wait, '-qq', 'update'], { env, quiet: true, timeout: 300_000 });
  const result = await capture('apt-get', [...wait, 'install', '-y', '-qq', '--no-install-recommends', ...packages], {
    env,
    quiet: true,
    timeout: 900_000,
  });
  return result.code === 0 ? '' : result.output;
}

/** Lets everything started from here use this browser: Playwright, the app window, and the backend's PDF printing. */
export function chooseBrowser(path) {
  process.env.CHROMIUM_PATH = path;
  process.env.SERVICE_AUDIT_CHROMIUM = path;
}

/** The arguments that make a browser an app window with a profile of its own, which dies with the folder. */
export function appWindowArguments(url, profile, isRoot) {
  return [
    `--app=${url}`,
    `--user-data-dir=${profile}`,
    '--no-first-run',
    '--no-default-browser-check',
    '--disable-background-mode',
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-sync',
    '--disable-quic',
    '--window-size=1366,768',
    // Chromium refuses to run its sandbox as root; the yellow bar about it goes with --test-type
    ...(isRoot ? ['--no-sandbox', '--test-type'] : []),
  ];
}
