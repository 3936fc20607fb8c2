import { accountContract } from './account/account.contract.ts';
import { calendarContract } from './calendar/calendar.contract.ts';
import { complaintContract } from './complaint/complaint.contract.ts';
import { homeContract } from './home/home.contract.ts';
import { importContract } from './import/import.contract.ts';
import { inspectionContract } from './inspection/inspection.contract.ts';
import { organizationContract } from './organization/organization.contract.ts';
import { reportContract } from './report/report.contract.ts';
import { standardContract } from './standard/standard.contract.ts';
import { surveyContract } from './survey/survey.contract.ts';
import { systemContract } from './system/system.contract.ts';

/** Everything the window can ask of the backend: the one list. */
export const contract = {
  system: systemContract,
  home: homeContract,
  account: accountContract,
  organization: organizationContract,
  standard: standardContract,
  inspection: inspectionContract,
  calendar: calendarContract,
  complaint: complaintContract,
  survey: surveyContract,
  report: reportContract,
  import: importContract,
};
