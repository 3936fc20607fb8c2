/** Words of the clocks of a complaint. */
export const words = {
  folded: '{{count}} earlier late news',
  answered: 'in time',
  answeredLate: 'late',
  until: '{{what}} ({{until}})',
  standing: 'paused',
  mayBeEarlier:
    'May be due earlier: "{{name}}" needs the calendar of {{year}}, which is missing, so it cannot be computed; {{at}} at the earliest.',
  earlier: '{{year}} missing, may be earlier',
  closes: 'Ends with business on the last day, at {{time}}. ',
  closesNever: 'The last day has no business hours: it ends at 24:00. ',
  window: 'Started at {{at}}: the limit for what is {{window}} applies. ',
  ledgerYear: 'Whose time it was: the calendar of {{year}} is missing, so working time is not known.',
  dueOrEarlier: 'due {{at}} or earlier',
};
export const errors = {};
export const jobs = {};
