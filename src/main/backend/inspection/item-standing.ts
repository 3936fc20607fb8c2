import { type RawBuilder, type SqlBool, sql } from 'kysely';
import type { ItemOutcomeFilter } from '#shared/inspection/list.schema.ts';
import { codesHitOnFailure } from '#shared/inspection/tally.rules.ts';
import type { ScorecardContent } from '#shared/standard/scorecard.schema.ts';

/**
 * What stands for an item of a sheet after appeals, in SQL; the same as `shareOf` in tally.rules makes of it, so that a
 * list opened from a figure has as many sheets as the figure says. `item` is an alias of inspection_item.
 */
const accepted = (
  item: string,
) => sql`select 1 from score_appeal a where a.inspection_id = ${sql.ref(item)}.inspection_id
  and a.item_code = ${sql.ref(item)}.item_code and a.state = 'accepted'`;
const isLast = sql`not exists (select 1 from score_appeal later where later.inspection_id = a.inspection_id
  and later.item_code = a.item_code and later.state = 'accepted' and later.round > a.round)`;

interface Sides {
  /** about the item as entered, by alias */
  entered(item: string): RawBuilder<SqlBool>;
  /** about an accepted appeal, alias `a` */
  revised: RawBuilder<SqlBool>;
}
const revisedAway = sql<SqlBool>`a.revised_entry_json like '%"isNotApplicable":true%'`;
const column = (item: string, name: string) => sql.ref(`${item}.${name}`);

const failed: Sides = {
  entered: (i) => sql`${column(i, 'lost_points')} > 0 and ${column(i, 'is_not_applicable')} = 0`,
  revised: sql`a.revised_lost_points > 0 and not ${revisedAway}`,
};
const notApplicable: Sides = {
  entered: (i) => sql`${column(i, 'is_not_applicable')} = 1`,
  revised: revisedAway,
};
/** @param hitOnFailure whether failing this item is a hit by itself, as SQL over the alias */
const hit = (hitOnFailure: RawBuilder<SqlBool>): Sides => ({
  entered: (i) =>
    sql`${column(i, 'is_not_applicable')} = 0 and (${column(i, 'is_critical_hit')} = 1 or (${hitOnFailure}
      and (${column(i, 'lost_points')} > 0 or ${column(i, 'result_json')} like '%"passed":false%')))`,
  revised: sql`not ${revisedAway} and (a.revised_entry_json like '%"isCriticalHit":true%' or (${hitOnFailure}
      and (a.revised_lost_points > 0 or a.revised_entry_json like '%"passed":false%')))`,
});

const stands = (item: string, sides: Sides): RawBuilder<SqlBool> =>
  sql<SqlBool>`((${sides.entered(item)}) and not exists (${accepted(item)})
    or exists (${accepted(item)} and ${isLast} and ${sides.revised}))`;

/** Items of card versions that are hit by failing, as `[scorecardVersionId, itemCode]`. */
export const hitKeys = (cards: readonly { scorecardVersionId: string; content: ScorecardContent }[]) =>
  cards.flatMap(({ scorecardVersionId, content }) =>
    codesHitOnFailure(content).map((code) => [scorecardVersionId, code] as const),
  );

/**
 * Whether the item has an outcome as it stands after appeals.
 * @param item alias of inspection_item
 * @param sheet alias of inspection
 * @param keys items that are hit by failing; only asked for `hit`
 */
export function itemStands(
  item: string,
  sheet: string,
  outcome: ItemOutcomeFilter,
  keys: readonly (readonly [string, string])[] = [],
): RawBuilder<SqlBool> {
  if (outcome === 'scored') return sql<SqlBool>`not ${stands(item, notApplicable)}`;
  if (outcome === 'failed') return stands(item, failed);
  if (outcome === 'notApplicable') return stands(item, notApplicable);
  const pairs = keys.map(
    ([version, code]) =>
      sql`(${column(sheet, 'scorecard_version_id')} = ${version} and ${column(item, 'item_code')} = ${code})`,
  );
  return stands(item, hit(pairs.length === 0 ? sql`1 = 0` : sql`(${sql.join(pairs, sql` or `)})`));
}

/** Id of the unit's published sheet before, by the same card version. `sheet` is an alias of inspection. */
export const sheetBefore = (sheet: string): RawBuilder<string | null> => {
  const of = (name: string) => column(sheet, name);
  return sql`(select p.inspection_id from inspection p where p.unit_id = ${of('unit_id')} and p.stage = 'published'
    and p.scorecard_version_id = ${of('scorecard_version_id')} and p.inspected_on <= ${of('inspected_on')}
    and (p.inspected_on < ${of('inspected_on')} or p.inspection_id < ${of('inspection_id')})
    order by p.inspected_on desc, p.inspection_id desc limit 1)`;
};

/** Whether two items, by alias, were answered alike: result, not applicable, hit. */
export const answeredAlike = (one: string, other: string): RawBuilder<SqlBool> =>
  sql`coalesce(${column(one, 'result_json')}, '') = coalesce(${column(other, 'result_json')}, '')
    and ${column(one, 'is_not_applicable')} = ${column(other, 'is_not_applicable')}
    and ${column(one, 'is_critical_hit')} = ${column(other, 'is_critical_hit')}`;

/** Whether every item of a sheet was answered as on another. Both are expressions of inspection ids. */
export const sheetsAlike = (sheet: RawBuilder<unknown>, other: RawBuilder<unknown>): RawBuilder<SqlBool> =>
  sql`not exists (select 1 from inspection_item one left join inspection_item other
    on other.inspection_id = ${other} and other.item_code = one.item_code
    where one.inspection_id = ${sheet} and (other.item_code is null or not (${answeredAlike('one', 'other')})))`;
