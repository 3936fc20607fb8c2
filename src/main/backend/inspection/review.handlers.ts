import { rpc } from '../rpc/rpc.ts';
import { appealFigures, getAppeal, listAppeals, readAppealEvidence } from './appeal.view.ts';
import { acceptAppeal, rejectAppeal, tryAppeal, withdrawAppeal } from './appeal-deciding.service.ts';
import { raiseAppeal } from './appeal-raising.service.ts';
import { approveMany } from './bulk-review.service.ts';
import { printMany, printPapers } from './papers.service.ts';
import { listPublications, publishSheets } from './publication.service.ts';
import { approveSheet, getReview, giveBackSheet, reviewSettings, saveReviewSettings } from './review.service.ts';

const { inspection } = rpc;

/** Handlers of review, publication and appeal. */
export const reviewHandlers = {
  reviewSettings: inspection.reviewSettings.handler(({ context }) => reviewSettings(context.service)),
  saveReviewSettings: inspection.saveReviewSettings.handler(({ context, input }) =>
    saveReviewSettings(context.service, input),
  ),
  review: inspection.review.handler(({ context, input }) => getReview(context.service, input)),
  approve: inspection.approve.handler(({ context, input }) => approveSheet(context.service, input)),
  giveBack: inspection.giveBack.handler(({ context, input }) => giveBackSheet(context.service, input)),
  approveMany: inspection.approveMany.handler(({ context, input }) => approveMany(context.service, input)),
  publish: inspection.publish.handler(({ context, input }) => publishSheets(context.service, input)),
  publications: inspection.publications.handler(({ context, input }) => listPublications(context.service, input)),
  appeals: inspection.appeals.handler(({ context, input }) => listAppeals(context.service, input)),
  appeal: inspection.appeal.handler(({ context, input }) => getAppeal(context.service, input)),
  raiseAppeal: inspection.raiseAppeal.handler(({ context, input }) => raiseAppeal(context.service, input)),
  withdrawAppeal: inspection.withdrawAppeal.handler(({ context, input }) => withdrawAppeal(context.service, input)),
  tryAppeal: inspection.tryAppeal.handler(({ context, input }) => tryAppeal(context.service, input)),
  acceptAppeal: inspection.acceptAppeal.handler(({ context, input }) => acceptAppeal(context.service, input)),
  rejectAppeal: inspection.rejectAppeal.handler(({ context, input }) => rejectAppeal(context.service, input)),
  appealEvidence: inspection.appealEvidence.handler(({ context, input }) => readAppealEvidence(context.service, input)),
  printPapers: inspection.printPapers.handler(({ context, input }) => printPapers(context.service, input)),
  printMany: inspection.printMany.handler(({ context, input }) => printMany(context.service, input)),
  appealFigures: inspection.appealFigures.handler(({ context, input }) => appealFigures(context.service, input)),
};
