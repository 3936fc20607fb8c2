import { analysisWords } from './inspection-analysis.ts';
import { sheetWords } from './inspection-sheet.ts';

export const words = {
  ...analysisWords,
  title: 'Inspections',
  method: {
    announced: 'Announced',
    mystery: 'Mystery',
    recording: 'Recordings',
    workOrder: 'Work orders',
    online: 'Online',
  },
  state: { draft: 'Scoring', submitted: 'Submitted' },
  list: {
    finding: '{{count}} sheets',
    start: 'Start inspection',
    all: 'All',
    thisPeriod: 'This period',
    allPeriods: 'All periods',
    find: 'Beginning of number',
    sort: 'Sort by',
    sorts: { inspectedOn: 'Day', points: 'Points', updated: 'Last change' },
    descending: 'Descending',
    ascending: 'Ascending',
    number: 'Number',
    unit: 'Unit',
    line: 'Line',
    card: 'Scorecard',
    method: 'Method',
    inspectedOn: 'Day',
    inspector: 'Inspector',
    state: 'State',
    progress: 'Scored',
    points: 'Points',
    grade: 'Grade',
    foot: 'Front, back, network and vendor are compared apart, never together',
    empty: 'No inspections yet. Start one.',
    emptyFiltered: 'No sheets match.',
    emptyReader: 'No inspections yet. Inspectors start them.',
    clear: 'Show all',
  },
  start: {
    title: 'Start inspection',
    unit: 'Unit',
    card: 'Scorecard',
    method: 'Method',
    inspectedOn: 'Day',
    companions: 'Companions',
    inspectees: 'Staff met',
    sampling: 'Sampling note',
    go: 'Start scoring',
    noCard: 'No scorecard for this line',
    version: 'version {{version}}',
    pinned: 'The version stays with the sheet for ever',
    chooseUnit: 'Choose the unit first',
  },
  ...sheetWords,
};
export const errors = {
  INSPECTION_NOT_FOUND: 'This sheet was not found, or lies outside your units. Choose it again from the list.',
  INSPECTION_CHANGED:
    'Sheet {{number}} was just changed in another window. What you entered is still on the page and is saved once the latest has been fetched.',
  INSPECTION_SUBMITTED: 'Sheet {{number}} is submitted and cannot change any more.',
  INSPECTION_INCOMPLETE: 'Not ready: {{count}} to complete. Open: {{unscored}}; without evidence: {{evidence}}.',
  INSPECTION_OWN_UNIT: '“{{name}}” is your own unit, which you cannot inspect. Ask somebody else to.',
  INSPECTION_NOT_YOURS:
    'Sheet {{number}} is inspected by {{name}}: you cannot change it. Ask the supervisor when needed.',
  INSPECTION_LINE_MISMATCH: '“{{card}}” does not fit the line of “{{name}}”. Choose another scorecard.',
  INSPECTION_DAY_INVALID: 'The day {{day}} lies after today, {{today}}. Correct it.',
  INSPECTION_ITEM_UNKNOWN: 'This card has no item {{code}}. Reload the page and try again.',
  INSPECTION_ENTRY_INVALID: 'The entry of {{code}} does not fit its rule and was not saved. Enter it as the rule says.',
  INSPECTION_MYSTERY_INCOMPLETE:
    'The mystery visit can’t be handed in yet: {{recordingMinutes}} minutes of recording, {{photos}} photos and {{impressionChars}} characters of impression are missing.',
  INSPECTION_STAFF_UNKNOWN:
    'Not all of the chosen people belong to “{{name}}”; nothing was saved. Choose the people again.',
  EVIDENCE_TOO_MANY:
    '{{code}} takes at most {{most}} pieces of evidence; this one was not added. Remove one, or put it to another item.',
  EVIDENCE_NOT_FOUND: 'This piece of evidence was not found; it may have been taken off. Reload the page.',
  EVIDENCE_TOO_LARGE:
    '“{{name}}” has {{megabytes}} MB, more than {{limit}} MB, and was not stored. Make it smaller and try again.',
  EVIDENCE_TYPE_REFUSED:
    '“{{name}}” is no picture, audio, video or PDF (judged by content, not by its name) and was not stored.',
};
export const jobs = { exportInspections: 'Exporting sheets', exportRanking: 'Exporting a ranking' };
