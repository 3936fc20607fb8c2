import fc from 'fast-check';
import { expect, it } from 'vitest';
import { allowedActs } from '#shared/complaint/act.rules.ts';
import { foldEvents } from '#shared/complaint/complaint.rules.ts';
import { defaultPolicy } from '#shared/complaint/policy.schema.ts';
import { actKeys } from '../../../src/renderer/features/complaint/act-keys.ts';
import { randomHistory, walks } from '../../support/random-history.ts';

const units = { first: 'u1', others: [{ unitId: 'u2', party: 'support' as const }] };

it('no two acts offered at the same time go by the same key, nor by those that step through the list', () => {
  fc.assert(
    fc.property(walks(12), (steps) => {
      const events = randomHistory(steps, units, '2026-11-02T01:00:00.000Z');
      for (let seen = 1; seen <= events.length; seen += 1) {
        const acts = allowedActs(
          foldEvents(events.slice(0, seen)),
          { accountId: 'somebody', may: () => true },
          defaultPolicy,
        );
        const keys = acts.flatMap((act) => (act in actKeys ? [actKeys[act as keyof typeof actKeys]] : []));
        expect([...keys, 'J', 'K']).toEqual([...new Set([...keys, 'J', 'K'])]);
      }
    }),
  );
});
