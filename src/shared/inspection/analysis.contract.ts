import { z } from 'zod';
import { call } from '../kernel/call.ts';
import { pageOf } from '../kernel/paging.ts';
import { organizationErrors } from '../organization/organization.errors.ts';
import { standardErrors } from '../standard/standard.errors.ts';
import {
  inspectorFigure,
  itemAnalysis,
  itemAnalysisInput,
  ranking,
  rankingInput,
  staffHistory,
  unitHistory,
} from './analysis.schema.ts';
import { inspectionErrors } from './inspection.errors.ts';
import {
  inspectionFilter,
  inspectionListInput,
  inspectionListRow,
  inspectionView,
  inspectionViewFilter,
  stageCounts,
} from './list.schema.ts';

const errors = { ...inspectionErrors, ...standardErrors, ...organizationErrors };
const language = z.enum(['zh', 'en']);
const job = z.object({ jobId: z.string() });
const span = z.object({ startOn: z.string().optional(), endOn: z.string().optional() });

/** The list of sheets and what is read from many of them. */
export const analysisContract = {
  list: call('inspection:read', errors).input(inspectionListInput).output(pageOf(inspectionListRow)),
  /** how many sheets the filter leaves in each stage; its own stage is left aside */
  counts: call('inspection:read', errors)
    .input(inspectionFilter.extend({ q: z.string().default('') }))
    .output(stageCounts),
  /** the filtered list as a workbook; the job's result holds a file */
  exportList: call('inspection:read', errors)
    .input(inspectionListInput.omit({ offset: true, limit: true }).extend({ language }))
    .output(job),
  /** names of inspectors on sheets of the scope, for filters */
  inspectors: call('inspection:read', errors)
    .input(z.object({ unitId: z.string().nullish() }))
    .output(z.array(z.string())),
  views: call('inspection:read', errors).input(z.object({})).output(z.array(inspectionView)),
  saveView: call('inspection:read', errors)
    .input(z.object({ name: z.string().trim().min(1).max(30), filter: inspectionViewFilter }))
    .output(inspectionView),
  removeView: call('inspection:read', errors)
    .input(z.object({ viewId: z.string() }))
    .output(z.object({})),
  /** units or people of one line by mean final points of a period */
  ranking: call('inspection:read', errors).input(rankingInput).output(ranking),
  exportRanking: call('inspection:read', errors).input(rankingInput.extend({ language })).output(job),
  /** what the items of a card cost in whole months */
  itemAnalysis: call('inspection:read', errors).input(itemAnalysisInput).output(itemAnalysis),
  itemsByInspector: call('inspection:read', errors).input(itemAnalysisInput).output(z.array(inspectorFigure)),
  unitHistory: call('inspection:read', errors)
    .input(span.extend({ unitId: z.string() }))
    .output(unitHistory),
  staffHistory: call('inspection:read', errors)
    .input(span.extend({ staffId: z.string() }))
    .output(staffHistory),
};
