import { createHash } from 'node:crypto';
import { createValue, skipValue } from '#shared/import/import.convert.ts';
import { type ColumnMatch, headerSignature } from '#shared/import/import.match.ts';
import type { DayOrder } from '#shared/import/import.moment.ts';
import type { ServiceContext } from '../context.ts';
import type { Database } from '../database/dialect.ts';
import type { Tx } from '../database/transaction.ts';
import type { ImportOptions } from './import.registry.ts';
import { findMapping, listMappings, listScopes, saveMapping } from './import.repository.ts';
import type { ImportSession } from './import.session.ts';

/** Signature under which the decisions of a named source are kept, whatever layout its files have. */
const anyLayout = 'values';
const sourceMark = '?source=';

/** What remembered mappings and written rows belong to: the target and its options. */
export function scopeOf(target: string, options: ImportOptions): string {
  const pairs = Object.entries(options).sort(([a], [b]) => (a < b ? -1 : 1));
  return pairs.length === 0 ? target : `${target}?${pairs.map(([key, value]) => `${key}=${value}`).join('&')}`;
}

/** The same for one named source: numbers of two systems never meet. */
export const scopeOfSource = (base: string, source: string) =>
  source === '' ? base : `${base}${sourceMark}${encodeURIComponent(source)}`;

const baseOf = (session: ImportSession) => scopeOf(session.target.key, session.options);

function sourceOf(base: string, scope: string): string | null {
  if (scope === base) return '';
  return scope.startsWith(base + sourceMark) ? decodeURIComponent(scope.slice(base.length + sourceMark.length)) : null;
}

/** Options as the target sees them: with the source, where the user named one. */
export const optionsOf = (session: ImportSession): ImportOptions =>
  session.sourceName === '' ? session.options : { ...session.options, source: session.sourceName };

/** Key under which the mapping of a layout is remembered. */
const signatureOf = (headers: readonly string[]) => createHash('sha256').update(headerSignature(headers)).digest('hex');

/** Sources named before, in the order of their names. */
export async function knownSources(db: Database, session: ImportSession): Promise<string[]> {
  if (session.target.hasSources !== true) return [];
  const base = baseOf(session);
  const names = (await listScopes(db, base)).map((scope) => sourceOf(base, scope));
  return names.filter((name): name is string => name !== null && name !== '').sort((a, b) => a.localeCompare(b, 'zh'));
}

/** Takes the mapping, the decisions and the source that files with the same columns were written with last. */
export async function recall(ctx: ServiceContext, session: ImportSession): Promise<void> {
  const signature = signatureOf(session.headers);
  if (session.target.hasSources === true && session.sourceName === '') {
    const base = baseOf(session);
    const [last] = (await listMappings(ctx.read, signature)).filter(({ scope }) => sourceOf(base, scope) !== null);
    if (last !== undefined) nameSource(session, sourceOf(base, last.scope) ?? '');
  }
  await recallOfSource(ctx, session);
}

/** Says which system the file comes from. */
export function nameSource(session: ImportSession, source: string): void {
  session.sourceName = source;
  session.scope = scopeOfSource(baseOf(session), source);
}

/** Takes what is remembered of the session's source; what the user decided in this session stays. */
export async function recallOfSource(ctx: ServiceContext, session: ImportSession): Promise<void> {
  for (const [field, words] of session.decisions)
    for (const word of words.keys()) if (!session.ownDecisions.has(`${field}|${word}`)) words.delete(word);
  if (session.sourceName !== '') takeDecisions(session, await findMapping(ctx.read, session.scope, anyLayout));
  const remembered = await findMapping(ctx.read, session.scope, signatureOf(session.headers));
  session.isRemembered = remembered !== undefined;
  if (remembered === undefined) return;
  const mapping = JSON.parse(remembered.mappingJson) as (string | null)[];
  const known = new Set(session.fields.map((field) => field.key));
  session.columns = session.headers.map((_, i): ColumnMatch => {
    const field = mapping[i] ?? null;
    return { field: field !== null && known.has(field) ? field : null, source: 'remembered' };
  });
  session.dayOrder = remembered.dayOrder as DayOrder | 'auto';
  takeDecisions(session, remembered);
}

function takeDecisions(session: ImportSession, remembered: { decisionJson: string } | undefined): void {
  if (remembered === undefined) return;
  const decisions = JSON.parse(remembered.decisionJson) as Record<string, Record<string, string>>;
  for (const [field, words] of Object.entries(decisions)) {
    const taken = session.decisions.get(field) ?? new Map<string, string>();
    for (const [word, value] of Object.entries(words))
      if (!taken.has(word) && isLiveDecision(session, field, value)) taken.set(word, value);
    if (taken.size > 0) session.decisions.set(field, taken);
  }
}

/** A remembered decision counts only while its code or unit is still there. */
export function isLiveDecision(session: ImportSession, fieldKey: string, value: string): boolean {
  const field = session.fields.find((f) => f.key === fieldKey);
  if (field === undefined) return false;
  if (value === skipValue) return true;
  if (field.kind === 'code') return (field.codes ?? []).some((code) => code.value === value);
  if (field.kind !== 'unit') return false;
  return value === createValue ? field.createUnit !== undefined : session.unitNames.has(value);
}

/** Keeps mapping and decisions for the next file with the same columns, decisions also for other files of a named source. */
export async function remember(tx: Tx, session: ImportSession, usedAt: string): Promise<void> {
  // what an empty cell stands for is a matter of this file alone
  const lasting = (words: ReadonlyMap<string, string>) => [...words].filter(([word]) => word !== '');
  const decisions = Object.fromEntries(
    [...session.decisions].map(([field, words]) => [field, Object.fromEntries(lasting(words))]),
  );
  const { scope, dayOrder } = session;
  await saveMapping(tx, {
    scope,
    signature: signatureOf(session.headers),
    mappingJson: JSON.stringify(session.columns.map((column) => column.field)),
    decisionJson: JSON.stringify(decisions),
    dayOrder,
    usedAt,
  });
  if (session.sourceName === '') return;
  const before = await findMapping(tx, scope, anyLayout);
  const all: Record<string, Record<string, string>> = before === undefined ? {} : JSON.parse(before.decisionJson);
  for (const [field, words] of Object.entries(decisions)) all[field] = { ...all[field], ...words };
  await saveMapping(tx, {
    scope,
    signature: anyLayout,
    mappingJson: '[]',
    decisionJson: JSON.stringify(all),
    dayOrder,
    usedAt,
  });
}
