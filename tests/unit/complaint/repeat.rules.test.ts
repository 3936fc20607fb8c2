import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { complaintBusinesses, complaintChannels } from '#shared/complaint/complaint.enums.ts';
import { type ComplaintPolicy, complaintPolicy } from '#shared/complaint/policy.schema.ts';
import {
  mostLookedAt,
  normalNumber,
  RepeatCounter,
  type RepeatCounts,
  type RepeatSubject,
  repeatKeyOf,
} from '#shared/complaint/repeat.rules.ts';

type RepeatPolicy = ComplaintPolicy['repeat'];
const policy = complaintPolicy.parse({}).repeat;
const base: RepeatSubject = {
  complaintId: 'a',
  customerNumber: '00012341234',
  receivedAt: '2026-11-01T02:00:00.000Z',
  channel: 'hotline',
  business: 'broadband',
  categoryCode: 'fault.unrepaired',
  splitFrom: null,
};
const inOrder = (list: readonly RepeatSubject[]) =>
  [...list].sort((a, b) =>
    a.receivedAt === b.receivedAt ? (a.complaintId < b.complaintId ? -1 : 1) : a.receivedAt < b.receivedAt ? -1 : 1,
  );

/** Counts by the words of the definition: every pair looked at. */
function naive(list: readonly RepeatSubject[], rule: RepeatPolicy): Map<string, RepeatCounts> {
  const ordered = inOrder(list);
  const byId = new Map(list.map((one) => [one.complaintId, one]));
  const contact = (one: RepeatSubject): string => {
    const parent = one.splitFrom === null ? undefined : byId.get(one.splitFrom);
    return parent ? contact(parent) : (one.splitFrom ?? one.complaintId);
  };
  return new Map(
    ordered.map((one, i) => {
      const key = repeatKeyOf(one, rule.key);
      const earlier = ordered
        .slice(0, i)
        .filter((other) => normalNumber(other.customerNumber) === normalNumber(one.customerNumber))
        .slice(-mostLookedAt)
        .filter((other) => key !== null && repeatKeyOf(other, rule.key) === key && contact(other) !== contact(one));
      const since = (hours: number) => new Date(Date.parse(one.receivedAt) - hours * 3_600_000).toISOString();
      const contacts = (some: readonly RepeatSubject[]) => new Set(some.map(contact)).size;
      return [
        one.complaintId,
        {
          repeatCount: contacts(earlier.filter((other) => other.receivedAt >= since(rule.windowDays * 24))),
          channelRepeatCount: contacts(
            earlier.filter((other) => other.receivedAt >= since(rule.channelHours) && other.channel !== one.channel),
          ),
        },
      ];
    }),
  );
}

function counted(list: readonly RepeatSubject[], rule: RepeatPolicy): Map<string, RepeatCounts> {
  const counters = new Map<string, RepeatCounter>();
  return new Map(
    inOrder(list).map((one) => {
      const number = normalNumber(one.customerNumber);
      const counter = counters.get(number) ?? new RepeatCounter(rule);
      counters.set(number, counter);
      return [one.complaintId, counter.next(one)];
    }),
  );
}

