import { inspectionViewFilter } from '#shared/inspection/list.schema.ts';
import { rpc } from '../rpc/rpc.ts';
import { listSavedViews, removeView, saveView } from '../system/saved-view.service.ts';
import { figuresByInspector } from './inspector-figures.service.ts';
import { analyseItems } from './item-analysis.service.ts';
import { countStages, listInspections, listInspectors } from './list.service.ts';
import { exportList, exportRanking } from './list-export.service.ts';
import { rankLine } from './ranking.service.ts';
import { readStaffHistory, readUnitHistory } from './unit-history.service.ts';

const { inspection } = rpc;

/** Handlers of the list of sheets and of what is read from many of them. */
export const analysisHandlers = {
  list: inspection.list.handler(({ context, input }) => listInspections(context.service, input)),
  counts: inspection.counts.handler(({ context, input }) => countStages(context.service, input)),
  exportList: inspection.exportList.handler(({ context, input }) => exportList(context.service, input)),
  inspectors: inspection.inspectors.handler(({ context, input }) => listInspectors(context.service, input)),
  views: inspection.views.handler(({ context }) =>
    listSavedViews(context.service, 'inspection', (stored) => inspectionViewFilter.parse(stored)),
  ),
  saveView: inspection.saveView.handler(({ context, input }) => saveView(context.service, 'inspection', input)),
  removeView: inspection.removeView.handler(({ context, input }) =>
    removeView(context.service, 'inspection', input.viewId),
  ),
  ranking: inspection.ranking.handler(({ context, input }) => rankLine(context.service, input)),
  exportRanking: inspection.exportRanking.handler(({ context, input }) => exportRanking(context.service, input)),
  itemAnalysis: inspection.itemAnalysis.handler(({ context, input }) => analyseItems(context.service, input)),
  itemsByInspector: inspection.itemsByInspector.handler(({ context, input }) =>
    figuresByInspector(context.service, input),
  ),
  unitHistory: inspection.unitHistory.handler(({ context, input }) => readUnitHistory(context.service, input)),
  staffHistory: inspection.staffHistory.handler(({ context, input }) => readStaffHistory(context.service, input)),
};
