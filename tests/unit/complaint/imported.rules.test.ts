import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { foldEvents } from '#shared/complaint/complaint.rules.ts';
import { courseFaults, type ImportedCourse, statusOf } from '#shared/complaint/imported.rules.ts';
import { type CourseImport, historyOf } from '#shared/complaint/imported-history.rules.ts';
import { updateOf } from '#shared/complaint/imported-update.rules.ts';

const by: CourseImport = {
  recordedAt: '2026-11-22T02:00:00.000Z',
  accountId: 'clerk',
  accountName: '录入员',
  file: '热线.xlsx',
  ruleEdition: 3,
};
const hall = { unitId: 'hall', party: 'front' } as const;
const network = { unitId: 'network', party: 'network' } as const;
const course = (more: Partial<ImportedCourse>): ImportedCourse => ({
  receivedAt: '2026-11-02T01:00:00.000Z',
  acknowledgedAt: null,
  assignedAt: null,
  acceptedAt: null,
  respondedAt: null,
  visitedAt: null,
  closedAt: null,
  status: null,
  statusText: '',
  holder: network,
  receiver: null,
  returnCount: 0,
  conclusion: null,
  causeCode: null,
  answer: '',
  measure: '',
  correction: '',
  prevention: '',
  evidence: '',
  compensationCents: null,
  visitResult: null,
  remark: '',
  people: {},
  ...more,
});
const whole = course({
  acknowledgedAt: '2026-11-02T01:20:00.000Z',
  assignedAt: '2026-11-02T02:00:00.000Z',
  acceptedAt: '2026-11-02T03:00:00.000Z',
  respondedAt: '2026-11-03T02:00:00.000Z',
  visitedAt: '2026-11-04T02:00:00.000Z',
  closedAt: '2026-11-04T03:00:00.000Z',
  status: 'closed',
  statusText: '已归档',
  receiver: hall,
  conclusion: 'founded',
  causeCode: 'net.port',
  answer: '端口已修复',
  measure: '更换端口',
  visitResult: 'satisfied',
  people: { receivedAt: '沈', closedAt: '林' },
});
const events = (one: ImportedCourse) => historyOf(one, by).map(({ event }) => event);
const line = (one: ImportedCourse) =>
  historyOf(one, by).map(({ event, accountName }) =>
    [event.type, event.happenedAt?.slice(5, 16) ?? '?', accountName].filter(Boolean).join(' '),
  );

