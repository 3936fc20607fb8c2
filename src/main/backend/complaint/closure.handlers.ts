import { rpc } from '../rpc/rpc.ts';
import { bulkClosings } from './bulk-closing.service.ts';
import {
  checkClosure,
  closureAudit,
  closureAudits,
  drawClosureAudit,
  exportClosureAudit,
} from './closure-audit.service.ts';
import { backdatedActs, bunching } from './closure-figures.service.ts';

const complaint = rpc.complaint;

/** Calls about whether closings are real. */
export const closureHandlers = {
  drawClosureAudit: complaint.drawClosureAudit.handler(({ context, input }) =>
    drawClosureAudit(context.service, input),
  ),
  closureAudits: complaint.closureAudits.handler(({ context }) => closureAudits(context.service)),
  closureAudit: complaint.closureAudit.handler(({ context, input }) => closureAudit(context.service, input)),
  checkClosure: complaint.checkClosure.handler(({ context, input }) => checkClosure(context.service, input)),
  exportClosureAudit: complaint.exportClosureAudit.handler(({ context, input }) =>
    exportClosureAudit(context.service, input),
  ),
  bunching: complaint.bunching.handler(({ context, input }) => bunching(context.service, input)),
  bulkClosings: complaint.bulkClosings.handler(({ context, input }) => bulkClosings(context.service, input)),
  backdatedActs: complaint.backdatedActs.handler(({ context, input }) => backdatedActs(context.service, input)),
};
