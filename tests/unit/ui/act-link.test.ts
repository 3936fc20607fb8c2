import { QueryClient, QueryObserver } from '@tanstack/react-query';
import { expect, it } from 'vitest';
import { actLink } from '../../../src/renderer/rpc/act-link.ts';

const fresh = () => new QueryClient({ defaultOptions: { queries: { staleTime: 600_000 } } });

it('an act makes what is out of sight be fetched anew when one comes back to it, and leaves alone what is in sight', async () => {
  const queries = fresh();
  let asked = 0;
  const fetched = { queryKey: ['list'], queryFn: () => ++asked };
  await queries.fetchQuery(fetched);
  const inSight = new QueryObserver(queries, { queryKey: ['sheet'], queryFn: () => 'typed' });
  const leave = inSight.subscribe(() => {});
  await inSight.refetch();

  await actLink({ call: async () => 'done' }, queries).call(['complaint', 'act'], {}, { context: {} });

  expect(asked).toBe(1);
  expect(queries.getQueryState(['sheet'])?.isInvalidated).toBe(false);
  await queries.fetchQuery(fetched);
  expect(asked).toBe(2);
  leave();
  queries.clear();
});

it('an act that was refused changed nothing', async () => {
  const queries = fresh();
  await queries.fetchQuery({ queryKey: ['list'], queryFn: () => 1 });
  const refused = actLink(
    {
      call: async () => {
        throw new Error('refused');
      },
    },
    queries,
  );
  await expect(refused.call(['complaint', 'act'], {}, { context: {} })).rejects.toThrow('refused');
  expect(queries.getQueryState(['list'])?.isInvalidated).toBe(false);
  queries.clear();
});
