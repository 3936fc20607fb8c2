import { z } from 'zod';

/** A text in both languages of the program. */
const words = z.object({ zh: z.string().min(1), en: z.string().min(1) });

const code = z.string().regex(/^[A-Za-z][A-Za-z0-9]{0,31}$/);

/** One question: its code is the column header that survey agencies deliver. */
export const questionnaireItem = z.object({ code, construct: code, labels: words });
/** A construct measured by its items. */
export const questionnaireConstruct = z.object({ code, labels: words });

/**
 * One version of a questionnaire. A published version never changes: waves pin it for ever, and the order of its
 * items is the order of the stored answers.
 */
export const questionnaireDefinition = z
  .object({
    code: z.string().regex(/^[a-z][a-z0-9-]{0,63}$/),
    version: z.number().int().min(1),
    labels: words,
    source: z.string(),
    scale: z.object({ minimum: z.number().int().min(0), maximum: z.number().int().max(10) }),
    /** Construct whose index leads the result page. */
    target: code,
    constructs: z.array(questionnaireConstruct).min(1),
    items: z.array(questionnaireItem).min(1).max(200),
    /** Structural model of the constructs; used once path models are estimated. */
    paths: z.array(z.object({ from: code, to: code })),
  })
  .superRefine((definition, context) => {
    for (const message of definitionFaults(definition)) context.addIssue({ code: 'custom', message });
  });

export type QuestionnaireDefinition = z.infer<typeof questionnaireDefinition>;
export type QuestionnaireItem = z.infer<typeof questionnaireItem>;

interface Parts {
  scale: { minimum: number; maximum: number };
  target: string;
  constructs: readonly { code: string }[];
  items: readonly { code: string; construct: string }[];
  paths: readonly { from: string; to: string }[];
}

/** What a definition contradicts in itself; empty when it is sound. */
function definitionFaults({ scale, target, constructs, items, paths }: Parts): string[] {
  const known = new Set(constructs.map((construct) => construct.code));
  const faults: string[] = [];
  if (scale.minimum >= scale.maximum) faults.push('scale is empty');
  if (known.size !== constructs.length) faults.push('construct code repeated');
  if (new Set(items.map((item) => item.code)).size !== items.length) faults.push('item code repeated');
  for (const name of [
    target,
    ...items.map((item) => item.construct),
    ...paths.flatMap((path) => [path.from, path.to]),
  ]) {
    if (!known.has(name)) faults.push(`unknown construct ${name}`);
  }
  for (const construct of constructs) {
    if (!items.some((item) => item.construct === construct.code))
      faults.push(`construct ${construct.code} has no item`);
  }
  return faults;
}
