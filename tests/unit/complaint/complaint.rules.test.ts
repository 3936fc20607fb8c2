import { describe, expect, test } from 'vitest';
import { actTable, allowedActs, missingForClose, returnLimit } from '#shared/complaint/act.rules.ts';
import { complaintActs, complaintStatuses } from '#shared/complaint/complaint.enums.ts';
import { type ComplaintState, foldEvents, isPaused } from '#shared/complaint/complaint.rules.ts';
import { maskName, maskNumber } from '#shared/complaint/masking.rules.ts';
import { roleMay, roles } from '#shared/kernel/permissions.ts';
import { answer, at, event, history, received } from './history.ts';

const everything = () => true;
const full = () =>
  history(
    received('2026-11-19 16:20'),
    event('acknowledged', '2026-11-19 17:12', { note: '' }),
    event('assessed', '2026-11-19 17:20', {
      note: '',
      levels: { severity: 2, impact: 1, complexity: 1, urgency: 3, recurrence: 1 },
    }),
    event('assigned', '2026-11-19 17:25', { unitId: 'vendor7', party: 'vendor', note: '' }),
    event('accepted', '2026-11-20 09:22', { note: '' }),
    answer('2026-11-20 16:00'),
    event('followedUp', '2026-11-21 10:00', { result: 'satisfied', note: '' }),
    event('closed', '2026-11-21 10:05', {
      conclusion: 'founded',
      causeCode: 'vendor.noShow',
      measure: '更换光猫',
      note: '',
    }),
  );

describe('folding a history', () => {
  test('walks the life cycle of ISO 10002', () => {
    const events = full();
    expect(events.map((_, i) => foldEvents(events.slice(0, i + 1)).status)).toEqual([
      'received',
      'acknowledged',
      'assessed',
      'assigned',
      'investigating',
      'responded',
      'followedUp',
      'closed',
    ]);
    const end = foldEvents(events);
    expect(end).toMatchObject({
      firstUnitId: 'hall',
      firstAccountId: 'a1',
      unitId: 'vendor7',
      conclusion: 'founded',
      closedAt: at('2026-11-21 10:05'),
      respondedAt: at('2026-11-20 16:00'),
    });
  });
  test('an unsatisfied visit reopens: the answer no longer counts and a new round begins', () => {
    const state = foldEvents(
      history(
        ...full().slice(0, 6),
        event('followedUp', '2026-11-21 10:00', { result: 'unsatisfied', note: '' }),
        event('reopened', '2026-11-21 10:00', { note: '不满意', byVisit: true }),
      ),
    );
    expect(state).toMatchObject({ status: 'investigating', reopenCount: 1, respondedAt: null, visitResult: null });
    expect(state.rounds.map((r) => [r.startedAt, r.respondedAt])).toEqual([
      [at('2026-11-19 16:20'), at('2026-11-20 16:00')],
      [at('2026-11-21 10:00'), null],
    ]);
  });
  test('an unreachable customer counts as visited after three attempts', () => {
    const visit = (when: string) => event('followedUp', when, { result: 'unreachable', note: '' });
    const two = history(...full().slice(0, 6), visit('2026-11-21 10:00'), visit('2026-11-21 15:00'));
    expect(foldEvents(two).status).toBe('responded');
    expect(foldEvents(history(...two, visit('2026-11-22 10:00'))).status).toBe('followedUp');
  });
  test('returning goes back to the first unit and waits to be assigned again', () => {
    const state = foldEvents(
      history(...full().slice(0, 4), event('returned', '2026-11-20 09:00', { note: '非本段责任' })),
    );
    expect(state).toMatchObject({ status: 'assessed', unitId: 'hall', returnPending: true, returnCount: 1 });
  });
  test('imported statuses say so and invent no time', () => {
    const state = foldEvents(
      history(
        received('2015-04-22 15:53'),
        event('imported', null, {
          status: 'closed',
          sourceStatus: 'Solved',
          file: 'a.csv',
          unitId: 'hall',
          party: 'front',
        }),
      ),
    );
    expect(state).toMatchObject({
      status: 'closed',
      imported: true,
      timesUnknown: true,
      closedAt: null,
      respondedAt: null,
    });
  });
});

