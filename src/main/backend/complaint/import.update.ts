import { statusWords } from '#shared/complaint/complaint.words.ts';
import type { ComplaintEvent } from '#shared/complaint/event.schema.ts';
import type { ImportedCourse } from '#shared/complaint/imported.rules.ts';
import type { CourseImport } from '#shared/complaint/imported-history.rules.ts';
import { type CourseUpdate, type Difference, updateOf } from '#shared/complaint/imported-update.rules.ts';
import type { ImportWords } from '#shared/import/import.target.ts';
import { formatInstant } from '#shared/kernel/dates.ts';
import type { ComplaintTable } from './complaint.table.ts';
import { momentLabel } from './import.course.ts';
import type { ToldFacts } from './import.facts.ts';

/** What a further export of a stored complaint changes. */
export interface ImportUpdate {
  /** facts the file tells otherwise; what it leaves empty stays */
  readonly facts: Partial<ToldFacts>;
  readonly course: CourseUpdate;
}

/**
 * Compares a row with the complaint stored under its number.
 * @param told what the row says about the complaint itself
 * @param events the stored history
 */
export function updateOfKnown(
  known: ComplaintTable,
  told: ToldFacts,
  course: ImportedCourse,
  by: CourseImport,
  events: readonly ComplaintEvent[],
): ImportUpdate {
  const facts = Object.entries(told).filter(([key, value]) => {
    const stored = known[key as keyof ComplaintTable];
    return value !== null && value !== '' && stored !== value;
  });
  return { facts: Object.fromEntries(facts), course: updateOf(course, by, events) };
}

export const isNothing = ({ facts, course }: ImportUpdate) =>
  Object.keys(facts).length === 0 && course.added.length === 0;

const resultWords: Readonly<Record<Extract<Difference, { kind: 'result' }>['field'], ImportWords>> = {
  conclusion: { zh: '是否成立', en: 'conclusion' },
  causeCode: { zh: '投诉原因', en: 'cause' },
  measure: { zh: '处理结果', en: 'what was done' },
  correction: { zh: '纠正措施', en: 'correction' },
  prevention: { zh: '预防措施', en: 'prevention' },
  compensation: { zh: '补偿金额', en: 'compensation' },
  visitResult: { zh: '回访结果', en: 'follow-up result' },
};

function differenceWords(difference: Difference): ImportWords {
  if (difference.kind === 'result') return resultWords[difference.field];
  if (difference.kind === 'older') {
    const [stored, told] = [statusWords[difference.stored], statusWords[difference.told]];
    return {
      zh: `状态（库里${stored.zh}，文件是较早的${told.zh}）`,
      en: `status (stored: ${stored.en}, the file has the earlier ${told.en})`,
    };
  }
  const label = momentLabel(difference.moment);
  const stored = difference.stored === null ? null : formatInstant(difference.stored);
  return {
    zh: stored === null ? `${label.zh}（早于已记的事）` : `${label.zh}（库里 ${stored}）`,
    en: stored === null ? `${label.en} (before what is recorded)` : `${label.en} (stored: ${stored})`,
  };
}

const joined = (parts: readonly ImportWords[]): ImportWords => ({
  zh: parts.map((part) => part.zh).join('、'),
  en: parts.map((part) => part.en).join(', '),
});

/**
 * Says in one sentence what a further export changes and what it doesn't.
 * @param labelOf what a fact is called
 */
export function describeUpdate(update: ImportUpdate, labelOf: (fact: string) => ImportWords): ImportWords {
  const { course, facts } = update;
  const changed = Object.keys(facts).map(labelOf);
  const news = course.added.flatMap(({ moment }) => (moment === null ? [] : [momentLabel(moment)]));
  const parts: ImportWords[] = [];
  if (changed.length > 0) parts.push({ zh: `更新${joined(changed).zh}`, en: `updates ${joined(changed).en}` });
  if (news.length > 0) parts.push({ zh: `补记${joined(news).zh}`, en: `adds ${joined(news).en}` });
  if (course.from !== course.to) {
    const [from, to] = [statusWords[course.from], statusWords[course.to]];
    parts.push({ zh: `状态 ${from.zh}→${to.zh}`, en: `status ${from.en} → ${to.en}` });
  }
  if (course.isMoved) parts.push({ zh: '换责任单位', en: 'another unit' });
  if (parts.length === 0) parts.push({ zh: '库里已有，没有要改的', en: 'stored already, nothing to change' });
  if (course.isTouched)
    parts.push({
      zh: '已在本系统处理，进展不随文件',
      en: 'worked on here, so its progress no longer follows the file',
    });
  if (course.differences.length > 0) {
    const kept = joined(course.differences.map(differenceWords));
    parts.push({ zh: `不改${kept.zh}`, en: `keeps ${kept.en}` });
  }
  return {
    zh: parts.map((part) => part.zh).join('；'),
    en: parts.map((part) => part.en).join('; '),
  };
}
