import { complaintFilter } from '#shared/complaint/complaint.schema.ts';
import { rpc } from '../rpc/rpc.ts';
import { listSavedViews, removeView, saveView } from '../system/saved-view.service.ts';
import { analysisHandlers } from './analysis.handlers.ts';
import { attachmentHandlers } from './attachment.handlers.ts';
import { bulkHandlers } from './bulk.handlers.ts';
import { closureHandlers } from './closure.handlers.ts';
import {
  act,
  catalogue,
  countComplaints,
  getComplaint,
  listComplaints,
  register,
  revealCustomer,
} from './complaint.service.ts';
import { exportComplaints } from './export.service.ts';
import { groupHandlers } from './group.handlers.ts';
import { linkHandlers } from './link.handlers.ts';
import { printHandlers } from './print.handlers.ts';
import { ruleHandlers } from './rule.handlers.ts';
import { todoHandlers } from './todo.handlers.ts';

const complaint = rpc.complaint;

export const complaintRouter = complaint.router({
  ...linkHandlers,
  ...analysisHandlers,
  ...ruleHandlers,
  ...todoHandlers,
  ...closureHandlers,
  ...printHandlers,
  ...groupHandlers,
  ...attachmentHandlers,
  ...bulkHandlers,
  list: complaint.list.handler(({ context, input }) => listComplaints(context.service, input)),
  counts: complaint.counts.handler(({ context, input }) => countComplaints(context.service, input)),
  get: complaint.get.handler(({ context, input }) => getComplaint(context.service, input.complaintId)),
  reveal: complaint.reveal.handler(({ context, input }) => revealCustomer(context.service, input.complaintId)),
  catalogue: complaint.catalogue.handler(({ context }) => catalogue(context.service)),
  register: complaint.register.handler(({ context, input }) => register(context.service, input)),
  act: complaint.act.handler(({ context, input }) => act(context.service, input)),
  views: complaint.views.handler(({ context }) =>
    listSavedViews(context.service, 'complaint', (stored) => complaintFilter.parse(stored)),
  ),
  saveView: complaint.saveView.handler(({ context, input }) => saveView(context.service, 'complaint', input)),
  removeView: complaint.removeView.handler(({ context, input }) =>
    removeView(context.service, 'complaint', input.viewId),
  ),
  export: complaint.export.handler(({ context, input }) => exportComplaints(context.service, input)),
});
