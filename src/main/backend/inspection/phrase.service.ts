import type { NotePhrase } from '#shared/inspection/sheet.contract.ts';
import type { ServiceContext } from '../context.ts';
import { inTransaction } from '../database/transaction.ts';
import { recordChange } from '../system/change-log.repository.ts';

/** More nobody reads through; the least lately used go. */
const keptPhrases = 100;

/** Own phrases, last used first. */
export const listPhrases = (ctx: ServiceContext): Promise<NotePhrase[]> =>
  ctx.db
    .selectFrom('notePhrase')
    .select(['notePhraseId', 'text', 'uses'])
    .where('accountId', '=', ctx.user.accountId)
    .orderBy('usedAt', 'desc')
    .orderBy('notePhraseId', 'desc')
    .limit(keptPhrases)
    .execute();

/** Keeps a sentence for the next note, or moves a known one to the front. */
export async function rememberPhrase(ctx: ServiceContext, { text }: { text: string }): Promise<NotePhrase> {
  const { accountId } = ctx.user;
  const usedAt = ctx.clock.now();
  return inTransaction(ctx, async (tx) => {
    const row = await tx
      .insertInto('notePhrase')
      .values({ notePhraseId: ctx.newId(), accountId, text, uses: 1, usedAt })
      .onConflict((c) =>
        c.columns(['accountId', 'text']).doUpdateSet((eb) => ({ uses: eb('notePhrase.uses', '+', 1), usedAt })),
      )
      .returning(['notePhraseId', 'text', 'uses'])
      .executeTakeFirstOrThrow();
    const beyond = await tx
      .selectFrom('notePhrase')
      .select('notePhraseId')
      .where('accountId', '=', accountId)
      .orderBy('usedAt', 'desc')
      .orderBy('notePhraseId', 'desc')
      .offset(keptPhrases)
      .limit(keptPhrases)
      .execute();
    for (const { notePhraseId } of beyond)
      await tx.deleteFrom('notePhrase').where('notePhraseId', '=', notePhraseId).execute();
    if (row.uses === 1)
      await recordChange(tx, ctx, {
        entity: 'notePhrase',
        entityId: row.notePhraseId,
        action: 'remember',
        after: { text },
      });
    return row;
  });
}

/** Takes one of the own phrases away; one that is gone already is no fault. */
export async function forgetPhrase(
  ctx: ServiceContext,
  { notePhraseId }: { notePhraseId: string },
): Promise<Record<string, never>> {
  await inTransaction(ctx, async (tx) => {
    const gone = await tx
      .deleteFrom('notePhrase')
      .where('notePhraseId', '=', notePhraseId)
      .where('accountId', '=', ctx.user.accountId)
      .returning('text')
      .executeTakeFirst();
    if (gone)
      await recordChange(tx, ctx, { entity: 'notePhrase', entityId: notePhraseId, action: 'forget', before: gone });
  });
  return {};
}
