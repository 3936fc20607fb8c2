import type { Conclusion, LedgerParty, VisitResult } from '../complaint/complaint.enums.ts';
import { partyOfLine } from '../complaint/complaint.rules.ts';
import type { RuleSubject } from '../complaint/deadline.rules.ts';
import type { ComplaintEvent, EventData } from '../complaint/event.schema.ts';
import { answerTimes, inDaytime } from './answer-times.sample.ts';
import type { SampleCase } from './complaint-case.sample.ts';
import { type ComplaintTexts, evidence, fixedOf, subjectsOf } from './complaint-text.sample.ts';
import type { Deadlines } from './deadlines.ts';
import { fnv1a32, integerBetween, pickOne, type Uniform } from './random.ts';
import type { UnitPlaces } from './unit-places.ts';

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
/** What the histories are told with. */
export interface ComplaintWorld {
  readonly texts: ComplaintTexts;
  readonly places: UnitPlaces;
  readonly deadlines: Deadlines;
  readonly cityNames: readonly string[];
  /** province of the organisation, for provincial rules */
  readonly province: string | null;
  readonly ruleEdition: number;
  /** epoch milliseconds; events after it have not happened yet */
  readonly cutoff: number;
}

/** A complaint as told: the facts, its category below the first level, and its history up to the cutoff. */
export interface SampleComplaint {
  readonly source: SampleCase;
  readonly subject: RuleSubject;
  readonly city: string;
  readonly content: string;
  readonly demand: string;
  readonly events: readonly ComplaintEvent[];
}

type Happening = { [T in keyof EventData]: { type: T; at: number; data: EventData[T] } }[keyof EventData];

/** Region written on every sample complaint. */
export const sampleRegion = '示例省';

/**
 * Tells one case as a history of events by the product's own state machine and deadlines. How long an answer took is
 * kept as a share of the time limit, so that what the design calls overdue is overdue by the rules in force.
 * @param rng stream of the table `complaint_event`; the number of draws depends on the case alone, never on the cutoff
 */
export function tellComplaint(rng: Uniform, item: SampleCase, world: ComplaintWorld): SampleComplaint {
  // The same customer comes back with the same matter.
  const subjects = subjectsOf(world.texts, item.category.key);
  const category = subjects[Number(item.customer.number) % subjects.length] as string;
  const text = world.texts.subjects[category] as ComplaintTexts['subjects'][string];
  const subject: RuleSubject = {
    province: world.province,
    channel: item.channel,
    business: item.business,
    grade: item.grade,
    area: item.area,
    category,
  };
  const happenings = history(rng, item, subject, world);
  const events = happenings
    .filter((one) => one.at < world.cutoff)
    .map(({ type, at, data }, index) => {
      const happenedAt = new Date(at).toISOString();
      return { seq: index + 1, type, happenedAt, recordedAt: happenedAt, accountId: null, data } as ComplaintEvent;
    });
  return {
    source: item,
    subject,
    city: `${world.cityNames[item.city]}市`,
    content: pickOne(rng, text.content),
    demand: pickOne(rng, text.demand),
    events,
  };
}

/** A customer who waits longer than two days gets news meanwhile. */
const newsAfterMs = 48 * hourMs;
/** Of ten complaints with another unit so many are handed back before the customer is answered; the others are answered there. */
const handedBackTenths = 6;

/** Everything that will ever happen, in order of time. */
function history(rng: Uniform, item: SampleCase, subject: RuleSubject, world: ComplaintWorld): Happening[] {
  const { texts, places } = world;
  const first = places.reception(rng, item);
  const steps = new Steps(item.receivedMs, {
    unitId: first.unitId,
    party: partyOfLine[first.line],
    ruleEdition: world.ruleEdition,
  });
  const times = answerTimes(item, subject, world.deadlines);
  // Handing over happens after the first contact and before the clock is paused.
  const worked = Math.min(times.pause?.from ?? times.respondedMs, times.respondedMs);
  const share = (part: number) => times.contactMs + (worked - times.contactMs) * part;
  steps.add('acknowledged', times.contactMs, { note: pickOne(rng, texts.notes.acknowledge) });
  const conclude = conclusion(rng, item, texts);
  if (item.isWithdrawn) {
    steps.add('withdrawn', share(0.6), { note: pickOne(rng, texts.notes.withdraw) });
    return steps.list;
  }
  steps.add('assessed', share(0.05), { note: pickOne(rng, texts.notes.assess), levels: levels(rng, item) });
  if (item.duplicates) steps.add('noted', share(0.06), { note: pickOne(rng, texts.notes.duplicate) });
  const final = places.accountable(rng, item);
  const path = transferPath(rng, item, world, final);
  const assigned = path[0] as Holder;
  steps.add('assigned', share(0.08), {
    unitId: assigned.unitId,
    party: assigned.party,
    note: pickOne(rng, texts.notes.assign),
  });
  if (item.isReturned) {
    steps.add('returned', share(0.12), { note: pickOne(rng, texts.notes.transfer) });
    steps.add('assigned', share(0.16), {
      unitId: assigned.unitId,
      party: assigned.party,
      note: pickOne(rng, texts.notes.assign),
    });
  }
  steps.add('accepted', share(0.2), { note: pickOne(rng, texts.notes.accept) });
  path.slice(1).forEach((holder, index) => {
    const part = 0.24 + (0.3 * (index + 1)) / path.length;
    steps.add('transferred', share(part), { ...holder, note: pickOne(rng, texts.notes.transfer) });
  });
  if (worked - times.contactMs > newsAfterMs)
    steps.add('informed', share(0.6), { note: fixedOf(item, texts.notes.inform, 'inform') });
  if (item.compensationCents > 0) {
    const { compensationCents: amountCents } = item;
    steps.add('compensationProposed', share(0.8), { amountCents, form: fixedOf(item, texts.forms, 'form'), note: '' });
    steps.add('compensationApproved', share(0.86), { note: '' });
  }
  const holder = path.at(-1) as Holder;
  if (holder.party !== 'front' && fnv1a32(`back:${item.complaintId}`) % 10 < handedBackTenths)
    steps.add('handedBack', share(0.92), { note: fixedOf(item, texts.notes.handBack, 'handBack') });
  if (item.pause && times.pause) {
    const reason = item.pause.reason === 'third' ? 'thirdParty' : item.pause.reason;
    steps.insert('suspended', times.pause.from, {
      reason,
      approver: '投诉主管',
      note: texts.notes.suspend[item.pause.reason],
    });
    steps.insert('resumed', times.pause.to, { note: pickOne(rng, texts.notes.resume) });
  }
  if (item.isEscalated && times.dueMs !== null)
    steps.insert('escalated', times.dueMs + 30 * minuteMs, { note: pickOne(rng, texts.notes.escalate) });
  steps.add('responded', times.respondedMs, {
    note: pickOne(rng, texts.notes.respond),
    ...conclude,
    evidence: evidence(item, texts, 1),
  });
  finish(rng, steps, item, texts, conclude);
  return steps.list;
}

