import { rpc } from '../rpc/rpc.ts';
import { getScorecard, listPublishedScorecards, printBlankScorecard } from './standard.service.ts';

const standard = rpc.standard;

export const standardRouter = standard.router({
  scorecards: standard.scorecards.handler(({ context }) => listPublishedScorecards(context.service)),
  scorecard: standard.scorecard.handler(({ context, input }) => getScorecard(context.service, input)),
  printBlank: standard.printBlank.handler(({ context, input }) => printBlankScorecard(context.service, input)),
});
