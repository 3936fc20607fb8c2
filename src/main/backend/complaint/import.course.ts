import type { ComplaintStatus, Conclusion, LedgerParty, VisitResult } from '#shared/complaint/complaint.enums.ts';
import { statusWords } from '#shared/complaint/complaint.words.ts';
import {
  type CourseFault,
  type CourseMoment,
  courseFaults,
  courseMoments,
  type ImportedCourse,
} from '#shared/complaint/imported.rules.ts';
import type { ImportIssue, ImportValues, ImportWords } from '#shared/import/import.target.ts';
import { formatInstant } from '#shared/kernel/dates.ts';
import { courseFields, personFields } from './import.course-fields.ts';

const text = (value: ImportValues[string] | undefined) => (typeof value === 'string' ? value : '');
const orNull = <T extends string>(value: ImportValues[string] | undefined) =>
  typeof value === 'string' && value !== '' ? (value as T) : null;

/** A unit as events name it. */
export interface ImportedUnit {
  readonly name: string;
  readonly party: LedgerParty;
}

const labels = new Map<string, ImportWords>([
  ['receivedAt', { zh: '受理时间', en: 'Received at' }],
  ...courseFields.map((field) => [field.key, field.labels] as const),
]);
/** What a moment is called in files. */
export const momentLabel = (moment: CourseMoment): ImportWords => labels.get(moment) as ImportWords;

/**
 * What a row says about the way of its complaint.
 * @param units by id; a unit that is still to be created is named by its decision and belongs to the front
 */
export function courseOf(values: ImportValues, units: ReadonlyMap<string, ImportedUnit>): ImportedCourse {
  const holderOf = (unitId: string) => ({ unitId, party: units.get(unitId)?.party ?? 'front' });
  const receiver = orNull<string>(values.receivedUnitId);
  const at = Object.fromEntries(courseMoments.map((moment) => [moment, orNull<string>(values[moment])])) as Record<
    CourseMoment,
    string | null
  >;
  const status = orNull<ComplaintStatus>(values.status);
  const named = personFields.flatMap(({ key, moment }) => (text(values[key]) ? [[moment, text(values[key])]] : []));
  return {
    ...at,
    receivedAt: at.receivedAt ?? '',
    status,
    statusText: text(values.statusText) || (status ?? ''),
    holder: holderOf(text(values.unitId)),
    receiver: receiver === null ? null : holderOf(receiver),
    returnCount: typeof values.returnCount === 'number' ? values.returnCount : 0,
    conclusion: orNull<Conclusion>(values.conclusion),
    causeCode: orNull<string>(values.causeCode),
    answer: text(values.answer),
    measure: text(values.measure),
    correction: text(values.correction),
    prevention: text(values.prevention),
    evidence: text(values.evidence),
    // nothing paid is no compensation
    compensationCents: typeof values.compensation === 'number' ? Math.round(values.compensation * 100) || null : null,
    visitResult: orNull<VisitResult>(values.visitResult),
    remark: text(values.remark),
    people: Object.fromEntries(named),
  };
}

function wordsOf(course: ImportedCourse, { moment, against }: CourseFault): ImportWords {
  const label = momentLabel(moment);
  if (!(courseMoments as readonly string[]).includes(against)) {
    const status = statusWords[against as ComplaintStatus];
    return {
      zh: `状态是「${course.statusText || status.zh}」（${status.zh}），却有${label.zh}`,
      en: `The status is "${course.statusText || status.en}" (${status.en}), yet "${label.en}" is given`,
    };
  }
  const other = momentLabel(against as CourseMoment);
  const [at, before] = [course[moment], course[against as CourseMoment]].map((one) => formatInstant(one ?? ''));
  return {
    zh: `${label.zh} ${at} 早于${other.zh} ${before}`,
    en: `"${label.en}" ${at} is before "${other.en}" ${before}`,
  };
}

/** Times of a row that can't be right, each named with the one it contradicts. */
export function courseIssues(values: ImportValues): ImportIssue[] {
  if (courseMoments.every((moment) => moment === 'receivedAt' || values[moment] === null)) return [];
  const course = courseOf(values, new Map());
  return courseFaults(course).map((fault) => ({
    field: fault.moment,
    code: (courseMoments as readonly string[]).includes(fault.against) ? 'outOfOrder' : 'statusBehind',
    words: wordsOf(course, fault),
  }));
}
