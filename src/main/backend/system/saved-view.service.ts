import type { ServiceContext } from '../context.ts';
import { inTransaction } from '../database/transaction.ts';
import { recordChange } from './change-log.repository.ts';

/** Pages that keep views. */
export type ViewPage = 'inspection' | 'complaint';

/** A view with the filter of its page. */
export interface SavedView<F> {
  readonly viewId: string;
  readonly name: string;
  readonly filter: F;
}

/**
 * Views the account has saved for a page, in the order of saving.
 * @param parse checks a stored filter; filters of older versions get what is new in them
 */
export async function listSavedViews<F>(
  ctx: ServiceContext,
  page: ViewPage,
  parse: (stored: unknown) => F,
): Promise<SavedView<F>[]> {
  const rows = await ctx.read
    .selectFrom('savedView')
    .select(['viewId', 'name', 'filterJson'])
    .where('accountId', '=', ctx.user.accountId)
    .where('page', '=', page)
    .orderBy('createdAt')
    .orderBy('viewId')
    .execute();
  return rows.map(({ viewId, name, filterJson }) => ({ viewId, name, filter: parse(JSON.parse(filterJson)) }));
}

/** Keeps a filter of a page under a name. */
export async function saveView<F>(
  ctx: ServiceContext,
  page: ViewPage,
  input: { name: string; filter: F },
): Promise<SavedView<F>> {
  return inTransaction(ctx, async (tx) => {
    const viewId = ctx.newId();
    await tx
      .insertInto('savedView')
      .values({
        viewId,
        accountId: ctx.user.accountId,
        page,
        name: input.name,
        filterJson: JSON.stringify(input.filter),
        createdAt: ctx.clock.now(),
      })
      .execute();
    await recordChange(tx, ctx, {
      entity: 'savedView',
      entityId: viewId,
      action: 'create',
      after: { page, name: input.name, filter: input.filter },
    });
    return { viewId, name: input.name, filter: input.filter };
  });
}

/** Removes one of the account's own views of a page; a foreign or unknown one is left alone. */
export async function removeView(ctx: ServiceContext, page: ViewPage, viewId: string): Promise<Record<never, never>> {
  return inTransaction(ctx, async (tx) => {
    const gone = await tx
      .deleteFrom('savedView')
      .where('viewId', '=', viewId)
      .where('accountId', '=', ctx.user.accountId)
      .where('page', '=', page)
      .returning(['page', 'name', 'filterJson'])
      .executeTakeFirst();
    if (gone) await recordChange(tx, ctx, { entity: 'savedView', entityId: viewId, action: 'delete', before: gone });
    return {};
  });
}
