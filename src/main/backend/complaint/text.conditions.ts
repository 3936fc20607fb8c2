import { type Expression, type ExpressionBuilder, type SqlBool, sql } from 'kysely';
import { normalNumber } from '#shared/complaint/repeat.rules.ts';
import type { Database } from '../database/dialect.ts';
import type { Tables } from '../database/tables.ts';
import { hasPairs } from './text-pieces.ts';
import type { Places } from './text-places.ts';

type Builder = ExpressionBuilder<Tables, 'complaint'>;

/** On SQLite the places of exactly those that match, on PostgreSQL what it finds them by. */
export type FoundText = { places: Places } | { pairs: readonly number[] };

/** What is searched in a list. */
export interface Searched {
  q: string;
  isNumber?: boolean | undefined;
  text?: FoundText | undefined;
}

const escapeLike = (text: string) => text.replace(/[\\%_]/g, '\\$&');

const hasNumber = (eb: Builder, q: string) => [
  eb('customerNumber', 'in', [...new Set([q, normalNumber(q)])]),
  eb('externalNumber', '=', q),
];

/** Own numbers are found by their beginning; anything else by occurrence in content, customer name or place. */
export function matches(eb: Builder, { q, isNumber, text }: Searched): Expression<SqlBool>[] {
  if (!q) return [];
  if (text && 'places' in text) return [isAtOneOf(text.places.list())];
  if (isOwnNumber(q)) {
    const from = q.toUpperCase();
    return [eb('number', '>=', from), eb('number', '<', `${from}~`)];
  }
  if (isNumber) return [eb.or(hasNumber(eb, q))];
  const pattern = `%${escapeLike(q)}%`;
  const like = (column: 'content' | 'customerName' | 'city' | 'region') =>
    sql<SqlBool>`${eb.ref(column)} like ${pattern} escape '\\'`;
  const occurs = [like('content'), like('customerName'), like('city'), like('region')];
  // no number is like it, or the index would not have been asked
  if (text) return [eb.or(occurs), hasPairs(text.pairs)];
  return [eb.or([...hasNumber(eb, q), ...occurs])];
}

/** A place of a complaint in the file. Only for SQLite. */
export const placeOf = sql.ref<number>('complaint.rowid');

/** Only for SQLite. */
export const isAtOneOf = (places: readonly number[]) =>
  sql<SqlBool>`${placeOf} in (select value from json_each(${JSON.stringify(places)}))`;

/** Complaints of exactly the number that is searched. */
export const ofNumber = (db: Database, q: string) => db.selectFrom('complaint').where((eb) => eb.or(hasNumber(eb, q)));

/** Whether a text is the beginning of one of our own numbers, and looked up as such. */
export const isOwnNumber = (q: string) => /^TS\d/i.test(q);

/** Whether a text is the number of a customer or of another system that somebody complained under. */
export async function isKnownNumber(db: Database, q: string): Promise<boolean> {
  if (!/\d{4}/.test(q) || isOwnNumber(q)) return false;
  const found = await ofNumber(db, q).select('complaintId').limit(1).execute();
  return found.length > 0;
}
