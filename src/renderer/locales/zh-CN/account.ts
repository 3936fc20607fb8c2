export const words = {
  firstRun: {
    title: '初次使用', sub: '设好管理员和单位名称，一分钟后就能开始。', organizationName: '单位名称', organizationExample: '例如：示例省公司', loginName: '管理员登录名', displayName: '姓名',
    password: '密码', passwordAgain: '再输一次密码', passwordHint: '至少 8 个字符', mismatch: '两次输入的密码不同', start: '从哪里开始',
    sample: '载入样例省', sampleHint: '一个虚构省公司的组织、检查、投诉和调查，用来熟悉功能，以后一步就能清除', empty: '空白开始', emptyHint: '自己导入组织、投诉和调查', submit: '开始使用',
  },
  signIn: { title: '登录', sub: '服务质量稽查台', loginName: '登录名', password: '密码', submit: '登录', locked: '已锁定', lockedSub: '输入密码继续，页面上的内容都还在。', unlock: '解锁', other: '换个人登录' },
  list: { title: '用户与权限', create: '新建用户', loginName: '登录名', displayName: '姓名', role: '角色', unit: '单位范围', everything: '全部单位', state: '状态', password: '密码', newPassword: '新密码（不改就留空）', isActive: '可以登录', edit: '修改用户' },
};
export const errors = {
  SIGN_IN_FAILED: '登录名或密码不对。连续错 5 次会暂停登录 5 分钟。',
  ACCOUNT_BLOCKED: '密码错得太多，已暂停登录，请 {{minutes}} 分钟后再试。',
  ACCOUNT_NOT_FOUND: '没有这个用户，可能已被停用。请刷新列表。',
  LOGIN_NAME_TAKEN: '登录名“{{loginName}}”已经有人用了，请换一个。',
  PASSWORD_WEAK: '密码太简单：至少 8 个字符、4 种不同的字符，且不能与登录名相同。',
  LAST_ADMIN: '这是最后一个能登录的系统管理员，不能停用或改角色。请先设另一个管理员。',
};
export const jobs = {};
