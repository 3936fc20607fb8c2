export const words = {
  brand: '服务质量稽查台', navigation: '主导航', fold: '收起导航', unfold: '展开', notFound: '没有这个页面。链接可能写错了。', lock: '锁定', signOut: '退出登录',
  nav: { home: '工作台', inspection: '检查评分', complaint: '投诉闭环', survey: '满意度', report: '审计报告', standard: '标准与评分表', organization: '组织与人员', system: '系统' },
  navShort: { home: '工作台', inspection: '评分', complaint: '投诉', survey: '满意', report: '报告', standard: '标准', organization: '组织', system: '系统' },
  periodLabel: '期间', unitLabel: '单位范围', allUnits: '全部单位', periodChosen: '已选期间',
  periodKind: { month: '月', quarter: '季', half: '半年', year: '年' },
  period: { month: '{{year}} 年 {{index}} 月', quarter: '{{year}} 年{{ordinal}}季度', half: '{{year}} 年{{ordinal}}半年', year: '{{year}} 年' },
  ordinal: { 1: '一', 2: '二', 3: '三', 4: '四', 5: '五', 6: '六', 7: '七', 8: '八', 9: '九', 10: '十', 11: '十一', 12: '十二' },
  search: { placeholder: '搜索单位、人员、投诉、命令', none: '没有找到。试试编号或名称的开头几个字。', page: '页面', command: '命令', unit: '单位', staff: '人员', complaint: '投诉', inspection: '检查', report: '报告' },
  command: { registerComplaint: '登记投诉', startInspection: '开始检查', importComplaint: '导入投诉', importUnit: '导入单位', newReport: '新建审计报告' },
  jobs: { title: '任务', short: '任务', none: '没有任务。导入、导出和出报告时，进度显示在这里。', completed: '已完成', cancelled: '已取消，没有写入任何内容', failed: '失败' },
  theme: { title: '主题', light: '浅色', dark: '深色', system: '跟随系统' },
};
