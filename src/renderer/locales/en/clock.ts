/** Words of the clocks of a complaint. */
export const words = {
  folded: '{{count}} earlier late news',
  answered: 'in time',
  answeredLate: 'late',
  standing: 'paused',
};
export const errors = {};
export const jobs = {};
