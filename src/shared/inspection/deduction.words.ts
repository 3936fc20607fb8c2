import { formatPoints } from '../kernel/points.ts';
import { formatQuantity, type Language } from '../standard/rule.words.ts';
import { type Arithmetic, arithmeticTerm } from './arithmetic.ts';

const p = (points: number) => formatPoints(points, points % 10 === 0 ? 2 : 3);

/** Quantity with its unit: `98%`, `10分钟`, `10 minutes`. */
function withUnit(value: number, unit: string): string {
  return `${formatQuantity(value)}${/^[A-Za-z]/.test(unit) ? ' ' : ''}${unit}`;
}

/** A difference of percentages is in percentage points. */
function differenceUnit(unit: string, language: Language): string {
  if (unit !== '%') return unit;
  return language === 'zh' ? ' 个百分点' : 'percentage points';
}

function stepSentence(part: Extract<Arithmetic, { kind: 'step' }>, language: Language): string {
  const zh = language === 'zh';
  const unit = part.unit[language];
  const missed = Math.max(0, part.isBelow ? part.target - part.value : part.value - part.target);
  const share = part.share ? ` (${part.share.met}/${part.share.total})` : '';
  const value = `${withUnit(part.value, unit)}${share}`;
  if (missed === 0)
    return zh
      ? `${value}，达到${part.isBelow ? '不低于' : '不超过'} ${withUnit(part.target, unit)} 的目标`
      : `${value}, within the target of ${part.isBelow ? 'at least' : 'at most'} ${withUnit(part.target, unit)}`;
  const away = withUnit(missed, differenceUnit(unit, language));
  const step = withUnit(part.step, unit);
  if (zh)
    return `${value}，${part.isBelow ? '低于' : '高于'} ${withUnit(part.target, unit)} ${away}，每 ${step} 扣 ${p(part.perPoints)}${part.stepping === 'begun' ? `（不足按 ${step}，计 ${formatQuantity(part.steps)} 档）` : ''}`;
  return `${value}, ${away} ${part.isBelow ? 'below' : 'above'} ${withUnit(part.target, unit)}, ${p(part.perPoints)} off for each ${step}${part.stepping === 'begun' ? ` begun (${formatQuantity(part.steps)})` : ''}`;
}

/**
 * A deduction or award with its rule and its arithmetic in one sentence, to be read by the one who lost the points:
 * `96.3%，低于 98% 1.7 个百分点，每 1% 扣 0.20 → 扣 0.34`, `5 笔 × 1.50，扣完为止 → 扣 3.00`.
 */
export function deductionSentence(part: Arithmetic, language: Language): string {
  const zh = language === 'zh';
  const term = part.kind === 'step' ? stepSentence(part, language) : arithmeticTerm(part, language);
  if (part.kind === 'award')
    return `${term}${part.isCapped ? (zh ? '，到上限' : ', capped') : ''} → ${zh ? '加' : 'plus'} ${p(part.earnedPoints)}`;
  if (part.lostPoints === 0) return `${term} → ${zh ? '不扣分' : 'nothing off'}`;
  const floor = 'isFloored' in part && part.isFloored ? (zh ? '，扣完为止' : ', down to the floor') : '';
  return `${term}${floor} → ${zh ? '扣' : 'off'} ${p(part.lostPoints)}`;
}
