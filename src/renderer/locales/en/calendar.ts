export const words = {
  covered: 'Working calendars for {{from}}–{{to}}',
  edition: 'Edition {{number}}',
  importTitle: 'Import the holiday notice of a year',
  workingHoursAre: 'Working hours {{hours}}',
  adminOnly: 'Imported by the administrator.',
  kind: { holiday: 'off', makeup: 'work' },
  year: 'Year',
  source: 'Source',
  sourceOf: 'Notice of the State Council on holidays in {{year}}',
  notice: 'Days off and make-up working days',
  noticeHint: 'One day per line: date, off or work, name. Weekends need not be given.',
  imported: 'Edition {{number}} of {{year}} is in force; deadlines are being recomputed.',
  putInForce: 'Import and put in force',
};
export const errors = {
  CALENDAR_YEAR_MISSING:
    'There is no working calendar for {{year}} yet, so the deadline cannot be computed. Ask the administrator to import the {{year}} holiday notice under System › Calendar.',
  CALENDAR_DAY_CONTRADICTORY:
    '{{day}} is given both as a holiday and as a make-up working day. Check the notice and keep one. Nothing was written.',
  CALENDAR_DAY_OUTSIDE_YEAR: '{{day}} does not lie in {{year}}. Check the year. Nothing was written.',
  CALENDAR_DAY_INVALID: '"{{day}}" is not a day that exists. Write it like 2027-01-01.',
  CALENDAR_HOURS_INVALID:
    'The working hours "{{span}}" are wrong: reversed, overlapping or empty. Give them in order, e.g. 08:30–12:00, 13:30–17:30.',
};
export const jobs = {};
