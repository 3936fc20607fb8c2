import { bandsOf, piecesOf } from '#shared/complaint/similarity.rules.ts';
import { complaintTexts } from '#shared/sample/complaint-text.sample.ts';
import { integerBelow, pickOne, streamOf } from '#shared/sample/random.ts';
import { insertSignatures } from '../../src/main/backend/complaint/signature.service.ts';
import { inTransaction } from '../../src/main/backend/database/transaction.ts';
import { readResource } from '../../src/main/backend/resources.ts';
import { type Bare, bareSqlite } from './bare.ts';
import { type Measurement, measured, timed } from './measure.ts';
import { copyOf, dropDirectory, openWorkspace, sampleDirectory, type Workspace } from './workspace.ts';

const texts = complaintTexts.parse(readResource('sample', 'complaint-text.json'));
const contents = Object.values(texts.subjects).flatMap((subject) => subject.content);
const english = (count: number) => count.toLocaleString('en-US');
const importChunk = 1000;
/** A number that is nobody's own, such as that of a hall's desk. */
const crowded = '00099990000';
const crowd = 100_000;

/** What a clerk waits for while a complaint is typed, beside the reading of the same candidates by bare SQL. */
export const measureSimilar = async (workspace: Workspace, bare: Bare, size: number, runs: number) => [
  await check(workspace, bare, size, runs),
  await registering(workspace, size, runs),
];

async function check({ client }: Workspace, bare: Bare, size: number, runs: number): Promise<Measurement> {
  const known = await bare.rows<{ customer_number: string; city: string; category_code: string }>(
    "select customer_number, city, category_code from complaint where category_code <> '' order by received_at desc limit 50",
  );
  const rng = streamOf(1, 'bench similar');
  const asked = Array.from({ length: runs }, () => {
    const one = pickOne(rng, known);
    return {
      customerNumber: one.customer_number,
      city: one.city,
      categoryCode: one.category_code,
      content: `${pickOne(rng, contents)}已经报修 ${integerBelow(rng, 9)} 次`,
    };
  });
  const band = 'select complaint_id from complaint_signature where hash = ? order by complaint_id desc limit 100';
  const row = 'select * from complaint where complaint_id = ?';
  const own = await measured(runs, (run) => client.complaint.similar(asked[run] as (typeof asked)[0]));
  let candidates = 0;
  const peer = await measured(runs, async (run) => {
    const ids = new Set<string>();
    for (const hash of bandsOf(piecesOf((asked[run] as (typeof asked)[0]).content)))
      for (const id of await bare.column<string>(band, hash)) ids.add(id);
    candidates += ids.size;
    for (const id of ids) await bare.rows(row, id);
  });
  return {
    name: 'similar complaints while one is typed',
    at: { size, of: 'complaints' },
    ...own,
    peer: { name: 'bare SQL: candidates by text and their rows', ...peer },
    note: `by number, text, place and category; ${Math.round(candidates / runs)} candidates by text on average; through session, permission and contract`,
  };
}

/** Registration as a whole: repeats counted, signature, deadlines and change log in one transaction. */
async function registering({ client }: Workspace, size: number, runs: number): Promise<Measurement> {
  const told = {
    channel: 'hotline' as const,
    customerName: '沈女士',
    customerNumber: '00012345678',
    customerGrade: null,
    business: null,
    categoryCode: null,
    content: '宽带断网三天没有修好',
  };
  return {
    name: 'registering a complaint',
    at: { size, of: 'complaints' },
    ...(await measured(runs, () => client.complaint.register(told))),
    note: 'repeats counted, signature, deadlines and change log in one transaction, on the disk; then the drawer',
  };
}

/** Registering one of a number that a hundred thousand complaints have, on a copy, as the crowd stays there. */
export async function benchCrowd(dataDir: string, size: number, runs: number): Promise<Measurement> {
  const copy = copyOf(dataDir);
  const { file } = bareSqlite(copy, false);
  const latest = file.prepare('select max(received_at) from complaint').pluck().get() as string;
  file
    .prepare(
      `update complaint set customer_number = ?, received_at = ? where complaint_id in
        (select complaint_id from complaint order by complaint_id desc limit ${crowd})`,
    )
    .run(crowded, latest);
  file.close();
  const { client, close } = await openWorkspace(copy);
  const told = {
    channel: 'hotline' as const,
    customerName: '沈女士',
    customerNumber: crowded,
    customerGrade: null,
    business: null,
    categoryCode: null,
    content: '宽带断网三天没有修好',
  };
  const own = await timed(runs, () => client.complaint.register(told));
  await close();
  dropDirectory(copy);
  return {
    name: `registering one of a number that has ${english(crowd)}`,
    at: { size, of: 'complaints' },
    runs: own,
    note: 'all of one moment; repeats counted, signature, deadlines and change log in one transaction',
  };
}

/** The signatures of an import alone, in its chunks and in one transaction, into an empty database. */
export async function benchSignatures(count: number, runs: number): Promise<Measurement> {
  const empty = await sampleDirectory(0.0001);
  const rng = streamOf(1, 'bench signatures');
  const told = Array.from({ length: count }, (_, i) => ({
    complaintId: `f${i.toString(16).padStart(7, '0')}-0000-7000-8000-${String(i).padStart(12, '0')}`,
    // two of them and a number, so that few are quite the same
    content: `${pickOne(rng, contents)}${pickOne(rng, contents)}工单 ${integerBelow(rng, 1_000_000)}`,
  }));
  let dataDir = '';
  let workspace: Workspace | undefined;
  const prepare = async () => {
    await workspace?.close();
    if (dataDir) dropDirectory(dataDir);
    dataDir = copyOf(empty);
    workspace = await openWorkspace(dataDir);
  };
  const write = () =>
    inTransaction((workspace as Workspace).ctx, async (tx) => {
      for (let start = 0; start < count; start += importChunk)
        await insertSignatures(tx, told.slice(start, start + importChunk));
    });
  const own = await timed(runs, write, prepare);
  await workspace?.close();
  return {
    name: `signatures of ${english(count)} texts, as an import writes them`,
    runs: own,
    note: 'six bands each, texts of about forty characters; contained in the time of an import',
  };
}
