#!/usr/bin/env node
// The one door behind every `npm run …`. Plain JavaScript that any Node from 18 on can read: it makes sure that a new
// enough Node and the packages are there, then hands over to scripts/doors/<door>.mjs on that Node.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { ensureNode, runtimeEnvironment } from './lib/node-runtime.mjs';
import { ensurePackages } from './lib/packages.mjs';
import { projectRoot, run, setForegroundSignals } from './lib/process.mjs';
import { fail, isExpected, say } from './lib/say.mjs';

/** what the hand typed → the file that does it */
const doors = {
  start: 'start.mjs',
  test: 'test.mjs',
  check: 'check.mjs',
  dev: 'dev.mjs',
  bench: 'bench.mjs',
  sample: 'sample.mjs',
  windows: 'windows.mjs',
  package: 'package.mjs',
};

async function main() {
  const [door, ...args] = process.argv.slice(2);
  if (!door || !Object.hasOwn(doors, door)) {
    throw fail(
      `Unknown door "${door ?? ''}". There are: ${Object.keys(doors).join(', ')}.`,
      `没有“${door ?? ''}”这个命令，可用的有：${Object.keys(doors).join('、')}。`,
    );
  }
  const file = join(projectRoot, 'scripts', 'doors', doors[door]);
  if (!existsSync(file)) throw fail(`${file} is missing from this checkout.`, `检出目录里缺少 ${file}。`);
  const node = await ensureNode();
  await ensurePackages(node);
  setForegroundSignals();
  return run(node, [file, ...args], { env: runtimeEnvironment(node) });
}

main().then(
  (code) => {
    process.exitCode = code;
  },
  (error) => {
    if (isExpected(error)) say(error.message);
    else console.error(error);
    process.exitCode = 1;
  },
);
