/** Acts on the ticked complaints. */
export const words = {
  escalate: 'Escalate selected',
  assign: 'Assign selected',
  note: { escalate: 'What is asked for', assign: 'Remark (needed for reassigning)' },
  hint: {
    escalate: 'Each is brought before the next unit above, recorded, and listed under “Escalated”.',
    assign: 'Those not yet assigned are assigned, the others reassigned; each is recorded.',
  },
  send: { escalate: 'Escalate {{count}}', assign: 'Assign to this unit ({{count}})' },
  done: { escalate: '{{count}} escalated', assign: '{{count}} assigned' },
  running: '{{done}}/{{total}}',
  refused: '{{count}} could not be and stay as they were:',
  unknownNumber: '(outside your units)',
  notAllowed: {
    escalate: 'is “{{status}}”, cannot be escalated',
    assign: 'is “{{status}}”, cannot be assigned or reassigned',
  },
  paused: 'paused; assign it once it is resumed',
  noteMissing: 'assigned already; reassigning needs a remark',
  close: 'Got it',
};
export const errors = {};
export const jobs = {
  assignComplaints: 'Assign complaints',
  escalateComplaints: 'Escalate complaints',
};
