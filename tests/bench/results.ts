import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import Sqlite from 'better-sqlite3';
import { describeMachine, type Measurement, renderTable } from './measure.ts';

const path = fileURLToPath(new URL('../../bench/results.md', import.meta.url));
/** Above this share of the processor, what else runs shows in the figures. */
const busyFrom = 0.1;

/** How much of the processor other work takes, over two seconds in which the bench does nothing. @returns 0–1 */
export async function otherWork(): Promise<number> {
  const times = () => {
    const all = cpus().map((core) => core.times);
    const idle = all.reduce((sum, time) => sum + time.idle, 0);
    return { idle, total: all.reduce((sum, { user, nice, sys, irq }) => sum + user + nice + sys + irq, idle) };
  };
  const before = times();
  await new Promise((resolve) => setTimeout(resolve, 2000));
  const after = times();
  return 1 - (after.idle - before.idle) / (after.total - before.total);
}

const embeddedDatabase = () =>
  `SQLite ${new Sqlite(':memory:').prepare('select sqlite_version()').pluck().get() as string}`;

/** Texts below the headings of the results written before, by bench. */
function sections(): Map<string, string> {
  if (!existsSync(path)) return new Map();
  const parts = readFileSync(path, 'utf8').split(/^## /m).slice(1);
  return new Map(
    parts.map((part) => [part.slice(0, part.indexOf('\n')).trim(), part.slice(part.indexOf('\n')).trim()]),
  );
}

/**
 * Writes what one bench measured into bench/results.md; what the others measured before stays, with its own day.
 * @param names all benches, in their order
 * @param others share of the processor that other work took before and after
 * @param database what it was measured on; the embedded one when left out
 */
export function writeResults(
  names: readonly string[],
  name: string,
  measurements: readonly Measurement[],
  others: { before: number; after: number },
  database = embeddedDatabase(),
): void {
  const percent = (share: number) => `${Math.round(share * 100)} %`;
  const isBusy = Math.max(others.before, others.after) > busyFrom;
  const beside = `other work took ${percent(others.before)} of the processor just before and ${percent(others.after)} just after`;
  const told = isBusy
    ? `**Measured on a busy machine**: ${beside}. The times are upper bounds, and growth is blurred.`
    : `Measured on a quiet machine: ${beside}.`;
  const day = new Date().toISOString().slice(0, 10);
  const written = sections();
  written.set(
    name,
    `${day}, ${describeMachine()}, Node ${process.versions.node}, ${database}. ${told}\n\n${renderTable(measurements)}`,
  );
  const text = names.flatMap((each) => (written.has(each) ? [`## ${each}\n${written.get(each)}\n`] : [])).join('\n');
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(
    path,
    `# Bench

What \`npm run bench\` measured. Medians beside a peer of the same run on the same machine, and beside the same at a smaller
size: read the ratios, not the seconds. Growth and ratio are those of the processor time where it was taken.

PostgreSQL is asked the same questions up to a million complaints, after \`vacuum analyze\`, as \`--only postgres\` or with everything
else: on a server of its own with the settings it comes with, or on another by \`--server URL\`. The processor time there is the
program's and the server's together. Copies of complaints share their instants, which its indexes hold once: they are smaller
than those of as many real ones.

Not measured here: all clocks of three million complaints (a job of many minutes), an import into a database that holds a
million, and on PostgreSQL clocks and sheets.

${text}`,
  );
}
