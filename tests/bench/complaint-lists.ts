import { groupings } from '#shared/complaint/group.contract.ts';
import { dayOf } from '#shared/kernel/dates.ts';
import { periodOfDay, shiftPeriod } from '#shared/kernel/period.ts';
import type { Bare } from './bare.ts';
import { type Known, pageSize, type Question, questions } from './complaint-questions.ts';
import { type Measurement, measured } from './measure.ts';
import type { Workspace } from './workspace.ts';

const english = (count: number) => count.toLocaleString('en-US');

/** What the questions about stored complaints need to name. */
export async function knownOf({ app, client }: Workspace, bare: Bare, size: number): Promise<Known> {
  const units = await client.organization.units({});
  const city = units.find((unit) => unit.level === 'city');
  if (!city) throw new Error('no city');
  const [customerNumber] = await bare.column<string>(
    "select customer_number from complaint where customer_number <> '' order by complaint_id desc limit 1",
  );
  return { size, now: app.deps.clock.now(), city, customerNumber: customerNumber as string };
}

/** Pages of the list, beside the same page and count as two prepared statements on the same file. */
export async function measurePages(workspace: Workspace, bare: Bare, known: Known, runs: number) {
  const all: Measurement[] = [];
  for (const question of questions(known)) all.push(await ask(workspace, bare, question, known.size, runs));
  return all;
}

async function ask(
  { client }: Workspace,
  bare: Bare,
  { name, input, where, order, isCountOnly }: Question,
  size: number,
  runs: number,
): Promise<Measurement> {
  const page = `select c.*, u.name as unit_name from complaint c join unit u on u.unit_id = c.unit_id
      where ${where} order by ${order} limit ${pageSize} offset ${input?.offset ?? 0}`;
  const count = `select count(*) from complaint c where ${where}`;
  const ours = await client.complaint.list(input);
  const [total] = await bare.column<number>(count);
  const theirs = { rows: await bare.rows<{ complaint_id: string }>(page), total };
  const sameRows = ours.rows.every((row, index) => row.complaintId === theirs.rows[index]?.complaint_id);
  if (!isCountOnly && (ours.total !== theirs.total || !sameRows)) throw new Error(`the two ways disagree: ${name}`);
  const peer = await measured(runs, async () => {
    await bare.rows(page);
    await bare.column(count);
  });
  return {
    name: `page of complaints: ${name}`,
    at: { size, of: 'complaints' },
    ...(await measured(runs, () => client.complaint.list(input))),
    peer: { name: 'bare SQL', ...peer },
    note: `${english(ours.total)} match; warm`,
  };
}

/** What stands around the list: the drawer, the strips above it and the groups beside it. */
export async function measureAround(
  { client }: Workspace,
  bare: Bare,
  { size, now }: Known,
  runs: number,
): Promise<Measurement[]> {
  const { complaint } = client;
  const at = { size, of: 'complaints' };
  const open = (await complaint.list({ view: 'open', limit: runs })).rows.map((row) => row.complaintId);
  const idOf = (run: number) => open[run % open.length] as string;
  const row = 'select * from complaint c join unit u on u.unit_id = c.unit_id where c.complaint_id = ?';
  const events = 'select * from complaint_event where complaint_id = ? order by seq';
  const lengths = await bare.column<number>(
    `select count(*) from complaint_event
      where complaint_id in (select complaint_id from complaint order by complaint_id desc limit 1000) group by complaint_id`,
  );
  const average = (lengths.reduce((sum, length) => sum + length, 0) / lengths.length).toFixed(1);
  const measurements: Measurement[] = [
    {
      name: 'one complaint in the drawer',
      at,
      ...(await measured(runs, (run) => complaint.get({ complaintId: idOf(run) }))),
      peer: {
        name: 'bare SQL: row and events',
        ...(await measured(runs, async (run) => {
          await bare.rows(row, idOf(run));
          await bare.rows(events, idOf(run));
        })),
      },
      note: `with its history, every clock explained and what may be done; ${average} events each on average`,
    },
  ];
  const when = (condition: string) => `count(case when ${condition} then 1 end)`;
  const five = ['due_sort <= ?', 'escalation_level > 0', 'repeat_count > 0', "channel = 'regulator'"].map(when);
  const overdue = `select count(*), ${five.join(', ')} from complaint where is_open = 1`;
  const counts = await complaint.counts({});
  measurements.push({
    name: 'counts of all views',
    at,
    ...(await measured(runs, () => complaint.counts({}))),
    peer: {
      name: 'bare SQL: five of them over the open ones, and all',
      ...(await measured(runs, async () => {
        await bare.rows(overdue, now);
        await bare.rows('select count(*) from complaint');
      })),
    },
    note: `${english(counts.open)} open, ${english(counts.overdue)} overdue`,
  });
  const byStatus = `select status, count(*), ${when('due_sort <= ?')} from complaint where is_open = 1 group by status`;
  const todo = await complaint.todo({});
  measurements.push({
    name: 'to-do strip',
    at,
    ...(await measured(runs, () => complaint.todo({}))),
    peer: { name: 'bare SQL: open ones by status', ...(await measured(runs, () => bare.rows(byStatus, now))) },
    note: `${english(todo.total)} wait for the one who asks`,
  });
  const quarter = shiftPeriod(periodOfDay('quarter', dayOf(now)), -1);
  const spans = {
    'open ones': { view: 'open' as const },
    'all of one quarter': { view: 'all' as const, receivedFrom: quarter.startOn, receivedTo: quarter.endOn },
    all: { view: 'all' as const },
  };
  for (const [name, filter] of Object.entries(spans))
    for (const by of name === 'all' ? groupings : (['unit', 'category'] as const)) {
      const { groups } = await complaint.groups({ ...filter, by });
      measurements.push({
        name: `groups beside the list: ${name} by ${by}`,
        at,
        ...(await measured(Math.min(runs, 5), () => complaint.groups({ ...filter, by }))),
        note: `${english(groups.length)} groups`,
      });
    }
  return measurements;
}
