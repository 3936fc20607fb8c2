import type { ExpressionBuilder } from 'kysely';
import type { ItemAnalysis, ItemAnalysisInput, ItemFigure } from '#shared/inspection/analysis.schema.ts';
import { DomainError } from '#shared/kernel/errors.ts';
import { severityOf } from '#shared/standard/rule.words.ts';
import { wilsonInterval } from '#shared/statistics/interval.ts';
import type { ServiceContext } from '../context.ts';
import type { Database } from '../database/dialect.ts';
import type { Tables } from '../database/tables.ts';
import { listUnitsOf, scopePath, subtree, unitsBelow } from '../organization/organization.service.ts';
import { listPublishedScorecards, requireScorecard, type Scorecard } from '../standard/standard.service.ts';

/** Code of the card with most scored items in the months and scope; any front-desk card where nothing was scored. */
async function mostUsed(
  ctx: ServiceContext,
  input: ItemAnalysisInput,
  published: Awaited<ReturnType<typeof listPublishedScorecards>>,
): Promise<string | undefined> {
  const range = subtree(await scopePath(ctx.read, ctx, input.unitId));
  const rows = await ctx.read
    .selectFrom('itemTally')
    .innerJoin('unit', 'unit.unitId', 'itemTally.unitId')
    .where('month', '>=', input.startOn.slice(0, 7))
    .where('month', '<=', input.endOn.slice(0, 7))
    .where('unit.path', '>=', range.from)
    .where('unit.path', '<', range.to)
    .groupBy('scorecardVersionId')
    .select(['scorecardVersionId', (eb) => eb.fn.sum<number>('sheets').as('scored')])
    .execute();
  const [most] = rows.sort(
    (a, b) => Number(b.scored) - Number(a.scored) || order(a.scorecardVersionId, b.scorecardVersionId),
  );
  const fallback = published.find((card) => card.line === 'front') ?? published[0];
  return (published.find((card) => card.scorecardVersionId === most?.scorecardVersionId) ?? fallback)?.code;
}

/** Versions of the asked card, the newest first. @throws DomainError SCORECARD_NOT_FOUND */
export async function versionsOf(ctx: ServiceContext, input: ItemAnalysisInput): Promise<Scorecard[]> {
  const published = await listPublishedScorecards(ctx);
  const code = input.scorecardCode ?? (await mostUsed(ctx, input, published));
  const ids = published
    .filter((card) => card.code === code)
    .map((card) => card.scorecardVersionId)
    .filter((id) => !input.scorecardVersionId || id === input.scorecardVersionId);
  if (ids.length === 0) throw new DomainError('SCORECARD_NOT_FOUND', { scorecardVersionId: code ?? '' });
  return Promise.all(ids.map((id) => requireScorecard(ctx.read, id)));
}

interface TallyScope {
  readonly unitPath: string;
  readonly versionIds: readonly string[];
  readonly fromMonth: string;
  readonly toMonth: string;
}
const counted = ['sheets', 'notApplicable', 'failed', 'hits', 'lostPoints'] as const;
type Counts = Record<(typeof counted)[number], number>;
const none = (): Counts => ({ sheets: 0, notApplicable: 0, failed: 0, hits: 0, lostPoints: 0 });
function add(to: Counts, row: Counts): void {
  for (const key of counted) to[key] += row[key];
}

/** Counts of the months by version, item and unit, from the figures kept with publication; items are not read. */
export function tallyRows(db: Database, { unitPath, versionIds, fromMonth, toMonth }: TallyScope) {
  const sum = (eb: ExpressionBuilder<Tables, 'itemTally'>) => counted.map((key) => eb.fn.sum<number>(key).as(key));
  let query = db
    .selectFrom('itemTally')
    .where('scorecardVersionId', 'in', [...versionIds])
    .where('month', '>=', fromMonth)
    .where('month', '<=', toMonth);
  if (unitPath !== '/') query = query.where('unitId', 'in', unitsBelow(db, unitPath));
  return query
    .groupBy(['scorecardVersionId', 'itemCode', 'unitId'])
    .select(['scorecardVersionId', 'itemCode', 'unitId'])
    .select(sum);
}

/**
 * What each item of a card cost on the published sheets of whole months, after appeals: failures with their interval, not
 * applicable, critical hits, points; and failures by the units right below the scope.
 * @param input days are taken as the months they lie in
 * @throws DomainError UNIT_NOT_FOUND, SCORECARD_NOT_FOUND
 */
