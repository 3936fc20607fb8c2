import { z } from 'zod';
import type { SampleCase } from './complaint-case.sample.ts';
import { fnv1a32 } from './random.ts';

const words = z.array(z.string().min(1)).min(1);

/** Texts of resources/sample/complaint-text.json. */
export const complaintTexts = z.object({
  subjects: z.record(z.string(), z.object({ content: words, demand: words })),
  notes: z.object({
    acknowledge: words,
    assess: words,
    assign: words,
    accept: words,
    transfer: words,
    suspend: z.object({ appointment: z.string(), customer: z.string(), third: z.string() }),
    resume: words,
    escalate: words,
    respond: words,
    inform: words,
    handBack: words,
    visit: z.object({
      satisfied: z.string(),
      neutral: z.string(),
      unsatisfied: z.string(),
      refused: z.string(),
      unreachable: z.string(),
    }),
    reopen: words,
    close: words,
    withdraw: words,
    duplicate: words,
  }),
  measures: z.object({ paid: words, founded: words, notFounded: words }),
  causes: z.record(z.string(), words),
  evidence: words,
  corrections: words,
  preventions: words,
  forms: words,
});
export type ComplaintTexts = z.output<typeof complaintTexts>;

const subjectLists = new WeakMap<ComplaintTexts, Map<string, string[]>>();

/** Category codes below a first-level category. */
export function subjectsOf(texts: ComplaintTexts, category: string): string[] {
  const lists = subjectLists.get(texts) ?? new Map<string, string[]>();
  subjectLists.set(texts, lists);
  const known = lists.get(category) ?? Object.keys(texts.subjects).filter((code) => code.startsWith(`${category}.`));
  lists.set(category, known);
  return known;
}

/** One of a list by the case itself, so that no draw of the stream is moved by it. */
export const fixedOf = (item: SampleCase, list: readonly string[], salt: string) =>
  list[fnv1a32(`${salt}:${item.complaintId}`) % list.length] as string;

/** What proves an answer: the number of a recording, a message or a letter. */
export const evidence = (item: SampleCase, texts: ComplaintTexts, nth: number) =>
  fixedOf(item, texts.evidence, `kind${nth}`).replace(
    '{{n}}',
    String(fnv1a32(`evidence${nth}:${item.complaintId}`) % 100_000_000).padStart(8, '0'),
  );
