/**
 * What `npm run bench` runs. Figures and ratios, never a pass or a fail on seconds.
 * Options: `--quick` (a tenth of the sizes, three runs), `--only start,report,import,list,similar,sheets`, and single sizes:
 * `--import-rows N`, `--list-sizes N,N,N`, `--similar-sizes N,N,N`, `--sheet-sizes N,N,N`, `--share 0–1` (of the demo scale, for start and report).
 * Without `--quick` and single sizes, what was measured goes into bench/results.md.
 */
import { parseArgs } from 'node:util';
import { benchImport } from './import.bench.ts';
import { benchInspections } from './inspection.bench.ts';
import { benchList } from './list.bench.ts';
import { type Measurement, renderTable } from './measure.ts';
import { benchReport } from './report.bench.ts';
import { otherWork, writeResults } from './results.ts';
import { benchSimilar } from './similar.bench.ts';
import { benchStart } from './start.bench.ts';

const { values } = parseArgs({
  options: {
    quick: { type: 'boolean', default: false },
    only: { type: 'string' },
    'import-rows': { type: 'string' },
    'list-sizes': { type: 'string' },
    'sheet-sizes': { type: 'string' },
    'similar-sizes': { type: 'string' },
    share: { type: 'string' },
  },
});
const runs = values.quick ? 3 : 5;
const full = !values.quick;
const hasOwnSizes = Object.keys(values).some(
  (option) => option.endsWith('-sizes') || option === 'import-rows' || option === 'share',
);

const share = Number(values.share ?? (full ? 1 : 0.1));
const importRows = Number(values['import-rows'] ?? (full ? 200_000 : 10_000));
const listSizes = (values['list-sizes'] ?? (full ? '10000,100000,1000000' : '10000,100000')).split(',').map(Number);
const similarSizes = (values['similar-sizes'] ?? (full ? '10000,100000,1000000' : '10000,100000'))
  .split(',')
  .map(Number);
const sheetSizes = (values['sheet-sizes'] ?? (full ? '1000,50000,500000' : '1000,50000')).split(',').map(Number);

const benches: Record<string, () => Promise<Measurement[]>> = {
  start: () => benchStart(share, runs),
  report: () => benchReport(share, runs),
  import: () => benchImport(importRows, Math.min(runs, 3)),
  list: () => benchList(listSizes, full ? 15 : 5),
  similar: () => benchSimilar(similarSizes, full ? 100_000 : 10_000, full ? 15 : 5),
  sheets: () => benchInspections(sheetSizes, full ? 9 : 3),
};

const wanted = values.only?.split(',') ?? Object.keys(benches);
const failures: string[] = [];
for (const name of wanted) {
  const bench = benches[name];
  if (!bench) {
    console.error(`There is no bench "${name}". There are: ${Object.keys(benches).join(', ')}.`);
    process.exit(2);
  }
  console.log(`── ${name}`);
  try {
    const before = await otherWork();
    const measurements = await bench();
    const after = await otherWork();
    console.log(renderTable(measurements));
    // After each, so that a run that is broken off leaves what it has.
    if (full && !hasOwnSizes) writeResults(Object.keys(benches), name, measurements, { before, after });
  } catch (error) {
    console.error(error);
    failures.push(name);
  }
}
process.exitCode = failures.length > 0 ? 1 : 0;
