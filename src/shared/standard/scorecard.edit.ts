import type { ScorecardContent, ScorecardItem, ScorecardSection, ScoringRule } from './scorecard.schema.ts';

/** A place in a card: an item of a section, or (`item` null) the section itself. Codes may be doubled while one edits. */
export interface CardPlace {
  readonly section: number;
  readonly item: number | null;
}

const blank = { zh: '', en: '' };
const unit = (zh: string, en: string) => ({ zh, en });

/** A rule of another kind with values to begin from, within the item's full points. */
export function freshRule(kind: ScoringRule['kind'], fullPoints: number): ScoringRule {
  const some = Math.max(1, Math.min(500, fullPoints));
  switch (kind) {
    case 'deductPerOccurrence':
      return { kind, perPoints: some, unit: unit('处', 'place'), floorPoints: 0 };
    case 'passFail':
      return { kind };
    case 'linear':
      return {
        kind,
        measure: 'value',
        direction: 'atLeast',
        target: 98_000,
        step: 1000,
        perPoints: Math.max(1, Math.min(200, fullPoints)),
        stepping: 'exact',
        unit: unit('%', '%'),
        floorPoints: 0,
      };
    case 'bands':
      return {
        kind,
        measure: 'value',
        direction: 'atLeast',
        bands: [
          { limit: 95_000, points: fullPoints },
          { limit: 90_000, points: Math.floor(fullPoints / 2) },
        ],
        unit: unit('%', '%'),
      };
    case 'interpolation':
      return {
        kind,
        measure: 'value',
        knots: [
          { at: 60_000, points: 0 },
          { at: 100_000, points: fullPoints },
        ],
        unit: unit('%', '%'),
      };
    case 'rating':
      return {
        kind,
        choices: [
          { title: unit('好', 'Good'), points: fullPoints },
          { title: unit('一般', 'Fair'), points: Math.floor(fullPoints / 2) },
          { title: unit('差', 'Poor'), points: 0 },
        ],
      };
    case 'meanAndMax':
      return {
        kind,
        meanLimit: 10_000,
        meanStep: 1000,
        meanStepPoints: some,
        maxLimit: 20_000,
        maxPoints: some,
        unit: unit('分钟', 'min'),
      };
    case 'award':
      return { kind, perPoints: some, unit: unit('件', 'case') };
  }
}

/** A code that no item of the card has: the section's and a running number. */
export function freeItemCode(card: ScorecardContent, section: ScorecardSection): string {
  const taken = new Set(card.sections.flatMap((each) => each.items.map((item) => item.code)));
  for (let n = section.items.length + 1; ; n++) if (!taken.has(`${section.code}.${n}`)) return `${section.code}.${n}`;
}

/** A card with one section replaced; everything else stays the same object. */
function withSection(
  card: ScorecardContent,
  index: number,
  change: (section: ScorecardSection) => ScorecardSection,
): ScorecardContent {
  return { ...card, sections: card.sections.map((section, i) => (i === index ? change(section) : section)) };
}
const inserted = <T>(list: readonly T[], index: number, value: T): T[] => [
  ...list.slice(0, index),
  value,
  ...list.slice(index),
];
const without = <T>(list: readonly T[], index: number): T[] => list.filter((_each, i) => i !== index);

/** Adds an item below the place, or at the beginning of a section. @returns the card and where the item stands */
export function addItem(card: ScorecardContent, at: CardPlace): { card: ScorecardContent; place: CardPlace } {
  const section = card.sections[at.section];
  if (!section) return { card, place: at };
  const index = at.item === null ? section.items.length : at.item + 1;
  const item: ScorecardItem = {
    code: freeItemCode(card, section),
    title: blank,
    clause: { code: '', text: blank, source: blank },
    guidance: [],
    fullPoints: 1000,
    rule: freshRule(section.kind === 'award' ? 'award' : 'deductPerOccurrence', 1000),
    notApplicable: 'spread',
    evidence: { demand: 'onFailure', least: 1 },
    critical: null,
  };
  return {
    card: withSection(card, at.section, (each) => ({ ...each, items: inserted(each.items, index, item) })),
    place: { section: at.section, item: index },
  };
}

/** Adds a section at the end: base sections before award sections. */
export function addSection(
  card: ScorecardContent,
  kind: ScorecardSection['kind'],
): { card: ScorecardContent; place: CardPlace } {
  const firstAward = card.sections.findIndex((section) => section.kind === 'award');
  const index = kind === 'award' || firstAward < 0 ? card.sections.length : firstAward;
  const taken = new Set(card.sections.map((section) => section.code));
  let n = index + 1;
  while (taken.has(String(n))) n += 1;
  const section: ScorecardSection = { code: String(n), title: blank, kind, fullPoints: 10_000, items: [] };
  return {
    card: { ...card, sections: inserted(card.sections, index, section) },
    place: { section: index, item: null },
  };
}

