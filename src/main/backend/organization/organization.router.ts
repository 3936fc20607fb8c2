import { rpc } from '../rpc/rpc.ts';
import {
  changeStaff,
  changeUnit,
  createStaff,
  createUnit,
  listVisibleStaff,
  listVisibleUnits,
} from './organization.service.ts';

const organization = rpc.organization;

export const organizationRouter = organization.router({
  units: organization.units.handler(({ context, input }) => listVisibleUnits(context.service, input)),
  createUnit: organization.createUnit.handler(({ context, input }) => createUnit(context.service, input)),
  updateUnit: organization.updateUnit.handler(({ context, input }) => changeUnit(context.service, input)),
  staff: organization.staff.handler(({ context, input }) => listVisibleStaff(context.service, input)),
  createStaff: organization.createStaff.handler(({ context, input }) => createStaff(context.service, input)),
  updateStaff: organization.updateStaff.handler(({ context, input }) => changeStaff(context.service, input)),
});
