import type { ClientContext, ClientLink } from '@orpc/client';
import type { QueryClient } from '@tanstack/react-query';

/**
 * A link whose calls are acts. What was looked at before and is out of sight is fetched anew when one comes back to
 * it, however fresh it is; what is in sight is renewed by whoever acts, so that nothing moves while somebody types.
 */
export function actLink(link: ClientLink<ClientContext>, queries: QueryClient): ClientLink<ClientContext> {
  return {
    call: async (...call) => {
      const output = await link.call(...call);
      queries.invalidateQueries({ type: 'inactive', refetchType: 'none' });
      return output;
    },
  };
}
