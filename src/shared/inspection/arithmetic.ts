import { formatPoints } from '../kernel/points.ts';
import { formatQuantity, type Language } from '../standard/rule.words.ts';
import type { Bilingual } from '../standard/scorecard.schema.ts';

/** How a change of points came about, in parts; points are integers of 1/1000, rounded for showing only. */
export type Arithmetic =
  | {
      kind: 'occurrence';
      count: number;
      /** how many of them cost `factor` times as much, and what they are called */
      doubled?: { count: number; factor: number; title: Bilingual };
      perPoints: number;
      unit: Bilingual;
      lostPoints: number;
      isFloored: boolean;
    }
  | { kind: 'passed'; lostPoints: 0 }
  | { kind: 'failed'; lostPoints: number }
  | { kind: 'critical'; lostPoints: number }
  | { kind: 'notApplicable'; lostPoints: number }
  | {
      kind: 'interpolation';
      value: number;
      unit: Bilingual;
      /** the knots on both sides, equal where the value lies on one or outside */
      from: { at: number; points: number };
      to: { at: number; points: number };
      earnedPoints: number;
      lostPoints: number;
    }
  | { kind: 'rating'; title: Bilingual; earnedPoints: number; lostPoints: number }
  | {
      kind: 'step';
      value: number;
      /** for shares: what the value was made of */
      share?: { met: number; total: number };
      stepping: 'exact' | 'begun';
      target: number;
      steps: number;
      step: number;
      perPoints: number;
      unit: Bilingual;
      lostPoints: number;
      isFloored: boolean;
      isBelow: boolean;
    }
  | { kind: 'band'; value: number; unit: Bilingual; earnedPoints: number; lostPoints: number }
  | {
      kind: 'meanAndMax';
      mean: number;
      max: number;
      unit: Bilingual;
      meanSteps: number;
      meanStepPoints: number;
      maxPoints: number;
      lostPoints: number;
      isFloored: boolean;
    }
  | { kind: 'award'; count: number; perPoints: number; unit: Bilingual; earnedPoints: number; isCapped: boolean };

const p = (points: number) => formatPoints(points, points % 10 === 0 ? 2 : 3);
/** A quantity rounded to 1/1000, as the engine stores it. */
const q = formatQuantity;

function interpolationTerm(part: Extract<Arithmetic, { kind: 'interpolation' }>, language: Language): string {
  const zh = language === 'zh';
  const { from, to, unit } = part;
  const value = `${q(part.value)}${unit[language]}`;
  if (from.at === to.at) return zh ? `${value} 得 ${p(part.earnedPoints)}` : `${value} earns ${p(part.earnedPoints)}`;
  const [low, span, rise] = [p(from.points), q(to.at - from.at), p(to.points - from.points)];
  const sum = `${low} + (${q(part.value)} − ${q(from.at)}) ÷ ${span} × ${to.points < from.points ? `(${rise})` : rise} = ${p(part.earnedPoints)}`;
  return zh ? `${value} 得 ${sum}` : `${value} earns ${sum}`;
}

/** Left side of the sum, e.g. `2 笔 × 1.50`. */
export function arithmeticTerm(part: Arithmetic, language: Language): string {
  const zh = language === 'zh';
  switch (part.kind) {
    case 'occurrence': {
      const { doubled, unit, perPoints } = part;
      const plain = `${part.count - (doubled?.count ?? 0)} ${unit[language]} × ${p(perPoints)}`;
      if (!doubled || doubled.count === 0) return plain;
      const extra = `${doubled.title[language]} ${doubled.count} ${unit[language]} × ${p(perPoints)} × ${doubled.factor}`;
      return doubled.count === part.count ? extra : `${plain} + ${extra}`;
    }
    case 'award':
      return `${part.count} ${part.unit[language]} × ${p(part.perPoints)}`;
    case 'notApplicable':
      return zh ? '不适用，按零分' : 'not applicable, counts as nothing';
    case 'rating':
      return zh
        ? `评为「${part.title.zh}」得 ${p(part.earnedPoints)}`
        : `“${part.title.en}” earns ${p(part.earnedPoints)}`;
    case 'interpolation':
      return interpolationTerm(part, language);
    case 'passed':
      return zh ? '达标' : 'met';
    case 'failed':
      return zh ? '不达标' : 'not met';
    case 'critical':
      return zh ? '否决命中' : 'critical hit';
    case 'step': {
      const side = part.isBelow ? (zh ? '低于' : 'below') : zh ? '高于' : 'above';
      return `${q(part.value)}${part.unit[language]}${zh ? '，' : ' '}${side} ${q(part.target)}${part.unit[language]}${zh ? '：' : ': '}${q(part.steps)} × ${p(part.perPoints)}`;
    }
    case 'band':
      return zh
        ? `${q(part.value)}${part.unit.zh} 得 ${p(part.earnedPoints)}`
        : `${q(part.value)} ${part.unit.en} earns ${p(part.earnedPoints)}`;
    case 'meanAndMax': {
      const mean = `${zh ? '均值' : 'mean'} ${q(part.mean)}: ${q(part.meanSteps)} × ${p(part.meanStepPoints)}`;
      const max = `${zh ? '最长' : 'longest'} ${q(part.max)}: ${p(part.maxPoints)}`;
      return zh ? `${mean.replace(': ', '：')} + ${max.replace(': ', '：')}` : `${mean} + ${max}`;
    }
  }
}

/** The whole sum as one sentence, e.g. `2 笔 × 1.50 = −3.00` or `5 笔 × 1.50，扣完为止 = −3.00`. */
export function arithmeticSentence(part: Arithmetic, language: Language): string {
  const zh = language === 'zh';
  const term = arithmeticTerm(part, language);
  if (part.kind === 'award')
    return `${term}${part.isCapped ? (zh ? '，到上限' : ', capped') : ''} = +${p(part.earnedPoints)}`;
  const floored = 'isFloored' in part && part.isFloored ? (zh ? '，扣完为止' : ', down to the floor') : '';
  return `${term}${floored} = ${part.lostPoints === 0 ? '0.00' : p(-part.lostPoints)}`;
}
