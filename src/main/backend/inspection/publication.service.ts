import type { PublicationView, SheetChoice } from '#shared/inspection/review.schema.ts';
import { dayOf } from '#shared/kernel/dates.ts';
import { DomainError } from '#shared/kernel/errors.ts';
import type { Page, PageInput } from '#shared/kernel/paging.ts';
import type { ServiceContext } from '../context.ts';
import { inTransaction, type Tx } from '../database/transaction.ts';
import type { Job } from '../platform/jobs.ts';
import { recordChange } from '../system/change-log.repository.ts';
import { appealTerm } from './appeal-term.ts';
import { idsOfChoice, scopeOfChoice } from './choice.service.ts';
import { takeNumbers } from './inspection.repository.ts';
import type { ListScope } from './list.repository.ts';
import { inGroups, lockSheets } from './review.repository.ts';
import { addPublicationToTally } from './tally.repository.ts';

/** Numbers of publications and appeals run by month beside those of sheets. @returns e.g. `FB-2026-11-0007` */
export async function takeSeriesNumber(tx: Tx, series: 'FB' | 'SS', month: string): Promise<string> {
  const running = await takeNumbers(tx, `${series}-${month}`, 1);
  return `${series}-${month}-${String(running).padStart(4, '0')}`;
}

/** Most numbers named in one refusal. */
const namedAtMost = 10;
const notReviewed = (numbers: readonly string[]) =>
  new DomainError('PUBLICATION_NOT_REVIEWED', {
    count: numbers.length,
    numbers: numbers.slice(0, namedAtMost).join(' '),
  });

/** Looks whether every chosen sheet is there, in scope and reviewed. @throws DomainError INSPECTION_NOT_FOUND, PUBLICATION_NOT_REVIEWED */
async function checkChosen(tx: Tx, ctx: ServiceContext, ids: readonly string[]): Promise<string[]> {
  const numbers: string[] = [];
  const others: string[] = [];
  for (const group of inGroups(ids)) {
    const rows = await tx
      .selectFrom('inspection')
      .innerJoin('unit', 'unit.unitId', 'inspection.unitId')
      .select(['inspection.number', 'inspection.stage', 'unit.path'])
      .where('inspection.inspectionId', 'in', group)
      .execute();
    const seen = rows.filter((row) => row.path.startsWith(ctx.user.unitPath));
    if (seen.length < group.length) throw new DomainError('INSPECTION_NOT_FOUND');
    for (const { number, stage } of seen) (stage === 'reviewed' ? numbers : others).push(number);
  }
  if (others.length > 0) throw notReviewed(others.sort());
  return numbers.sort();
}

/**
 * Publishes reviewed sheets in one batch as a job: chosen ones, or all of a filter. All or nothing: a chosen sheet that
 * isn't reviewed is named, and nothing is published. A publication is never taken back; what is wrong in it is appealed.
 * @throws DomainError UNIT_NOT_FOUND; by the job PUBLICATION_EMPTY, REVIEW_TOO_MANY, PUBLICATION_NOT_REVIEWED, INSPECTION_NOT_FOUND, CALENDAR_YEAR_MISSING
 */
export async function publishSheets(
  ctx: ServiceContext,
  input: SheetChoice & { note: string },
): Promise<{ jobId: string }> {
  const scope = await scopeOfChoice(ctx, 'reviewed', input);
  const jobId = ctx.jobs.start(ctx, { kind: 'publishInspections', title: input.note }, (job) =>
    inTransaction(ctx, (tx) => publishInside(tx, ctx, input, scope, job)),
  );
  return { jobId };
}

/** {@link publishSheets} inside a transaction. */
async function publishInside(
  tx: Tx,
  ctx: ServiceContext,
  input: SheetChoice & { note: string },
  scope: ListScope,
  job: Pick<Job, 'report' | 'signal'>,
) {
  const ids = await idsOfChoice(tx, input, scope);
  if (ids.length === 0) throw new DomainError('PUBLICATION_EMPTY');
  await lockSheets(tx, ids);
  const numbers = await checkChosen(tx, ctx, ids);
  const publishedAt = ctx.clock.now();
  const today = dayOf(publishedAt);
  const appealUntil = (await appealTerm(tx))(publishedAt);
  const publicationId = ctx.newId();
  const number = await takeSeriesNumber(tx, 'FB', today.slice(0, 7));
  const publishedBy = ctx.user.displayName;
  const row = { publicationId, number, sheets: ids.length, note: input.note, publishedBy, publishedAt };
  await tx.insertInto('publication').values(row).execute();
  let done = 0;
  for (const group of inGroups(ids)) {
    job.signal.throwIfAborted();
    const changed = await tx
      .updateTable('inspection')
      .set((eb) => ({
        stage: 'published' as const,
        publicationId,
        publishedAt,
        appealUntil,
        finalPoints: eb.ref('effectivePoints'),
        finalGrade: eb.ref('effectiveGrade'),
        revision: eb('revision', '+', 1),
        updatedAt: publishedAt,
      }))
      .where('inspectionId', 'in', group)
      .where('stage', '=', 'reviewed')
      .executeTakeFirst();
    if (Number(changed.numUpdatedRows) !== group.length) throw notReviewed(numbers);
    done += group.length;
    job.report(done, ids.length);
    // other calls get their turn
    await new Promise((resolve) => setImmediate(resolve));
  }
  await addPublicationToTally(tx, publicationId);
  await recordChange(tx, ctx, {
    entity: 'publication',
    entityId: publicationId,
    action: 'publish',
    after: { number, note: input.note, appealUntil, numbers },
  });
  return { publicationId, number, sheets: ids.length, appealUntil };
}

/** Publications, newest first. */
export async function listPublications(ctx: ServiceContext, input: PageInput): Promise<Page<PublicationView>> {
  const rows = await ctx.read
    .selectFrom('publication')
    .selectAll()
    .orderBy('publishedAt', 'desc')
    .orderBy('number', 'desc')
    .offset(input.offset)
    .limit(input.limit)
    .execute();
  const { total } = await ctx.read
    .selectFrom('publication')
    .select((eb) => eb.fn.countAll<number>().as('total'))
    .executeTakeFirstOrThrow();
  return { rows, total: Number(total) };
}
