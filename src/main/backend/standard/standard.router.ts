import { rpc } from '../rpc/rpc.ts';
import { addClauseEdition, createClause, getClause, getClauseFigures, getClauses } from './clause.service.ts';
import {
  createDraft,
  getDraft,
  getDrafts,
  printDraft,
  publishDraft,
  removeDraft,
  retireScorecard,
  saveDraft,
} from './draft.service.ts';
import { exportClauses, exportDraft, exportScorecard, readScorecardFile } from './export.service.ts';
import { startRecompute } from './recompute.service.ts';
import { getScorecard, listPublishedScorecards, printBlankScorecard } from './standard.service.ts';

const standard = rpc.standard;

export const standardRouter = standard.router({
  scorecards: standard.scorecards.handler(({ context }) => listPublishedScorecards(context.service)),
  scorecard: standard.scorecard.handler(({ context, input }) => getScorecard(context.service, input)),
  printBlank: standard.printBlank.handler(({ context, input }) => printBlankScorecard(context.service, input)),
  retire: standard.retire.handler(({ context, input }) => retireScorecard(context.service, input)),
  exportScorecard: standard.exportScorecard.handler(({ context, input }) => exportScorecard(context.service, input)),
  drafts: standard.drafts.handler(({ context }) => getDrafts(context.service)),
  draft: standard.draft.handler(({ context, input }) => getDraft(context.service, input)),
  createDraft: standard.createDraft.handler(({ context, input }) => createDraft(context.service, input)),
  saveDraft: standard.saveDraft.handler(({ context, input }) => saveDraft(context.service, input)),
  publishDraft: standard.publishDraft.handler(({ context, input }) => publishDraft(context.service, input)),
  removeDraft: standard.removeDraft.handler(({ context, input }) => removeDraft(context.service, input)),
  printDraft: standard.printDraft.handler(({ context, input }) => printDraft(context.service, input)),
  exportDraft: standard.exportDraft.handler(({ context, input }) => exportDraft(context.service, input)),
  readScorecardFile: standard.readScorecardFile.handler(({ context, input }) =>
    readScorecardFile(context.service, input),
  ),
  recompute: standard.recompute.handler(({ context, input }) => startRecompute(context.service, input)),
  clauses: standard.clauses.handler(({ context, input }) => getClauses(context.service, input)),
  clause: standard.clause.handler(({ context, input }) => getClause(context.service, input)),
  createClause: standard.createClause.handler(({ context, input }) => createClause(context.service, input)),
  addClauseEdition: standard.addClauseEdition.handler(({ context, input }) => addClauseEdition(context.service, input)),
  clauseFigures: standard.clauseFigures.handler(({ context, input }) => getClauseFigures(context.service, input)),
  exportClauses: standard.exportClauses.handler(({ context, input }) => exportClauses(context.service, input)),
});
