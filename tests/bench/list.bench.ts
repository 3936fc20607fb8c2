import { join } from 'node:path';
import Sqlite from 'better-sqlite3';
import { dayOf, instantAt } from '#shared/kernel/dates.ts';
import { periodOfDay, shiftPeriod } from '#shared/kernel/period.ts';
import { fillComplaints } from './bulk-fill.ts';
import { type Measurement, timed } from './measure.ts';
import { openWorkspace, sampleDirectory, type Workspace } from './workspace.ts';

const pageSize = 50;

interface Question {
  readonly name: string;
  readonly input: Parameters<Workspace['client']['complaint']['list']>[0];
  /** the same rows and the same count in plain SQL */
  readonly where: string;
  readonly order: string;
}

function questions(now: string): Question[] {
  const quarter = shiftPeriod(periodOfDay('quarter', dayOf(now)), -1);
  const received = { receivedFrom: quarter.startOn, receivedTo: quarter.endOn };
  return [
    {
      name: 'open, hotline, by deadline',
      input: { view: 'open', channels: ['hotline'], limit: pageSize },
      where: "c.is_open = 1 and c.channel = 'hotline'",
      order: 'c.due_sort, c.complaint_id',
    },
    {
      name: 'all, category fault, one quarter, newest first',
      input: { view: 'all', category: 'fault', ...received, sort: 'received', descending: true, limit: pageSize },
      where: `(c.category_code = 'fault' or (c.category_code >= 'fault.' and c.category_code < 'fault/'))
        and c.received_at >= '${instantAt(quarter.startOn)}' and c.received_at < '${instantAt(shiftPeriod(quarter, 1).startOn)}'`,
      order: 'c.received_at desc, c.complaint_id desc',
    },
  ];
}

/**
 * First page of the complaint list with a filter, asked through the contract, beside the same page and count as two
 * prepared statements on the same file; and the home page over the same complaints.
 */
export async function benchList(sizes: readonly number[], runs: number): Promise<Measurement[]> {
  const dataDir = await sampleDirectory(0.3);
  const measurements: Measurement[] = [];
  for (const size of sizes) {
    const there = fillComplaints(dataDir, size);
    const workspace = await openWorkspace(dataDir);
    const bare = new Sqlite(join(dataDir, 'service-audit.db'), { readonly: true });
    bare.pragma('cache_size = -65536');
    for (const question of questions(workspace.app.deps.clock.now()))
      measurements.push(await ask(workspace, bare, question, there, runs));
    bare.close();
    measurements.push(...(await home(workspace, there, runs)));
    measurements.push(...(await analysis(workspace, there, runs)));
    await workspace.close();
  }
  return measurements;
}

/** What the first page after signing in asks for: twelve months of figures, heat map, alerts and what is to be done. */
async function home({ app, client }: Workspace, size: number, runs: number): Promise<Measurement[]> {
  const endOn = dayOf(app.deps.clock.now());
  const city = (await client.organization.units({})).find((unit) => unit.level === 'city');
  const scopes = { 'the province': undefined, 'its largest city': city?.unitId };
  const measurements: Measurement[] = [];
  for (const [scope, unitId] of Object.entries(scopes)) {
    const asked = () => client.home.overview(unitId ? { endOn, unitId } : { endOn });
    const { tiles } = await asked();
    measurements.push({
      name: `home page of ${scope}`,
      at: { size, of: 'complaints' },
      runs: await timed(runs, asked),
      note: `twelve months up to today, ${tiles.find((tile) => tile.key === 'volume')?.n.toLocaleString('en-US')} complaints in the last; warm; through session, permission and contract`,
    });
  }
  return measurements;
}

/** Every view of the complaint analysis for the last quarter that is over. */
async function analysis({ app, client }: Workspace, size: number, runs: number): Promise<Measurement[]> {
  const { startOn, endOn } = shiftPeriod(periodOfDay('quarter', dayOf(app.deps.clock.now())), -1);
  const input = { startOn, endOn };
  const { complaint } = client;
  const views = {
    'volume by month and unit': () => complaint.volumeAnalysis(input),
    'categories and causes by unit': () => complaint.structureAnalysis(input),
    'ageing of open ones': () => complaint.ageingAnalysis(input),
    'closing curves by category': () => complaint.closingAnalysis({ ...input, by: 'category' }),
    'timeliness by unit': () => complaint.timelinessAnalysis(input),
    'control charts of volume, 24 months': () => complaint.controlAnalysis(input),
    'control charts of founded share, 52 weeks': () =>
      complaint.controlAnalysis({ ...input, measure: 'founded', step: 'week' }),
  };
  const { received } = await complaint.volumeAnalysis(input);
  const measurements: Measurement[] = [];
  for (const [name, asked] of Object.entries(views))
    measurements.push({
      name: `complaint analysis at ${size.toLocaleString('en-US')}: ${name}`,
      runs: await timed(runs, asked),
      note: `one quarter with ${received.toLocaleString('en-US')} complaints; warm; through session, permission and contract`,
    });
  return measurements;
}

async function ask(
  workspace: Workspace,
  bare: Sqlite.Database,
  question: Question,
  size: number,
  runs: number,
): Promise<Measurement> {
  const page = bare.prepare(
    `select c.*, u.name as unit_name from complaint c join unit u on u.unit_id = c.unit_id where ${question.where} order by ${question.order} limit ${pageSize}`,
  );
  const count = bare.prepare(`select count(*) as n from complaint c where ${question.where}`);
  const ours = await workspace.client.complaint.list(question.input);
  const theirs = { rows: page.all() as { complaint_id: string }[], total: (count.get() as { n: number }).n };
  if (
    ours.total !== theirs.total ||
    ours.rows.some((row, index) => row.complaintId !== theirs.rows[index]?.complaint_id)
  )
    throw new Error(`the two ways disagree: ${question.name}`);
  const own = await timed(runs, () => workspace.client.complaint.list(question.input));
  const peer = await timed(runs, () => {
    page.all();
    count.get();
  });
  return {
    name: `first page of complaints: ${question.name}`,
    at: { size, of: 'complaints' },
    runs: own,
    peer: { name: 'bare SQL', runs: peer },
    note: `${ours.total.toLocaleString('en-US')} match; warm; call through session, permission, contract and badges`,
  };
}
