import type { AccountTables } from '../account/account.table.ts';
import type { CalendarTables } from '../calendar/calendar.table.ts';
import type { ComplaintTables } from '../complaint/complaint.table.ts';
import type { ImportTables } from '../import/import.table.ts';
import type { InspectionTables } from '../inspection/inspection.table.ts';
import type { OrganizationTables } from '../organization/organization.table.ts';
import type { ReportTables } from '../report/report.table.ts';
import type { StandardTables } from '../standard/standard.table.ts';
import type { SurveyTables } from '../survey/survey.table.ts';
import type { SystemTables } from '../system/system.table.ts';
import type { StoredFileTables } from './stored-file.table.ts';

/** Every table of the product, joined from the domains. */
export type Tables = SystemTables &
  OrganizationTables &
  AccountTables &
  StandardTables &
  InspectionTables &
  CalendarTables &
  ComplaintTables &
  SurveyTables &
  ReportTables &
  ImportTables &
  StoredFileTables;
