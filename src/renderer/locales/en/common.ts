export const words = {
  common: {
    cancel: 'Cancel', save: 'Save', confirm: 'OK', close: 'Close', retry: 'Try again', delete: 'Delete', edit: 'Edit', create: 'New', search: 'Find', export: 'Export',
    import: 'Import', print: 'Print', saveFile: 'Save file', errorDetails: 'For the administrator', yes: 'Yes', no: 'No', all: 'All', none: 'None', loading: 'Loading', refresh: 'Refresh',
    required: 'Required', optional: 'Optional', active: 'Active', inactive: 'Inactive', rows: '{{count}} rows', total: '{{count}} in all', back: 'Back', more: 'More', open: 'Open',
    name: 'Name', code: 'Code', unit: 'Unit', actions: 'Actions', date: 'Date', time: 'Time', remark: 'Remark', saved: 'Saved {{time}}', unsaved: 'Not saved', saving: 'Saving',
  },
  role: { inspector: 'Inspector', supervisor: 'Supervisor', complaintOfficer: 'Complaint officer', liaison: 'Liaison', viewer: 'Viewer', admin: 'Administrator' },
  level: { group: 'Group', province: 'Province', city: 'City', district: 'District', site: 'Site' },
  line: { front: 'Front desk', back: 'Back office', network: 'Network', vendor: 'Vendor' },
  channel: {
    ownHall: 'Own hall', partnerHall: 'Partner hall', onlineHall: 'Online hall', hotline: 'Hotline', accountManager: 'Account manager', fieldService: 'Field service',
    onlineService: 'Online service', none: 'No customers',
  },
};
export const errors = {
  SESSION_REQUIRED: 'Your session has ended. Please sign in again; what you typed is still on the page.',
  SESSION_LOCKED: 'Locked after idling. Enter your password to go on.',
  PERMISSION_DENIED: 'Your role may not do this. Ask the administrator if you need it.',
  INPUT_INVALID: 'Something entered is not valid. Check the marked fields and try again.',
  DATABASE_FULL: 'The disk is full; nothing of this was written. Free some space and try again. Saved data is safe.',
  DATABASE_BUSY: 'The database is busy. Try again in a moment; nothing was written.',
  INTERNAL_FAULT: 'Something unexpected happened and this step was not done. Saved data is safe. Try again; if it happens again, give the administrator the number {{requestId}}.',
  BACKEND_UNREACHABLE: 'The backend does not answer; reconnecting. Try again in a moment. Saved data is safe.',
  BACKEND_SILENT: 'No answer for too long; stopped waiting. Try again, and tell the administrator if it happens often.',
};