describe('repeats', () => {
  const later = (days: number, rest: Partial<RepeatSubject> = {}): RepeatSubject => ({
    ...base,
    complaintId: `b${days}`,
    receivedAt: new Date(Date.parse(base.receivedAt) + days * 86_400_000).toISOString(),
    ...rest,
  });
  const of = (list: readonly RepeatSubject[], rule = policy) => [...counted(list, rule).values()];

  test('inside the window, its last day included', () => {
    expect(of([base, later(30), later(60.001)]).map((one) => one.repeatCount)).toEqual([0, 1, 0]);
  });
  test('over another channel within the hours of the policy', () => {
    expect(of([base, later(3, { channel: 'regulator' }), later(3.5, { channel: 'hotline' })])).toEqual([
      { repeatCount: 0, channelRepeatCount: 0 },
      { repeatCount: 1, channelRepeatCount: 1 },
      { repeatCount: 2, channelRepeatCount: 1 },
    ]);
    expect(of([base, later(3.1, { channel: 'regulator' })])[1]?.channelRepeatCount).toBe(0);
  });
  test('by business and by the group of the category, where the policy says so', () => {
    const other = later(1, { business: 'mobile', categoryCode: 'billing.bill' });
    const slow = later(2, { categoryCode: 'fault.slow' });
    const key = (...parts: RepeatPolicy['key']) => ({ ...policy, key: parts });
    expect(of([base, other, slow], key('number')).map((one) => one.repeatCount)).toEqual([0, 1, 2]);
    expect(of([base, other, slow], key('number', 'business')).map((one) => one.repeatCount)).toEqual([0, 0, 1]);
    expect(of([base, other, slow], key('number', 'cause')).map((one) => one.repeatCount)).toEqual([0, 0, 1]);
    // the number belongs to it even where a setting leaves it out
    expect(of([base, later(1, { customerNumber: '00099998888' })], key('business'))[1]?.repeatCount).toBe(0);
  });
  test('what is not known repeats nothing', () => {
    const nameless = { customerNumber: '' };
    expect(of([{ ...base, ...nameless }, later(1, nameless)])[1]?.repeatCount).toBe(0);
    const list = [{ ...base, business: null }, later(1, { business: null })];
    expect(of(list, { ...policy, key: ['number', 'business'] })[1]?.repeatCount).toBe(0);
  });
  test('parts of one contact are one, and do not repeat each other', () => {
    const part = { ...base, complaintId: 'p', splitFrom: 'a' };
    const partOfPart = { ...base, complaintId: 'q', splitFrom: 'p' };
    expect(of([base, part, partOfPart, later(1)]).map((one) => one.repeatCount)).toEqual([0, 0, 0, 1]);
  });
  test('a number written in several ways is one', () => {
    for (const text of [
      '138 1234 5678',
      '138-1234-5678',
      '+86 13812345678',
      '0086-138-1234-5678',
      '１３８１２３４５６７８',
    ])
      expect(normalNumber(text)).toBe('13812345678');
    expect(normalNumber('（0371）6612-3456')).toBe('037166123456');
    expect(normalNumber(' kd-0371@home ')).toBe('kd-0371@home');
    expect(normalNumber('8613')).toBe('8613');
    expect(normalNumber('')).toBe('');
  });

  const arbitrary = fc.record({
    customerNumber: fc.constantFrom('00011112222', '000 1111 2222', '00033334444', ''),
    hours: fc.oneof(fc.integer({ min: 0, max: 24 * 90 }), fc.constantFrom(0, 72, 720)),
    channel: fc.constantFrom(...complaintChannels.slice(0, 3)),
    business: fc.constantFrom(...complaintBusinesses.slice(0, 2), null),
    categoryCode: fc.constantFrom('fault.slow', 'fault.drop', 'billing.bill', 'fault', null),
    part: fc.nat(9),
  });
  const policies = fc.record({
    key: fc.constantFrom<RepeatPolicy['key']>(
      ['number'],
      ['number', 'business'],
      ['number', 'business', 'cause'],
      ['cause'],
    ),
    windowDays: fc.integer({ min: 1, max: 60 }),
    channelHours: fc.integer({ min: 1, max: 720 }),
    similarity: fc.constant(0.5),
  });
  test('equal a count of every pair, over random complaints and policies', () => {
    fc.assert(
      fc.property(fc.array(arbitrary, { maxLength: 60 }), policies, (drawn, rule) => {
        const list: RepeatSubject[] = [];
        drawn.forEach(({ hours, part, ...rest }, i) => {
          const complaintId = `c${String(i).padStart(3, '0')}`;
          const parent = part === 0 ? list.at(-1) : undefined;
          const receivedAt = new Date(Date.parse(base.receivedAt) + hours * 3_600_000).toISOString();
          // a part has customer, channel and receipt of the one it was split off
          const shared = parent && {
            customerNumber: parent.customerNumber,
            channel: parent.channel,
            receivedAt: parent.receivedAt,
          };
          list.push({ ...rest, receivedAt, ...shared, complaintId, splitFrom: parent?.complaintId ?? null });
        });
        expect(counted(list, rule)).toEqual(naive(list, rule));
      }),
      { numRuns: 500 },
    );
  });
  test('a hundred thousand of one number: only so many are looked at, in no more time for the last than for the first', () => {
    const counter = new RepeatCounter(policy);
    const start = Date.parse(base.receivedAt);
    const channels = ['hotline', 'app'] as const;
    let last = { repeatCount: 0, channelRepeatCount: 0 };
    for (let i = 0; i < 100_000; i++)
      last = counter.next({
        ...base,
        complaintId: `c${i}`,
        receivedAt: new Date(start + i * 1000).toISOString(),
        channel: channels[i % 2] as 'hotline',
      });
    expect(last).toEqual({ repeatCount: mostLookedAt, channelRepeatCount: mostLookedAt / 2 });
  });
});
