import { businessWords, channelWords, conclusionWords, gradeWords, statusWords } from '#shared/complaint/complaint.words.ts';

const zh = (words: Readonly<Record<string, { zh: string }>>) => Object.fromEntries(Object.entries(words).map(([key, word]) => [key, word.zh]));

export const words = {
  title: '投诉闭环', detail: '在办 {{open}} · 超时 {{overdue}} · 今天到期 {{today}}', register: '登记投诉', registerTitle: '登记投诉', exportSeen: '导出所见', drawer: '投诉详情', views: '视图',
  registerHint: 'Tab 下一项', empty: '还没有投诉。导入现有的投诉清单，或登记第一件。', noRows: '没有符合条件的投诉', range: '第 {{from}}–{{to}} 行，共 {{total}} 行', checked: '已选 {{count}}',
  find: '编号、号码、内容', condition: '条件', clear: '清除', clearOne: '去掉条件：{{name}}', today: '今天', saveView: '存为视图', removeView: '删除此视图', viewName: '视图名称', saveViewHint: '先加条件，再存为视图',
  bulkAssign: '批量派单', bulkNote: '说明（改派时必填）', bulkSend: '派给该单位（{{count}} 件）', bulkDone: '已派单 {{count}} 件', bulkRefused: '以下不能派单，保持不变：{{list}}',
  view: { open: '全部在办', dueToday: '今天到期', overdue: '已超时', escalated: '已升级', followUp: '待回访', repeat: '30 天重复', regulator: '12300 转办', returned: '退单待裁', all: '全部' },
  column: { due: '时限', number: '编号', customer: '客户', grade: '等级', category: '分类', content: '内容', channel: '渠道', place: '地点', unit: '责任单位', received: '受理时间', status: '状态', business: '业务' },
  status: zh(statusWords), channel: zh(channelWords), grade: zh(gradeWords), business: zh(businessWords), conclusion: zh(conclusionWords),
  gradeCard: { diamond: '钻卡', gold: '金卡', silver: '银卡', basic: '基础客户' },
  badge: {
    overdue: '超时 {{amount}}', left: '剩余 {{amount}}', paused: '暂停 {{reason}}', answered: '按时答复', answeredLate: '超时答复', unknown: '答复时间未知', noCalendar: '缺 {{year}} 年日历', noRule: '无适用时限', stopped: '已停止',
    exact: '最迟 {{at}}，规则 {{rule}}',
  },
  amount: { minute: '{{count}} 分', hour: '{{count}} 小时', day: '{{count}} 天', workMinute: '{{count}} 工作分钟', workHour: '{{count}} 工作小时', workDay: '{{count}} 工作日', underWorkDay: '<1 工作日' },
  limit: { minutes: '{{count}} 分钟', hours: '{{count}} 小时', workMinutes: '{{count}} 工作分钟', workHours: '{{count}} 工作小时', naturalDays: '{{count}} 日', workDays: '{{count}} 个工作日', months: '{{count}} 个月' },
  pausedFor: { customer: '等客户', appointment: '等预约', thirdParty: '等第三方', forceMajeure: '不可抗力' },
  suspendReason: { customer: '等待客户', appointment: '客户改约', thirdParty: '第三方原因', forceMajeure: '不可抗力' },
  clocks: '时限', clock: { firstResponse: '首次答复', finalResponse: '最终答复' }, ruleOf: '规则 {{code}}', exampleRule: '示例规则', dueAt: '{{at}} 到期',
  why: '为什么是 {{at}}', whyNot: '时限怎样计算', workingHours: '工作时间 {{hours}}', missingYear: '缺 {{year}} 年工作日历，期限不能计算，也不猜。请系统管理员导入该年节假日安排。',
  clause: '依据：{{clause}}', otherRules: '。同时适用 {{list}}，取最先到期者', minusDays: '−{{count}} 天',
  line: { start: '当日不计，次日起算', workday: '工作日', weekend: '周末，不计', holiday: '{{name}}放假，不计', makeup: '{{name}}调休上班', natural: '逐日计算', paused: '当日终了时暂停，不计', rolled: '末日逢{{name}}休假，顺延', pausedMinutes: '批准暂停 {{time}} 不计' },
  weekday: ['周日', '周一', '周二', '周三', '周四', '周五', '周六'],
  ledger: '时间花在谁那里', ledgerWork: '工作时间 {{time}}（自然时间 {{natural}}）', ledgerNatural: '自然时间 {{time}}', ledgerUnknown: '时间花在谁那里：导入前的经过没有时间记录，不作推算。',
  party: { front: '前台', support: '支撑', network: '网络', vendor: '代维', customer: '客户', suspension: '批准暂停' },
  timeline: '经过', eventCount: '{{count}} 条', recordedAt: '记录于 {{at}}', backdated: '补录', timeUnknown: '时间未知', importedAs: '原系统状态：{{status}}，来自 {{file}}', suspendedFor: '{{reason}}，{{approver}} 批准', concluded: '结论：{{conclusion}}', measured: '措施：{{measure}}',
  event: {
    received: '登记受理', imported: '导入', acknowledged: '告知客户', assessed: '初评', assigned: '派单', accepted: '接单处理', noted: '备注', responded: '答复客户', followedUp: '回访', closed: '办结',
    returned: '退单', transferred: '改派', suspended: '暂停计时', resumed: '恢复计时', escalated: '升级督办', reopened: '重新打开', withdrawn: '撤诉', ruleMoved: '更换规则版本',
  },
  act: {
    acknowledge: '告知', assess: '初评', assign: '派单', accept: '接单', note: '备注', respond: '答复', followUp: '回访', close: '办结', return: '退单', transfer: '改派', suspend: '暂停', resume: '恢复计时', escalate: '升级', reopen: '重新打开', withdraw: '撤诉',
  },
  moreActs: '更多', noActs: '当前没有您可做的操作', missing: '办结还缺：{{list}}', missingFirst: '办结须先{{first}}', requirement: { response: '答复', visit: '回访', conclusion: '定结论', cause: '定原因', measure: '写措施' },
  send: '提交{{act}}', visitHint: '不满意会重新打开并开始新一轮时限；三次联系不上视为已回访。',
  visit: { satisfied: '满意', neutral: '基本满意', unsatisfied: '不满意', unreachable: '联系不上' },
  level: ['', '低', '中', '高'], aspect: { severity: '严重程度', impact: '影响面', complexity: '复杂程度', urgency: '紧迫程度', recurrence: '重复程度' },
  field: {
    note: '说明', note_note: '备注内容', note_respond: '答复内容', note_return: '退单理由', note_transfer: '改派理由', note_escalate: '升级理由', note_reopen: '重新打开的理由', note_withdraw: '撤诉说明',
    unit: '责任单位', reason: '暂停原因', approver: '批准人', conclusion: '结论', cause: '原因', measure: '纠正与预防措施', visitResult: '回访结果', happenedAt: '发生时间（补录）',
    customerNumber: '客户号码', customerName: '客户姓名', content: '投诉内容', demand: '客户诉求', category: '分类', channel: '渠道', business: '业务', grade: '客户等级', firstUnit: '首问单位', assignTo: '直接派给', city: '地点', acknowledged: '已当场告知客户受理',
  },
  similar: '该号码另有 {{count}} 件在办或近 30 天的投诉，可先查看', otherChannel: '另一渠道', repeat: '重复', repeatTitle: '30 天内同号码此前已有 {{count}} 件', repeatNth: '30 天第 {{count}} 次', returned: '退单',
  reveal: '显示', revealHint: '显示完整号码，会记入操作日志', via: '{{channel}}受理', external: '外部单号 {{number}}', receivedLine: '{{at}} 受理 · 首问 {{unit}} {{person}}', holder: '责任单位 {{unit}}',
  uncategorised: '未分类', linkCopied: '链接已复制', copyLink: '复制链接', stepKeys: 'J 下一件，K 上一件',
};
export const errors = {
  COMPLAINT_NOT_FOUND: '没有这件投诉，或不在您的范围内。请回到列表重选。',
  COMPLAINT_CHANGED: '投诉 {{number}} 刚被别人处理过，页面已不是最新。请刷新后再操作，您填写的内容没有写入。',
  COMPLAINT_ACT_NOT_ALLOWED: '现在的状态或您的角色不能做这一步，请刷新后看可做的操作。',
  COMPLAINT_CLOSE_INCOMPLETE: '还不能办结，尚缺：{{missing}}。请补齐答复、回访、结论、原因、措施后再办结。',
  COMPLAINT_RETURNS_EXHAUSTED: '退单已用完 {{limit}} 次，不能再退。有异议请升级。',
  COMPLAINT_TIME_IN_FUTURE: '发生时间在将来，请改成已经发生的时间。',
  COMPLAINT_TIME_OUT_OF_ORDER: '发生时间早于上一步的时间，请改成不早于上一步。',
  COMPLAINT_CONTENT_TOO_LONG: '投诉内容有 {{length}} 个字，最多 {{limit}} 个。请只写要点，长材料另附。',
  COMPLAINT_UNIT_UNKNOWN: '还没有单位，不能登记。请先在“组织与人员”建立单位。',
  COMPLAINT_CATEGORY_UNKNOWN: '分类“{{code}}”已不存在，请重新选择。',
  COMPLAINT_CAUSE_UNKNOWN: '原因“{{code}}”已不存在，请重新选择。',
  COMPLAINT_RULE_CONTRADICTORY: '时限规则“{{rule}}”自相矛盾（重复、日期颠倒或时限不是正数），请更正后再用。',
};
export const jobs = {
  exportComplaints: '导出投诉',
  rebuildComplaints: '按新日历重算投诉期限',
};
