import type { PlainAct } from '#shared/complaint/complaint.enums.ts';

/** Keys of the acts while the drawer is open and no text is being typed; those ever offered together have their own. */
export const actKeys: Record<PlainAct, string> = {
  acknowledge: 'A',
  assess: 'P',
  assign: 'T',
  accept: 'C',
  inform: 'I',
  note: 'N',
  handBack: 'H',
  respond: 'R',
  followUp: 'V',
  exhaust: 'X',
  close: 'B',
  return: 'D',
  transfer: 'T',
  requestSuspension: 'Q',
  refuseSuspension: 'F',
  suspend: 'S',
  resume: 'S',
  proposeCompensation: 'M',
  approveCompensation: 'M',
  refuseCompensation: 'L',
  escalate: 'U',
  reopen: 'O',
  withdraw: 'W',
};
