import { afterEach, beforeEach, expect, it } from 'vitest';
import { buildCalendar, type CalendarEdition } from '#shared/calendar/calendar.rules.ts';
import type { ComplaintEvent } from '#shared/complaint/event.schema.ts';
import { instantAt } from '#shared/kernel/dates.ts';
import { loadTimeFrame } from '../../../src/main/backend/calendar/calendar.service.ts';
import { calendarImpact } from '../../../src/main/backend/complaint/calendar-impact.service.ts';
import { type History, insertHistories, loadWorld } from '../../../src/main/backend/complaint/complaint.service.ts';
import { inTransaction } from '../../../src/main/backend/database/transaction.ts';
import { describeDatabases, type TestBackend } from '../../support/backend.ts';
import { plainFacts, smallProvince, travel } from '../complaint/complaint.builder.ts';

describeDatabases('what a calendar does to very many complaints', (start) => {
  let backend: TestBackend;
  let unitId: string;
  beforeEach(async () => {
    backend = await start();
    await travel(backend, '2026-11-19T08:00:00.000Z');
    unitId = (await smallProvince(backend)).hall;
  });
  afterEach(() => backend.close());

  const history = (at: string): History => ({
    facts: { ...plainFacts(backend), createdAt: at },
    events: [
      {
        seq: 1,
        type: 'received',
        happenedAt: at,
        recordedAt: at,
        accountId: null,
        data: { unitId, party: 'front', ruleEdition: 1 },
      } as ComplaintEvent,
    ],
    accountName: '测试',
    repeatCount: 0,
  });

  it('is counted up to a bound, newest first, and says how many were not looked at', async () => {
    const { deps } = backend.app;
    // old ones, whose deadlines are long over, and recent ones that a day off on Friday moves
    const old = Array.from({ length: 40 }, () => history(instantAt('2026-10-12', '09:00')));
    const recent = Array.from({ length: 260 }, () => history(instantAt('2026-11-18', '09:00')));
    await inTransaction(deps, async (tx) =>
      insertHistories(tx, [...old, ...recent], await loadWorld(tx), deps.clock.now()),
    );
    const { calendar, hours } = await loadTimeFrame(deps.read);
    const inForce = calendar.editions.get(2026) as CalendarEdition;
    const friday = { on: '2026-11-20', kind: 'holiday' as const, name: '' };
    const proposed = {
      calendar: buildCalendar([
        ...calendar.editions.values(),
        { ...inForce, number: 2, days: [...inForce.days, friday] },
      ]),
      hours,
      changed: { first: friday.on, last: friday.on },
    };
    const ctx = await backend.context('admin');
    expect(await calendarImpact(ctx, proposed, 150)).toMatchObject({
      candidates: 260,
      examined: 150,
      changed: 150,
      later: 150,
      overdue: 0,
    });
    expect(await calendarImpact(ctx, proposed)).toMatchObject({ candidates: 260, examined: 260, changed: 260 });
    // where every day may differ, the old ones are looked at too; their deadlines stay
    const all = await calendarImpact(ctx, { ...proposed, changed: null });
    expect(all).toMatchObject({ candidates: 300, examined: 300, changed: 260, later: 260 });
  });
});
