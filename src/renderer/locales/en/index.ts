import * as account from './account.ts';
import * as appeal from './appeal.ts';
import * as calendar from './calendar.ts';
import * as clock from './clock.ts';
import * as closure from './closure.ts';
import * as common from './common.ts';
import * as complaint from './complaint.ts';
import * as complaintAnalysis from './complaint-analysis.ts';
import * as complaintBulk from './complaint-bulk.ts';
import * as complaintLink from './complaint-link.ts';
import * as deadlineRule from './deadline-rule.ts';
import * as frame from './frame.ts';
import * as home from './home.ts';
import * as importing from './import.ts';
import * as importAlike from './import-alike.ts';
import * as inspection from './inspection.ts';
import * as organization from './organization.ts';
import * as report from './report.ts';
import * as review from './review.ts';
import * as standard from './standard.ts';
import * as survey from './survey.ts';
import * as system from './system.ts';
import * as watch from './watch.ts';

const domains = {
  account,
  appeal,
  calendar,
  clock,
  closure,
  complaint,
  complaintBulk,
  complaintLink,
  complaintAnalysis,
  deadlineRule,
  home,
  import: importing,
  importAlike,
  inspection,
  organization,
  report,
  review,
  standard,
  survey,
  system,
  watch,
};

/** Words by domain (`complaint.…`), and what several domains add to: `errors.<CODE>` and `job.<kind>`. */
export default {
  ...common.words,
  frame: frame.words,
  ...Object.fromEntries(Object.entries(domains).map(([domain, module]) => [domain, module.words])),
  errors: Object.assign({}, common.errors, ...Object.values(domains).map((module) => module.errors)),
  job: Object.assign({}, ...Object.values(domains).map((module) => module.jobs)),
};
