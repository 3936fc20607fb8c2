/**
 * What `npm run bench` runs. Figures and ratios, never a pass or a fail on seconds.
 * Options: `--quick` (a tenth of the sizes, three runs, nothing written), `--only start,report,import,list,sheets`, and single
 * sizes: `--import-rows N`, `--list-sizes N,N,N`, `--sheet-sizes N,N,N`, `--share 0–1` (of the demo scale, for start and report).
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { loadavg } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import Sqlite from 'better-sqlite3';
import { benchImport } from './import.bench.ts';
import { benchInspections } from './inspection.bench.ts';
import { benchList } from './list.bench.ts';
import { describeMachine, type Measurement, renderTable } from './measure.ts';
import { benchReport } from './report.bench.ts';
import { benchStart } from './start.bench.ts';

const { values } = parseArgs({
  options: {
    quick: { type: 'boolean', default: false },
    only: { type: 'string' },
    'import-rows': { type: 'string' },
    'list-sizes': { type: 'string' },
    'sheet-sizes': { type: 'string' },
    share: { type: 'string' },
  },
});
const runs = values.quick ? 3 : 5;
const full = !values.quick;

const share = Number(values.share ?? (full ? 1 : 0.1));
const importRows = Number(values['import-rows'] ?? (full ? 100_000 : 10_000));
const listSizes = (values['list-sizes'] ?? (full ? '10000,100000,1000000' : '10000,100000')).split(',').map(Number);
const sheetSizes = (values['sheet-sizes'] ?? (full ? '1000,50000,500000' : '1000,50000')).split(',').map(Number);

const benches: Record<string, () => Promise<Measurement[]>> = {
  start: () => benchStart(share, runs),
  report: () => benchReport(share, runs),
  import: () => benchImport(importRows, runs),
  list: () => benchList(listSizes, full ? 15 : 5),
  sheets: () => benchInspections(sheetSizes, full ? 9 : 3),
};

const wanted = values.only?.split(',') ?? Object.keys(benches);
const measurements: Measurement[] = [];
const failures: string[] = [];
for (const name of wanted) {
  const bench = benches[name];
  if (!bench) {
    console.error(`There is no bench "${name}". There are: ${Object.keys(benches).join(', ')}.`);
    process.exit(2);
  }
  console.log(`── ${name}`);
  try {
    const own = await bench();
    measurements.push(...own);
    console.log(renderTable(own));
    // After each, so that a run that is broken off leaves what it has.
    if (full && values.only === undefined) writeResults();
  } catch (error) {
    console.error(error);
    failures.push(name);
  }
}
process.exitCode = failures.length > 0 ? 1 : 0;

function writeResults(): void {
  const sqlite = new Sqlite(':memory:').prepare('select sqlite_version() as version').get() as { version: string };
  const text = `# Bench

What \`npm run bench\` measured. Medians beside a peer of the same run on the same machine: read the ratios, not the seconds.

- date: ${new Date().toISOString().slice(0, 10)}
- machine: ${describeMachine()}
- versions: Node ${process.versions.node}, SQLite ${sqlite.version}
- load average of the machine while measuring: ${loadavg()[1]?.toFixed(1)}

${renderTable(measurements)}
`;
  const directory = fileURLToPath(new URL('../../bench/', import.meta.url));
  mkdirSync(directory, { recursive: true });
  writeFileSync(join(directory, 'results.md'), text);
}
