export const words = {
  title: '组织与人员', detail: '单位 {{units}} 个', importUnit: '导入单位', importStaff: '导入人员', createUnit: '新建单位', createStaff: '新建人员', unitTree: '单位', staff: '人员',
  parent: '上级单位', top: '没有上级', level: '层级', line: '类别', channel: '服务界面', post: '岗位', isActive: '在用', empty: '还没有单位。从 Excel 导入，或新建第一个单位。', noStaff: '这个单位还没有人员。',
  editUnit: '修改单位', editStaff: '修改人员', staffCode: '工号', staffName: '姓名', showInactive: '含停用', findUnit: '查找单位', findStaff: '工号或姓名开头', allStaff: '全部人员',
};
export const errors = {
  UNIT_NOT_FOUND: '没有这个单位，或不在您的范围内。请刷新后重选。',
  UNIT_CODE_TAKEN: '单位编码“{{code}}”已被使用，请换一个。',
  UNIT_CYCLE: '“{{name}}”不能放到自己的下级里，请另选上级单位。',
  UNIT_IN_USE: '这个单位已有数据，不能删除，可以停用。',
  STAFF_NOT_FOUND: '没有这个人员，请刷新后重选。',
  STAFF_CODE_TAKEN: '工号“{{code}}”已被使用，请换一个。',
};
export const jobs = {};
