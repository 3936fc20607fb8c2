export const words = {
  title: 'Standards and scorecards',
  cards: '{{count}} scorecards',
  version: 'version {{version}}',
  effective: 'in force from {{day}}',
  items: '{{count}} items',
  full: '{{points}} points',
  published: 'Published, never changes',
  hash: 'Content {{hash}}',
  printBlank: 'Print blank sheet',
  empty: 'No scorecards yet.',
  choose: 'Choose a scorecard to read it',
  columns: {
    code: 'No.',
    item: 'Item',
    clause: 'Clause',
    rule: 'Rule',
    full: 'Full',
    notApplicable: 'N/A',
    evidence: 'Evidence',
    critical: 'Critical',
  },
  sectionFull: 'full {{points}}',
  awardFull: 'award, at most {{points}}',
  grades: 'Grades',
  notApplicable: { spread: 'spread', full: 'full marks', notAllowed: 'not allowed' },
  evidence: { never: 'not needed', onFailure: 'on failure', always: 'always' },
  critical: {
    zeroItem: 'zeroes the item',
    zeroSection: 'zeroes the section',
    capGrade: 'caps the grade',
    zeroWhole: 'zeroes the sheet',
  },
};
export const errors = {
  SCORECARD_NOT_FOUND: 'This scorecard was not found. Choose it again from the scorecards.',
  SCORECARD_INVALID: 'The scorecard cannot be published: {{reasonEn}}. Correct it first.',
  SCORECARD_PUBLISHED:
    'Scorecard {{code}} version {{version}} is published and cannot change. Use a new version number.',
};
export const jobs = {};
