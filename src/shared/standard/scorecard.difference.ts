import { formatPoints } from '../kernel/points.ts';
import { ruleSentence, severityOf } from './rule.words.ts';
import type { Bilingual, ScorecardContent, ScorecardItem, ScorecardSection } from './scorecard.schema.ts';
import {
  channelWords,
  demandWords,
  effectWords,
  lineWords,
  policyWords,
  sectionKindWords,
  severityWords,
  triggerWords,
} from './standard.words.ts';

/** One difference between two versions of a card. `at` is the code of an item, `§` and that of a section, or empty. */
export interface ScorecardDifference {
  readonly kind: 'added' | 'removed' | 'moved' | 'changed';
  readonly at: string;
  readonly title: Bilingual;
  /** what changed, in words; left out for what was added or removed */
  readonly field?: Bilingual;
  readonly from?: Bilingual;
  readonly to?: Bilingual;
}

type Part = readonly [field: Bilingual, from: Bilingual, to: Bilingual];
const same = (text: string): Bilingual => ({ zh: text, en: text });
const p = (points: number) => same(formatPoints(points, points % 10 === 0 ? 2 : 3));
const none: Bilingual = { zh: '无', en: 'none' };
const join = (texts: readonly Bilingual[]): Bilingual =>
  texts.length === 0
    ? none
    : { zh: texts.map((text) => text.zh).join('、'), en: texts.map((text) => text.en).join(', ') };

const rule = (item: ScorecardItem): Bilingual => ({ zh: ruleSentence(item, 'zh'), en: ruleSentence(item, 'en') });
const clause = ({ clause: { code, edition } }: ScorecardItem): Bilingual =>
  edition === undefined ? same(code) : { zh: `${code} 第 ${edition} 版`, en: `${code} edition ${edition}` };
const evidence = ({ evidence: { demand, least, most } }: ScorecardItem): Bilingual =>
  demand === 'never'
    ? demandWords.never
    : {
        zh: `${demandWords[demand].zh}，${least}${most === undefined ? ' 件起' : `–${most} 件`}`,
        en: `${demandWords[demand].en}, ${least}${most === undefined ? ' or more' : `–${most}`}`,
      };
function critical(card: ScorecardContent, item: ScorecardItem): Bilingual {
  const hit = item.critical;
  if (!hit) return severityWords.general;
  const cap = card.grades.find((grade) => grade.code === hit.grade)?.title;
  const words = [severityWords[severityOf(item)], effectWords[hit.effect], triggerWords[hit.trigger]];
  if (cap) words.splice(2, 0, cap);
  return { zh: words.map((word) => word.zh).join('，'), en: words.map((word) => word.en).join(', ') };
}

const parts = {
  code: { zh: '编号', en: 'number' },
  title: { zh: '名称', en: 'title' },
  full: { zh: '满分', en: 'full points' },
  rule: { zh: '计分规则', en: 'rule' },
  clause: { zh: '依据条款', en: 'clause' },
  clauseText: { zh: '条款内容', en: 'text of the clause' },
  clauseSource: { zh: '条款依据', en: 'source of the clause' },
  guidance: { zh: '检查方法', en: 'how to inspect' },
  notApplicable: { zh: '不适用', en: 'not applicable' },
  evidence: { zh: '证据', en: 'evidence' },
  critical: { zh: '严重程度', en: 'severity' },
  place: { zh: '位置', en: 'place' },
  section: { zh: '所在节', en: 'section' },
  kind: { zh: '节的类型', en: 'kind of section' },
} satisfies Record<string, Bilingual>;

/** Parts that differ, in words; English alone may differ too. */
const changedParts = (all: readonly Part[]): Part[] =>
  all.filter(([, from, to]) => from.zh !== to.zh || from.en !== to.en);

function itemParts(before: ScorecardContent, after: ScorecardContent, a: ScorecardItem, b: ScorecardItem): Part[] {
  return changedParts([
    [parts.code, same(a.code), same(b.code)],
    [parts.title, a.title, b.title],
    [parts.full, p(a.fullPoints), p(b.fullPoints)],
    // the sentence of an award names the full points, which stand on a line of their own
    [parts.rule, rule(a), rule(a.rule.kind === 'award' ? { ...b, fullPoints: a.fullPoints } : b)],
    [parts.clause, clause(a), clause(b)],
    [parts.clauseText, a.clause.text, b.clause.text],
    [parts.clauseSource, a.clause.source, b.clause.source],
    [parts.guidance, join(a.guidance), join(b.guidance)],
    [parts.notApplicable, policyWords[a.notApplicable], policyWords[b.notApplicable]],
    [parts.evidence, evidence(a), evidence(b)],
    [parts.critical, critical(before, a), critical(after, b)],
  ]);
}

