import { expect, test } from 'vitest';
import { foldEvents } from '#shared/complaint/complaint.rules.ts';
import { countingOf, dueText, paperDue } from '#shared/complaint/counting.words.ts';
import { runClock } from '#shared/complaint/deadline.rules.ts';
import { event, frame, history, received, rules, subject } from './history.ts';

/** The counting of the final answer as one line, the deadline in brackets. */
function told(code: string | null, events: ReturnType<typeof history>, language: 'zh' | 'en' = 'zh', year = '2026') {
  const one = code === null ? rules : rules.filter((rule) => rule.code === code);
  const clock = runClock(
    'finalResponse',
    foldEvents(events),
    code === 'SL-5' ? { ...subject, grade: 'basic' } : subject,
    one,
    frame,
  );
  const counting = countingOf(clock as never, { language, year });
  return counting && `${counting.steps}[${counting.due}]${counting.rest}`;
}

test('a deadline at the end of a day is 24:00 of that day', () => {
  expect(dueText('2026-10-13T16:00:00.000Z')).toBe('2026-10-13 24:00');
  expect(paperDue('2026-10-13T16:00:00.000Z', '2026')).toBe('10-13 24:00');
  expect(paperDue('2025-12-31T16:00:00.000Z', '2026')).toBe('2025-12-31 24:00');
  expect(paperDue('2026-10-13T06:20:00.000Z', '2026')).toBe('10-13 14:20');
  expect(paperDue(null, '2026')).toBe('—');
});

test('working days: the first is not counted, days off are named, the end is the last day', () => {
  const events = history(received('2026-11-19 16:20'));
  expect(told('SL-5', events)).toBe(
    '11-19（周四）16:20 起算 5 工作日，当日不计；11-20（周五）计 1 天；11-21（周六）至 11-22（周日）周末不计；11-23（周一）至 11-26（周四）计 4 天；得 [11-26 24:00]。',
  );
  expect(told('SL-5', events, 'en')).toBe(
    '5 working days from 11-19 Thu 16:20, that day not counted; 11-20 Fri 1 d; 11-21 Sat to 11-22 Sun weekend, not counted; 11-23 Mon to 11-26 Thu 4 d; due [11-26 24:00]. ',
  );
});
test('a last day that ends at the close of business says so, unless it has no business hours', () => {
  const closing = (unit: 'workDays' | 'naturalDays', language: 'zh' | 'en') => {
    const rule = { ...(rules.find((one) => one.code === 'SL-5') as (typeof rules)[0]), amount: 1, unit };
    const events = history(received(unit === 'workDays' ? '2026-11-19 16:20' : '2026-11-20 16:20'));
    const clock = runClock(
      'finalResponse',
      foldEvents(events),
      subject,
      [{ ...rule, dayEnd: 'closeOfBusiness' }],
      frame,
    );
    const counting = countingOf(clock as never, { language, year: '2026' });
    return `${counting?.steps}[${counting?.due}]`;
  };
  expect(closing('workDays', 'zh')).toBe(
    '11-19（周四）16:20 起算 1 工作日，当日不计；11-20（周五）计 1 天；到末日业务停止；得 [11-20 17:30]',
  );
  expect(closing('workDays', 'en')).toBe(
    '1 working day from 11-19 Thu 16:20, that day not counted; 11-20 Fri 1 d; until close of business on the last day; due [11-20 17:30]',
  );
  expect(closing('naturalDays', 'zh')).toBe(
    '11-20（周五）16:20 起算 1 自然日，当日不计；11-21（周六）计 1 天；末日不上班，24:00 截止；得 [11-21 24:00]',
  );
});
test('a limit that depends on the time of day says so', () => {
  const counted = (language: 'zh' | 'en') => {
    const rule = { ...(rules.find((one) => one.code === 'SL-5') as (typeof rules)[0]), startUntil: '17:00' };
    const clock = runClock('finalResponse', foldEvents(history(received('2026-11-19 16:20'))), subject, [rule], frame);
    return countingOf(clock as never, { language, year: '2026' })?.steps.split(language === 'zh' ? '；' : '; ')[0];
  };
  expect(counted('zh')).toBe('11-19（周四）16:20 起算 5 工作日，当日不计，适用“17:00 前起算”的时限');
  expect(counted('en')).toBe(
    '5 working days from 11-19 Thu 16:20, that day not counted, limit of what is started before 17:00',
  );
});
test('natural days roll over a festival', () => {
  expect(told('CN-35-15', history(received('2026-02-01 09:00')))).toBe(
    '02-01（周日）09:00 起算 15 自然日，当日不计；02-02（周一）至 02-16（周一）计 15 天；末日 02-16（周一）逢春节，顺延至 02-24（周二）；得 [02-24 24:00]。',
  );
});
test('working hours: each day from when to when, the break and suspended stretches left out', () => {
  const events = history(
    received('2026-11-19 16:20'),
    event('suspended', '2026-11-20 10:00', { reason: 'customer', approver: '', note: '' }),
    event('resumed', '2026-11-20 11:00', { note: '' }),
  );
  expect(told('SL-B12', events)).toBe(
    '11-19（周四）16:20 起算 12 工作小时；11-19（周四）16:20 至 17:30 计 1:10；11-20（周五）08:30 至 17:30（扣午休）计 6:30，停表 1:00 不计；11-21（周六）至 11-22（周日）周末不计；11-23（周一）08:30 至 14:20（扣午休）计 4:20；得 [11-23 14:20]。',
  );
  expect(told('SL-B12', events, 'en')).toBe(
    '12 working hours from 11-19 Thu 16:20; 11-19 Thu 16:20–17:30 = 1:10; 11-20 Fri 08:30–17:30 (without the break) = 6:30, suspended 1:00, not counted; 11-21 Sat to 11-22 Sun weekend, not counted; 11-23 Mon 08:30–14:20 (without the break) = 4:20; due [11-23 14:20]. ',
  );
});
test('while it is suspended nothing is counted, other limits are named', () => {
  const events = history(
    received('2026-11-19 16:20'),
    event('suspended', '2026-11-20 10:00', { reason: 'customer', approver: '', note: '' }),
  );
  expect(told('SL-B12', events)).toBe('停表中，恢复后接着算。[null]');
  expect(told(null, history(received('2026-11-19 16:20')))).toBe(
    '11-19（周四）16:20 起算 12 工作小时；11-19（周四）16:20 至 17:30 计 1:10；11-20（周五）08:30 至 17:30（扣午休）计 7:30；11-21（周六）至 11-22（周日）周末不计；11-23（周一）08:30 至 11:50 计 3:20；得 [11-23 11:50]。另有 SL-G3（11-24 24:00）、SL-5（11-26 24:00）、CN-35-15（12-04 24:00），取最先到期者。',
  );
});
