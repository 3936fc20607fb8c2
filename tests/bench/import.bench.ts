import { spawnSync } from 'node:child_process';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { businessWords, channelWords, gradeWords } from '#shared/complaint/complaint.words.ts';
import { complaintTexts } from '#shared/sample/complaint-text.sample.ts';
import { integerBelow, pickOne, streamOf } from '#shared/sample/random.ts';
import { readResource } from '../../src/main/backend/resources.ts';
import { type Measurement, measured, timed } from './measure.ts';
import {
  copyOf,
  dropDirectory,
  jobResult,
  openWorkspace,
  sampleDirectory,
  temporaryDirectory,
  type Workspace,
} from './workspace.ts';

const headers = [
  '投诉单号',
  '投诉内容',
  '受理时间',
  '渠道',
  '状态',
  '责任单位',
  '地点',
  '客户姓名',
  '客户号码',
  '客户等级',
  '业务',
  '客户诉求',
];

/**
 * A file as another system would deliver it: UTF-8 with BOM, quoted texts, Chinese words for the codes.
 * @param unitNames names of units; names nobody knows make every row wrong
 * @param prefix of the numbers: rows of the same number are the same complaint
 */
export function makeFile(path: string, rows: number, unitNames: readonly string[], prefix = 'W'): void {
  const rng = streamOf(1, 'bench import');
  const texts = complaintTexts.parse(readResource('sample', 'complaint-text.json'));
  const subjects = Object.values(texts.subjects);
  const words = (list: Readonly<Record<string, { zh: string }>>) => Object.values(list).map((word) => word.zh);
  const [channels, grades, businesses] = [words(channelWords), words(gradeWords).slice(0, 4), words(businessWords)];
  const lines = [headers.join(',')];
  for (let row = 1; row <= rows; row++) {
    const subject = pickOne(rng, subjects);
    const at = new Date(Date.UTC(2025, 0, 1) + integerBelow(rng, 300 * 24 * 3600) * 1000)
      .toISOString()
      .slice(0, 19)
      .replace('T', ' ');
    const number = `000${String(integerBelow(rng, 100_000_000)).padStart(8, '0')}`;
    const status = pickOne(rng, ['已办结', '已办结', '已办结', '处理中', '已受理']);
    const cells = [
      `${prefix}${String(row).padStart(8, '0')}`,
      `"${pickOne(rng, subject.content)}"`,
      at,
      pickOne(rng, channels),
      status,
      pickOne(rng, unitNames),
      '青禾市',
      '沈女士',
      number,
      pickOne(rng, grades),
      pickOne(rng, businesses),
      `"${pickOne(rng, subject.demand)}"`,
    ];
    lines.push(cells.join(','));
  }
  writeFileSync(path, `\ufeff${lines.join('\n')}\n`);
}

/** Upload, recognise, check every row, write all or nothing: what a user waits for, without looking at the screens. */
export async function importFile({ client }: Workspace, path: string, rows: number): Promise<void> {
  const { fileId } = await client.system.uploadFile({ file: new File([readFileSync(path)], 'complaints.csv') });
  const opened = await client.import.open({ target: 'complaint', options: {}, fileId });
  const { sessionId } = (await jobResult(client, opened.jobId)) as { sessionId: string };
  const session = await client.import.session({ sessionId });
  if (session.reasons.length > 0) throw new Error(`rows with errors: ${JSON.stringify(session.reasons.slice(0, 3))}`);
  const written = await client.import.write({ sessionId, mode: 'all', language: 'zh' });
  const result = await jobResult(client, written.jobId);
  if (result.inserted !== rows) throw new Error(`written: ${JSON.stringify(result)}`);
}

/** The same file into one table without keys, types or checks. */
function importBare(path: string, database: string): void {
  const columns = headers.map((_, index) => `c${index} text`).join(', ');
  const script = `create table complaint (${columns});\n.mode csv\n.import --skip 1 '${path}' complaint\n`;
  const done = spawnSync('sqlite3', [database], { input: script, encoding: 'utf8' });
  if (done.status !== 0) throw new Error(done.stderr);
}

const hasShell = spawnSync('sqlite3', ['--version']).status === 0;