function cardParts(a: ScorecardContent, b: ScorecardContent): Part[] {
  const grades = (card: ScorecardContent) =>
    join(
      card.grades.map(({ title, fromPoints }) => ({
        zh: `${title.zh} ≥${formatPoints(fromPoints)}`,
        en: `${title.en} ≥${formatPoints(fromPoints)}`,
      })),
    );
  const mystery = ({ mystery: demand }: ScorecardContent): Bilingual =>
    demand
      ? {
          zh: `录音 ${demand.recordingMinutes} 分钟、照片 ${demand.photos} 张、印象 ${demand.impressionChars} 字`,
          en: `${demand.recordingMinutes} min recording, ${demand.photos} photos, ${demand.impressionChars} characters of impression`,
        }
      : none;
  return changedParts([
    [parts.title, a.title, b.title],
    [{ zh: '编制依据', en: 'source' }, a.source, b.source],
    [{ zh: '条线', en: 'line' }, lineWords[a.line], lineWords[b.line]],
    [
      { zh: '适用渠道', en: 'channels' },
      join(a.channels.map((each) => channelWords[each])),
      join(b.channels.map((each) => channelWords[each])),
    ],
    [{ zh: '施行日', en: 'in force from' }, same(a.effectiveOn), same(b.effectiveOn)],
    [{ zh: '总分', en: 'full points' }, p(a.fullPoints), p(b.fullPoints)],
    [{ zh: '总分取整到', en: 'total rounded to' }, p(a.roundingPoints), p(b.roundingPoints)],
    [{ zh: '等级', en: 'grades' }, grades(a), grades(b)],
    [{ zh: '暗访要求', en: 'mystery visits' }, mystery(a), mystery(b)],
  ]);
}

/** Places of a longest rising run: what is outside it has moved. */
function unmoved(places: readonly number[]): Set<number> {
  const best = places.map(() => 1);
  const from = places.map(() => -1);
  let end = -1;
  places.forEach((place, i) => {
    for (let j = 0; j < i; j++) {
      if ((places[j] as number) < place && (best[j] as number) + 1 > (best[i] as number)) {
        best[i] = (best[j] as number) + 1;
        from[i] = j;
      }
    }
    if (end < 0 || (best[i] as number) > (best[end] as number)) end = i;
  });
  const kept = new Set<number>();
  for (let i = end; i >= 0; i = from[i] as number) kept.add(places[i] as number);
  return kept;
}

interface Placed {
  readonly item: ScorecardItem;
  readonly section: ScorecardSection;
  readonly place: number;
}
const placed = (card: ScorecardContent): Placed[] =>
  card.sections.flatMap((section) => section.items.map((item, place) => ({ item, section, place })));

/** Items by code; an item without partner is taken for a renumbered one when its title stands on the other side alone too. */
function pairs(before: ScorecardContent, after: ScorecardContent): Map<Placed, Placed> {
  const found = new Map<Placed, Placed>();
  const olds = placed(before);
  const byCode = new Map(olds.map((each) => [each.item.code, each]));
  const news = placed(after);
  const free: Placed[] = [];
  for (const each of news) {
    const old = byCode.get(each.item.code);
    if (old && !found.has(old)) found.set(old, each);
    else free.push(each);
  }
  for (const old of olds) {
    if (found.has(old)) continue;
    const index = free.findIndex(
      (each) => each.item.title.zh.trim() !== '' && each.item.title.zh === old.item.title.zh,
    );
    if (index >= 0) found.set(old, free.splice(index, 1)[0] as Placed);
  }
  return found;
}

const position = (n: number): Bilingual => ({ zh: `第 ${n + 1} 位`, en: `position ${n + 1}` });

function movedPart(a: Placed, b: Placed, kept: ReadonlyMap<string, ReadonlySet<number>>): Part | undefined {
  if (a.section.code !== b.section.code)
    return [
      parts.section,
      { zh: `${a.section.code} ${a.section.title.zh}`, en: `${a.section.code} ${a.section.title.en}` },
      { zh: `${b.section.code} ${b.section.title.zh}`, en: `${b.section.code} ${b.section.title.en}` },
    ];
  if (kept.get(b.section.code)?.has(a.place) !== false) return undefined;
  return [parts.place, position(a.place), position(b.place)];
}