describe('histories of imported complaints', () => {
  it('a course with all its times becomes all its events, and nothing is unknown', () => {
    expect(line(whole)).toEqual([
      'received 11-02T01:00 沈',
      'acknowledged 11-02T01:20',
      'assigned 11-02T02:00',
      'accepted 11-02T03:00',
      'responded 11-03T02:00',
      'followedUp 11-04T02:00',
      'closed 11-04T03:00 林',
      'imported ? 录入员',
    ]);
    const history = events(whole);
    expect(new Set(history.map((event) => event.recordedAt))).toEqual(new Set([by.recordedAt]));
    expect(history.map((event) => event.accountId)).toEqual([...Array(7).fill(null), 'clerk']);
    const state = foldEvents(history);
    expect(state).toMatchObject({
      status: 'closed',
      imported: true,
      timesUnknown: false,
      backdatedCount: 0,
      acknowledgedAt: '2026-11-02T01:20:00.000Z',
      respondedAt: '2026-11-03T02:00:00.000Z',
      closedAt: '2026-11-04T03:00:00.000Z',
      conclusion: 'founded',
      causeCode: 'net.port',
      measure: '更换端口',
      visitResult: 'satisfied',
      unitId: 'network',
      firstUnitId: 'hall',
    });
    expect(state.rounds[0]).toMatchObject({ firstTimeUnknown: false, answerTimeUnknown: false });
    expect(state.ledger.map(({ party, from, to }) => [party, from.slice(8, 13), to?.slice(8, 13)])).toEqual([
      ['front', '02T01', '02T01'],
      ['front', '02T01', '02T02'],
      ['network', '02T02', '02T03'],
      ['network', '02T03', '03T02'],
      ['front', '03T02', '04T02'],
      ['front', '04T02', '04T03'],
    ]);
  });

  it('what the file doesn’t say stays unknown: the first contact of an answered one', () => {
    const state = foldEvents(events({ ...whole, acknowledgedAt: null }));
    expect(line({ ...whole, acknowledgedAt: null }).slice(0, 3)).toEqual([
      'received 11-02T01:00 沈',
      'imported ? 录入员',
      'assigned 11-02T02:00',
    ]);
    expect(state.rounds[0]).toMatchObject({ firstTimeUnknown: true, answerTimeUnknown: false });
    // who had it in hand when is known all the same
    expect(state.timesUnknown).toBe(false);
    expect(state.status).toBe('closed');
  });

  it('a status without its times: nothing is invented', () => {
    const state = foldEvents(events(course({ status: 'closed', statusText: 'Solved' })));
    expect(line(course({ status: 'closed' }))).toEqual(['received 11-02T01:00', 'imported ? 录入员']);
    expect(state).toMatchObject({ status: 'closed', closedAt: null, respondedAt: null, timesUnknown: true });
    expect(state.rounds[0]).toMatchObject({ firstTimeUnknown: true, answerTimeUnknown: true });
    expect(foldEvents(events(course({ status: 'closed', closedAt: '2026-11-05T00:00:00.000Z' })))).toMatchObject({
      closedAt: '2026-11-05T00:00:00.000Z',
      respondedAt: null,
      timesUnknown: true,
      conclusion: null,
      causeCode: null,
    });
  });

  it('a unit that got it nobody knows when makes durations unknown', () => {
    const moved = course({ status: 'received', receiver: hall });
    expect(foldEvents(events(moved))).toMatchObject({ unitId: 'network', firstUnitId: 'hall', timesUnknown: true });
    expect(foldEvents(events(course({ status: 'received' })))).toMatchObject({ timesUnknown: false });
  });

  it('returns are counted at unknown moments, and the first contact known stays known', () => {
    const state = foldEvents(events({ ...whole, returnCount: 2 }));
    expect(state).toMatchObject({ returnCount: 2, status: 'closed', unitId: 'network', timesUnknown: true });
    expect(state.rounds[0]).toMatchObject({ firstTimeUnknown: false, respondedAt: '2026-11-03T02:00:00.000Z' });
    expect(state.returnPending).toBe(false);
  });

  it('contact after it was handed on leads back to no earlier status', () => {
    const later = course({
      assignedAt: '2026-11-02T02:00:00.000Z',
      acknowledgedAt: '2026-11-02T05:00:00.000Z',
      status: 'investigating',
    });
    expect(line(later).slice(0, 3)).toEqual(['received 11-02T01:00', 'assigned 11-02T02:00', 'informed 11-02T05:00']);
    expect(foldEvents(events(later)).rounds[0]?.firstResponseAt).toBe('2026-11-02T05:00:00.000Z');
  });

  it('a visit without its result, a result without its visit, withdrawal, remarks', () => {
    const visited = course({ respondedAt: '2026-11-03T00:00:00.000Z', visitedAt: '2026-11-04T00:00:00.000Z' });
    expect(foldEvents(events(visited))).toMatchObject({ status: 'followedUp', visitResult: null, timesUnknown: false });
    const asked = course({ respondedAt: '2026-11-03T00:00:00.000Z', visitResult: 'unsatisfied', status: 'followedUp' });
    expect(foldEvents(events(asked))).toMatchObject({ status: 'followedUp', visitResult: 'unsatisfied' });
    const withdrawn = course({ status: 'withdrawn', closedAt: '2026-11-03T00:00:00.000Z', remark: '用户撤诉' });
    expect(line(withdrawn)).toEqual(['received 11-02T01:00', 'withdrawn 11-03T00:00', 'noted ?', 'imported ? 录入员']);
    expect(foldEvents(events(withdrawn)).closedAt).toBe('2026-11-03T00:00:00.000Z');
  });

  it('proof, correction and prevention go with the answer and the closing; what was paid is known, when it was is not', () => {
    const full = { ...whole, evidence: '录音 7', correction: '换端口', prevention: '巡检', compensationCents: 2050 };
    const state = foldEvents(events(full));
    expect(state).toMatchObject({
      responseEvidence: ['录音 7'],
      correction: '换端口',
      prevention: '巡检',
      compensation: { state: 'approved', amountCents: 2050 },
      timesUnknown: false,
      status: 'closed',
      closedAt: whole.closedAt,
    });
    expect(line(full).slice(-4)).toEqual([
      'compensationProposed ?',
      'compensationApproved ?',
      'closed 11-04T03:00 林',
      'imported ? 录入员',
    ]);
    // without the acts they belong to they are remarks, and nothing is lost
    const untimed = course({ status: 'closed', evidence: '录音 7', correction: '换端口', prevention: '巡检' });
    const notes = events(untimed).flatMap((event) => (event.type === 'noted' ? [event.data.note] : []));
    expect(notes).toEqual(['录音 7', '换端口', '巡检']);
  });

  it('without a status the moments tell it', () => {
    expect(statusOf(course({}))).toBe('received');
    expect(statusOf(course({ assignedAt: '2026-11-03T00:00:00.000Z' }))).toBe('assigned');
    expect(statusOf(course({ visitResult: 'neutral' }))).toBe('followedUp');
    expect(statusOf({ ...whole, status: null })).toBe('closed');
  });
});

