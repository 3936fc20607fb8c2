import { rpc } from '../rpc/rpc.ts';
import { analyseAgeing } from './analysis-ageing.service.ts';
import { analyseClosing } from './analysis-closing.service.ts';
import { analyseControl } from './analysis-control.service.ts';
import { analyseStructure } from './analysis-structure.service.ts';
import { analyseTimeliness } from './analysis-timeliness.service.ts';
import { analyseVolume } from './analysis-volume.service.ts';

const complaint = rpc.complaint;

export const analysisHandlers = {
  volumeAnalysis: complaint.volumeAnalysis.handler(({ context, input }) => analyseVolume(context.service, input)),
  structureAnalysis: complaint.structureAnalysis.handler(({ context, input }) =>
    analyseStructure(context.service, input),
  ),
  ageingAnalysis: complaint.ageingAnalysis.handler(({ context, input }) => analyseAgeing(context.service, input)),
  closingAnalysis: complaint.closingAnalysis.handler(({ context, input }) => analyseClosing(context.service, input)),
  timelinessAnalysis: complaint.timelinessAnalysis.handler(({ context, input }) =>
    analyseTimeliness(context.service, input),
  ),
  controlAnalysis: complaint.controlAnalysis.handler(({ context, input }) => analyseControl(context.service, input)),
};
