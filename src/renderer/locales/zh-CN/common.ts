export const words = {
  common: {
    cancel: '取消', save: '保存', confirm: '确定', close: '关闭', retry: '重试', delete: '删除', edit: '修改', create: '新建', search: '查找', export: '导出',
    import: '导入', print: '打印', saveFile: '另存文件', errorDetails: '给管理员的信息', yes: '是', no: '否', all: '全部', none: '无', loading: '正在取数', refresh: '刷新',
    required: '必填', optional: '选填', active: '在用', inactive: '停用', rows: '{{count}} 行', total: '共 {{count}} 条', back: '返回', more: '更多', open: '打开',
    name: '名称', code: '编码', unit: '单位', actions: '操作', date: '日期', time: '时间', remark: '备注', saved: '已保存 {{time}}', unsaved: '未保存', saving: '正在保存',
  },
  role: { inspector: '稽查员', supervisor: '稽查主管', complaintOfficer: '投诉管理员', liaison: '部门联系人', viewer: '领导/查阅', admin: '系统管理员' },
  level: { group: '集团', province: '省', city: '市', district: '区县', site: '网点/班组' },
  line: { front: '前台', back: '后台支撑', network: '网络', vendor: '代维外包' },
  channel: {
    ownHall: '自有营业厅', partnerHall: '合作营业厅', onlineHall: '网上营业厅', hotline: '服务热线', accountManager: '客户经理', fieldService: '现场装维',
    onlineService: '在线客服', none: '无客户界面',
  },
};
export const errors = {
  SESSION_REQUIRED: '登录已失效，请重新登录。没有保存的内容还在页面上。',
  SESSION_LOCKED: '长时间没有操作，已锁定。请输入密码继续。',
  PERMISSION_DENIED: '您的角色不能做这件事。需要时请系统管理员调整权限。',
  INPUT_INVALID: '填写的内容不符合要求，请检查标红的项目后再试。',
  DATABASE_FULL: '磁盘已满，这次没有写入任何内容。请清理磁盘空间后再试，已保存的数据不受影响。',
  DATABASE_BUSY: '数据库正忙，请稍候再试。这次没有写入任何内容。',
  INTERNAL_FAULT: '程序出了意外，这一步没有完成，已保存的数据不受影响。请重试；仍然不行请把编号 {{requestId}} 告诉管理员。',
  BACKEND_UNREACHABLE: '后台服务没有回应，正在重新连接。请稍候再试，已保存的数据不受影响。',
  BACKEND_SILENT: '等了太久没有结果，已停止等待。请重试；经常这样请告诉管理员。',
};