/** Takes out an item or a whole section. @returns the card and the place to stand on afterwards, null in an empty card */
export function removeAt(card: ScorecardContent, at: CardPlace): { card: ScorecardContent; place: CardPlace | null } {
  if (at.item === null) {
    const sections = without(card.sections, at.section);
    const next = Math.min(at.section, sections.length - 1);
    return { card: { ...card, sections }, place: next < 0 ? null : { section: next, item: null } };
  }
  const { item } = at;
  const left = (card.sections[at.section]?.items.length ?? 1) - 1;
  return {
    card: withSection(card, at.section, (section) => ({ ...section, items: without(section.items, item) })),
    place: { section: at.section, item: left === 0 ? null : Math.min(item, left - 1) },
  };
}

/** Moves an item or section to another place, as it is dropped there. */
export function moveTo(
  card: ScorecardContent,
  from: CardPlace,
  to: CardPlace,
): { card: ScorecardContent; place: CardPlace } {
  const section = card.sections[from.section];
  if (!section || !card.sections[to.section]) return { card, place: from };
  if (from.item === null) {
    const sections = inserted(without(card.sections, from.section), to.section, section);
    return { card: { ...card, sections }, place: { section: to.section, item: null } };
  }
  const item = section.items[from.item] as ScorecardItem;
  const taken = removeAt(card, from).card;
  const target = taken.sections[to.section] as ScorecardSection;
  const index = Math.min(to.item ?? 0, target.items.length);
  return {
    card: withSection(taken, to.section, (each) => ({ ...each, items: inserted(each.items, index, item) })),
    place: { section: to.section, item: index },
  };
}

/** One step up or down; an item at the edge of its section goes over into the next one. */
export function moveBy(
  card: ScorecardContent,
  at: CardPlace,
  step: -1 | 1,
): { card: ScorecardContent; place: CardPlace } {
  const stay = { card, place: at };
  if (at.item === null) {
    const to = at.section + step;
    return to < 0 || to >= card.sections.length ? stay : moveTo(card, at, { section: to, item: null });
  }
  const items = card.sections[at.section]?.items ?? [];
  const to = at.item + step;
  if (to >= 0 && to < items.length) return moveTo(card, at, { section: at.section, item: to });
  const neighbour = card.sections[at.section + step];
  if (!neighbour) return stay;
  return moveTo(card, at, { section: at.section + step, item: step < 0 ? neighbour.items.length : 0 });
}

/** A copy of an item right below it. */
export function duplicateAt(
  card: ScorecardContent,
  at: CardPlace & { item: number },
): { card: ScorecardContent; place: CardPlace } {
  const section = card.sections[at.section];
  const item = section?.items[at.item];
  if (!section || !item) return { card, place: at };
  const copy = { ...structuredClone(item), code: freeItemCode(card, section) };
  return {
    card: withSection(card, at.section, (each) => ({ ...each, items: inserted(each.items, at.item + 1, copy) })),
    place: { section: at.section, item: at.item + 1 },
  };
}

/** A card with one item changed; untouched items stay the same objects, so that only one row is drawn again. */
export function changeItem(card: ScorecardContent, at: CardPlace, patch: Partial<ScorecardItem>): ScorecardContent {
  return withSection(card, at.section, (section) => ({
    ...section,
    items: section.items.map((item, i) => (i === at.item ? { ...item, ...patch } : item)),
  }));
}

/** A card with the head of one section changed. */
export const changeSection = (card: ScorecardContent, index: number, patch: Partial<ScorecardSection>) =>
  withSection(card, index, (section) => ({ ...section, ...patch }));

/** A card without anything in it yet. */
export function blankCard(head: Pick<ScorecardContent, 'code' | 'line' | 'title' | 'effectiveOn'>): ScorecardContent {
  return {
    schema: 1,
    version: 1,
    source: { zh: '', en: '' },
    channels: [],
    fullPoints: 100_000,
    roundingPoints: 10,
    grades: [
      { code: 'excellent', title: { zh: '优', en: 'Excellent' }, fromPoints: 90_000 },
      { code: 'good', title: { zh: '良', en: 'Good' }, fromPoints: 80_000 },
      { code: 'fair', title: { zh: '中', en: 'Fair' }, fromPoints: 70_000 },
      { code: 'poor', title: { zh: '差', en: 'Poor' }, fromPoints: 0 },
    ],
    sections: [],
    ...head,
  };
}