interface Holder {
  unitId: string;
  party: LedgerParty;
}

/** The units a complaint passes through: the accountable one last, others of the same city before it. */
function transferPath(rng: Uniform, item: SampleCase, world: ComplaintWorld, final: Holder): Holder[] {
  const path: Holder[] = [final];
  for (let n = 0; n < Math.min(item.transfers, 4); n++) {
    const other = world.places.backOffice(rng, item.city);
    if (other.unitId !== path[0]?.unitId) path.unshift({ unitId: other.unitId, party: partyOfLine[other.line] });
  }
  return path;
}

function levels(rng: Uniform, item: SampleCase): EventData['assessed']['levels'] {
  const level = () => integerBetween(rng, 1, 2);
  const major = item.limit === 'major';
  const [severity, impact, complexity, urgency] = [level(), level(), level(), level()];
  return {
    severity: major ? 3 : severity,
    impact,
    complexity,
    urgency: major ? 3 : urgency,
    recurrence: item.repeats ? 3 : 1,
  };
}

function conclusion(
  rng: Uniform,
  item: SampleCase,
  texts: ComplaintTexts,
): { conclusion: Conclusion; causeCode: string; measure: string } {
  const isPartly = rng() < 0.15;
  const measures =
    item.compensationCents > 0
      ? texts.measures.paid
      : item.isUpheld
        ? texts.measures.founded
        : texts.measures.notFounded;
  const measure = pickOne(rng, measures).replace('{{yuan}}', (item.compensationCents / 100).toFixed(2));
  const causeCode = pickOne(rng, texts.causes[item.category.key] as string[]);
  return { conclusion: !item.isUpheld ? 'notFounded' : isPartly ? 'partlyFounded' : 'founded', causeCode, measure };
}

/** Return visits and closing; an unsatisfied visit reopens the complaint for a second, quicker round. */
function finish(
  rng: Uniform,
  steps: Steps,
  item: SampleCase,
  texts: ComplaintTexts,
  conclude: ReturnType<typeof conclusion>,
): void {
  const visit = (result: VisitResult, from: number, hours: number) =>
    steps.add('followedUp', inDaytime(from + hours * hourMs, null, from), { result, note: texts.notes.visit[result] });
  const hours = 2 + rng() * 26;
  visit(item.visit, steps.now, hours);
  if (item.visit === 'unreachable') {
    visit('unreachable', steps.now, 3 + rng() * 4);
    visit('unreachable', steps.now, 20 + rng() * 6);
  }
  if (item.visit === 'unsatisfied') {
    steps.add('reopened', steps.now, { note: pickOne(rng, texts.notes.reopen), byVisit: true });
    const answered = inDaytime(steps.now + (4 + rng() * 30) * hourMs, null, steps.now);
    steps.add('responded', answered, {
      note: pickOne(rng, texts.notes.respond),
      ...conclude,
      evidence: evidence(item, texts, 2),
    });
    visit(rng() < 0.7 ? 'satisfied' : 'neutral', steps.now, 3 + rng() * 20);
  }
  steps.add('closed', steps.now + (10 + rng() * 240) * minuteMs, {
    ...conclude,
    correction: item.isUpheld ? fixedOf(item, texts.corrections, 'correction') : '',
    prevention: item.isUpheld ? fixedOf(item, texts.preventions, 'prevention') : '',
    note: pickOne(rng, texts.notes.close),
  });
}

/** A history being told: times only move forward, whole seconds. */
class Steps {
  readonly list: Happening[] = [];

  constructor(at: number, data: EventData['received']) {
    this.list.push({ type: 'received', at, data });
  }

  /** the moment of the latest happening */
  get now(): number {
    return (this.list.at(-1) as Happening).at;
  }

  add<T extends keyof EventData>(type: T, at: number, data: EventData[T]): void {
    this.list.push({ type, at: Math.max(Math.floor(at / 1000) * 1000, this.now), data } as Happening);
  }

  /** Puts a happening where its time says, after everything up to then. */
  insert<T extends keyof EventData>(type: T, at: number, data: EventData[T]): void {
    const moment = Math.floor(at / 1000) * 1000;
    const index = this.list.findLastIndex((one) => one.at <= moment) + 1;
    this.list.splice(index, 0, { type, at: moment, data } as Happening);
  }
}
