import { noFloorWord, ruleCells, ruleColumns } from './card.columns.ts';
import type { RowReader } from './card.row.ts';
import type { Bilingual, Critical, ScorecardItem, ScoringRule } from './scorecard.schema.ts';
import {
  demandWords,
  directionWords,
  effectWords,
  measureWords,
  policyWords,
  ruleKindWords,
  severityWords,
  steppingWords,
  storedWord,
  triggerWords,
} from './standard.words.ts';

function levelsOf(reader: RowReader, pattern: RegExp): { at: number; points: number }[] | undefined {
  const lines = reader
    .required('levels')
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean);
  const list: { at: number; points: number }[] = [];
  for (const line of lines) {
    const match = pattern.exec(line.normalize('NFKC'));
    const at = match?.[1] === undefined ? undefined : reader.number('levels', match[1], 3);
    const points = match?.[2] === undefined ? undefined : reader.number('levels', match[2], 3);
    if (!match)
      reader.say(
        `“档位”看不懂“${line}”，应写成“95 得 5”，一行一档`,
        `“Levels”: can’t read “${line}”; write “95 earns 5”, one a line`,
      );
    if (at === undefined || points === undefined) return undefined;
    list.push({ at, points });
  }
  return list;
}

function choicesOf(reader: RowReader): { title: Bilingual; points: number }[] | undefined {
  const lines = reader
    .required('levels')
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean);
  const english = reader
    .text('levelsEn')
    .split('\n')
    .map((line) => line.trim());
  const list: { title: Bilingual; points: number }[] = [];
  for (const [i, line] of lines.entries()) {
    const match = /^([^：:]+)[：:](.+)$/s.exec(line);
    const points = match?.[1] === undefined ? undefined : reader.number('levels', match[1].trim(), 3);
    if (!match)
      reader.say(
        `“档位”看不懂“${line}”，应写成“5：好”，一行一级`,
        `“Levels”: can’t read “${line}”; write “5：Good”, one a line`,
      );
    if (points === undefined || !match) return undefined;
    list.push({ title: { zh: (match[2] as string).trim(), en: english[i] ?? '' }, points });
  }
  return list;
}

const level = /^[≥≤>=<]*\s*([-\d.]+)[^\d.-]*?(?:得|earns|[:=])\s*([-\d.]+)[^\d]*$/i;

function ruleOf(reader: RowReader): ScoringRule | undefined {
  const kind = reader.word('rule', ruleKindWords);
  if (kind === undefined) return undefined;
  const { needs, may } = ruleCells[kind] as (typeof ruleCells)[string];
  for (const key of ruleColumns)
    if (!needs.includes(key) && !may.includes(key) && reader.text(key) !== '') reader.stray(key, ruleKindWords[kind]);
  const unit = reader.pair('unit');
  if (needs.includes('unit') && unit.zh === '') reader.missing('unit');
  const rule = rulesByKind[kind](reader, unit);
  return rule as ScoringRule | undefined;
}

const has = <T extends Record<string, unknown>>(values: T): values is T & { [K in keyof T]: NonNullable<T[K]> } =>
  Object.values(values).every((value) => value !== undefined);

function floorOf(reader: RowReader): { floorPoints?: number } | undefined {
  const text = reader.required('floor');
  if (text === '') return undefined;
  if (storedWord({ none: noFloorWord }, text)) return {};
  const floorPoints = reader.number('floor', text, 3);
  return floorPoints === undefined ? undefined : { floorPoints };
}

