/** Acts on the chosen complaints: those ticked, or all that a filter leaves. */
export const words = {
  escalate: 'Escalate selected',
  assign: 'Assign selected',
  note: { escalate: 'What is asked for', assign: 'Remark (needed for reassigning)' },
  hint: {
    escalate: 'Each is brought before the next unit above, recorded, and listed under “Escalated”.',
    assign: 'Those not yet assigned are assigned, the others reassigned; each is recorded.',
  },
  send: { escalate: 'Escalate {{count, number}}', assign: 'Assign to this unit ({{count, number}})' },
  done: {
    escalate: '{{count, number}} escalated',
    assign: '{{count, number}} assigned',
    print: '{{count, number}} printed',
  },
  running: '{{done}}/{{total}}',
  chooseAll: 'Select all {{count, number}}',
  allChosen: 'All {{count, number}} of the filter selected',
  chooseAgain: 'The list has changed: select the {{count, number}} there are now',
  clear: 'Clear selection',
  tooMany: 'To act on all at once, narrow the list to {{limit, number}} or fewer',
  stop: 'Stop',
  left: 'Stopped: {{count, number}} more were not reached and stay as they were.',
  refused: {
    escalate: '{{count, number}} could not be and stay as they were:',
    assign: '{{count, number}} could not be and stay as they were:',
    print: '{{count, number}} are not in the file:',
  },
  unknownNumber: '(outside your units)',
  notAllowed: {
    escalate: 'is “{{status}}”, cannot be escalated',
    assign: 'is “{{status}}”, cannot be assigned or reassigned',
  },
  paused: 'paused; assign it once it is resumed',
  notFounded: 'not found justified, so not in a circular',
  noteMissing: 'assigned already; reassigning needs a remark',
  close: 'Got it',
};
export const errors = {
  COMPLAINT_TOO_MANY:
    'At most {{limit, number}} can be done or printed at once and there are {{count, number}}; nothing was done. Narrow the list by unit, status or date and go in parts.',
  COMPLAINT_LISTED_CHANGED:
    'What the filter leaves has changed since it was selected: {{came, number}} came in, {{gone, number}} left, {{count, number}} now. Nothing was done. The present ones have been selected; check the number and do it again.',
  COMPLAINT_NOT_FOUNDED: 'This complaint was not found justified, so it is not in a circular.',
};
export const jobs = {
  assignComplaints: 'Assign complaints',
  escalateComplaints: 'Escalate complaints',
};