describe('courses that can’t be right', () => {
  it('moments out of order', () => {
    expect(courseFaults(whole)).toEqual([]);
    expect(courseFaults({ ...whole, respondedAt: '2026-11-02T02:30:00.000Z' })).toEqual([
      { moment: 'respondedAt', against: 'acceptedAt' },
    ]);
    expect(courseFaults({ ...whole, closedAt: '2026-11-01T00:30:00.000Z' })).toEqual([
      { moment: 'closedAt', against: 'visitedAt' },
    ]);
    expect(courseFaults({ ...whole, acknowledgedAt: '2026-11-03T02:00:01.000Z' })).toEqual([
      { moment: 'respondedAt', against: 'acknowledgedAt' },
    ]);
    expect(courseFaults({ ...whole, acknowledgedAt: '2026-11-01T00:30:00.000Z' })).toEqual([
      { moment: 'acknowledgedAt', against: 'receivedAt' },
    ]);
  });

  it('days without a time follow what happened earlier on the same day', () => {
    const days = course({
      receivedAt: '2026-11-02T01:00:00.000Z',
      respondedAt: '2026-11-01T16:00:00.000Z',
      closedAt: '2026-11-01T16:00:00.000Z',
    });
    expect(courseFaults(days)).toEqual([]);
    expect(foldEvents(events(days))).toMatchObject({
      respondedAt: '2026-11-02T01:00:00.000Z',
      closedAt: '2026-11-02T01:00:00.000Z',
    });
    expect(courseFaults({ ...days, closedAt: '2026-10-31T16:00:00.000Z' })).toEqual([
      { moment: 'closedAt', against: 'respondedAt' },
    ]);
  });

  it('a moment the status has not come to', () => {
    expect(courseFaults({ ...whole, status: 'assigned' })).toEqual([
      { moment: 'acceptedAt', against: 'assigned' },
      { moment: 'respondedAt', against: 'assigned' },
      { moment: 'visitedAt', against: 'assigned' },
      { moment: 'closedAt', against: 'assigned' },
    ]);
    expect(courseFaults({ ...whole, status: 'withdrawn' })).toEqual([]);
  });
});

