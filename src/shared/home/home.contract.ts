import { z } from 'zod';
import { call } from '../kernel/call.ts';
import { organizationErrors } from '../organization/organization.errors.ts';
import { overview, waiting } from './home.schema.ts';

/** The page everyone begins with: what to do, six figures, where it goes wrong. */
export const homeContract = {
  overview: call('signedIn', organizationErrors)
    .input(z.object({ endOn: z.string().regex(/^\d{4}-\d{2}-\d{2}$/), unitId: z.string().nullish() }))
    .output(overview),
  waiting: call('signedIn', organizationErrors)
    .input(z.object({ unitId: z.string().nullish() }))
    .output(waiting),
};
