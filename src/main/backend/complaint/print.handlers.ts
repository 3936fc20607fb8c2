import { rpc } from '../rpc/rpc.ts';
import { printLetter, printMany, printPapers } from './print.service.ts';

const complaint = rpc.complaint;

/** Calls about papers of complaints. */
export const printHandlers = {
  printPapers: complaint.printPapers.handler(({ context, input }) => printPapers(context.service, input)),
  printMany: complaint.printMany.handler(({ context, input }) => printMany(context.service, input)),
  printLetter: complaint.printLetter.handler(({ context, input }) => printLetter(context.service, input)),
};
