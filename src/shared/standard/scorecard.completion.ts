import type { Bilingual, ScorecardContent, ScorecardItem, ScoringRule } from './scorecard.schema.ts';

/** Chinese stands in where no English was written. */
function whole(text: Bilingual): Bilingual {
  const zh = text.zh.trim();
  return { zh, en: text.en.trim() || zh };
}

function wholeRule(rule: ScoringRule): ScoringRule {
  if (rule.kind === 'passFail') return rule;
  if (rule.kind === 'rating')
    return { ...rule, choices: rule.choices.map((choice) => ({ ...choice, title: whole(choice.title) })) };
  if (rule.kind === 'deductPerOccurrence' && rule.doubling)
    return { ...rule, unit: whole(rule.unit), doubling: { ...rule.doubling, title: whole(rule.doubling.title) } };
  return { ...rule, unit: whole(rule.unit) };
}

function wholeItem(item: ScorecardItem): ScorecardItem {
  const { clause } = item;
  return {
    ...item,
    code: item.code.trim(),
    title: whole(item.title),
    clause: { ...clause, code: clause.code.trim(), text: whole(clause.text), source: whole(clause.source) },
    guidance: item.guidance.filter((step) => step.zh.trim() !== '').map(whole),
    rule: wholeRule(item.rule),
  };
}

/** A draft as it is published: texts trimmed, English filled from Chinese, empty steps of guidance left out. */
export function completedCard(card: ScorecardContent): ScorecardContent {
  return {
    ...card,
    title: whole(card.title),
    source: whole(card.source),
    grades: card.grades.map((grade) => ({ ...grade, title: whole(grade.title) })),
    sections: card.sections.map((section) => ({
      ...section,
      code: section.code.trim(),
      title: whole(section.title),
      items: section.items.map(wholeItem),
    })),
  };
}
