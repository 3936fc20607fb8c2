/** Words of the clocks of a complaint. */
export const words = {
  folded: '另有 {{count}} 次告知超时',
  answered: '按时',
  answeredLate: '超时',
  standing: '暂停中',
};
export const errors = {};
export const jobs = {};
