import type { ComplaintFilter } from '#shared/complaint/complaint.schema.ts';
import { riskFrom } from '#shared/complaint/risk.rules.ts';
import { addDays, dayOf, instantAt } from '#shared/kernel/dates.ts';
import { periodOfDay, shiftPeriod } from '#shared/kernel/period.ts';
import type { Workspace } from './workspace.ts';

export const pageSize = 50;

/** A page of the complaint list, and the same rows and the same count in plain SQL. */
export interface Question {
  readonly name: string;
  readonly input: Parameters<Workspace['client']['complaint']['list']>[0];
  /** conditions over `complaint c` */
  readonly where: string;
  readonly order: string;
  /** rows whose order is only known by calculating: compared by their number */
  readonly isCountOnly?: boolean;
}

/** What of the stored complaints the questions name. */
export interface Known {
  /** how many there are */
  readonly size: number;
  readonly now: string;
  readonly city: { readonly unitId: string; readonly path: string };
  readonly customerNumber: string;
}

const text = '宽带';
/** What is looked for in all complaints: how many have it, and in how many characters it is said, makes the difference. */
const searched = [
  ['a word', text],
  ['a word of four that is rare', '涉诈停机'],
  ['a place that one in six have', '青禾市'],
  ['a word that occurs nowhere', '卫星电话'],
  ['a single character', '月'],
] as const;
const contains = (word: string) =>
  `(c.customer_number = '${word}' or c.external_number = '${word}' or c.content like '%${word}%' or c.customer_name like '%${word}%' or c.city like '%${word}%' or c.region like '%${word}%')`;

export function questions({ size, now, city, customerNumber }: Known): Question[] {
  const quarter = shiftPeriod(periodOfDay('quarter', dayOf(now)), -1);
  const received = { receivedFrom: quarter.startOn, receivedTo: quarter.endOn };
  const newest = { sort: 'received' as const, descending: true };
  const byReceipt = 'c.received_at desc, c.complaint_id desc';
  const byDeadline = 'c.due_sort, c.complaint_id';
  const below = `c.unit_id in (select unit_id from unit where path >= '${city.path}' and path < '${city.path}~')`;
  const page = (view: ComplaintFilter['view'], rest: Partial<Question['input']>) => ({
    view,
    limit: pageSize,
    ...rest,
  });
  return [
    {
      name: 'open, hotline, by deadline',
      input: page('open', { channels: ['hotline'] }),
      where: "c.is_open = 1 and c.channel = 'hotline'",
      order: byDeadline,
    },
    {
      name: 'overdue, by deadline',
      input: page('overdue', {}),
      where: `c.is_open = 1 and c.due_sort <= '${now}'`,
      order: byDeadline,
    },
    {
      name: 'due today',
      input: page('dueToday', {}),
      where: `c.is_open = 1 and c.due_sort > '${now}' and c.due_sort <= '${instantAt(addDays(dayOf(now), 1))}'`,
      order: byDeadline,
    },
    {
      name: 'open ones of the largest city, by deadline',
      input: page('open', { unitId: city.unitId }),
      where: `c.is_open = 1 and ${below}`,
      order: byDeadline,
    },
    {
      name: 'at risk of an appeal, highest first',
      input: page('risk', { sort: 'risk' }),
      where: `c.is_open = 1 and c.risk_points >= ${riskFrom}`,
      order: 'c.risk_points desc, c.due_sort',
      isCountOnly: true,
    },
    {
      name: 'all, by deadline',
      input: page('all', {}),
      where: '1 = 1',
      order: byDeadline,
    },
    {
      name: 'all, newest first, page in the middle',
      input: page('all', { ...newest, offset: Math.floor(size / 2) }),
      where: '1 = 1',
      order: byReceipt,
    },
    {
      name: 'all, category fault, one quarter, newest first',
      input: page('all', { category: 'fault', ...received, ...newest }),
      where: `(c.category_code = 'fault' or (c.category_code >= 'fault.' and c.category_code < 'fault/'))
        and c.received_at >= '${instantAt(quarter.startOn)}' and c.received_at < '${instantAt(shiftPeriod(quarter, 1).startOn)}'`,
      order: byReceipt,
    },
    {
      name: 'all, hotline and closed, newest first',
      input: page('all', { channels: ['hotline'], statuses: ['closed'], ...newest }),
      where: "c.channel = 'hotline' and c.status = 'closed'",
      order: byReceipt,
    },
    {
      name: 'all, gold cards, newest first',
      input: page('all', { grades: ['gold'], ...newest }),
      where: "c.customer_grade = 'gold'",
      order: byReceipt,
    },
    {
      name: 'all of the largest city, newest first',
      input: page('all', { unitId: city.unitId, ...newest }),
      where: below,
      order: byReceipt,
    },
    {
      name: 'search of a customer number in all',
      input: page('all', { q: customerNumber }),
      where: `(c.customer_number = '${customerNumber}' or c.external_number = '${customerNumber}')`,
      order: byDeadline,
    },
    {
      name: 'search of a word in open ones',
      input: page('open', { q: text }),
      where: `c.is_open = 1 and ${contains(text)}`,
      order: byDeadline,
    },
    ...searched.map(([name, word]) => ({
      name: `search of ${name} in all`,
      input: page('all', { q: word, ...newest }),
      where: contains(word),
      order: byReceipt,
    })),
    {
      name: 'search of a word in all, hotline only',
      input: page('all', { q: text, channels: ['hotline'], ...newest }),
      where: `c.channel = 'hotline' and ${contains(text)}`,
      order: byReceipt,
    },
  ];
}
