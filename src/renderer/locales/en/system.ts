export const words = {
  title: 'System', tabs: { calendar: 'Calendar', accounts: 'Users and rights', changes: 'Change log', backup: 'Backup', settings: 'Settings', about: 'About' },
  changes: { program: 'program', when: 'When', who: 'Who', what: 'What', action: 'Act', id: 'Id', before: 'Before', after: 'After', verify: 'Verify log', whole: '{{count}} entries verified, whole', broken: 'From entry {{at}} on the log does not match: it was altered. Tell the administrator and keep everything as it is.' },
  entity: { account: 'User', unit: 'Unit', staff: 'Person', setting: 'Setting', complaint: 'Complaint', complaintView: 'Complaint view', inspection: 'Inspection', scorecardVersion: 'Scorecard', surveyWave: 'Survey wave', submission: 'Submission', questionnaireVersion: 'Questionnaire', auditReport: 'Audit report', report: 'Audit report', importBatch: 'Import', calendar: 'Calendar', sample: 'Sample' },
  action: { create: 'created', update: 'changed', delete: 'deleted', signIn: 'signed in', import: 'imported', start: 'started', submit: 'submitted', changePassword: 'changed password', updateWithPassword: 'changed, new password', load: 'loaded', remove: 'removed', publish: 'published', lock: 'locked', unlock: 'unlocked', register: 'registered', reveal: 'saw the number', saveItem: 'scored', saveHead: 'changed the head', addEvidence: 'added evidence', removeEvidence: 'removed evidence', review: 'reviewed', sign: 'signed', issue: 'issued', saveText: 'changed the text', acknowledge: 'acknowledged', assess: 'assessed', assign: 'assigned', accept: 'accepted', investigate: 'investigated', respond: 'answered', followUp: 'visited', close: 'closed', reopen: 'reopened', transfer: 'transferred', return: 'returned', suspend: 'paused', resume: 'resumed', escalate: 'escalated', withdraw: 'withdrawn' },
  backup: { now: 'Back up now', done: 'Backed up to {{path}}', postgres: 'The data is on a PostgreSQL server; use its backup tools.', hint: 'A backup is a whole copy of the database, checked after writing.' },
  settings: { organizationName: 'Organisation', idleMinutes: 'Lock after idling (minutes)', saved: 'Saved', removeSample: 'Remove sample province', removeSampleConfirm: 'This removes every unit, person, inspection, complaint and survey of the sample. Your own data stays. It cannot be undone.', removing: 'Removing; see tasks at the top right' },
  about: { version: 'Version', database: 'Database', sqlite: 'SQLite on this machine', postgres: 'Shared PostgreSQL', method: 'All points are integers of 1/1000 point, rounded once at the end.' },
};
export const errors = {
  FIRST_RUN_DONE: 'It is set up already. Please sign in.',
  JOB_NOT_FOUND: 'There is no such task; it may have ended.',
  JOB_CANCELLED: 'The task was cancelled; nothing was written.',
  FILE_NOT_FOUND: 'The file is gone: temporary files end with the program. Export or choose it again.',
  FILE_DAMAGED: 'The file is missing or was altered and cannot be used. Tell the administrator.',
  FILE_TOO_LARGE: 'The file is larger than {{megabytes}} MB. Split it and try again.',
  SAMPLE_NOT_EMPTY: 'There is data already; the sample province only goes into an empty database.',
  DATABASE_TOO_NEW: 'This database was written by a newer program ({{migration}}); it was left untouched. Update the program first.',
  DATABASE_DAMAGED: 'The database file is damaged; it was left untouched: {{path}}. Restore a backup from the backup folder.',
  DATABASE_IN_USE: 'Another window uses this database: {{path}}. Close it first.',
  DATABASE_UNREACHABLE: 'The shared database cannot be reached ({{code}}). Check the network and the connection settings.',
  BACKUP_DAMAGED: 'The backup failed its check and was dropped; your data is safe. Check the disk and try again.',
  PDF_UNAVAILABLE: 'No Chromium, Chrome or Edge was found on this machine, so no PDF can be made. Install one and try again.',
};
export const jobs = { loadSample: 'Load sample province', removeSample: 'Remove sample province' };
