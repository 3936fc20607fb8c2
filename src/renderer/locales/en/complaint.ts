import { businessWords, channelWords, conclusionWords, gradeWords, statusWords } from '#shared/complaint/complaint.words.ts';

const en = (words: Readonly<Record<string, { en: string }>>) => Object.fromEntries(Object.entries(words).map(([key, word]) => [key, word.en]));

export const words = {
  title: 'Complaints', detail: '{{open}} open · {{overdue}} overdue · {{today}} due today', register: 'Register', registerTitle: 'Register a complaint', exportSeen: 'Export list', drawer: 'Complaint', views: 'Views',
  registerHint: 'Tab: next field', empty: 'No complaints yet. Import an existing list, or register the first one.', noRows: 'No complaint matches', range: 'Rows {{from}}–{{to}} of {{total}}', checked: '{{count}} selected',
  find: 'Number, phone, content', condition: 'Condition', clear: 'Clear', clearOne: 'Remove condition: {{name}}', today: 'Today', saveView: 'Save as view', removeView: 'Remove this view', viewName: 'Name of the view', saveViewHint: 'Add a condition first, then save it as a view',
  bulkAssign: 'Assign selected', bulkNote: 'Remark (needed for reassigning)', bulkSend: 'Assign to this unit ({{count}})', bulkDone: '{{count}} assigned', bulkRefused: 'These cannot be assigned and were left as they are: {{list}}',
  view: { open: 'Open', dueToday: 'Due today', overdue: 'Overdue', escalated: 'Escalated', followUp: 'To follow up', repeat: 'Repeated in 30 days', regulator: 'From regulator', returned: 'Returned', all: 'All' },
  column: { due: 'Deadline', number: 'Number', customer: 'Customer', grade: 'Grade', category: 'Category', content: 'Content', channel: 'Channel', place: 'Place', unit: 'Unit', received: 'Received', status: 'Status', business: 'Business' },
  status: en(statusWords), channel: en(channelWords), grade: en(gradeWords), business: en(businessWords), conclusion: en(conclusionWords),
  gradeCard: { diamond: 'Diamond', gold: 'Gold', silver: 'Silver', basic: 'Basic' },
  badge: {
    overdue: '{{amount}} over', left: '{{amount}} left', paused: 'Paused: {{reason}}', answered: 'In time', answeredLate: 'Answered late', unknown: 'Time unknown', noCalendar: 'No {{year}} calendar', noRule: 'No limit', stopped: 'Stopped',
    exact: 'By {{at}}, rule {{rule}}',
  },
  amount: { minute: '{{count}} min', hour: '{{count}} h', day: '{{count}} d', workMinute: '{{count}} work min', workHour: '{{count}} work h', workDay: '{{count}} work d', underWorkDay: '<1 work d' },
  limit: { minutes: '{{count}} minutes', hours: '{{count}} hours', workMinutes: '{{count}} working minutes', workHours: '{{count}} working hours', naturalDays: '{{count}} days', workDays: '{{count}} working days', months: '{{count}} months' },
  pausedFor: { customer: 'customer', appointment: 'appointment', thirdParty: 'third party', forceMajeure: 'force majeure' },
  suspendReason: { customer: 'Waiting for the customer', appointment: 'Appointment moved', thirdParty: 'Third party', forceMajeure: 'Force majeure' },
  clocks: 'Deadlines', clock: { firstResponse: 'First reply', finalResponse: 'Final reply' }, ruleOf: 'Rule {{code}}', exampleRule: 'Example rule', dueAt: 'due {{at}}',
  why: 'Why {{at}}', whyNot: 'How the deadline is counted', workingHours: 'Working hours {{hours}}', missingYear: 'The working calendar of {{year}} is missing; the deadline is not guessed. Ask the administrator to import that year.',
  clause: 'By: {{clause}}', otherRules: '. Also {{list}}; the earliest counts', minusDays: '−{{count}} d',
  line: { start: 'First day not counted', workday: 'Working day', weekend: 'Weekend, not counted', holiday: '{{name}} holiday, not counted', makeup: '{{name}} make-up working day', natural: 'Counted day by day', paused: 'Paused at the end of the day, not counted', rolled: 'Last day falls on {{name}} holiday, moved on', pausedMinutes: 'approved pause of {{time}} not counted' },
  weekday: ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'],
  ledger: 'Whose time it was', ledgerWork: '{{time}} of working time ({{natural}} in all)', ledgerNatural: '{{time}} in all', ledgerUnknown: 'Whose time it was: what happened before the import has no times, and none are made up.',
  party: { front: 'Front desk', support: 'Support', network: 'Network', vendor: 'Vendor', customer: 'Customer', suspension: 'Approved pause' },
  timeline: 'History', eventCount: '{{count}} events', recordedAt: 'Recorded {{at}}', backdated: 'Back-dated', timeUnknown: 'Time unknown', importedAs: 'Status there: {{status}}, from {{file}}', suspendedFor: '{{reason}}, approved by {{approver}}', concluded: 'Conclusion: {{conclusion}}', measured: 'Measure: {{measure}}',
  event: {
    received: 'Received', imported: 'Imported', acknowledged: 'Customer told', assessed: 'Assessed', assigned: 'Assigned', accepted: 'Taken up', noted: 'Note', responded: 'Answered', followedUp: 'Follow-up visit', closed: 'Closed',
    returned: 'Returned', transferred: 'Reassigned', suspended: 'Paused', resumed: 'Resumed', escalated: 'Escalated', reopened: 'Reopened', withdrawn: 'Withdrawn', ruleMoved: 'Rule edition changed',
  },
  act: {
    acknowledge: 'Acknowledge', assess: 'Assess', assign: 'Assign', accept: 'Take up', note: 'Note', respond: 'Answer', followUp: 'Follow up', close: 'Close', return: 'Return', transfer: 'Reassign', suspend: 'Pause', resume: 'Resume', escalate: 'Escalate', reopen: 'Reopen', withdraw: 'Withdraw',
  },
  moreActs: 'More', noActs: 'Nothing for you to do now', missing: 'To close: {{list}}', missingFirst: 'To close: {{first}} first', requirement: { response: 'answer', visit: 'follow-up', conclusion: 'conclusion', cause: 'cause', measure: 'measure' },
  send: 'Submit: {{act}}', visitHint: 'Unsatisfied reopens the complaint and starts a new deadline; three vain attempts count as followed up.',
  visit: { satisfied: 'Satisfied', neutral: 'Fairly satisfied', unsatisfied: 'Unsatisfied', unreachable: 'Not reached' },
  level: ['', 'Low', 'Mid', 'High'], aspect: { severity: 'Severity', impact: 'Impact', complexity: 'Complexity', urgency: 'Urgency', recurrence: 'Recurrence' },
  field: {
    note: 'Remark', note_note: 'Note', note_respond: 'Answer given', note_return: 'Reason for returning', note_transfer: 'Reason for reassigning', note_escalate: 'Reason for escalating', note_reopen: 'Reason for reopening', note_withdraw: 'Remark on withdrawal',
    unit: 'Accountable unit', reason: 'Reason', approver: 'Approved by', conclusion: 'Conclusion', cause: 'Cause', measure: 'Correction and prevention', visitResult: 'Result of the visit', happenedAt: 'Happened at (if earlier)',
    customerNumber: 'Customer number', customerName: 'Customer name', content: 'Complaint', demand: 'Demand', category: 'Category', channel: 'Channel', business: 'Business', grade: 'Grade', firstUnit: 'First unit', assignTo: 'Assign at once to', city: 'Place', acknowledged: 'Customer was told at once',
  },
  similar: '{{count}} open or recent complaints of this number; have a look first', otherChannel: 'Other channel', repeat: 'Repeat', repeatTitle: '{{count}} earlier within 30 days from this number', repeatNth: 'No. {{count}} in 30 days', returned: 'Returned',
  reveal: 'Show', revealHint: 'Shows the full number; this is logged', via: 'via {{channel}}', external: 'External no. {{number}}', receivedLine: 'Received {{at}} · first taken by {{unit}} {{person}}', holder: 'Accountable: {{unit}}',
  uncategorised: 'Unclassified', linkCopied: 'Link copied', copyLink: 'Copy link', stepKeys: 'J next, K previous',
};
export const errors = {
  COMPLAINT_NOT_FOUND: 'There is no such complaint, or it lies outside your scope. Go back to the list and choose again.',
  COMPLAINT_CHANGED: 'Somebody has just worked on complaint {{number}}; this page is out of date. Refresh and try again; what you filled in was not written.',
  COMPLAINT_ACT_NOT_ALLOWED: 'This step is not possible in the present state or for your role. Refresh to see what is.',
  COMPLAINT_CLOSE_INCOMPLETE: 'It cannot be closed yet; missing: {{missing}}. Complete answer, follow-up, conclusion, cause and measure first.',
  COMPLAINT_RETURNS_EXHAUSTED: 'It has been returned {{limit}} times already. Escalate if you disagree.',
  COMPLAINT_TIME_IN_FUTURE: 'The moment given lies in the future. Give one that has passed.',
  COMPLAINT_TIME_OUT_OF_ORDER: 'The moment given is before the previous step. Give one that is not.',
  COMPLAINT_CONTENT_TOO_LONG: 'The text has {{length}} characters, {{limit}} at most. Keep to the point and attach long material.',
  COMPLAINT_UNIT_UNKNOWN: 'There are no units yet. Set one up under Organisation first.',
  COMPLAINT_CATEGORY_UNKNOWN: 'The category "{{code}}" is gone. Choose again.',
  COMPLAINT_CAUSE_UNKNOWN: 'The cause "{{code}}" is gone. Choose again.',
  COMPLAINT_RULE_CONTRADICTORY: 'The deadline rule "{{rule}}" contradicts itself (twice, dates reversed, or no positive limit). Correct it first.',
};
export const jobs = {
  exportComplaints: 'Export complaints',
  rebuildComplaints: 'Recompute deadlines with the new calendar',
};
