import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { barePostgres } from './bare.ts';
import type { Work } from './colleague.ts';
import { type Measurement, showDuration } from './measure.ts';
import { openWorkspace, temporaryDirectory } from './workspace.ts';

const rowsOfFile = 20_000;
const program = fileURLToPath(new URL('./colleague.ts', import.meta.url));

interface Colleague {
  begin(): void;
  end(): void;
  /** milliseconds of each act */
  readonly done: Promise<number[]>;
}

/** Another program on the same server, ready to begin. */
async function colleague(url: string, work: Work, amount: number): Promise<Colleague> {
  const child = fork(program, [url, temporaryDirectory(), work, String(amount)], { stdio: 'inherit' });
  const next = () =>
    new Promise<unknown>((resolve, reject) => {
      child.once('message', resolve);
      child.once('exit', (code) => code !== 0 && reject(new Error(`the colleague ended with ${code}`)));
    });
  await next();
  const done = next() as Promise<number[]>;
  return { begin: () => child.send('begin'), end: () => child.connected && child.send('end'), done };
}

/**
 * Several programs on one server: one lists and registers while others import or register.
 * @param size complaints stored, as the results name it
 */
export async function measureClients(url: string, dataDir: string, size: number): Promise<Measurement[]> {
  const database = { kind: 'postgres', url } as const;
  const at = { size, of: 'complaints' };
  const workspace = await openWorkspace(dataDir, database);
  const { complaint } = workspace.client;
  const bare = await barePostgres(url);
  const deadlocks = async () =>
    (await bare.column<number>('select deadlocks from pg_stat_database where datname = current_database()'))[0] ?? 0;
  const pages = [
    () => complaint.list({ view: 'overdue', limit: 50 }),
    () => complaint.list({ view: 'open', channels: ['hotline'], limit: 50 }),
    () => complaint.list({ view: 'all', limit: 50 }),
  ];
  const measurements: Measurement[] = [];
  /** Lists page after page until a promise settles, and watches how long anybody waits for a lock. */
  const listUntil = async (name: string, over: Promise<unknown>, besides: string) => {
    let isOver = false;
    const end = over.finally(() => {
      isOver = true;
    });
    const [before, runs] = [await deadlocks(), [] as number[]];
    let longest = 0;
    while (!isOver) {
      const start = performance.now();
      await pages[runs.length % pages.length]?.();
      runs.push(performance.now() - start);
      const [waited] = await bare.column<number>(
        `select coalesce(max(extract(epoch from clock_timestamp() - coalesce(waitstart, clock_timestamp()))) * 1000, 0)::float8
          from pg_locks where not granted`,
      );
      longest = Math.max(longest, waited ?? 0);
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
    await end;
    const late = [...runs].sort((a, b) => a - b)[Math.floor(runs.length * 0.95)] ?? 0;
    measurements.push({
      name,
      at,
      runs,
      note: `overdue, open hotline and all, in turns; 95 % within ${showDuration(late)}; ${besides}; longest wait for a lock seen ${showDuration(longest)}; ${(await deadlocks()) - before} deadlocks`,
    });
  };

  await listUntil('pages of complaints, alone', new Promise((resolve) => setTimeout(resolve, 10_000)), 'nobody else');
  const clerks = await Promise.all([colleague(url, 'register', 60), colleague(url, 'register', 60)]);
  for (const clerk of clerks) clerk.begin();
  const registered = Promise.all(clerks.map((clerk) => clerk.done));
  await listUntil('pages of complaints, while two colleagues register', registered, 'two other programs');
  measurements.push({
    name: 'registering, two at once and one who lists',
    at,
    runs: (await registered).flat(),
    note: '0.1 s apart; repeats counted, signature, deadlines and change log in one transaction, on the disk',
  });
  const [importer, clerk] = await Promise.all([
    colleague(url, 'import', rowsOfFile),
    colleague(url, 'register', 100_000),
  ]);
  importer.begin();
  clerk.begin();
  const imported = importer.done.finally(() => clerk.end());
  const rows = `${rowsOfFile.toLocaleString('en-US')} rows`;
  await listUntil('pages of complaints, while a colleague imports', imported, `${rows}, and a third one registers`);
  measurements.push(
    {
      name: 'registering, while a colleague imports',
      at,
      runs: await clerk.done,
      note: `${rows}; waits while the import writes its entries into the change log, at its end`,
    },
    {
      name: `import of ${rows}, while colleagues list and register`,
      at,
      runs: await imported,
      note: 'upload, recognition, check of each row, and all in one transaction',
    },
  );
  await bare.close();
  await workspace.close();
  return measurements;
}
