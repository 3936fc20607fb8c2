import type { Dayjs } from 'dayjs';
import type { TFunction } from 'i18next';
import type { BadgeView, ComplaintRow } from '#shared/complaint/complaint.schema.ts';
import { dueText } from '#shared/complaint/counting.words.ts';
import type { ClockView } from '#shared/complaint/detail.schema.ts';
import { dayOf, formatInstant, instantAt } from '#shared/kernel/dates.ts';
import type { Tone } from '../../ui/state-tag.tsx';

export { dueText };

/** Minutes as `9:42`. */
export const clockText = (minutes: number): string =>
  `${minutes < 0 ? '−' : ''}${Math.floor(Math.abs(minutes) / 60)}:${String(Math.round(Math.abs(minutes)) % 60).padStart(2, '0')}`;

/** A deadline without the year where it is this one. */
export function dueShort(dueAt: string): string {
  const text = dueText(dueAt);
  return text.slice(0, 4) === dayOf(Date.now()).slice(0, 4) ? text.slice(5) : text;
}

/** A moment, short: only what differs from today. */
export function momentText(at: string, t: TFunction): string {
  const text = formatInstant(at);
  const today = dayOf(Date.now());
  if (text.slice(0, 10) === today) return `${t('complaint.today')} ${text.slice(11)}`;
  return text.slice(0, 4) === today.slice(0, 4) ? text.slice(5) : text.slice(0, 10);
}

/** `11-20 周五` */
export function dayText(day: string, t: TFunction): string {
  const weekday = new Date(`${day}T00:00:00Z`).getUTCDay();
  return `${day.slice(0, 4) === dayOf(Date.now()).slice(0, 4) ? day.slice(5) : day} ${t(`complaint.weekday.${weekday}`)}`;
}

export function remainingText(remaining: NonNullable<BadgeView['remaining']>, t: TFunction): string {
  if (remaining.amount === 0) return t('complaint.badge.overdue', { amount: t('complaint.amount.underWorkDay') });
  return t(remaining.overdue ? 'complaint.badge.overdue' : 'complaint.badge.left', {
    amount: t(`complaint.amount.${remaining.unit}`, { count: remaining.amount }),
  });
}

/** Soon: what is due within a working day, or within a day of natural time. */
const soon = (remaining: NonNullable<BadgeView['remaining']>) =>
  !['day', 'workDay'].includes(remaining.unit) || (remaining.unit === 'workDay' && remaining.amount < 1);

export function badgeFace(
  badge: Pick<BadgeView, 'state' | 'remaining' | 'pausedReason' | 'missingYear'>,
  t: TFunction,
): { tone: Tone; text: string } {
  // a pause of the house doesn't stop the law's limit: once that is over, it is said
  if (badge.remaining && (badge.state === 'running' || (badge.state === 'paused' && badge.remaining.overdue))) {
    return {
      tone: badge.remaining.overdue ? 'bad' : soon(badge.remaining) ? 'warning' : 'neutral',
      text: remainingText(badge.remaining, t),
    };
  }
  if (badge.state === 'paused')
    return {
      tone: 'neutral',
      text: t('complaint.badge.paused', { reason: t(`complaint.pausedFor.${badge.pausedReason ?? 'customer'}`) }),
    };
  const tones: Partial<Record<BadgeView['state'], Tone>> = {
    answered: 'good',
    answeredLate: 'bad',
    noCalendar: 'warning',
    unknown: 'neutral',
  };
  return {
    tone: tones[badge.state] ?? 'neutral',
    text: t(`complaint.badge.${badge.state}`, { year: badge.missingYear ?? '' }),
  };
}

/** The rule's limit: `12 工作小时`. */
export const limitText = (rule: NonNullable<ClockView['rule']>, t: TFunction): string =>
  t(`complaint.limit.${rule.unit}`, { count: rule.amount });

export const categoryText = (row: Pick<ComplaintRow, 'categoryZh' | 'categoryEn'>, language: string): string | null =>
  language === 'en' ? row.categoryEn : row.categoryZh;

/** The wall clock a person picks is Shanghai's, whatever the machine's zone. @returns null for none picked */
export const shanghai = (picked: Dayjs | null | undefined): string | null =>
  picked ? instantAt(picked.format('YYYY-MM-DD'), picked.format('HH:mm')) : null;