/** Runs an act, each time after what must not be measured. */
async function eachMeasured(count: number, act: () => Promise<void>, before?: () => Promise<void>) {
  const runs: number[] = [];
  let processor = 0;
  for (let run = 0; run < count; run++) {
    await before?.();
    const one = await measured(1, act);
    runs.push(...one.runs);
    processor += one.processor / count;
  }
  return { runs, processor };
}

/** Most memory the process held while an act ran, in bytes above what it held before. */
async function memoryOf(act: () => Promise<void>): Promise<number> {
  const before = process.memoryUsage().rss;
  let most = before;
  const timer = setInterval(() => {
    most = Math.max(most, process.memoryUsage().rss);
  }, 20);
  try {
    await act();
  } finally {
    clearInterval(timer);
  }
  return most - before;
}

/** Upload, recognise, judge every row, and make the file of all rows with their reasons. */
async function refuseFile({ client }: Workspace, path: string, rows: number): Promise<void> {
  const { fileId } = await client.system.uploadFile({ file: new File([readFileSync(path)], 'complaints.csv') });
  const opened = await client.import.open({ target: 'complaint', options: {}, fileId });
  const { sessionId } = (await jobResult(client, opened.jobId)) as { sessionId: string };
  const session = await client.import.session({ sessionId });
  if (session.counts.errors !== rows) throw new Error(`rows with errors: ${session.counts.errors}`);
  await jobResult(client, (await client.import.rejected({ sessionId, language: 'zh' })).jobId);
  await client.import.close({ sessionId });
}

/** A file in which every row is wrong: how long until all is judged and handed back, and how much memory it takes. */
async function benchErrors(dataDir: string, rows: number, runs: number): Promise<Measurement> {
  const path = join(temporaryDirectory(), 'wrong.csv');
  makeFile(path, rows, ['没有这个单位']);
  const workspace = await openWorkspace(copyOf(dataDir));
  const memory: number[] = [];
  const own = await eachMeasured(runs, async () => {
    memory.push(await memoryOf(() => refuseFile(workspace, path, rows)));
  });
  await workspace.close();
  const size = (bytes: number) => `${Math.round(bytes / 2 ** 20)} MB`;
  return {
    name: `file of ${rows.toLocaleString('en-US')} complaint rows, all of them wrong`,
    ...own,
    note: `CSV of ${size(readFileSync(path).length)}; upload, recognition, check of each row, and the .xlsx of all rows with their reasons; at most ${size(Math.max(...memory))} of memory above what the process held before`,
  };
}

/** Import of complaint rows through the import service, beside the sqlite3 shell's `.import` of the same file. */
export async function benchImport(rows: number, runs: number): Promise<Measurement[]> {
  const empty = await sampleDirectory(0.0001);
  const first = await openWorkspace(empty);
  const names = (await first.client.organization.units({}))
    .filter((unit) => unit.code.includes('B'))
    .map((unit) => unit.name);
  await first.close();
  const path = join(temporaryDirectory(), 'complaints.csv');
  makeFile(path, rows, names);
  let dataDir = '';
  let workspace: Workspace | undefined;
  const prepare = async () => {
    await workspace?.close();
    if (dataDir) dropDirectory(dataDir);
    dataDir = copyOf(empty);
    workspace = await openWorkspace(dataDir);
  };
  const memory: number[] = [];
  const act = async () => {
    memory.push(await memoryOf(() => importFile(workspace as Workspace, path, rows)));
  };
  const own = await eachMeasured(runs, act, prepare);
  await workspace?.close();
  const bare = join(temporaryDirectory(), 'bare.db');
  const peer = hasShell
    ? {
        name: "sqlite3 shell's .import into a bare table",
        runs: await timed(
          runs,
          () => importBare(path, bare),
          () => rmSync(bare, { force: true }),
        ),
      }
    : undefined;
  return [
    {
      name: `import of ${rows.toLocaleString('en-US')} complaint rows`,
      ...own,
      ...(peer ? { peer } : {}),
      note: `CSV of 12 columns; upload, recognition, check of each row, complaints with history, deadlines, signatures, 25 indexes and change log in one transaction${peer ? '' : '; no sqlite3 on this machine'}; at most ${Math.round(Math.max(...memory) / 2 ** 20)} MB of memory above what the process held before`,
    },
    await benchErrors(empty, rows, runs),
  ];
}
