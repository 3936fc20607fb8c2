/** Words of the clocks of a complaint. */
export const words = {
  folded: '{{count}} earlier late news',
  answered: 'in time',
  answeredLate: 'late',
  standing: 'paused',
  mayBeEarlier:
    'May be due earlier: "{{name}}" needs the calendar of {{year}}, which is missing, so it cannot be computed; {{at}} at the earliest.',
  earlier: '{{year}} missing, may be earlier',
};
export const errors = {};
export const jobs = {};
