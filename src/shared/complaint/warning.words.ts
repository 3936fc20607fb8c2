import type { ClockKind } from './complaint.enums.ts';
import type { EventData } from './event.schema.ts';
import { clockWords } from './rule.words.ts';
import { type Stage, stageKey, stageOf } from './warning.rules.ts';

/** Who writes what nobody wrote: the program itself, in histories and in the change log. */
export const systemName = '系统';

type Automatic = Pick<EventData['escalated'], 'clock' | 'stage' | 'besidePause'>;

/**
 * Why the program itself escalated: which limit was missed and by how much. A law's limit that goes on while the house has
 * stopped its own clock is told as such: nobody should think that the pause was overlooked.
 */
export function escalationSentence({ clock, stage, besidePause }: Automatic, language: 'zh' | 'en'): string | null {
  if (!clock || !stage) return null;
  const { value } = stageOf(stage);
  const name = clockWords[clock][language];
  if (language === 'en') {
    const over = value > 0 ? `${value} working hours over` : 'due';
    return besidePause
      ? `Paused, but the legal limit (${name}) knows no pause: ${over}, escalated by itself`
      : `${name}: ${over}, escalated by itself`;
  }
  const over = value > 0 ? `已超时 ${value} 个工作小时` : '已到期';
  return besidePause ? `暂停中，不因暂停停止的法定时限（${name}）${over}，自动升级` : `${name}${over}，自动升级`;
}

/** The note such an escalation is stored with; the window and papers say it in their own language. */
export const escalationNote = (clock: ClockKind, stage: Stage, besidePause: boolean): string =>
  escalationSentence({ clock, stage: stageKey(stage), besidePause }, 'zh') ?? '';