describe('the state machine', () => {
  /** Every status, reached by a real history. */
  const reach = (status: string): ComplaintState => {
    if (status === 'withdrawn')
      return foldEvents(
        history(received('2026-11-19 16:20'), event('withdrawn', '2026-11-19 17:00', { note: '用户撤诉' })),
      );
    const events = full();
    const i = events.findIndex((_, n) => foldEvents(events.slice(0, n + 1)).status === status);
    return foldEvents(events.slice(0, i + 1));
  };
  test('allows exactly what the table says, in every status and for every role', () => {
    for (const status of complaintStatuses) {
      for (const role of roles) {
        const may = (p: Parameters<typeof roleMay>[1]) => roleMay(role, p);
        const expected = complaintActs.filter((act) =>
          actTable.some(
            (row) => row.act === act && row.from.includes(status) && row.paused !== 'only' && may(row.permission),
          ),
        );
        expect([...allowedActs(reach(status), may)].sort(), `${status} ${role}`).toEqual([...expected].sort());
      }
    }
  });
  test('pins the acts of every status', () => {
    const beforeAnswer = ['suspend', 'escalate', 'note', 'withdraw'];
    const afterAnswer = ['escalate', 'note', 'reopen', 'withdraw'];
    const pinned: Record<(typeof complaintStatuses)[number], string[]> = {
      received: ['acknowledge', 'assess', 'assign', ...beforeAnswer],
      acknowledged: ['assess', 'assign', 'respond', ...beforeAnswer],
      assessed: ['assign', 'respond', ...beforeAnswer],
      assigned: ['accept', 'respond', 'transfer', 'return', ...beforeAnswer],
      investigating: ['respond', 'transfer', 'return', ...beforeAnswer],
      responded: ['followUp', ...afterAnswer],
      followedUp: ['close', ...afterAnswer],
      closed: ['reopen'],
      withdrawn: [],
    };
    for (const status of complaintStatuses)
      expect([...allowedActs(reach(status), everything)].sort(), status).toEqual([...pinned[status]].sort());
  });
  test('pins who may do what where', () => {
    const may = (role: (typeof roles)[number]) => (p: Parameters<typeof roleMay>[1]) => roleMay(role, p);
    expect(allowedActs(reach('assigned'), may('liaison'))).toEqual(['accept', 'respond', 'return', 'escalate', 'note']);
    expect(allowedActs(reach('followedUp'), may('complaintOfficer'))).toEqual([
      'close',
      'escalate',
      'note',
      'reopen',
      'withdraw',
    ]);
    expect(allowedActs(reach('closed'), may('liaison'))).toEqual([]);
    expect(allowedActs(reach('received'), may('viewer'))).toEqual([]);
    expect(allowedActs(reach('withdrawn'), everything)).toEqual([]);
  });
  test('while suspended only resuming, escalating, noting and withdrawing remain', () => {
    const state = foldEvents(
      history(
        ...full().slice(0, 5),
        event('suspended', '2026-11-20 10:00', { reason: 'customer', approver: '主管', note: '' }),
      ),
    );
    expect(isPaused(state)).toBe(true);
    expect(allowedActs(state, everything)).toEqual(['resume', 'escalate', 'note', 'withdraw']);
  });
  test('returns are limited', () => {
    let events = full().slice(0, 4);
    for (let i = 0; i < returnLimit; i += 1) {
      expect(allowedActs(foldEvents(events), everything)).toContain('return');
      events = history(
        ...events,
        event('returned', '2026-11-20 09:00', { note: 'x' }),
        event('assigned', '2026-11-20 09:10', { unitId: 'vendor7', party: 'vendor', note: '' }),
      );
    }
    expect(allowedActs(foldEvents(events), everything)).not.toContain('return');
  });
});

test('what is missing for closing is named', () => {
  expect(missingForClose(foldEvents(full().slice(0, 5)))).toEqual([
    'response',
    'visit',
    'conclusion',
    'cause',
    'measure',
  ]);
  expect(missingForClose(foldEvents(full().slice(0, 6)))).toEqual(['visit']);
  expect(
    missingForClose(foldEvents(full().slice(0, 5)), { conclusion: 'founded', causeCode: 'x', measure: 'y' }),
  ).toEqual(['response', 'visit']);
  expect(missingForClose(foldEvents(full().slice(0, 7)))).toEqual([]);
});

test('numbers and names are masked', () => {
  expect(maskNumber('00012341234')).toBe('000****1234');
  expect(maskNumber('8810')).toBe('**10');
  expect(maskName('沈知秋')).toBe('沈**');
  expect(maskName('')).toBe('');
});
