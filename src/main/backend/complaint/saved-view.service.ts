import { type ComplaintFilter, complaintFilter } from '#shared/complaint/complaint.schema.ts';
import type { ServiceContext } from '../context.ts';
import { inTransaction } from '../database/transaction.ts';
import { recordChange } from '../system/change-log.repository.ts';

/** Views the account has saved, in the order of saving. */
export async function listViews(ctx: ServiceContext) {
  const rows = await ctx.read
    .selectFrom('complaintView')
    .selectAll()
    .where('accountId', '=', ctx.user.accountId)
    .orderBy('createdAt')
    .orderBy('viewId')
    .execute();
  return rows.map((row) => ({
    viewId: row.viewId,
    name: row.name,
    filter: complaintFilter.parse(JSON.parse(row.filterJson)),
  }));
}

export async function saveView(ctx: ServiceContext, input: { name: string; filter: ComplaintFilter }) {
  return inTransaction(ctx, async (tx) => {
    const viewId = ctx.newId();
    await tx
      .insertInto('complaintView')
      .values({
        viewId,
        accountId: ctx.user.accountId,
        name: input.name,
        filterJson: JSON.stringify(input.filter),
        createdAt: ctx.clock.now(),
      })
      .execute();
    await recordChange(tx, ctx, { entity: 'complaintView', entityId: viewId, action: 'create', after: input });
    return { viewId, ...input };
  });
}

/** Removes one of the account's own views; a foreign or unknown one is left alone. */
export async function removeView(ctx: ServiceContext, viewId: string) {
  return inTransaction(ctx, async (tx) => {
    const gone = await tx
      .deleteFrom('complaintView')
      .where('viewId', '=', viewId)
      .where('accountId', '=', ctx.user.accountId)
      .returning(['name', 'filterJson'])
      .executeTakeFirst();
    if (gone)
      await recordChange(tx, ctx, { entity: 'complaintView', entityId: viewId, action: 'delete', before: gone });
    return {};
  });
}