describe('any course without a fault', () => {
  // a quarter past, so that none is a midnight: those stand for days without a time
  const hours = (n: number) => new Date(Date.parse('2026-11-02T01:15:00.000Z') + n * 3_600_000).toISOString();
  const moments = ['assignedAt', 'acceptedAt', 'respondedAt', 'visitedAt', 'closedAt'] as const;
  const anyCourse = fc
    .record({
      offsets: fc.array(fc.integer({ min: 0, max: 200 }), { minLength: 5, maxLength: 5 }),
      given: fc.array(fc.boolean(), { minLength: 5, maxLength: 5 }),
      contact: fc.option(fc.integer({ min: 0, max: 60 }), { nil: null }),
      status: fc.constantFrom(
        null,
        null,
        'received',
        'investigating',
        'responded',
        'followedUp',
        'closed',
        'withdrawn',
      ),
      visitResult: fc.constantFrom(null, 'satisfied', 'unsatisfied'),
      receiver: fc.constantFrom(null, hall),
      returnCount: fc.integer({ min: 0, max: 3 }),
      compensationCents: fc.constantFrom(null, 2050),
      evidence: fc.constantFrom('', '录音 7'),
    })
    .map(({ offsets, given, contact, status, ...rest }) => {
      const inOrder = offsets.sort((a, b) => a - b);
      const at = moments.map((moment, i) => [moment, given[i] ? hours(inOrder[i] as number) : null]);
      return course({
        ...(Object.fromEntries(at) as Partial<ImportedCourse>),
        acknowledgedAt: contact === null ? null : hours(contact),
        status: status as ImportedCourse['status'],
        ...(rest as Pick<
          ImportedCourse,
          'visitResult' | 'receiver' | 'returnCount' | 'compensationCents' | 'evidence'
        >),
      });
    })
    .filter((one) => courseFaults(one).length === 0);

  it('ends in the status of the file, in order of time, with the times of the file and no others', () => {
    fc.assert(
      fc.property(anyCourse, (one) => {
        const history = events(one);
        const state = foldEvents(history);
        expect(state.status).toBe(statusOf(one));
        expect(state.unitId).toBe('network');
        expect(state.returnCount).toBe(one.returnCount);
        expect(history.map((event) => event.seq)).toEqual(history.map((_, i) => i + 1));
        const times = history.flatMap((event) => event.happenedAt ?? []);
        expect(times).toEqual([...times].sort());
        const given = [
          one.receivedAt,
          one.acknowledgedAt,
          one.assignedAt,
          one.acceptedAt,
          one.respondedAt,
          one.visitedAt,
          one.closedAt,
        ];
        expect([...times].sort()).toEqual(given.filter((at) => at !== null).sort());
        if (statusOf(one) === 'closed') expect(state.closedAt).toBe(one.closedAt);
        expect(state.respondedAt).toBe(one.respondedAt);
        expect(history.at(-1)?.type).toBe('imported');
        expect(state.backdatedCount).toBe(0);
        for (const { from, to } of state.ledger) if (to !== null) expect(to >= from).toBe(true);
      }),
      { numRuns: 300 },
    );
  });
});

