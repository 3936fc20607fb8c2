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
  SCORECARD_RETIRED:
    'Scorecard {{code}} version {{version}} is retired; no new sheet can be begun by it. Choose a version in use.',
  SCORECARD_CODE_TAKEN:
    'There is a scorecard {{code}} already. Choose another number, or begin a new version of that one.',
  SCORECARD_FILE_INVALID:
    'No scorecard can be read from this file. Change an .xlsx that this program wrote and bring it in again.',
  DRAFT_NOT_FOUND: 'This draft is gone: it may have been published or removed. Look at the scorecards again.',
  DRAFT_EXISTS: 'Scorecard {{code}} has a draft already, last changed by {{name}}. Open that one, or remove it first.',
  DRAFT_CHANGED: 'Draft {{code}} has been changed by {{name}}. Take the latest, or put yours in its place on purpose.',
  CLAUSE_NOT_FOUND: 'The library has no clause {{code}}.',
  CLAUSE_CODE_TAKEN: 'Clause {{code}} is in the library already. Change the number, or add an edition to it.',
  CLAUSE_EDITION_ORDER:
    'Edition {{edition}} of clause {{code}} is in force from {{day}}; a new one has to begin after that.',
  CLAUSE_LIMIT_UNIT: 'Clause {{code}} has a limit but no unit yet.',
  STANDARD_PERIOD_INVALID: 'The period “{{period}}” cannot be read. Choose the period again.',
};
export const jobs = { recomputeScorecard: 'Scoring by the draft' };
