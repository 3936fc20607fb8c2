import { type ComplaintBusiness, type ComplaintChannel, complaintChannels } from './complaint.enums.ts';
import type { ComplaintPolicy } from './policy.schema.ts';

/** What of a complaint decides whether it repeats another. */
export interface RepeatSubject {
  complaintId: string;
  customerNumber: string;
  /** instant */
  receivedAt: string;
  channel: ComplaintChannel;
  business: ComplaintBusiness | null;
  categoryCode: string | null;
  /** the complaint it was split off */
  splitFrom: string | null;
}

export interface RepeatCounts {
  /** how often the customer had come with the same before, inside the window (重复投诉) */
  repeatCount: number;
  /** how often of these inside the channel hours and over another channel (多头投诉) */
  channelRepeatCount: number;
}
export const noRepeats: RepeatCounts = { repeatCount: 0, channelRepeatCount: 0 };

/**
 * How many earlier complaints of one number are looked at: a number that everybody's complaints are written under, or
 * one that is not a customer's at all, must not make each further one slower.
 */
export const mostLookedAt = 1000;

const hourMs = 3_600_000;

/**
 * A customer number as it is compared: full width made narrow, and for telephone numbers without blanks, dashes,
 * brackets and the country's own prefix. Other kinds of account names stay as they are.
 */
export function normalNumber(text: string): string {
  const narrow = text.normalize('NFKC').trim();
  const bare = narrow.replace(/[\s\-–—().·]/g, '');
  if (!/^\+?\d{4,}$/.test(bare)) return narrow;
  return bare.replace(/^(?:\+|00)86(?=\d{10,11}$)/, '').replace(/^\+/, '');
}

/**
 * What makes two complaints the same matter by the policy; the number always belongs to it. The cause is the group of
 * the category, which is known at registration: the cause found at closing would change figures afterwards, and the
 * finest category depends too much on who chose it. Where a part is not known, nothing is a repeat of it.
 * @returns null for a complaint that cannot be a repeat
 */
export function repeatKeyOf(subject: RepeatSubject, key: ComplaintPolicy['repeat']['key']): string | null {
  const number = normalNumber(subject.customerNumber);
  const parts = [number];
  if (key.includes('business')) parts.push(subject.business ?? '');
  if (key.includes('cause')) parts.push(subject.categoryCode?.split('.')[0] ?? '');
  return parts.includes('') ? null : parts.join(' ');
}

/** How far back a policy looks, in milliseconds. */
export const reachOf = (policy: ComplaintPolicy['repeat']): number =>
  Math.max(policy.windowDays * 24, policy.channelHours) * hourMs;

interface Entry {
  at: number;
  key: string | null;
  channel: ComplaintChannel;
  /** parts that were split off one contact of the customer count as that one */
  root: string;
}

/** How often each root is there, for a window that moves. */
class Roots {
  private readonly times = new Map<string, number>();
  add(root: string): void {
    this.times.set(root, (this.times.get(root) ?? 0) + 1);
  }
  drop(root: string): void {
    const left = (this.times.get(root) ?? 0) - 1;
    if (left > 0) this.times.set(root, left);
    else this.times.delete(root);
  }
  others(root: string): number {
    return this.times.size - (this.times.has(root) ? 1 : 0);
  }
}

/** Roots by a key, for a window that moves. */
class Window {
  private readonly roots = new Map<string, Roots>();
  private from = 0;
  private readonly entries: readonly Entry[];
  private readonly reach: number;
  private readonly nameOf: (entry: Entry) => string | null;

  constructor(entries: readonly Entry[], reach: number, nameOf: (entry: Entry) => string | null) {
    this.entries = entries;
    this.reach = reach;
    this.nameOf = nameOf;
  }

  of(name: string): Roots | undefined {
    return this.roots.get(name);
  }

  add(entry: Entry): void {
    const name = this.nameOf(entry);
    if (name === null) return;
    const roots = this.roots.get(name) ?? new Roots();
    roots.add(entry.root);
    this.roots.set(name, roots);
  }

  /** Leaves behind what is too old or too many before the next one, which stands at `index`. */
  moveTo(at: number, index: number): void {
    for (; this.from < index; this.from += 1) {
      const entry = this.entries[this.from] as Entry;
      if (entry.at >= at - this.reach && this.from >= index - mostLookedAt) return;
      const name = this.nameOf(entry);
      if (name !== null) this.roots.get(name)?.drop(entry.root);
    }
  }
}

/**
 * Counts the repeats of one customer number. Give it every complaint of the number, by time of receipt and then by id;
 * each is counted against those before it. It takes the same time for each, however many there are.
 */
export class RepeatCounter {
  private readonly entries: Entry[] = [];
  private readonly rootOf = new Map<string, string>();
  private readonly inWindow: Window;
  private readonly inHours: Window;
  private readonly policy: ComplaintPolicy['repeat'];

  constructor(policy: ComplaintPolicy['repeat']) {
    this.policy = policy;
    this.inWindow = new Window(this.entries, policy.windowDays * 24 * hourMs, ({ key }) => key);
    this.inHours = new Window(
      this.entries,
      policy.channelHours * hourMs,
      ({ key, channel }) => key && `${key} ${channel}`,
    );
  }

  /** Counts one complaint and keeps it for the next. */
  next(subject: RepeatSubject): RepeatCounts {
    const at = Date.parse(subject.receivedAt);
    const key = repeatKeyOf(subject, this.policy.key);
    const { complaintId, channel, splitFrom } = subject;
    const root = splitFrom === null ? complaintId : (this.rootOf.get(splitFrom) ?? splitFrom);
    if (splitFrom !== null) this.rootOf.set(complaintId, root);
    const index = this.entries.length;
    this.inWindow.moveTo(at, index);
    this.inHours.moveTo(at, index);
    const counts = key === null ? noRepeats : this.count(key, channel, root);
    const entry = { at, key, channel, root };
    this.entries.push(entry);
    this.inWindow.add(entry);
    this.inHours.add(entry);
    return counts;
  }

  private count(key: string, channel: ComplaintChannel, root: string): RepeatCounts {
    let channelRepeatCount = 0;
    for (const other of complaintChannels)
      if (other !== channel) channelRepeatCount += this.inHours.of(`${key} ${other}`)?.others(root) ?? 0;
    return { repeatCount: this.inWindow.of(key)?.others(root) ?? 0, channelRepeatCount };
  }
}
