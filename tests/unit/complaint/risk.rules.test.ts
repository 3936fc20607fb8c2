import { describe, expect, test } from 'vitest';
import { appealTerm, type RiskSubject, riskMoment, riskOf, standingPoints } from '#shared/complaint/risk.rules.ts';
import { instantAt } from '#shared/kernel/dates.ts';
import { at, frame, rules } from './history.ts';

const quiet: RiskSubject = {
  channel: 'hotline',
  customerGrade: 'basic',
  status: 'investigating',
  visitResult: null,
  unhappyVisits: 0,
  reopenCount: 0,
  escalationLevel: 0,
  receivedAt: at('2026-11-20 10:00'),
  dueSort: at('2026-11-27 00:00'),
  repeatCount: 0,
  channelRepeatCount: 0,
};
const moment = riskMoment(at('2026-11-22 10:00'), frame.calendar);
const risk = (changes: Partial<RiskSubject>, now = moment) => riskOf({ ...quiet, ...changes }, now);

describe('risk of an appeal', () => {
  test('is nothing for an ordinary complaint in time', () => {
    expect(risk({})).toEqual({ points: 0, reasons: [] });
  });
  test('adds up what makes an appeal likely, the heaviest reason first', () => {
    expect(risk({ unhappyVisits: 1, reopenCount: 1, repeatCount: 2, dueSort: at('2026-11-22 10:00') })).toEqual({
      points: 60,
      reasons: ['unhappy', 'overdue', 'repeated', 'reopened'],
    });
    expect(risk({ channel: 'government', customerGrade: '1A', escalationLevel: 3, channelRepeatCount: 1 })).toEqual({
      points: 45,
      reasons: ['outside', 'otherChannel', 'escalated', 'highGrade'],
    });
  });
  test('knows a refusal only until it is dealt with', () => {
    const refused = { visitResult: 'refused', unhappyVisits: 1 } as const;
    expect(risk({ ...refused, status: 'responded' }).reasons).toEqual(['unhappy', 'refused']);
    expect(risk({ ...refused, status: 'followedUp' }).reasons).toEqual(['unhappy']);
  });
  test('keeps apart what stands and what changes with time and other complaints', () => {
    const one = { ...quiet, channel: 'media', repeatCount: 3, receivedAt: at('2026-01-05 10:00') } as const;
    expect(standingPoints(one)).toBe(20);
    expect(riskOf(one, moment).reasons).toEqual(['limitPassed', 'outside', 'repeated']);
  });
});

describe('the 15 days', () => {
  test('are those of the shipped rule', () => {
    expect(rules.find((rule) => rule.code === 'CN-35-15')).toMatchObject({ ...appealTerm, pausable: false });
  });
  test('end with the fifteenth day after receipt; three and seven days before count less', () => {
    const of = (day: string) => risk({ receivedAt: instantAt(day, '23:59') }).reasons;
    expect(of('2026-11-06')).toEqual(['limitPassed']);
    expect(of('2026-11-07')).toEqual(['limitNear']);
    expect(of('2026-11-09')).toEqual(['limitNear']);
    expect(of('2026-11-10')).toEqual(['limitComing']);
    expect(of('2026-11-13')).toEqual(['limitComing']);
    expect(of('2026-11-14')).toEqual([]);
    expect(risk({ receivedAt: at('2026-11-06 10:00'), status: 'responded' }).reasons).toEqual([]);
  });
  test('roll over a holiday: 15 days from 20 September end on 8 October, after National Day', () => {
    const on = (now: string) => riskMoment(at(now), frame.calendar).passedBefore;
    expect(on('2026-10-08 23:59')).toBe(at('2026-09-16 00:00'));
    expect(on('2026-10-09 00:00')).toBe(at('2026-09-24 00:00'));
  });
  test('are not rolled in a year without a calendar', () => {
    expect(riskMoment(at('2027-05-20 10:00'), frame.calendar).passedBefore).toBe(at('2027-05-05 00:00'));
  });
});
