import { writeFileSync } from 'node:fs';
import { runAll } from './vitest-on-node.ts';

/** Runs the backend specs bundled with this file, one after the other, and writes the figures where the door looks. */
const specs = import.meta.glob('../backend/**/*.test.ts');
const [only, report] = process.argv.slice(2);
let unreadable = 0;
for (const [path, load] of Object.entries(specs)) {
  if (only !== 'all' && !path.includes(only ?? '')) continue;
  await load().catch((error: unknown) => {
    unreadable += 1;
    console.log(`✗ ${path} could not be loaded\n${error instanceof Error ? error.stack : error}`);
  });
}
const figures = await runAll();
figures.failed += unreadable;
writeFileSync(report ?? 'figures.json', JSON.stringify({ ...figures, platform: process.platform }));
process.exit(0);
