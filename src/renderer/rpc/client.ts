import { createORPCClient } from '@orpc/client';
import type { ContractRouterClient } from '@orpc/contract';
import { createTanstackQueryUtils } from '@orpc/tanstack-query';
import { QueryClient } from '@tanstack/react-query';
import type { contract } from '#shared/contract.ts';
import { actLink } from './act-link.ts';
import { createLink } from './link.ts';

type Client = ContractRouterClient<typeof contract>;

/** Errors that asking again can't mend are shown at once. */
const isFinal = (error: unknown) => typeof (error as { status?: number }).status === 'number';

export const queryClient = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 10_000,
      refetchOnWindowFocus: false,
      networkMode: 'always',
      retry: (count, error) => count < 2 && !isFinal(error),
    },
    mutations: { networkMode: 'always' },
  },
});

const link = createLink();
/** The backend, called directly: for acts outside queries. */
export const client: Client = createORPCClient(actLink(link, queryClient));
/** The backend through TanStack Query: `orpc.<domain>.<call>.queryOptions({ input })`. */
export const orpc = createTanstackQueryUtils(createORPCClient<Client>(link));
