export const words = {
  title: 'Inspections',
  method: { announced: 'Announced', mystery: 'Mystery', recording: 'Recordings', workOrder: 'Work orders', online: 'Online' },
  state: { draft: 'Scoring', submitted: 'Submitted' },
  list: {
    finding: '{{count}} sheets', start: 'Start inspection', all: 'All', thisPeriod: 'This period', allPeriods: 'All periods', find: 'Beginning of number', sort: 'Sort by',
    sorts: { inspectedOn: 'Day', points: 'Points', updated: 'Last change' }, descending: 'Descending', ascending: 'Ascending',
    number: 'Number', unit: 'Unit', line: 'Line', card: 'Scorecard', method: 'Method', inspectedOn: 'Day', inspector: 'Inspector', state: 'State', progress: 'Scored', points: 'Points', grade: 'Grade',
    foot: 'Front, back, network and vendor are compared apart, never together', empty: 'No inspections yet. Start one.', emptyFiltered: 'No sheets match.', emptyReader: 'No inspections yet. Inspectors start them.', clear: 'Show all',
  },
  start: {
    title: 'Start inspection', unit: 'Unit', card: 'Scorecard', method: 'Method', inspectedOn: 'Day', companions: 'Companions', inspectees: 'Staff met', sampling: 'Sampling note',
    go: 'Start scoring', noCard: 'No scorecard for this line', version: 'version {{version}}', pinned: 'The version stays with the sheet for ever', chooseUnit: 'Choose the unit first',
  },
  sheet: {
    inspector: 'by {{name}}', saved: 'Saved {{time}}', saving: 'Saving', unsaved: '{{count}} not saved', changed: 'Changed elsewhere', takeOver: 'Fetch latest and save mine', print: 'Print', printFilled: 'Print sheet', printBlank: 'Print blank', excel: 'Export to Excel', submit: 'Submit',
    readOnly: 'Read only', submittedAt: 'Submitted {{time}}', code: 'No.', item: 'Item', rule: 'Rule', full: 'Full', entry: 'Entry', points: 'Points', evidence: 'Evidence', unscored: 'open', notApplicable: 'N/A', hit: 'Hit', veto: 'Critical', missing: '{{count}} lacking',
    entered: '{{done}}/{{all}} scored', sectionFull: 'full {{points}}', sectionEarned: 'earned {{points}}', award: '+', met: 'Met', notMet: 'Not met', invalid: 'Cannot be read: {{hint}}',
    hints: { count: 'a whole number', pass: 'Y met, X not met', value: 'a number with at most three decimals', share: 'met/total, as 487/500', meanAndMax: 'mean longest [number] apart by spaces, as 10.8 24.3 42' },
    placeholder: { count: '', pass: 'Y / X', value: '', share: 'met/total', meanAndMax: 'mean longest' },
    guide: 'How to inspect {{code}}', clause: 'Standard', steps: 'Steps', thisItem: 'This item', noteTitle: 'Note', notePlaceholder: 'F2: what was seen, order or call reference', naHow: { spread: 'N/A spreads its points over the section', full: 'N/A counts as full', notAllowed: 'N/A is not allowed' },
    evidenceRule: { never: 'No evidence needed', onFailure: 'Lost points need evidence', always: 'Evidence needed' }, atFloor: 'At the floor: more costs no more', nothingLost: 'Nothing lost',
    naCannot: 'This item cannot be N/A', vetoCannot: 'This item is not critical',
  },
  score: {
    title: 'Running score', entered: '{{done}} of {{all}} scored', part: 'Scored part', ifFull: 'If the rest is full', final: 'Points', got: 'earned {{points}}', lost: 'lost {{points}}', open: 'open {{points}}', hit: 'Critical item {{code}} hit',
    section: 'Section', full: 'Full', deducted: 'Lost', points: 'Points', sum: 'Total', spread: '{{section}}: N/A {{points}} spread: {{sum}}', deductions: 'Deductions', byOrder: 'By order', byPoints: 'By points', none: 'Nothing lost yet', conversion: 'N/A spread', rounding: 'Exact to 0.001, rounded once at the total', noScore: 'Nothing applies: no score', zeroed: 'Section zeroed',
  },
  evidence: {
    title: 'Evidence {{code}}', lacking: '{{count}} lacking', total: '{{count}} on this sheet', paste: 'paste', choose: 'choose', drop: 'Ctrl V pastes to {{code}}', kinds: 'Pictures, audio, video, PDF up to 20 MB', adding: 'Storing', remove: 'Take off the sheet', save: 'Save as', hash: 'SHA-256 {{hash}}', by: 'added by {{name}}, {{time}}', pasted: 'screenshot',
    removed: 'Taken off', label: 'Evidence {{name}}',
  },
  keys: { title: 'All keys', digits: 'fill in', enter: 'next', na: 'N/A', met: 'met', notMet: 'not met', veto: 'critical', move: 'move', section: 'section', unscored: 'next open', note: 'note', all: 'all keys', submit: 'submit', paste: 'paste evidence', choose: 'choose file' },
  submit: {
    title: 'Submit', text: 'Once submitted the sheet never changes: {{points}} points, grade {{grade}}.', ok: 'Submit', ready: 'Ready to submit', lacking: '{{unscored}} open · {{evidence}} without evidence: complete before submitting', noScore: 'Once submitted the sheet never changes: nothing applies, no score.', wait: 'Some changes are not saved yet. Submit when they are.',
  },
};
export const errors = {
  INSPECTION_NOT_FOUND: 'This sheet was not found, or lies outside your units. Choose it again from the list.',
  INSPECTION_CHANGED: 'Sheet {{number}} was just changed in another window. What you entered is still on the page: choose “Fetch latest and save mine”.',
  INSPECTION_SUBMITTED: 'Sheet {{number}} is submitted and cannot change any more.',
  INSPECTION_INCOMPLETE: 'Not ready: {{count}} to complete. Open: {{unscored}}; without evidence: {{evidence}}.',
  INSPECTION_OWN_UNIT: '“{{name}}” is your own unit, which you cannot inspect. Ask somebody else to.',
  INSPECTION_NOT_YOURS: 'Sheet {{number}} is inspected by {{name}}: you cannot change it. Ask the supervisor when needed.',
  INSPECTION_LINE_MISMATCH: '“{{card}}” does not fit the line of “{{name}}”. Choose another scorecard.',
  INSPECTION_DAY_INVALID: 'The day {{day}} lies after today, {{today}}. Correct it.',
  INSPECTION_ITEM_UNKNOWN: 'This card has no item {{code}}. Reload the page and try again.',
  INSPECTION_ENTRY_INVALID: 'The entry of {{code}} does not fit its rule and was not saved. Enter it as the rule says.',
  EVIDENCE_NOT_FOUND: 'This piece of evidence was not found; it may have been taken off. Reload the page.',
  EVIDENCE_TOO_LARGE: '“{{name}}” has {{megabytes}} MB, more than {{limit}} MB, and was not stored. Make it smaller and try again.',
  EVIDENCE_TYPE_REFUSED: '“{{name}}” is no picture, audio, video or PDF (judged by content, not by its name) and was not stored.',
};
export const jobs = {};
