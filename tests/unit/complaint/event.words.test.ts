import { expect, test } from 'vitest';
import { correctedSentence, eventSentence } from '#shared/complaint/event.words.ts';
import { escalationNote } from '#shared/complaint/warning.words.ts';

const escalated = (rest: object) => ({ type: 'escalated', data: { note: '人写的话', ...rest } }) as never;
const automatic = { automatic: true, clock: 'finalResponse', stage: 'over.8' };

test('an escalation of the program tells which limit was missed, in the language of the reader', () => {
  expect(eventSentence(escalated(automatic), 'zh')).toBe('最终答复已超时 8 个工作小时，自动升级');
  expect(eventSentence(escalated(automatic), 'en')).toBe('Final reply: 8 working hours over, escalated by itself');
  expect(eventSentence(escalated({ ...automatic, stage: 'over.0' }), 'zh')).toBe('最终答复已到期，自动升级');
});

test('a law’s limit that goes on beside a pause has a sentence of its own', () => {
  const beside = escalated({ ...automatic, besidePause: true });
  expect(eventSentence(beside, 'zh')).toBe('暂停中，不因暂停停止的法定时限（最终答复）已超时 8 个工作小时，自动升级');
  expect(eventSentence(beside, 'en')).toBe(
    'Paused, but the legal limit (Final reply) knows no pause: 8 working hours over, escalated by itself',
  );
  expect(escalationNote('finalResponse', { kind: 'over', value: 0 }, true)).toBe(
    '暂停中，不因暂停停止的法定时限（最终答复）已到期，自动升级',
  );
});

test('what people write stays as it is', () => {
  expect(eventSentence(escalated({}), 'en')).toBe('人写的话');
  expect(eventSentence(escalated({ automatic: true }), 'zh')).toBe('人写的话');
});

test('an assessment tells its levels, a move to other rules their edition', () => {
  const levels = { severity: 3, impact: 1, complexity: 2, urgency: 3, recurrence: 1 };
  const assessed = { type: 'assessed', data: { note: '老人独居', levels } } as never;
  expect(eventSentence(assessed, 'zh')).toBe('严重 高、影响 低、复杂 中、紧迫 高、重复 低；老人独居');
  expect(eventSentence(assessed, 'en')).toBe(
    'severity high, impact low, complexity mid, urgency high, recurrence low; 老人独居',
  );
  const moved = { type: 'ruleMoved', data: { ruleEdition: 2, note: '新规从严' } } as never;
  expect(eventSentence(moved, 'zh')).toBe('改按第 2 版；新规从严');
  // a receipt has an edition, too, which nobody chose
  expect(eventSentence({ type: 'received', data: { ruleEdition: 2 } } as never, 'zh')).toBe('');
});

test('what was put right is told as it was and as it is', () => {
  const data = {
    before: { customerGrade: 'basic', categoryCode: null, area: 'urban' },
    after: { customerGrade: 'gold', categoryCode: 'fault.unrepaired', area: null },
  };
  const name = (code: string) => (code === 'fault.unrepaired' ? '故障未修复' : code);
  expect(correctedSentence(data, 'zh', name)).toBe('分类：未填 → 故障未修复，客户等级：基础 → 金，城乡：城镇 → 未填');
  expect(eventSentence({ type: 'corrected', data: { ...data, note: '核实' } } as never, 'en')).toBe(
    'Category: none → fault.unrepaired, Grade: Basic → Gold, Area: Urban → none; 核实',
  );
});
