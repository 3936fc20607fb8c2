import { readFileSync } from 'node:fs';
import { buildCalendar, type CalendarEdition } from '#shared/calendar/calendar.rules.ts';
import { defaultWorkingHours } from '#shared/calendar/working-hours.ts';
import type { DeadlineRule, RuleEdition, RuleSubject, TimeFrame } from '#shared/complaint/deadline.rules.ts';
import type { ComplaintEvent, EventData } from '#shared/complaint/event.schema.ts';
import { instantAt } from '#shared/kernel/dates.ts';

const resource = <T>(name: string) =>
  JSON.parse(readFileSync(new URL(`../../../resources/${name}`, import.meta.url), 'utf8')) as T;

export const frame: TimeFrame = {
  calendar: buildCalendar(
    [2015, 2016, 2025, 2026].map((year) => ({ ...resource<CalendarEdition>(`calendars/${year}.json`), number: 1 })),
  ),
  hours: defaultWorkingHours,
};
/** Every shipped rule. */
export const shippedRules: readonly DeadlineRule[] = resource<RuleEdition>('deadline-rules.json').rules;
/** Those about first contact and answer, so that a spec need not think of the clocks beside them. */
export const rules = shippedRules.filter((rule) => rule.clock === 'firstResponse' || rule.clock === 'finalResponse');
export const subject: RuleSubject = {
  province: null,
  channel: 'hotline',
  business: 'broadband',
  grade: 'gold',
  area: null,
  category: 'fault.unrepaired',
};

/** `2026-11-19 16:20` in Shanghai. */
export const at = (text: string) => instantAt(text.slice(0, 10), text.slice(11));

export const event = <T extends keyof EventData>(type: T, when: string | null, data: EventData[T]): ComplaintEvent =>
  ({
    seq: 0,
    type,
    happenedAt: when && at(when),
    recordedAt: at(when ?? '2026-11-22 09:00'),
    accountId: 'a1',
    data,
  }) as ComplaintEvent;

/** Numbers the events from 1. */
export const history = (...events: ComplaintEvent[]): ComplaintEvent[] =>
  events.map((one, i) => ({ ...one, seq: i + 1 }));

export const received = (when: string) => event('received', when, { unitId: 'hall', party: 'front', ruleEdition: 1 });
export const answer = (when: string) =>
  event('responded', when, { note: '已修复', conclusion: 'founded', causeCode: 'vendor.noShow', measure: '更换光猫' });
