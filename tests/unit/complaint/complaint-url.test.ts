import { expect, test } from 'vitest';
import { complaintFilter } from '#shared/complaint/complaint.schema.ts';
import { addressOf, read } from '../../../src/renderer/features/complaint/complaint-url.ts';

test.each([
  { view: 'all', unitId: 'u1', receivedFrom: '2026-07-01', receivedTo: '2026-09-30', traits: ['founded', 'ownUnit'] },
  { view: 'open', dueFrom: '2026-11-22T02:00:00.001Z', dueTo: '2026-11-23T02:00:00.001Z' },
  { view: 'open', receivedTo: '2026-10-22', traits: ['paused'] },
  { view: 'all', category: '=billing', cause: '-', channels: ['hotline', 'app'], statuses: ['closed'] },
  { view: 'all', cause: 'network.coverage', q: '多扣' },
] as const)('an address made of a filter is read as that filter: %j', (cases) => {
  const { filter } = read(new URLSearchParams(addressOf(complaintFilter.partial().parse(cases))));
  expect(filter).toEqual(complaintFilter.parse({ unitId: null, ...filter, ...cases }));
  for (const [key, value] of Object.entries(cases)) expect(filter[key as keyof typeof filter], key).toEqual(value);
});
