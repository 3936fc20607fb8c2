export const words = {
  firstRun: {
    title: 'First run', sub: 'Name the administrator and the organisation; you can start in a minute.', organizationName: 'Organisation', organizationExample: 'e.g. Example Province', loginName: 'Administrator login', displayName: 'Name',
    password: 'Password', passwordAgain: 'Password again', passwordHint: 'At least 8 characters', mismatch: 'The two passwords differ', start: 'Begin with',
    sample: 'Sample province', sampleHint: 'Units, inspections, complaints and surveys of an invented carrier; removed in one step later', empty: 'Empty', emptyHint: 'Import your own units, complaints and surveys', submit: 'Begin',
  },
  signIn: { title: 'Sign in', sub: 'Service Audit', loginName: 'Login name', password: 'Password', submit: 'Sign in', locked: 'Locked', lockedSub: 'Enter your password to go on; the page is as you left it.', unlock: 'Unlock', other: 'Sign in as someone else' },
  list: { title: 'Users and rights', create: 'New user', loginName: 'Login name', displayName: 'Name', role: 'Role', unit: 'Scope', everything: 'All units', state: 'State', password: 'Password', newPassword: 'New password (empty: unchanged)', isActive: 'May sign in', edit: 'Edit user' },
};
export const errors = {
  SIGN_IN_FAILED: 'Wrong login name or password. After 5 failures signing in pauses for 5 minutes.',
  ACCOUNT_BLOCKED: 'Too many wrong passwords. Try again in {{minutes}} minutes.',
  ACCOUNT_NOT_FOUND: 'There is no such user; it may have been disabled. Refresh the list.',
  LOGIN_NAME_TAKEN: 'The login name "{{loginName}}" is taken. Choose another.',
  PASSWORD_WEAK: 'The password is too simple: at least 8 characters, 4 different ones, and not the login name.',
  LAST_ADMIN: 'This is the last administrator who can sign in. Make another one first.',
};
export const jobs = {};