describe('a further export of the same complaint', () => {
  const later = { ...by, recordedAt: '2026-11-23T02:00:00.000Z', file: '热线2.xlsx' };
  const stored = (one: ImportedCourse) => events(one);
  const update = (before: ImportedCourse, after: ImportedCourse) => updateOf(after, later, stored(before));
  const added = (before: ImportedCourse, after: ImportedCourse) =>
    update(before, after).added.map(({ event }) => [event.seq, event.type, event.happenedAt?.slice(5, 16) ?? '?']);
  const open: ImportedCourse = {
    ...whole,
    respondedAt: null,
    visitedAt: null,
    closedAt: null,
    visitResult: null,
    conclusion: null,
    causeCode: null,
    answer: '',
    measure: '',
    status: 'investigating',
  };

  it('the same again adds nothing', () => {
    for (const one of [whole, open, { ...whole, returnCount: 2, remark: '备注' }, course({ status: 'closed' })])
      expect(update(one, one)).toMatchObject({ added: [], differences: [], isTouched: false });
  });

  it('what is newer is appended with its times, and the history reads as if it had come at once', () => {
    expect(added(open, whole)).toEqual([
      [6, 'responded', '11-03T02:00'],
      [7, 'followedUp', '11-04T02:00'],
      [8, 'closed', '11-04T03:00'],
      [9, 'imported', '?'],
    ]);
    const state = foldEvents([...stored(open), ...update(open, whole).added.map(({ event }) => event)]);
    const { lastSeq: _seq, closedRecordedAt: _at, ledger, ...atOnce } = foldEvents(events(whole));
    expect(state).toMatchObject(atOnce);
    expect(state.ledger.length).toBeGreaterThanOrEqual(ledger.length);
    expect(update(open, whole)).toMatchObject({ from: 'investigating', to: 'closed', differences: [] });
  });

  it('other times of what is stored are named and change nothing', () => {
    const other = { ...whole, assignedAt: '2026-11-02T02:30:00.000Z', conclusion: 'notFounded' as const };
    expect(update(whole, other)).toMatchObject({
      added: [],
      differences: [
        {
          kind: 'moment',
          moment: 'assignedAt',
          stored: '2026-11-02T02:00:00.000Z',
          told: '2026-11-02T02:30:00.000Z',
        },
        { kind: 'result', field: 'conclusion' },
      ],
    });
    const early = update({ ...whole, acknowledgedAt: null }, whole);
    expect(early.added).toEqual([]);
    expect(early.differences).toMatchObject([{ kind: 'moment', moment: 'acknowledgedAt', stored: null }]);
  });

  it('an older export doesn’t open what is closed; without known times the status follows the file', () => {
    expect(update(whole, open)).toMatchObject({
      added: [],
      differences: [{ kind: 'older', stored: 'closed', told: 'investigating' }],
    });
    expect(added(course({ status: 'closed' }), course({ status: 'investigating' }))).toEqual([[3, 'imported', '?']]);
    expect(update(whole, course({}))).toMatchObject({ added: [], to: 'closed' });
  });

  it('more returns, another unit, a remark', () => {
    expect(added(open, { ...open, returnCount: 1 }).map(([, type]) => type)).toEqual([
      'returned',
      'imported',
      'imported',
    ]);
    expect(update(open, { ...open, holder: hall })).toMatchObject({ isMoved: true });
    expect(added(open, { ...open, remark: '催办' }).map(([, type]) => type)).toEqual(['noted', 'imported']);
    const paid = { ...open, compensationCents: 2000 };
    expect(added(open, paid).map(([, type]) => type)).toEqual([
      'compensationProposed',
      'compensationApproved',
      'imported',
    ]);
    expect(added(paid, { ...paid, returnCount: 1 }).map(([, type]) => type)).toEqual([
      'returned',
      'imported',
      'imported',
    ]);
    expect(update(paid, { ...paid, compensationCents: 3000 })).toMatchObject({
      added: [],
      differences: [{ kind: 'result', field: 'compensation' }],
    });
  });

  it('nothing follows the file once somebody has acted here; what deadlines do by themselves is no act', () => {
    const acted = (type: 'noted' | 'escalated', data: object) =>
      [
        ...stored(open),
        { seq: 6, type, happenedAt: later.recordedAt, recordedAt: later.recordedAt, accountId: 'x', data },
      ] as Parameters<typeof updateOf>[2];
    expect(updateOf(whole, later, acted('noted', { note: '已联系' }))).toMatchObject({ isTouched: true, added: [] });
    expect(updateOf(whole, later, acted('escalated', { note: '超时', automatic: true })).isTouched).toBe(false);
  });
});
