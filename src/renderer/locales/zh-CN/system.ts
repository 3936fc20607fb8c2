export const words = {
  title: '系统', tabs: { calendar: '工作日历', accounts: '用户与权限', changes: '操作日志', backup: '备份', settings: '设置', about: '关于' },
  changes: { program: '程序', when: '时间', who: '操作人', what: '对象', action: '动作', id: '编号', before: '改前', after: '改后', verify: '核验日志', whole: '已核验 {{count}} 条，完整无缺', broken: '第 {{at}} 条起与记录不符，日志被改动过。请立即告诉管理员并保留现场。' },
  entity: { account: '用户', unit: '单位', staff: '人员', setting: '设置', complaint: '投诉', complaintView: '投诉视图', inspection: '检查', scorecardVersion: '评分表', surveyWave: '调查批次', submission: '答卷', questionnaireVersion: '问卷', auditReport: '审计报告', report: '审计报告', importBatch: '导入', calendar: '日历', sample: '样例' },
  action: { create: '新建', update: '修改', delete: '删除', signIn: '登录', import: '导入', start: '开始', submit: '提交', changePassword: '改密码', updateWithPassword: '修改并重设密码', load: '载入', remove: '清除', publish: '发布', lock: '锁定', unlock: '解锁', register: '登记', reveal: '查看号码', saveItem: '评分', saveHead: '改表头', addEvidence: '加证据', removeEvidence: '删证据', review: '复核', sign: '签发', issue: '发出', saveText: '改文字', acknowledge: '告知', assess: '初评', assign: '派单', accept: '接单', investigate: '调查', respond: '答复', followUp: '回访', close: '办结', reopen: '重开', transfer: '转派', return: '退单', suspend: '暂停', resume: '恢复', escalate: '升级', withdraw: '撤回' },
  backup: { now: '立即备份', done: '已备份到 {{path}}', postgres: '数据在 PostgreSQL 服务器上，请用服务器的备份工具备份。', hint: '备份是数据库的完整副本，写完会核对一遍。' },
  settings: { organizationName: '单位名称', idleMinutes: '多久不操作就锁定（分钟）', saved: '已保存', removeSample: '清除样例省', removeSampleConfirm: '将清除样例省的全部单位、人员、检查、投诉和调查，自己录入的不受影响。清除后不能恢复。', removing: '正在清除，见右上角任务' },
  about: { version: '版本', database: '数据库', sqlite: '本机数据库 SQLite', postgres: '共用数据库 PostgreSQL', method: '所有分数以千分之一分的整数计算，只在最后四舍五入一次。' },
};
export const errors = {
  FIRST_RUN_DONE: '已经设置过了，请直接登录。',
  JOB_NOT_FOUND: '没有这个任务，可能已经结束。',
  JOB_CANCELLED: '任务已取消，没有写入任何内容。',
  FILE_NOT_FOUND: '文件已不在，程序重启后临时文件会清除。请重新导出或重新选择文件。',
  FILE_DAMAGED: '文件缺失或内容被改动过，不能使用。请告诉管理员。',
  FILE_TOO_LARGE: '文件超过 {{megabytes}} MB，请拆成几个文件再试。',
  SAMPLE_NOT_EMPTY: '已经有数据了，样例省只能载入空的数据库。',
  DATABASE_TOO_NEW: '这个数据库由更新版本的程序写过（{{migration}}），本程序没有改动它。请升级程序后再打开。',
  DATABASE_DAMAGED: '数据库文件已损坏，本程序没有改动它：{{path}}。请从 backup 文件夹里的备份恢复。',
  DATABASE_IN_USE: '另一个窗口正在使用这个数据库：{{path}}。请先关闭它。',
  DATABASE_UNREACHABLE: '连不上共用数据库（{{code}}）。请检查网络和连接设置，或联系管理员。',
  BACKUP_DAMAGED: '备份没有通过核对，已放弃，原数据不受影响。请检查磁盘后再试。',
  PDF_UNAVAILABLE: '这台电脑上找不到可用的 Chromium、Chrome 或 Edge，不能生成 PDF。请安装其中一个后再试。',
};
export const jobs = { loadSample: '载入样例省', removeSample: '清除样例省' };
