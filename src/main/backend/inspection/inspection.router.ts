import { rpc } from '../rpc/rpc.ts';
import { analysisHandlers } from './analysis.handlers.ts';
import { addEvidence, moveEvidence, readEvidence, removeEvidence } from './evidence.service.ts';
import { exportInspection } from './export.service.ts';
import { itemHistories } from './history.service.ts';
import { nextSheet } from './next.service.ts';
import { forgetPhrase, listPhrases, rememberPhrase } from './phrase.service.ts';
import { presentOnSheet } from './presence.service.ts';
import { printInspection } from './print.service.ts';
import { reviewHandlers } from './review.handlers.ts';
import { saveHead, saveItem } from './save.service.ts';
import { getInspection, startInspection } from './sheet.service.ts';
import { submitInspection } from './submit.service.ts';

const inspection = rpc.inspection;

export const inspectionRouter = inspection.router({
  ...analysisHandlers,
  ...reviewHandlers,
  get: inspection.get.handler(({ context, input }) => getInspection(context.service, input)),
  start: inspection.start.handler(({ context, input }) => startInspection(context.service, input)),
  saveHead: inspection.saveHead.handler(({ context, input }) => saveHead(context.service, input)),
  saveItem: inspection.saveItem.handler(({ context, input }) => saveItem(context.service, input)),
  submit: inspection.submit.handler(({ context, input }) => submitInspection(context.service, input)),
  addEvidence: inspection.addEvidence.handler(({ context, input }) => addEvidence(context.service, input)),
  moveEvidence: inspection.moveEvidence.handler(({ context, input }) => moveEvidence(context.service, input)),
  history: inspection.history.handler(({ context, input }) => itemHistories(context.service, input)),
  next: inspection.next.handler(({ context, input }) => nextSheet(context.service, input)),
  present: inspection.present.handler(({ context, input }) => presentOnSheet(context.service, input)),
  phrases: inspection.phrases.handler(({ context }) => listPhrases(context.service)),
  rememberPhrase: inspection.rememberPhrase.handler(({ context, input }) => rememberPhrase(context.service, input)),
  forgetPhrase: inspection.forgetPhrase.handler(({ context, input }) => forgetPhrase(context.service, input)),
  removeEvidence: inspection.removeEvidence.handler(({ context, input }) => removeEvidence(context.service, input)),
  evidence: inspection.evidence.handler(({ context, input }) => readEvidence(context.service, input)),
  print: inspection.print.handler(({ context, input }) => printInspection(context.service, input)),
  exportWorkbook: inspection.exportWorkbook.handler(({ context, input }) => exportInspection(context.service, input)),
});
