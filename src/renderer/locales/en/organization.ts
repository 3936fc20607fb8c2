export const words = {
  title: 'Organisation', detail: '{{units}} units', importUnit: 'Import units', importStaff: 'Import staff', createUnit: 'New unit', createStaff: 'New person', unitTree: 'Units', staff: 'Staff',
  parent: 'Parent unit', top: 'No parent', level: 'Level', line: 'Line', channel: 'Interface', post: 'Post', isActive: 'Active', empty: 'No units yet. Import them from Excel or make the first one.', noStaff: 'This unit has no staff yet.',
  editUnit: 'Edit unit', editStaff: 'Edit person', staffCode: 'Staff no.', staffName: 'Name', showInactive: 'With inactive', findUnit: 'Find unit', findStaff: 'Number or name begins', allStaff: 'All staff',
};
export const errors = {
  UNIT_NOT_FOUND: 'There is no such unit in your scope. Refresh and choose again.',
  UNIT_CODE_TAKEN: 'The unit code "{{code}}" is taken. Choose another.',
  UNIT_CYCLE: '"{{name}}" cannot be placed below itself. Choose another parent.',
  UNIT_IN_USE: 'This unit has data and cannot be deleted; it can be made inactive.',
  STAFF_NOT_FOUND: 'There is no such person. Refresh and choose again.',
  STAFF_CODE_TAKEN: 'The staff number "{{code}}" is taken. Choose another.',
};
export const jobs = {};
