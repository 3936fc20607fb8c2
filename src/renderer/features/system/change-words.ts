import type { TFunction } from 'i18next';
import { formatInstant } from '#shared/kernel/dates.ts';

/** One field of a change: what it is called, and its value before and after; undefined where there was or is none. */
export interface FieldChange {
  readonly field: string;
  readonly before: string | undefined;
  readonly after: string | undefined;
}

const instant = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$/;
const longMark = /^([0-9a-f]{32,}|[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f-]{22})$/;
const longest = 200;

/**
 * An entry of the change log by field: those that differ, where both sides are known; else all of them. What lies inside
 * a field is named after it: `filter.view`.
 * @param before, after JSON as stored, or null
 * @param name of the whole where it is no object but one value: the name of a setting
 */
export function fieldChanges(before: string | null, after: string | null, t: TFunction, name = ''): FieldChange[] {
  const [old, now] = [flat(before, name), flat(after, name)];
  const hasBoth = old.size > 0 && now.size > 0;
  return [...new Set([...old.keys(), ...now.keys()])]
    .filter((key) => !hasBoth || old.get(key) !== now.get(key))
    .map((key) => ({ field: fieldWord(key, t), before: valueWord(key, old, t), after: valueWord(key, now, t) }));
}

/** The same in one line: `name: old → new; state: open`. */
export function changeLine(changes: readonly FieldChange[], t: TFunction): string {
  const none = t('system.changes.nothing');
  return changes
    .map(({ field, before, after }) => {
      const said =
        before !== undefined && after !== undefined ? `${before || none} → ${after || none}` : (after ?? before);
      return field ? t('system.changes.fieldLine', { field, value: said || none }) : said;
    })
    .join(t('system.changes.between'));
}

type Plain = string | number | boolean | null;

/** Leaves of a JSON value by their path; lists of plain values stay together. */
function flat(json: string | null, name: string): Map<string, Plain> {
  const leaves = new Map<string, Plain>();
  const add = (path: string, value: unknown): void => {
    if (Array.isArray(value) && value.every((each) => each === null || typeof each !== 'object'))
      leaves.set(path, value.join(', '));
    else if (value !== null && typeof value === 'object')
      for (const [key, inner] of Object.entries(value)) add(path ? `${path}.${key}` : key, inner);
    else leaves.set(path, (value ?? null) as Plain);
  };
  if (json !== null) {
    const value = read(json);
    add(value !== null && typeof value === 'object' ? '' : name, value);
  }
  return leaves;
}

/** What can't be read is shown as it stands: the log hides nothing. */
function read(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    return json;
  }
}

const fieldWord = (path: string, t: TFunction): string =>
  path === ''
    ? ''
    : path
        .split('.')
        .map((key) => t(`system.field.${key}`, { defaultValue: key }))
        .join(' · ');

const flags = /^(is|has|may)[A-Z]/;

function valueWord(path: string, leaves: ReadonlyMap<string, Plain>, t: TFunction): string | undefined {
  if (!leaves.has(path)) return undefined;
  const value = leaves.get(path) ?? '';
  const key = path.split('.').at(-1) ?? '';
  if (typeof value === 'boolean' || (flags.test(key) && (value === 0 || value === 1)))
    return t(value ? 'common.yes' : 'common.no');
  if (typeof value === 'number') return String(value);
  if (instant.test(value)) return formatInstant(value, true);
  // a fingerprint or an id is told apart by its beginning
  if (longMark.test(value)) return `${value.slice(0, 8)}…`;
  const word = /^[A-Za-z]+$/.test(value)
    ? t([`${key}.${value}`, `complaint.${key}.${value}`, `inspection.${key}.${value}`], { defaultValue: value })
    : value;
  return word.length > longest ? `${word.slice(0, longest)}…` : word;
}
