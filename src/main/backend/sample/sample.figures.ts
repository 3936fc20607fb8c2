import { type ComplaintFigures, complaintFigures } from '#shared/sample/complaint.figures.ts';
import { type ComplaintTexts, complaintTexts } from '#shared/sample/complaint-text.sample.ts';
import { type InspectionFigures, inspectionFigures } from '#shared/sample/inspection.sample.ts';
import { type OrganizationFigures, organizationFigures } from '#shared/sample/organization.sample.ts';
import type { SurveyModel } from '#shared/sample/submission.sample.ts';
import { type SurveyFigures, surveyFigures } from '#shared/sample/survey.sample.ts';
import { readResource } from '../resources.ts';

/** Everything the generators are driven by, read from resources/sample and checked. */
export interface SampleFigures {
  readonly organization: OrganizationFigures;
  readonly complaint: ComplaintFigures;
  readonly texts: ComplaintTexts;
  readonly inspection: InspectionFigures;
  readonly survey: SurveyFigures;
  readonly surveyModel: SurveyModel;
}

/** @throws ZodError when a parameter file is damaged: a fault of the installation, not of the user */
export function readSampleFigures(): SampleFigures {
  const read = (name: string) => readResource('sample', `${name}.json`);
  return {
    organization: organizationFigures.parse(read('organization')),
    complaint: complaintFigures.parse(read('complaint')),
    texts: complaintTexts.parse(read('complaint-text')),
    inspection: inspectionFigures.parse(read('inspection')),
    survey: surveyFigures.parse(read('survey')),
    surveyModel: read('survey-model') as SurveyModel,
  };
}