export async function analyseItems(ctx: ServiceContext, input: ItemAnalysisInput): Promise<ItemAnalysis> {
  const unitPath = await scopePath(ctx.read, ctx, input.unitId);
  const cards = await versionsOf(ctx, input);
  const newest = cards[0] as Scorecard;
  const rows = (
    await tallyRows(ctx.read, {
      unitPath,
      versionIds: cards.map((card) => card.scorecardVersionId),
      fromMonth: input.startOn.slice(0, 7),
      toMonth: input.endOn.slice(0, 7),
    }).execute()
  ).map((row) => ({ ...row, ...numbers(row) }));
  const items = itemFigures(cards, rows);
  const heat = await heatOf(ctx.read, unitPath, items, rows);
  const sheetsOf = (list: typeof rows) =>
    Math.max(
      0,
      ...[...Map.groupBy(list, (row) => row.itemCode).values()].map((each) => each.reduce((s, r) => s + r.sheets, 0)),
    );
  const versions = cards.map(({ scorecardVersionId, version }) => ({
    scorecardVersionId,
    version,
    sheets: sheetsOf(rows.filter((row) => row.scorecardVersionId === scorecardVersionId)),
  }));
  return {
    scorecardCode: newest.code,
    titleZh: newest.titleZh,
    titleEn: newest.titleEn,
    line: newest.line,
    versions,
    sheets: versions.reduce((sum, { sheets }) => sum + sheets, 0),
    items,
    ...heat,
  };
}

type Row = Counts & { scorecardVersionId: string; itemCode: string; unitId: string };
const numbers = (row: Record<keyof Counts, unknown>): Counts => {
  const counts = none();
  for (const key of counted) counts[key] = Number(row[key]);
  return counts;
};

/** Items in the order of the newest card that has them. */
function itemFigures(cards: readonly Scorecard[], rows: readonly Row[]): ItemFigure[] {
  const totals = new Map<string, Counts>();
  for (const row of rows) {
    const total = totals.get(row.itemCode) ?? none();
    add(total, row);
    totals.set(row.itemCode, total);
  }
  const figures = new Map<string, ItemFigure>();
  for (const { content } of cards)
    for (const section of content.sections)
      for (const item of section.items) {
        if (figures.has(item.code)) continue;
        const counts = totals.get(item.code) ?? none();
        const scored = counts.sheets - counts.notApplicable;
        figures.set(item.code, {
          itemCode: item.code,
          sectionCode: section.code,
          titleZh: item.title.zh,
          titleEn: item.title.en,
          fullPoints: item.fullPoints,
          severity: severityOf(item),
          clauseCode: item.clause.code,
          ...counts,
          failRate: scored > 0 ? counts.failed / scored : null,
          interval: wilsonInterval(counts.failed, scored),
          meanLost: scored > 0 ? counts.lostPoints / scored : null,
        });
      }
  return [...figures.values()];
}

/** Failures by item and by the units at the first level below the scope that has more than one. */
async function heatOf(db: Database, unitPath: string, items: readonly ItemFigure[], rows: readonly Row[]) {
  const units = new Map((await listUnitsOf(db, unitPath)).map((unit) => [unit.unitId, unit]));
  const above = unitPath.split('/').filter(Boolean).length;
  const paths = new Map([...units.values()].map((unit) => [unit.unitId, unit.path.split('/').filter(Boolean)]));
  const keyAt = (unitId: string, depth: number) => {
    const path = paths.get(unitId) ?? [unitId];
    return path[Math.min(path.length, above + depth) - 1] ?? unitId;
  };
  const ids = [...new Set(rows.map((row) => row.unitId))];
  let depth = 1;
  const countAt = () => new Set(ids.map((id) => keyAt(id, depth))).size;
  const deepest = Math.max(1, ...ids.map((id) => (paths.get(id)?.length ?? above) - above));
  while (countAt() < 2 && depth < deepest) depth++;
  const byUnit = Map.groupBy(rows, (row) => keyAt(row.unitId, depth));
  const keys = [...byUnit.keys()].sort((a, b) => order(units.get(a)?.code, units.get(b)?.code));
  const cells: ItemAnalysis['cells'] = [];
  const places = keys.map((id, index) => {
    const sums = new Map<string, Counts>();
    for (const row of byUnit.get(id) ?? []) {
      const sum = sums.get(row.itemCode) ?? none();
      add(sum, row);
      sums.set(row.itemCode, sum);
    }
    for (const [at, { itemCode }] of items.entries()) {
      const sum = sums.get(itemCode);
      if (sum) cells.push([index, at, sum.sheets - sum.notApplicable, sum.failed]);
    }
    const unit = units.get(id);
    return {
      id,
      name: unit?.name ?? id,
      code: unit?.code ?? '',
      isLeaf: ids.includes(id),
      sheets: Math.max(0, ...[...sums.values()].map((sum) => sum.sheets)),
    };
  });
  return { units: places, cells };
}
const order = (a = '', b = '') => (a < b ? -1 : a > b ? 1 : 0);
