export const words = {
  title: '标准与评分表', cards: '{{count}} 张评分表', version: '第 {{version}} 版', effective: '自 {{day}} 起施行', items: '{{count}} 项', full: '满分 {{points}}', published: '已发布，不再改动', hash: '内容指纹 {{hash}}', printBlank: '打印空白表', empty: '还没有评分表。', choose: '选一张评分表看内容',
  columns: { code: '编号', item: '检查项', clause: '条款', rule: '评分规则', full: '满分', notApplicable: '不适用', evidence: '证据', critical: '一票否决' },
  sectionFull: '满 {{points}}', awardFull: '加分，最多 {{points}}', grades: '等级',
  notApplicable: { spread: '摊给本节', full: '记满分', notAllowed: '不允许' }, evidence: { never: '不要求', onFailure: '扣分时', always: '必须' },
  critical: { zeroItem: '本项 0 分', zeroSection: '本节 0 分', capGrade: '等级封顶', zeroWhole: '全表 0 分' },
};
export const errors = {
  SCORECARD_NOT_FOUND: '没有找到这张评分表。请回到标准与评分表重新选择。',
  SCORECARD_INVALID: '评分表不能发布：{{reason}}。请改正后再发布。',
  SCORECARD_PUBLISHED: '评分表 {{code}} 第 {{version}} 版已发布，不能改动。请用新的版本号。',
};
export const jobs = {};
