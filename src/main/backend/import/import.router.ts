import { rpc } from '../rpc/rpc.ts';
import { findAlike, joinAlike, showAlike } from './alike.service.ts';
import {
  closeImport,
  describeTarget,
  exportRejected,
  findNextError,
  openImport,
  reopenImport,
  reviewImport,
  searchUnits,
  showBatches,
  showRows,
  showSession,
  writeImport,
} from './import.service.ts';

const importing = rpc.import;

export const importRouter = importing.router({
  describe: importing.describe.handler(({ context, input }) =>
    describeTarget(context.service, context.deps.imports, input),
  ),
  open: importing.open.handler(({ context, input }) => openImport(context.service, context.deps.imports, input)),
  reopen: importing.reopen.handler(({ context, input }) => reopenImport(context.service, context.deps.imports, input)),
  session: importing.session.handler(({ context, input }) =>
    showSession(context.service, context.deps.imports, input.sessionId),
  ),
  review: importing.review.handler(({ context, input }) => reviewImport(context.service, context.deps.imports, input)),
  rows: importing.rows.handler(({ context, input }) => showRows(context.service, context.deps.imports, input)),
  nextError: importing.nextError.handler(({ context, input }) =>
    findNextError(context.service, context.deps.imports, input),
  ),
  units: importing.units.handler(({ context, input }) => searchUnits(context.service, context.deps.imports, input)),
  findAlike: importing.findAlike.handler(({ context, input }) =>
    findAlike(context.service, context.deps.imports, input.sessionId),
  ),
  alike: importing.alike.handler(({ context, input }) =>
    showAlike(context.service, context.deps.imports, input.sessionId),
  ),
  joinAlike: importing.joinAlike.handler(({ context, input }) =>
    joinAlike(context.service, context.deps.imports, input),
  ),
  rejected: importing.rejected.handler(({ context, input }) =>
    exportRejected(context.service, context.deps.imports, input),
  ),
  write: importing.write.handler(({ context, input }) => writeImport(context.service, context.deps.imports, input)),
  close: importing.close.handler(({ context, input }) =>
    closeImport(context.service, context.deps.imports, input.sessionId),
  ),
  batches: importing.batches.handler(({ context, input }) => showBatches(context.service, context.deps.imports, input)),
});
