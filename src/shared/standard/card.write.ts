import {
  type AboutKey,
  aboutLines,
  type CardColumnKey,
  cardColumns,
  noFloorWord,
  rowKindWords,
} from './card.columns.ts';
import { type Language, ruleSentence, severityOf } from './rule.words.ts';
import type { ScorecardContent, ScorecardItem, ScoringRule } from './scorecard.schema.ts';
import {
  channelWords,
  demandWords,
  directionWords,
  effectWords,
  lineWords,
  measureWords,
  policyWords,
  ruleKindWords,
  severityWords,
  steppingWords,
  triggerWords,
} from './standard.words.ts';

/** A cell of a card's workbook: numbers of points and measures are numbers, everything else is text. */
export type CardCell = string | number | null;
type Cells = Partial<Record<CardColumnKey, CardCell>>;

const scaled = (value: number) => value / 1000;

/** The rule columns of an item. */
function ruleCellsOf(rule: ScoringRule, language: Language): Cells {
  const word = (text: { zh: string; en: string }) => text[language];
  const unit: Cells = 'unit' in rule ? { unit: rule.unit.zh, unitEn: rule.unit.en } : {};
  switch (rule.kind) {
    case 'deductPerOccurrence':
      return {
        ...unit,
        per: scaled(rule.perPoints),
        floor: scaled(rule.floorPoints),
        ...(rule.doubling && {
          factor: rule.doubling.factor,
          aggravated: rule.doubling.title.zh,
          aggravatedEn: rule.doubling.title.en,
        }),
      };
    case 'linear':
      return {
        ...unit,
        measure: word(measureWords[rule.measure]),
        direction: word(directionWords[rule.direction]),
        target: scaled(rule.target),
        step: scaled(rule.step),
        per: scaled(rule.perPoints),
        stepping: word(steppingWords[rule.stepping]),
        floor: rule.floorPoints === undefined ? noFloorWord[language] : scaled(rule.floorPoints),
      };
    case 'bands': {
      const sign = rule.direction === 'atLeast' ? '≥' : '≤';
      const earns = language === 'zh' ? '得' : 'earns';
      return {
        ...unit,
        measure: word(measureWords[rule.measure]),
        direction: word(directionWords[rule.direction]),
        levels: rule.bands.map((band) => `${sign}${scaled(band.limit)} ${earns} ${scaled(band.points)}`).join('\n'),
      };
    }
    case 'interpolation': {
      const earns = language === 'zh' ? '得' : 'earns';
      return {
        ...unit,
        measure: word(measureWords[rule.measure]),
        levels: rule.knots.map((knot) => `${scaled(knot.at)} ${earns} ${scaled(knot.points)}`).join('\n'),
      };
    }
    case 'rating':
      return {
        levels: rule.choices.map((choice) => `${scaled(choice.points)}：${choice.title.zh}`).join('\n'),
        levelsEn: rule.choices.map((choice) => choice.title.en).join('\n'),
      };
    case 'meanAndMax':
      return {
        ...unit,
        target: scaled(rule.meanLimit),
        step: scaled(rule.meanStep),
        per: scaled(rule.meanStepPoints),
        max: scaled(rule.maxLimit),
        maxPoints: scaled(rule.maxPoints),
      };
    case 'award':
      return { ...unit, per: scaled(rule.perPoints) };
    default:
      return {};
  }
}

function itemCells(item: ScorecardItem, language: Language): Cells {
  const { clause, evidence, critical, guidance } = item;
  return {
    row: rowKindWords.item[language],
    code: item.code,
    title: item.title.zh,
    titleEn: item.title.en,
    full: scaled(item.fullPoints),
    sentence: ruleSentence(item, language),
    clause: clause.code,
    edition: clause.edition ?? null,
    clauseText: clause.text.zh,
    clauseTextEn: clause.text.en,
    clauseSource: clause.source.zh,
    clauseSourceEn: clause.source.en,
    rule: ruleKindWords[item.rule.kind][language],
    ...ruleCellsOf(item.rule, language),
    notApplicable: policyWords[item.notApplicable][language],
    demand: demandWords[evidence.demand][language],
    least: evidence.least,
    most: evidence.most ?? null,
    severity: severityWords[severityOf(item)][language],
    effect: critical ? effectWords[critical.effect][language] : null,
    trigger: critical ? triggerWords[critical.trigger][language] : null,
    cap: critical?.grade ?? null,
    guidance: guidance.map((step) => step.zh).join('\n') || null,
    guidanceEn: guidance.map((step) => step.en).join('\n') || null,
  };
}

/** Rows of the sheet of items below its head: each section, then its items. */
export function itemRows(card: ScorecardContent, language: Language): CardCell[][] {
  const toRow = (cells: Cells) => cardColumns.map(({ key }) => cells[key] ?? null);
  return card.sections.flatMap((section) => [
    toRow({
      row: rowKindWords[section.kind][language],
      code: section.code,
      title: section.title.zh,
      titleEn: section.title.en,
      full: scaled(section.fullPoints),
    }),
    ...section.items.map((item) => toRow(itemCells(item, language))),
  ]);
}

/** Rows of the sheet of grades below its head. */
export const gradeRows = (card: ScorecardContent): CardCell[][] =>
  card.grades.map((grade) => [grade.code, grade.title.zh, grade.title.en, scaled(grade.fromPoints)]);

/** Lines of the sheet about the card: name and value. */
export function aboutRows(card: ScorecardContent, language: Language): [string, CardCell][] {
  const values: Record<AboutKey, CardCell> = {
    code: card.code,
    version: card.version,
    title: card.title.zh,
    titleEn: card.title.en,
    source: card.source.zh,
    sourceEn: card.source.en,
    line: lineWords[card.line][language],
    channels: card.channels.map((channel) => channelWords[channel][language]).join(language === 'zh' ? '、' : ', '),
    effectiveOn: card.effectiveOn,
    fullPoints: scaled(card.fullPoints),
    roundingPoints: scaled(card.roundingPoints),
    recordingMinutes: card.mystery?.recordingMinutes ?? null,
    photos: card.mystery?.photos ?? null,
    impressionChars: card.mystery?.impressionChars ?? null,
  };
  return (Object.keys(aboutLines) as AboutKey[]).map((key) => [aboutLines[key][language], values[key]]);
}
