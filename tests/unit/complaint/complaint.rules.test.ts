import { describe, expect, test } from 'vitest';
import {
  type Actor,
  actTable,
  allowedActs as allowed,
  missingForClose as missing,
} from '#shared/complaint/act.rules.ts';
import { complaintActs, complaintStatuses } from '#shared/complaint/complaint.enums.ts';
import { type ComplaintState, foldEvents, isPaused } from '#shared/complaint/complaint.rules.ts';
import { maskName, maskNumber } from '#shared/complaint/masking.rules.ts';
import { defaultPolicy } from '#shared/complaint/policy.schema.ts';
import { roleMay, roles } from '#shared/kernel/permissions.ts';
import { answer, at, event, history, received } from './history.ts';

const everything = () => true;
const allowedActs = (state: ComplaintState, may: Actor['may'], accountId = 'nobody') =>
  allowed(state, { accountId, may }, defaultPolicy);
const missingForClose = (state: ComplaintState, given = {}) => missing(state, defaultPolicy, given);
const { returnLimit } = defaultPolicy;
const attached = (purpose: 'response' | 'material') =>
  event('attached', '2026-11-21 10:01', { attachmentId: 'f1', purpose, name: '录音.mp3', sha256: '', note: '' });
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
  test('a reopened one is in the hands of the unit that answered for it, once more', () => {
    const reopened = event('reopened', '2026-11-21 10:00', { note: '又断了', byVisit: false });
    const again = { party: 'vendor', unitId: 'vendor7', from: at('2026-11-21 10:00'), to: null, end: null };
    const state = foldEvents(history(...full().slice(0, 6), reopened));
    expect(state.stints.map((stint) => stint.end)).toEqual(['responded', null]);
    expect(state.stints.at(-1)).toEqual(again);
    expect(allowedActs(state, everything)).toEqual(expect.arrayContaining(['handBack', 'return']));
    // also where the first unit told the customer what the other had handed back
    const handed = foldEvents(
      history(
        ...full().slice(0, 5),
        event('handedBack', '2026-11-20 15:00', { note: '已更换光猫' }),
        answer('2026-11-20 16:00'),
        reopened,
      ),
    );
    expect(handed.stints.map((stint) => stint.end)).toEqual(['handedBack', null]);
    expect(handed.stints.at(-1)).toEqual(again);
  });
  test('what nobody sent to a unit can neither be handed nor sent back', () => {
    const reopened = event('reopened', '2026-11-21 10:00', { note: '又断了', byVisit: false });
    const own = foldEvents(history(...full().slice(0, 2), answer('2026-11-20 16:00'), reopened));
    expect(own).toMatchObject({ status: 'investigating', unitId: 'hall', stints: [] });
    const handed = foldEvents(history(...full().slice(0, 5), event('handedBack', '2026-11-20 15:00', { note: 'x' })));
    const sent = foldEvents(history(...full().slice(0, 4), event('returned', '2026-11-20 09:00', { note: 'x' })));
    for (const state of [own, handed, sent])
      for (const act of ['handBack', 'return'] as const) expect(allowedActs(state, everything)).not.toContain(act);
    // but what another system had sent there
    const imported = foldEvents(
      history(
        received('2026-11-19 16:20'),
        event('imported', null, { status: 'assigned', sourceStatus: 'x', file: 'x', unitId: 'v', party: 'vendor' }),
      ),
    );
    expect(allowedActs(imported, everything)).toEqual(expect.arrayContaining(['handBack', 'return']));
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
    if (status === 'merged')
      return foldEvents(
        history(
          received('2026-11-19 16:20'),
          event('merged', '2026-11-19 17:00', { complaintId: 'c2', number: 'TS26-1119-0002', note: '重复' }),
        ),
      );
    const events = full();
    const i = events.findIndex((_, n) => foldEvents(events.slice(0, n + 1)).status === status);
    return foldEvents(events.slice(0, i + 1));
  };
  test('allows exactly what the table says, in every status and for every role', () => {
    for (const status of complaintStatuses) {
      for (const role of roles) {
        const may = (p: Parameters<typeof roleMay>[1]) => roleMay(role, p);
        const conditional = ['refuseSuspension', 'approveCompensation', 'refuseCompensation', 'exhaust'];
        const expected = complaintActs.filter(
          (act) =>
            !conditional.includes(act) &&
            actTable.some(
              (row) => row.act === act && row.from.includes(status) && row.paused !== 'only' && may(row.permission),
            ),
        );
        const inHand = status === 'assigned' || status === 'investigating';
        expect([...allowedActs(reach(status), may)].sort(), `${status} ${role}`).toEqual(
          expected.filter((act) => act !== 'handBack' || inHand).sort(),
        );
      }
    }
  });
  test('pins the acts of every status', () => {
    const always = ['attach', 'link'];
    const whileOpen = [
      ...always,
      'proposeCompensation',
      'escalate',
      'note',
      'withdraw',
      'moveRule',
      'correct',
      'split',
      'merge',
    ];
    const beforeAnswer = [...whileOpen, 'suspend', 'requestSuspension'];
    const afterAnswer = [...whileOpen, 'reopen'];
    const pinned: Record<(typeof complaintStatuses)[number], string[]> = {
      received: ['acknowledge', 'assess', 'assign', ...beforeAnswer],
      acknowledged: ['assess', 'assign', 'inform', 'respond', ...beforeAnswer],
      assessed: ['assign', 'inform', 'respond', ...beforeAnswer],
      assigned: ['accept', 'inform', 'handBack', 'respond', 'transfer', 'return', ...beforeAnswer],
      investigating: ['inform', 'handBack', 'respond', 'transfer', 'return', ...beforeAnswer],
      responded: ['followUp', ...afterAnswer],
      followedUp: ['close', ...afterAnswer],
      closed: ['reopen', 'audit', ...always],
      withdrawn: always,
      merged: ['unmerge', ...always],
    };
    for (const status of complaintStatuses)
      expect([...allowedActs(reach(status), everything)].sort(), status).toEqual([...pinned[status]].sort());
  });
  test('pins who may do what where', () => {
    const may = (role: (typeof roles)[number]) => (p: Parameters<typeof roleMay>[1]) => roleMay(role, p);
    expect(allowedActs(reach('assigned'), may('liaison'))).toEqual([
      'accept',
      'inform',
      'handBack',
      'respond',
      'return',
      'requestSuspension',
      'proposeCompensation',
      'escalate',
      'note',
      'attach',
    ]);
    expect(allowedActs(reach('followedUp'), may('complaintOfficer'))).toEqual([
      'close',
      'proposeCompensation',
      'escalate',
      'note',
      'attach',
      'reopen',
      'withdraw',
      'correct',
      'link',
      'split',
      'merge',
    ]);
    expect(allowedActs(reach('closed'), may('liaison'))).toEqual(['attach']);
    for (const status of complaintStatuses) expect(allowedActs(reach(status), may('viewer'))).toEqual([]);
  });
  test('while suspended nothing that needs the clock can be done', () => {
    const state = foldEvents(
      history(
        ...full().slice(0, 5),
        event('suspended', '2026-11-20 10:00', { reason: 'customer', approver: '主管', note: '' }),
      ),
    );
    expect(isPaused(state)).toBe(true);
    expect(allowedActs(state, everything)).toEqual([
      'inform',
      'resume',
      'proposeCompensation',
      'escalate',
      'note',
      'attach',
      'withdraw',
      'moveRule',
      'correct',
      'link',
      'split',
      'merge',
    ]);
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
  test('nobody approves their own request', () => {
    const asked = foldEvents(
      history(
        ...full().slice(0, 5),
        event('suspensionRequested', '2026-11-20 10:00', { reason: 'customer', note: '等材料' }),
        event('compensationProposed', '2026-11-20 10:10', { amountCents: 6000, form: '退费', note: '' }),
      ),
    );
    expect(allowedActs(asked, everything, 'a1')).not.toContain('suspend');
    expect(allowedActs(asked, everything, 'a1')).not.toContain('approveCompensation');
    expect(allowedActs(asked, everything, 'a2')).toEqual(expect.arrayContaining(['suspend', 'approveCompensation']));
    expect(allowedActs(asked, everything, 'a2')).not.toContain('requestSuspension');
  });
});

describe('what is missing for closing', () => {
  const whole = { conclusion: 'founded', causeCode: 'vendor.noShow', measure: 'y', correction: 'c', prevention: 'p' };
  test('is named', () => {
    expect(missingForClose(foldEvents(full().slice(0, 5)))).toEqual([
      'response',
      'evidence',
      'visit',
      'conclusion',
      'cause',
      'measure',
      'correction',
      'prevention',
    ]);
    expect(missingForClose(foldEvents(full().slice(0, 6)), whole)).toEqual(['evidence', 'visit']);
    const proven = history(...full().slice(0, 7), attached('response'));
    expect(missingForClose(foldEvents(proven), whole)).toEqual([]);
    expect(missingForClose(foldEvents(proven), { ...whole, causeCode: 'vendor' })).toEqual(['cause']);
    expect(missingForClose(foldEvents(proven), { ...whole, prevention: ' ' })).toEqual(['prevention']);
    expect(missingForClose(foldEvents(proven), { conclusion: 'notFounded' })).toEqual([]);
    const unproven = foldEvents(history(...full().slice(0, 7), attached('material')));
    expect(missingForClose(unproven, whole)).toEqual(['evidence']);
    expect(missingForClose(unproven, { ...whole, evidence: ' ' })).toEqual(['evidence']);
    expect(missingForClose(unproven, { ...whole, evidence: '录音 7' })).toEqual([]);
  });
  test('a customer who refuses keeps it open until remedies are told; a proposed compensation until it is decided', () => {
    const refused = history(
      ...full().slice(0, 6),
      attached('response'),
      event('followedUp', '2026-11-21 10:00', { result: 'refused', note: '要求赔偿三倍' }),
    );
    expect(foldEvents(refused)).toMatchObject({ status: 'responded', isRefused: true, unhappyVisits: 1 });
    expect(missingForClose(foldEvents(refused), whole)).toEqual(['visit', 'acceptance']);
    const told = history(
      ...refused,
      event('exhausted', '2026-11-21 15:00', { note: '已告知可向12300申诉', approver: '主管' }),
    );
    expect(missingForClose(foldEvents(told), whole)).toEqual([]);
    const paying = history(
      ...told,
      event('compensationProposed', '2026-11-21 16:00', { amountCents: 6000, form: '退费', note: '' }),
    );
    expect(missingForClose(foldEvents(paying), whole)).toEqual(['compensation']);
    const decided = history(...paying, event('compensationRefused', '2026-11-21 17:00', { note: '无依据' }));
    expect(missingForClose(foldEvents(decided), whole)).toEqual([]);
  });
});

describe('merging', () => {
  const other = { complaintId: 'c2', number: 'TS26-1119-0002' };
  test('ends a complaint and, undone, gives back what it was without losing a second', () => {
    const before = full().slice(0, 5);
    const merged = history(...before, event('merged', '2026-11-20 10:00', { ...other, note: '同一事由' }));
    expect(foldEvents(merged)).toMatchObject({ status: 'merged', mergedInto: other });
    const undone = history(...merged, event('unmerged', '2026-11-20 12:00', { ...other, note: '并错了' }));
    const state = foldEvents(undone);
    expect(state).toMatchObject({ status: 'investigating', mergedInto: null, closedAt: null });
    expect(state.ledger).toEqual(foldEvents(before).ledger);
  });
});

test('numbers and names are masked', () => {
  expect(maskNumber('00012341234')).toBe('000****1234');
  expect(maskNumber('8810')).toBe('**10');
  expect(maskName('沈知秋')).toBe('沈**');
  expect(maskName('')).toBe('');
});
