import type { ImportCell } from '#shared/import/import.convert.ts';
import { type MomentShape, OrderFinder, parseMoment } from '#shared/import/import.moment.ts';
import { dayOf } from '#shared/kernel/dates.ts';
import { dataChunks } from './import.review.ts';
import { mendedCells } from './import.row.ts';
import type { ColumnProfile, ImportSession } from './import.session.ts';

const dateKinds = new Set(['date', 'datetime', 'time']);

/** Looks at date columns as a whole: order of day and month, usual way of writing, latest day. */
export async function profileColumns(
  session: ImportSession,
  now: string,
  signal: AbortSignal,
): Promise<(ColumnProfile | null)[]> {
  const today = dayOf(now);
  const kinds = new Map(session.fields.map((field) => [field.key, field.kind]));
  const watched = session.columns.flatMap((match, column) =>
    match.field !== null && dateKinds.has(kinds.get(match.field) ?? '') ? [column] : [],
  );
  const out: (ColumnProfile | null)[] = session.columns.map(() => null);
  if (watched.length === 0) return out;
  const finders = new Map(
    watched.map((column) => [
      column,
      { order: new OrderFinder(today), shapes: new Map<MomentShape, number>(), latest: '', looked: 0, timed: 0 },
    ]),
  );
  for await (const { from, rows } of dataChunks(session, signal)) {
    rows.forEach((fileCells, i) => {
      const cells = mendedCells(session, from + i, fileCells);
      for (const [column, finder] of finders) watch(finder, cells[column] ?? null, today);
    });
  }
  for (const [column, finder] of finders) {
    const found = finder.order.result();
    const shape = [...finder.shapes].sort((a, b) => b[1] - a[1])[0]?.[0] ?? null;
    out[column] = {
      order: found?.order ?? null,
      isAmbiguous: found?.ambiguous ?? false,
      reference: finder.latest === '' ? today : finder.latest,
      shape,
      isDayOnly: finder.shapes.size > 0 && finder.timed === 0,
    };
  }
  return out;
}

interface Watch {
  order: OrderFinder;
  shapes: Map<MomentShape, number>;
  latest: string;
  looked: number;
  /** cells with a time of day */
  timed: number;
}

function watch(finder: Watch, cell: ImportCell, today: string): void {
  if (cell === null || typeof cell === 'boolean') return;
  finder.order.add(cell);
  // The usual shape shows in the first thousand cells.
  if (finder.looked >= 1000) return;
  const result = parseMoment(cell, { order: 'ymd', reference: today });
  finder.looked += 1;
  if (!result.ok && result.fault === 'notMoment') return;
  if (result.ok && result.moment.time !== null) finder.timed += 1;
  const shape = result.ok ? result.moment.shape : 'numeric';
  finder.shapes.set(shape, (finder.shapes.get(shape) ?? 0) + 1);
  const day = result.ok && shape !== 'chinese' && shape !== 'numeric' ? result.moment.day : null;
  if (day !== null && day > finder.latest && day <= today) finder.latest = day;
}
