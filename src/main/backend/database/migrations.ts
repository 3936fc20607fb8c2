import type { MigrationModule } from './migration.type.ts';
import * as foundation from './migrations/0001-foundation.ts';
import * as inspection from './migrations/0002-inspection.ts';
import * as complaint from './migrations/0003-complaint.ts';
import * as survey from './migrations/0004-survey.ts';
import * as report from './migrations/0005-report.ts';
import * as importing from './migrations/0006-import.ts';
import * as standard from './migrations/0007-standard.ts';
import * as review from './migrations/0008-review.ts';
import * as complaintFigures from './migrations/0009-complaint-figures.ts';
import * as storedFile from './migrations/0010-stored-file.ts';
import * as inspectionLists from './migrations/0011-inspection-lists.ts';
import * as complaintUnitFigures from './migrations/0012-complaint-unit-figures.ts';
import * as complaintClosure from './migrations/0013-complaint-closure.ts';
import * as complaintAnalysis from './migrations/0014-complaint-analysis.ts';
import * as inspectionStanding from './migrations/0015-inspection-standing.ts';
import * as complaintMargin from './migrations/0016-complaint-margin.ts';
import * as complaintWarning from './migrations/0017-complaint-warning.ts';
import * as complaintCustomer from './migrations/0018-complaint-customer.ts';
import * as complaintList from './migrations/0019-complaint-list.ts';
import * as deadlineTime from './migrations/0020-deadline-time.ts';
import * as complaintText from './migrations/0021-complaint-text.ts';

/** Every migration, in the one order they run. A released one never changes; a new one is added at the end. */
export const migrations: Readonly<Record<string, MigrationModule>> = {
  '0001-foundation': foundation,
  '0002-inspection': inspection,
  '0003-complaint': complaint,
  '0004-survey': survey,
  '0005-report': report,
  '0006-import': importing,
  '0007-standard': standard,
  '0008-review': review,
  '0009-complaint-figures': complaintFigures,
  '0010-stored-file': storedFile,
  '0011-inspection-lists': inspectionLists,
  '0012-complaint-unit-figures': complaintUnitFigures,
  '0013-complaint-closure': complaintClosure,
  '0014-complaint-analysis': complaintAnalysis,
  '0015-inspection-standing': inspectionStanding,
  '0016-complaint-margin': complaintMargin,
  '0017-complaint-warning': complaintWarning,
  '0018-complaint-customer': complaintCustomer,
  '0019-complaint-list': complaintList,
  '0020-deadline-time': deadlineTime,
  '0021-complaint-text': complaintText,
};
