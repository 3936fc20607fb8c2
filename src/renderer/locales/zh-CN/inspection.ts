export const words = {
  title: '检查评分',
  method: { announced: '明查', mystery: '暗访', recording: '录音抽检', workOrder: '工单抽检', online: '网上巡检' },
  state: { draft: '评分中', submitted: '已提交' },
  list: {
    finding: '{{count}} 张评分表', start: '开始检查', all: '全部', thisPeriod: '本期', allPeriods: '全部期间', find: '编号开头', sort: '排序',
    sorts: { inspectedOn: '检查日期', points: '得分', updated: '最近修改' }, descending: '从大到小', ascending: '从小到大',
    number: '编号', unit: '被检单位', line: '类别', card: '评分表', method: '方式', inspectedOn: '检查日期', inspector: '检查人', state: '状态', progress: '已评', points: '得分', grade: '等级',
    foot: '前台、后台、网络、代维分别比较，不混排', empty: '还没有检查。开始一次检查。', emptyFiltered: '这个条件下没有评分表。', emptyReader: '还没有检查。检查由稽查员开始。', clear: '看全部',
  },
  start: {
    title: '开始检查', unit: '被检单位', card: '评分表', method: '检查方式', inspectedOn: '检查日期', companions: '陪检人', inspectees: '被检人员', sampling: '抽样说明',
    go: '开始评分', noCard: '该单位类别没有评分表', version: '第 {{version}} 版', pinned: '开始后评分表版本固定不变', chooseUnit: '先选被检单位',
  },
  sheet: {
    inspector: '检查人 {{name}}', saved: '已保存 {{time}}', saving: '正在保存', unsaved: '未保存 {{count}} 项', changed: '别处已改过这张表', takeOver: '取最新并保存我的改动', print: '打印', printFilled: '打印评分表', printBlank: '打印空白表', excel: '导出 Excel', submit: '提交复核',
    readOnly: '只读', submittedAt: '{{time}} 提交', code: '编号', item: '检查项', rule: '评分规则', full: '满分', entry: '录入', points: '得分', evidence: '证据', unscored: '未评', notApplicable: '不适用', hit: '命中', veto: '否决', missing: '缺 {{count}}',
    entered: '{{done}}/{{all}} 已评', sectionFull: '满 {{points}}', sectionEarned: '得 {{points}}', award: '加', met: '达标', notMet: '不达标', invalid: '不能这样填：{{hint}}',
    hints: { count: '填整数', pass: '按 Y 达标，X 不达标', value: '填数，最多三位小数', share: '填 达标数/总数，如 487/500', meanAndMax: '填 均值 最长 [笔数]，空格隔开，如 10.8 24.3 42' },
    placeholder: { count: '', pass: 'Y / X', value: '', share: '数/总数', meanAndMax: '均值 最长' },
    guide: '{{code}} 怎么查', clause: '服务标准', steps: '检查步骤', thisItem: '本项得分', noteTitle: '备注', notePlaceholder: 'F2 写备注：看到了什么、工单号、录音号', naHow: { spread: '不适用时分值摊给本节其余项', full: '不适用时记满分', notAllowed: '不能记不适用' },
    evidenceRule: { never: '不要求证据', onFailure: '扣分必须有证据', always: '必须有证据' }, atFloor: '已扣到底，再发现也不再扣', nothingLost: '未扣分',
    naCannot: '这一项不能记不适用', vetoCannot: '这一项不是一票否决项',
  },
  score: {
    title: '实时得分', entered: '已评 {{done}} / {{all}} 项', part: '已评部分', ifFull: '其余全满分时', final: '得分', got: '得 {{points}}', lost: '失 {{points}}', open: '未评 {{points}}', hit: '一票否决 {{code}} 已命中',
    section: '节', full: '满分', deducted: '扣分', points: '得分', sum: '合计', spread: '{{section}} 不适用 {{points}} 分摊其余：{{sum}}', deductions: '扣分明细', byOrder: '按顺序', byPoints: '按分值', none: '还没有扣分', conversion: '不适用折算', rounding: '精确到 0.001，只在总分四舍五入一次', noScore: '全部不适用，没有得分', zeroed: '本节记 0 分',
  },
  evidence: {
    title: '证据 {{code}}', lacking: '还缺 {{count}} 件', total: '本表共 {{count}} 件', paste: '贴截图', choose: '选文件', drop: '按 Ctrl V 贴到 {{code}}', kinds: '图片、录音、录像、PDF，不超过 20 MB', adding: '正在存入', remove: '从本表去掉', save: '另存', hash: 'SHA-256 {{hash}}', by: '{{name}} 于 {{time}} 存入', pasted: '截图',
    removed: '已去掉', label: '证据 {{name}}',
  },
  keys: { title: '全部按键', digits: '填数', enter: '下一项', na: '不适用', met: '达标', notMet: '不达标', veto: '否决', move: '移动', section: '换节', unscored: '下一未评', note: '备注', all: '全部按键', submit: '提交', paste: '贴证据', choose: '选文件' },
  submit: {
    title: '提交复核', text: '提交后这张表不能再改：得分 {{points}}，等级 {{grade}}。', ok: '提交', ready: '可以提交', lacking: '未评 {{unscored}} 项 · 缺证据 {{evidence}} 项，提交前须补齐', noScore: '提交后这张表不能再改：全部不适用，没有得分。', wait: '还有改动没有保存，请等保存完成再提交。',
  },
};
export const errors = {
  INSPECTION_NOT_FOUND: '没有找到这张评分表，或它不在您的单位范围内。请回到检查评分列表重新选择。',
  INSPECTION_CHANGED: '评分表 {{number}} 刚在别的窗口改过。您填的内容还在页面上，请点“取最新并保存我的改动”。',
  INSPECTION_SUBMITTED: '评分表 {{number}} 已提交，不能再改。',
  INSPECTION_INCOMPLETE: '还不能提交，有 {{count}} 处要补：未评 {{unscored}}；缺证据 {{evidence}}。',
  INSPECTION_OWN_UNIT: '“{{name}}”是您自己的单位，不能检查自己的单位。请换人检查。',
  INSPECTION_NOT_YOURS: '评分表 {{number}} 由 {{name}} 检查，您不能修改。需要时请稽查主管处理。',
  INSPECTION_LINE_MISMATCH: '“{{card}}”不适用于“{{name}}”的类别。请换一张评分表。',
  INSPECTION_DAY_INVALID: '检查日期 {{day}} 晚于今天 {{today}}。请改正日期。',
  INSPECTION_ITEM_UNKNOWN: '这张评分表没有 {{code}} 这一项。请刷新页面后再试。',
  INSPECTION_ENTRY_INVALID: '{{code}} 的录入与它的评分规则不符，没有保存。请按该项的规则填写。',
  EVIDENCE_NOT_FOUND: '没有找到这件证据，可能已被去掉。请刷新页面。',
  EVIDENCE_TOO_LARGE: '“{{name}}”有 {{megabytes}} MB，超过 {{limit}} MB，没有存入。请压缩或截取后再试。',
  EVIDENCE_TYPE_REFUSED: '“{{name}}”不是图片、录音、录像或 PDF（按内容判断，与扩展名无关），没有存入。',
};
export const jobs = {};
