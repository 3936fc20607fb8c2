export const words = {
  brand: 'Service Audit', navigation: 'Main navigation', fold: 'Fold', unfold: 'Unfold', notFound: 'There is no such page. The link may be wrong.', lock: 'Lock', signOut: 'Sign out',
  nav: { home: 'Home', inspection: 'Inspections', complaint: 'Complaints', survey: 'Satisfaction', report: 'Reports', standard: 'Scorecards', organization: 'Organisation', system: 'System' },
  navShort: { home: 'Home', inspection: 'Score', complaint: 'Cases', survey: 'Survey', report: 'Report', standard: 'Cards', organization: 'Units', system: 'System' },
  periodLabel: 'Period', unitLabel: 'Unit scope', allUnits: 'All units', periodChosen: 'Chosen period',
  periodKind: { month: 'Month', quarter: 'Quarter', half: 'Half', year: 'Year' },
  period: { month: '{{year}}-{{index}}', quarter: '{{year}} Q{{index}}', half: '{{year}} H{{index}}', year: '{{year}}' },
  ordinal: { 1: '1', 2: '2', 3: '3', 4: '4', 5: '5', 6: '6', 7: '7', 8: '8', 9: '9', 10: '10', 11: '11', 12: '12' },
  search: { placeholder: 'Search units, staff, cases', none: 'Nothing found. Try a number or the beginning of a name.', page: 'Page', command: 'Command', unit: 'Unit', staff: 'Staff', complaint: 'Complaint', inspection: 'Inspection', report: 'Report' },
  command: { registerComplaint: 'Register complaint', startInspection: 'Start inspection', importComplaint: 'Import complaints', importUnit: 'Import units', newReport: 'New audit report' },
  jobs: { title: 'Tasks', short: 'Tasks', none: 'No tasks. Imports, exports and reports show their progress here.', completed: 'Done', cancelled: 'Cancelled; nothing was written', failed: 'Failed' },
  theme: { title: 'Theme', light: 'Light', dark: 'Dark', system: 'System' },
};