/** Of each section, the old places of the items that still stand in their old order. */
function keptPlaces(pairing: ReadonlyMap<Placed, Placed>, after: ScorecardContent): Map<string, Set<number>> {
  const olds = new Map([...pairing].map(([old, now]) => [now.item, old]));
  return new Map(
    after.sections.map((section) => [
      section.code,
      unmoved(
        section.items.flatMap((item) => {
          const old = olds.get(item);
          return old && old.section.code === section.code ? [old.place] : [];
        }),
      ),
    ]),
  );
}

function sectionDifferences(before: ScorecardContent, after: ScorecardContent): ScorecardDifference[] {
  const list: ScorecardDifference[] = [];
  const olds = new Map(before.sections.map((section, place) => [section.code, { section, place }]));
  const codes = new Set(after.sections.map((section) => section.code));
  for (const { section } of olds.values())
    if (!codes.has(section.code)) list.push({ kind: 'removed', at: `§${section.code}`, title: section.title });
  const kept = unmoved(after.sections.flatMap((section) => olds.get(section.code)?.place ?? []));
  after.sections.forEach((section, place) => {
    const at = `§${section.code}`;
    const old = olds.get(section.code);
    if (!old) {
      list.push({ kind: 'added', at, title: section.title });
      return;
    }
    const { section: was } = old;
    for (const [field, from, to] of changedParts([
      [parts.title, was.title, section.title],
      [parts.kind, sectionKindWords[was.kind], sectionKindWords[section.kind]],
      [parts.full, p(was.fullPoints), p(section.fullPoints)],
    ]))
      list.push({ kind: 'changed', at, title: section.title, field, from, to });
    if (!kept.has(old.place))
      list.push({
        kind: 'moved',
        at,
        title: section.title,
        field: parts.place,
        from: position(old.place),
        to: position(place),
      });
  });
  return list;
}

/**
 * What distinguishes two versions of a card, field by field and in words: first the card, then its sections, then what
 * left, then the items in the order of the newer one. Empty when nothing but the version number differs.
 */
export function scorecardDifferences(before: ScorecardContent, after: ScorecardContent): ScorecardDifference[] {
  const list: ScorecardDifference[] = cardParts(before, after).map(([field, from, to]) => ({
    kind: 'changed',
    at: '',
    title: after.title,
    field,
    from,
    to,
  }));
  list.push(...sectionDifferences(before, after));
  const pairing = pairs(before, after);
  const paired = new Set([...pairing.keys()].map((old) => old.item));
  for (const each of placed(before))
    if (!paired.has(each.item)) list.push({ kind: 'removed', at: each.item.code, title: each.item.title });
  const kept = keptPlaces(pairing, after);
  const olds = new Map([...pairing].map(([old, now]) => [now.item, old]));
  for (const now of placed(after)) {
    const { item } = now;
    const at = item.code;
    const old = olds.get(item);
    if (!old) {
      list.push({ kind: 'added', at, title: item.title });
      continue;
    }
    const moved = movedPart(old, now, kept);
    if (moved) list.push({ kind: 'moved', at, title: item.title, field: moved[0], from: moved[1], to: moved[2] });
    if (old.item === item) continue;
    for (const [field, from, to] of itemParts(before, after, old.item, item))
      list.push({ kind: 'changed', at, title: item.title, field, from, to });
  }
  return list;
}

const verbs = {
  added: { zh: '新增', en: 'added' },
  removed: { zh: '删除', en: 'removed' },
} as const;

/** A difference as one sentence, e.g. `3.5 受理及时率：满分由 5.00 改为 6.00`. */
export function differenceSentence(difference: ScorecardDifference, language: 'zh' | 'en'): string {
  const { kind, at, title, field, from, to } = difference;
  const zh = language === 'zh';
  const place = at === '' ? (zh ? '本表' : 'card') : `${at} ${title[language]}`;
  const colon = zh ? '：' : ': ';
  if (kind === 'added' || kind === 'removed') return `${place}${colon}${verbs[kind][language]}`;
  const what = field?.[language] ?? '';
  return zh
    ? `${place}${colon}${what}由“${from?.zh}”改为“${to?.zh}”`
    : `${place}${colon}${what} from “${from?.en}” to “${to?.en}”`;
}
