import type { ComplaintChannel } from '#shared/complaint/complaint.enums.ts';
import type { ComplaintEvent } from '#shared/complaint/event.schema.ts';
import { type History, insertHistories, loadWorld } from '../../../src/main/backend/complaint/complaint.service.ts';
import { inTransaction } from '../../../src/main/backend/database/transaction.ts';
import type { TestBackend } from '../../support/backend.ts';
import { plainFacts } from './complaint.builder.ts';

/** What a spec says of one complaint; everything else is of no account. */
export interface Told {
  readonly at: string;
  readonly unitId: string;
  readonly category?: string | null;
  readonly channel?: ComplaintChannel;
  /** hours from receipt to the answer, and to the closing */
  readonly answered?: number;
  readonly closed?: number;
  readonly conclusion?: 'founded' | 'partlyFounded' | 'notFounded';
  readonly cause?: string;
  readonly withdrawn?: number;
  readonly suspended?: readonly [from: number, to: number];
  /** state taken over from another system, without times */
  readonly imported?: string;
  readonly repeats?: number;
  readonly channelRepeats?: number;
  readonly escalated?: boolean;
  readonly transfers?: number;
  readonly sentBack?: boolean;
}

function eventsOf(told: Told, recordedAt: string): ComplaintEvent[] {
  const events: ComplaintEvent[] = [];
  const add = (type: string, hours: number | null, data: object) => {
    const happenedAt = hours === null ? null : new Date(Date.parse(told.at) + hours * 3_600_000).toISOString();
    events.push({ seq: events.length + 1, type, happenedAt, recordedAt, accountId: null, data } as ComplaintEvent);
  };
  const { unitId, cause = 'staff.skill', conclusion = 'notFounded' } = told;
  add('received', 0, { unitId, party: 'front', ruleEdition: 1 });
  if (told.imported) {
    const party = 'front';
    add('imported', null, { status: told.imported, sourceStatus: told.imported, file: 'a.csv', unitId, party });
  }
  if (told.escalated) add('escalated', 0.5, { note: 'x' });
  for (let n = 0; n < (told.transfers ?? 0); n++) add('transferred', 0.6, { unitId, party: 'front', note: 'x' });
  if (told.sentBack) {
    add('returned', 0.7, { note: 'x' });
    add('assigned', 0.8, { unitId, party: 'front', note: 'x' });
  }
  if (told.suspended) {
    add('suspended', told.suspended[0], { reason: 'customer', approver: 'x', note: '' });
    add('resumed', told.suspended[1], { note: '' });
  }
  if (told.answered !== undefined)
    add('responded', told.answered, { note: 'x', conclusion, causeCode: cause, measure: 'x' });
  if (told.closed !== undefined) add('closed', told.closed, { conclusion, causeCode: cause, measure: 'x', note: '' });
  if (told.withdrawn !== undefined) add('withdrawn', told.withdrawn, { note: 'x' });
  return events;
}

/** Writes complaints as told, with computed columns, by the way every history is written. */
export async function tell(backend: TestBackend, complaints: readonly Told[]): Promise<void> {
  const { deps } = backend.app;
  const now = backend.clock.now();
  await inTransaction(deps, async (tx) => {
    const world = await loadWorld(tx);
    const histories = complaints.map((told): History => {
      const facts: History['facts'] = {
        ...plainFacts(backend),
        channel: told.channel ?? 'hotline',
        categoryCode: told.category === undefined ? 'billing.bill' : told.category,
      };
      return {
        facts,
        events: eventsOf(told, now),
        accountName: '测试',
        repeatCount: told.repeats ?? 0,
        channelRepeatCount: told.channelRepeats ?? 0,
      };
    });
    await insertHistories(tx, histories, world, now);
  });
}

/** Writes users of a unit by month. */
export async function tellUsers(backend: TestBackend, unitId: string, users: Readonly<Record<string, number>>) {
  const updatedAt = backend.clock.now();
  await backend.app.deps.db
    .insertInto('unitUsers')
    .values(Object.entries(users).map(([month, count]) => ({ unitId, month, users: count, isSample: 0, updatedAt })))
    .execute();
}
