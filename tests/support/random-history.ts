import fc from 'fast-check';
import { allowedActs } from '#shared/complaint/act.rules.ts';
import type { ComplaintAct, LedgerParty } from '#shared/complaint/complaint.enums.ts';
import { foldEvents } from '#shared/complaint/complaint.rules.ts';
import type { ComplaintEvent, EventData } from '#shared/complaint/event.schema.ts';
import { defaultPolicy } from '#shared/complaint/policy.schema.ts';

/** Units a random history may use. */
export interface HistoryUnits {
  first: string;
  others: readonly { unitId: string; party: LedgerParty }[];
}
/** One random step: which of the acts allowed then, which of its variants, and how many minutes later. */
export interface Step {
  act: number;
  variant: number;
  minutes: number;
}

/** Walks of up to `maxLength` steps; minutes from now to nearly three days. */
export const walks = (maxLength: number) =>
  fc.array(
    fc.record({
      act: fc.nat(1000),
      variant: fc.nat(1000),
      // equal moments are the hard ones, so they come often
      minutes: fc.oneof(fc.constant(0), fc.integer({ min: 1, max: 4000 })),
    }),
    { maxLength },
  );

type Draft = { [T in keyof EventData]: { type: T; data: EventData[T] } }[keyof EventData];
const pick = <T>(list: readonly T[], at: number) => list[at % list.length] as T;
const other = { complaintId: 'other', number: 'TS26-0101-0001' };
const note = 'x';
const rare: readonly ComplaintAct[] = [
  'withdraw',
  'merge',
  'link',
  'split',
  'attach',
  'moveRule',
  'correct',
  'note',
  'escalate',
];

/** What an act writes in a random history: every kind of event the state machine knows. */
function draftsOf(act: ComplaintAct, variant: number, units: HistoryUnits): Draft[] {
  const place = pick(units.others, variant);
  const conclusion = pick(['founded', 'partlyFounded', 'notFounded'] as const, variant);
  const reason = pick(['customer', 'appointment', 'thirdParty', 'forceMajeure'] as const, variant);
  const result = pick(['satisfied', 'neutral', 'unsatisfied', 'refused', 'unreachable'] as const, variant);
  const drafts: { [A in ComplaintAct]: Draft[] } = {
    acknowledge: [{ type: 'acknowledged', data: { note } }],
    assess: [
      {
        type: 'assessed',
        data: { note, levels: { severity: 1, impact: 2, complexity: 3, urgency: 1, recurrence: 1 } },
      },
    ],
    assign: [{ type: 'assigned', data: { ...place, note, handlerId: variant % 2 ? 'h1' : null } }],
    transfer: [{ type: 'transferred', data: { ...place, note } }],
    accept: [{ type: 'accepted', data: { note } }],
    inform: [{ type: 'informed', data: { note } }],
    note: [{ type: 'noted', data: { note } }],
    handBack: [{ type: 'handedBack', data: { note } }],
    respond: [{ type: 'responded', data: { note, conclusion, causeCode: null, measure: '', evidence: 'r' } }],
    followUp: [
      { type: 'followedUp', data: { result, note } },
      ...(result === 'unsatisfied' ? [{ type: 'reopened', data: { note, byVisit: true } } as const] : []),
    ],
    exhaust: [{ type: 'exhausted', data: { note, approver: 'x' } }],
    close: [{ type: 'closed', data: { conclusion, causeCode: 'staff.skill', measure: 'x', note } }],
    return: [{ type: 'returned', data: { note } }],
    requestSuspension: [{ type: 'suspensionRequested', data: { reason, note } }],
    refuseSuspension: [{ type: 'suspensionRefused', data: { note } }],
    suspend: [{ type: 'suspended', data: { reason, approver: 'x', note } }],
    resume: [{ type: 'resumed', data: { note } }],
    proposeCompensation: [{ type: 'compensationProposed', data: { amountCents: 100 + variant, form: 'x', note } }],
    approveCompensation: [{ type: 'compensationApproved', data: { note } }],
    refuseCompensation: [{ type: 'compensationRefused', data: { note } }],
    escalate: [{ type: 'escalated', data: { note, unitId: units.first } }],
    reopen: [{ type: 'reopened', data: { note, byVisit: false } }],
    withdraw: [{ type: 'withdrawn', data: { note } }],
    attach: [
      {
        type: 'attached',
        data: {
          attachmentId: `f${variant}`,
          purpose: pick(['response', 'material'] as const, variant),
          name: 'a',
          sha256: '',
          note,
        },
      },
    ],
    correct: [{ type: 'corrected', data: { before: { area: null }, after: { area: 'urban' }, note } }],
    moveRule: [{ type: 'ruleMoved', data: { ruleEdition: 1, note } }],
    link: [{ type: 'linked', data: { ...other, kind: 'related', note } }],
    split: [{ type: 'split', data: { ...other, note } }],
    merge: [{ type: 'merged', data: { ...other, note } }],
    unmerge: [{ type: 'unmerged', data: { ...other, note } }],
    audit: [{ type: 'audited', data: { closureAuditId: 'a', result: 'confirmed', note } }],
  };
  return drafts[act];
}

/**
 * A history as the state machine allows it: at every step one of the acts possible then.
 * @param startAt instant of receipt
 * @returns events in order, `seq` from 1
 */
export function randomHistory(steps: readonly Step[], units: HistoryUnits, startAt: string): ComplaintEvent[] {
  let moment = Date.parse(startAt);
  const base = (at: string) => ({ happenedAt: at, recordedAt: at, accountId: null });
  const events: ComplaintEvent[] = [
    {
      ...base(startAt),
      seq: 1,
      type: 'received',
      data: { unitId: units.first, party: 'front', ruleEdition: 1 },
    },
  ];
  for (const step of steps) {
    moment += step.minutes * 60_000;
    const acts = allowedActs(foldEvents(events), { accountId: null, may: () => true }, defaultPolicy);
    // Ends and by-acts are rare, so that histories grow long and go somewhere.
    const main = acts.filter((act) => !rare.includes(act));
    const list = step.variant % 4 === 0 || main.length === 0 ? acts : main;
    if (list.length === 0) break;
    for (const draft of draftsOf(pick(list, step.act), step.variant, units)) {
      const event = { ...base(new Date(moment).toISOString()), ...draft, seq: events.length + 1 };
      events.push(event as ComplaintEvent);
    }
  }
  return events;
}
