/**
 * What `npm run bench` runs. Figures and ratios, never a pass or a fail on seconds.
 * Options: `--quick` (a tenth of the sizes, three runs), `--only start,report,import,complaints,clocks,postgres,sheets`, and
 * single sizes: `--import-rows N`, `--complaint-sizes N,N,N`, `--sheet-sizes N,N,N`, `--share 0–1` (of the demo scale, for start
 * and report).
 * PostgreSQL takes part as `postgres`, on a server of its own with the settings it comes with; `--server URL` takes another, with
 * a superuser's address: the database `service_audit_bench` is made there, and dropped at the end.
 * `--runs N` how often what takes long is run (5). `--keep FOLDER` leaves the filled databases of complaints there, and takes them from there.
 * Without `--quick` and single sizes, what was measured goes into bench/results.md.
 */
import { parseArgs } from 'node:util';
import { benchImport } from './import.bench.ts';
import { benchInspections } from './inspection.bench.ts';
import { benchClocks, benchComplaints } from './list.bench.ts';
import { type Measurement, renderTable } from './measure.ts';
import { benchPostgres } from './postgres.bench.ts';
import { benchReport } from './report.bench.ts';
import { otherWork, writeResults } from './results.ts';
import { benchStart } from './start.bench.ts';

const { values } = parseArgs({
  options: {
    quick: { type: 'boolean', default: false },
    only: { type: 'string' },
    'import-rows': { type: 'string' },
    'complaint-sizes': { type: 'string' },
    keep: { type: 'string' },
    'sheet-sizes': { type: 'string' },
    share: { type: 'string' },
    runs: { type: 'string' },
    server: { type: 'string' },
  },
});
const runs = Number(values.runs ?? (values.quick ? 3 : 5));
const full = !values.quick;
const hasOwnSizes = Object.keys(values).some(
  (option) => option.endsWith('-sizes') || option === 'import-rows' || option === 'share',
);

const share = Number(values.share ?? (full ? 1 : 0.1));
const importRows = Number(values['import-rows'] ?? (full ? 200_000 : 10_000));
const complaintSizes = (values['complaint-sizes'] ?? (full ? '10000,100000,1000000,3000000' : '10000,100000'))
  .split(',')
  .map(Number);
const sheetSizes = (values['sheet-sizes'] ?? (full ? '1000,50000,500000' : '1000,50000')).split(',').map(Number);

const sections = [
  ...['start', 'report', 'import', 'list', 'analysis', 'similar', 'clocks', 'sheets'],
  ...['list on PostgreSQL', 'analysis on PostgreSQL', 'similar on PostgreSQL', 'clients on PostgreSQL'],
];
/** Beyond a million complaints, clocks are counted and PostgreSQL is filled for many minutes. */
const upToMillion = complaintSizes.filter((size) => size <= 1_000_000);

/** Shows what is known of a section, and keeps it, so that a run that is broken off leaves what it has. */
async function tell(
  section: string,
  measurements: readonly Measurement[],
  before: number,
  database?: string,
): Promise<void> {
  console.log(renderTable(measurements));
  if (full && !hasOwnSizes)
    writeResults(sections, section, measurements, { before, after: await otherWork() }, database);
}

const alone = (section: string, bench: () => Promise<Measurement[]>) => async (before: number) =>
  tell(section, await bench(), before);
const benches: Record<string, (before: number) => Promise<void>> = {
  start: alone('start', () => benchStart(share, runs)),
  report: alone('report', () => benchReport(share, runs)),
  import: alone('import', () => benchImport(importRows, Math.min(runs, 3))),
  complaints: (before) =>
    benchComplaints(complaintSizes, full ? 15 : 5, values.keep, async (found) => {
      for (const [section, measurements] of Object.entries(found)) await tell(section, measurements, before);
    }),
  clocks: (before) => benchClocks(upToMillion, values.keep, (found) => tell('clocks', found, before)),
  postgres: (before) =>
    benchPostgres(upToMillion, full ? 15 : 5, values.server, async (found, database) => {
      for (const [section, measurements] of Object.entries(found))
        await tell(`${section} on PostgreSQL`, measurements, before, database);
    }),
  sheets: alone('sheets', () => benchInspections(sheetSizes, full ? 9 : 3)),
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
    await bench(await otherWork());
  } catch (error) {
    console.error(error);
    failures.push(name);
  }
}
process.exitCode = failures.length > 0 ? 1 : 0;
