import { call } from '../kernel/call.ts';
import { organizationErrors } from '../organization/organization.errors.ts';
import {
  ageingAnalysis,
  analysisInput,
  structureAnalysis,
  timelinessAnalysis,
  volumeAnalysis,
} from './analysis.schema.ts';
import { closingAnalysis, closingInput } from './analysis-closing.schema.ts';
import { controlAnalysis, controlInput } from './analysis-control.schema.ts';

/** Figures about many complaints received in a period; each number is that of a list with the same conditions. */
export const analysisContract = {
  /** how many, per users, against the month before and the year before; what is counted beside them */
  volumeAnalysis: call('complaint:read', organizationErrors).input(analysisInput).output(volumeAnalysis),
  /** categories, causes, and causes by unit */
  structureAnalysis: call('complaint:read', organizationErrors).input(analysisInput).output(structureAnalysis),
  /** open ones of this moment by age and by what is left of their time; the period plays no part */
  ageingAnalysis: call('complaint:read', organizationErrors).input(analysisInput).output(ageingAnalysis),
  /** how long they take, open ones counted for as long as they have been open */
  closingAnalysis: call('complaint:read', organizationErrors).input(closingInput).output(closingAnalysis),
  /** answered in time by unit, and limits of the average */
  timelinessAnalysis: call('complaint:read', organizationErrors).input(analysisInput).output(timelinessAnalysis),
  /** control charts of the scope and its units, and their signals */
  controlAnalysis: call('complaint:read', organizationErrors).input(controlInput).output(controlAnalysis),
};
