export const words = {
  title: '工作台', greeting: '{{month}} 月 {{day}} 日 {{weekday}}，{{part}}。{{overdue}} 件超时，{{today}} 件今天到期。', asOf: '数据截至 {{time}}', comma: '、',
  weekday: { 0: '周日', 1: '周一', 2: '周二', 3: '周三', 4: '周四', 5: '周五', 6: '周六' }, part: { morning: '上午好', afternoon: '下午好', evening: '晚上好' },
  loading: '正在载入样例省，稍后这里会有数据。', 
  empty: '还没有数据。先导入组织，再导入投诉和调查，或开始一次检查。',
  tile: { timeliness: '投诉处理及时率', volume: '投诉受理量', overdue: '在办超时', founded: '投诉成立率', satisfaction: '满意度指数', inspection: '前台检查平均得分' },
  unit: { rate: '%', count: '件', index: '分', points: '分' },
  state: { inControl: '受控', belowLimit: '越下限', aboveLimit: '越上限', run: '连续偏移', trendUp: '连升 6 点', trendDown: '连降 6 点', tooFew: '数据不足', running: '月未结束' },
  stateHint: {
    inControl: '最近一点没有异常信号（Nelson 1–3）', belowLimit: '最近一点低于下控制限（Nelson 1）', aboveLimit: '最近一点高于上控制限（Nelson 1）', run: '连续 9 点在中心线同侧（Nelson 2）',
    trendUp: '连续 6 点上升（Nelson 3）', trendDown: '连续 6 点下降（Nelson 3）', tooFew: '不足 6 个月，或最近一月不足 30 件，不作判断', running: '这个月还没有过完，件数不作判断',
  },
  interval: '95% {{low}}–{{high}}', n: 'n {{n}}', previous: '上期 {{value}}', same: '持平',
  remaining: { over: '超时 {{amount}} {{unit}}', left: '剩余 {{amount}} {{unit}}' }, timeUnit: { minute: '分', hour: '小时', day: '天', workMinute: '工作分', workHour: '工作小时', workDay: '工作日' },
  todo: { title: '今天要做', overdue: '超时', today: '今天到期', later: '待回访和续评', none: '没有超时和今天到期的事。', select: '选择', open: '处理', shown: '显示 {{count}} 件' },
  kind: { complaint: '投诉', followUp: '回访', inspection: '检查', report: '报告' }, act: { complaint: '处理', followUp: '回访', inspection: '续评', report: '查看' },
  group: { city: '市', department: '部门', vendor: '代维' },
  heat: {
    metric: '指标', timeliness: '投诉处理及时率 %', volume: '投诉受理量', calm: '本月各单位没有越出控制限', signals: '{{units}}等 {{count}} 个单位本月异常', none: '这个范围还没有投诉。', month: '{{month}} 月',
    cell: '{{unit}} {{month}}：{{value}}，n = {{n}}，点开看明细', volumeHint: '颜色深浅按本表最大值划分', band: { b2: '低于 95', b1: '95–97', h0: '97–98', g1: '98 达标', g2: '99 以上', signal: '越控制限' },
  },
  alert: {
    title: '预警 {{count}}', none: '没有预警。', outside: '越限', trend: '趋势', detail: '{{value}}，控制限 {{limit}}，n = {{n}}',
    timeliness: { belowLimit: '{{unit}} · 投诉处理及时率低于下控制限', trendDown: '{{unit}} · 投诉处理及时率连降 6 个月' },
    volume: { aboveLimit: '{{unit}} · 投诉量高于上控制限', trendUp: '{{unit}} · 投诉量连升 6 个月' },
  },
};
export const errors = {};
export const jobs = {};