const rulesByKind: Record<ScoringRule['kind'], (reader: RowReader, unit: Bilingual) => unknown> = {
  passFail: () => ({ kind: 'passFail' }),
  deductPerOccurrence: (reader, unit) => {
    const [perPoints, floor, factor] = [reader.scaled('per'), floorOf(reader), reader.whole('factor')];
    const title = reader.pair('aggravated');
    if (factor === undefined && title.zh !== '') reader.missing('factor');
    if (factor !== undefined && title.zh === '') reader.missing('aggravated');
    if (perPoints === undefined || floor === undefined) return undefined;
    const doubling = factor === undefined ? {} : { doubling: { factor, title } };
    return { kind: 'deductPerOccurrence', perPoints, unit, floorPoints: floor.floorPoints ?? 0, ...doubling };
  },
  linear: (reader, unit) => {
    const values = {
      measure: reader.word('measure', measureWords),
      direction: reader.word('direction', directionWords),
      target: reader.scaled('target'),
      step: reader.scaled('step'),
      perPoints: reader.scaled('per'),
      stepping: reader.word('stepping', steppingWords),
    };
    const floor = floorOf(reader);
    return has(values) && floor ? { kind: 'linear', ...values, unit, ...floor } : undefined;
  },
  bands: (reader, unit) => {
    const values = {
      measure: reader.word('measure', measureWords),
      direction: reader.word('direction', directionWords),
      bands: levelsOf(reader, level)?.map(({ at, points }) => ({ limit: at, points })),
    };
    return has(values) ? { kind: 'bands', ...values, unit } : undefined;
  },
  interpolation: (reader, unit) => {
    const values = { measure: reader.word('measure', measureWords), knots: levelsOf(reader, level) };
    return has(values) ? { kind: 'interpolation', ...values, unit } : undefined;
  },
  rating: (reader) => {
    const choices = choicesOf(reader);
    return choices && { kind: 'rating', choices };
  },
  meanAndMax: (reader, unit) => {
    const values = {
      meanLimit: reader.scaled('target'),
      meanStep: reader.scaled('step'),
      meanStepPoints: reader.scaled('per'),
      maxLimit: reader.scaled('max'),
      maxPoints: reader.scaled('maxPoints'),
    };
    return has(values) ? { kind: 'meanAndMax', ...values, unit } : undefined;
  },
  award: (reader, unit) => {
    const perPoints = reader.scaled('per');
    return perPoints === undefined ? undefined : { kind: 'award', perPoints, unit };
  },
};

function criticalOf(reader: RowReader): Critical | null | undefined {
  const severity = reader.word('severity', severityWords);
  if (severity === undefined) return undefined;
  const cells = ['effect', 'trigger', 'cap'] as const;
  if (severity === 'general') {
    for (const key of cells) if (reader.text(key) !== '') reader.stray(key, severityWords.general);
    return null;
  }
  const effect = reader.word('effect', effectWords);
  const trigger = reader.word('trigger', triggerWords);
  if (effect === undefined || trigger === undefined) return undefined;
  const grade = reader.text('cap');
  if (effect === 'capGrade' && grade === '') reader.missing('cap');
  return { severity, effect, trigger, ...(grade !== '' && { grade }) };
}

function guidanceOf(reader: RowReader): Bilingual[] {
  const [zh, en] = [reader.text('guidance'), reader.text('guidanceEn')].map((text) =>
    text.split('\n').map((line) => line.trim()),
  ) as [string[], string[]];
  return zh.flatMap((line, i) => (line === '' ? [] : [{ zh: line, en: en[i] ?? '' }]));
}

/** The item a row states, or undefined when it cannot be made; what is wrong has been said by the reader. */
export function itemOf(reader: RowReader): ScorecardItem | undefined {
  const values = {
    fullPoints: reader.scaled('full'),
    rule: ruleOf(reader),
    notApplicable: reader.word('notApplicable', policyWords),
    demand: reader.word('demand', demandWords),
    critical: criticalOf(reader),
  };
  for (const key of ['code', 'title', 'clause', 'clauseText', 'clauseSource']) reader.required(key);
  const [edition, least, most] = [reader.whole('edition'), reader.whole('least') ?? 1, reader.whole('most')];
  const { fullPoints, rule, notApplicable, demand, critical } = values;
  if (fullPoints === undefined || !rule || !notApplicable || !demand || critical === undefined) return undefined;
  return {
    code: reader.item,
    title: reader.pair('title'),
    clause: {
      code: reader.text('clause'),
      text: reader.pair('clauseText'),
      source: reader.pair('clauseSource'),
      ...(edition !== undefined && { edition }),
    },
    guidance: guidanceOf(reader),
    fullPoints,
    rule,
    notApplicable,
    evidence: { demand, least, ...(most !== undefined && { most }) },
    critical,
  };
}
