import { z } from 'zod';
import { call } from '../kernel/call.ts';
import { pageInput, pageOf } from '../kernel/paging.ts';
import { organizationErrors } from './organization.errors.ts';
import { staffInput, staffView, unitInput, unitView } from './organization.schema.ts';

/** Units and staff. */
export const organizationContract = {
  /** every unit the account may see, parents before children */
  units: call('organization:read', organizationErrors)
    .input(z.object({ includeInactive: z.boolean().default(false) }))
    .output(z.array(unitView)),
  createUnit: call('organization:write', organizationErrors).input(unitInput).output(unitView),
  updateUnit: call('organization:write', organizationErrors)
    .input(unitInput.extend({ unitId: z.string(), isActive: z.boolean() }))
    .output(unitView),
  staff: call('organization:read', organizationErrors)
    .input(pageInput.extend({ unitId: z.string().optional(), search: z.string().max(80).default('') }))
    .output(pageOf(staffView)),
  createStaff: call('organization:write', organizationErrors).input(staffInput).output(staffView),
  updateStaff: call('organization:write', organizationErrors)
    .input(staffInput.extend({ staffId: z.string(), isActive: z.boolean() }))
    .output(staffView),
};
