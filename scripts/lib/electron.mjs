// Electron's binary is not in its npm package but downloaded by it, which a closed network may forbid.
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { capture, projectRoot } from './process.mjs';
import { say } from './say.mjs';

const directory = join(projectRoot, 'node_modules', 'electron');
const memory = join(projectRoot, '.toolchain', 'electron-unavailable.json');
const oneDay = 24 * 60 * 60 * 1000;

/** The executable, when it is there already. */
export function electronBinary() {
  const pathFile = join(directory, 'path.txt');
  const override = process.env.ELECTRON_OVERRIDE_DIST_PATH;
  if (!override && !existsSync(pathFile)) return undefined;
  const name = existsSync(pathFile)
    ? readFileSync(pathFile, 'utf8')
    : process.platform === 'win32'
      ? 'electron.exe'
      : 'electron';
  const file = join(override ?? join(directory, 'dist'), name);
  return existsSync(file) ? file : undefined;
}

function electronVersion() {
  return createRequire(import.meta.url)(join(directory, 'package.json')).version;
}

/** Whether the download of this version failed within the last day, so that nobody waits for it at every start. */
function failedLately() {
  if (!existsSync(memory)) return false;
  const { version, at } = JSON.parse(readFileSync(memory, 'utf8'));
  return version === electronVersion() && Date.now() - Date.parse(at) < oneDay;
}

/**
 * Electron's executable, downloaded by its own installer if need be.
 * @param retry tries the download even when it failed lately
 * @returns undefined when it can't be had, after saying so in one line
 */
export async function ensureElectron(node, { retry = false, timeout = 90_000 } = {}) {
  const there = electronBinary();
  if (there) return there;
  if (!retry && failedLately()) return undefined;
  const result = await capture(node, [join(directory, 'install.js')], { quiet: true, timeout });
  const binary = electronBinary();
  if (result.code === 0 && binary) {
    rmSync(memory, { force: true });
    return binary;
  }
  mkdirSync(join(projectRoot, '.toolchain'), { recursive: true });
  const reason = result.code === 124 ? 'timeout' : (/(\w*Error: .*)/.exec(result.output)?.[1] ?? `exit ${result.code}`);
  writeFileSync(memory, JSON.stringify({ version: electronVersion(), at: new Date().toISOString(), reason }));
  return undefined;
}

/** The one line about it. */
export function sayElectronMissing() {
  say(
    "Electron's program file can't be downloaded here, so the same app opens in a browser window (npm start -- --retry-electron tries again).",
    '本机下载不到 Electron 程序文件，改用浏览器窗口打开同一应用（npm start -- --retry-electron 可重试）。',
  );
}
