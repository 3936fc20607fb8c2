import fc from 'fast-check';
import { expect, test } from 'vitest';
import { ledgerParties } from '#shared/complaint/complaint.enums.ts';
import { ledgerMinutes, sharesAdding } from '#shared/complaint/ledger.words.ts';

const sum = (list: readonly number[]) => list.reduce((total, one) => total + one, 0);

test('minutes shown of segments and of parties add up to the whole that is shown, whatever the seconds', () => {
  const segment = fc.record({
    party: fc.constantFrom(...ledgerParties),
    seconds: fc.nat(100_000),
    workSeconds: fc.nat(100_000),
  });
  fc.assert(
    fc.property(fc.array(segment, { maxLength: 12 }), (segments) => {
      const whole = {
        seconds: sum(segments.map((one) => one.seconds)),
        workSeconds: sum(segments.map((one) => one.workSeconds)),
      };
      const parts = ledgerParties.map((party) => ({ party }));
      const shown = ledgerMinutes({ ...whole, segments, parts });
      expect(shown.natural).toBe(Math.floor(whole.seconds / 60));
      expect(shown.work).toBe(Math.floor(whole.workSeconds / 60));
      for (const list of [shown.segments, shown.parts]) {
        expect(sum(list.map((one) => one.natural))).toBe(shown.natural);
        expect(sum(list.map((one) => one.work))).toBe(shown.work);
      }
      // no line is further from its own time than a minute
      for (const [i, one] of shown.segments.entries())
        expect(Math.abs(one.natural - (segments[i]?.seconds ?? 0) / 60)).toBeLessThan(1);
    }),
  );
});

test('two stretches of half a minute are one minute, not none', () => {
  const half = { party: 'front', seconds: 30, workSeconds: 30 } as const;
  const shown = ledgerMinutes({ seconds: 60, workSeconds: 60, segments: [half, half], parts: [{ party: 'front' }] });
  expect(shown.parts).toEqual([{ party: 'front', natural: 1, work: 1 }]);
});

test('shares add up to 100.0 %, and what is over goes to those that lost most', () => {
  expect(sharesAdding([1, 1, 1])).toEqual([334, 333, 333]);
  expect(sharesAdding([1, 2])).toEqual([333, 667]);
  expect(sharesAdding([0, 0])).toEqual([0, 0]);
  expect(sharesAdding([])).toEqual([]);
  fc.assert(
    fc.property(fc.array(fc.nat(1_000_000), { minLength: 1, maxLength: 6 }), (values) => {
      expect(sum(sharesAdding(values))).toBe(sum(values) > 0 ? 1000 : 0);
    }),
  );
});
