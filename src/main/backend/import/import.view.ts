import { cellText, codeWords, createValue, skipValue } from '#shared/import/import.convert.ts';
import type {
  ImportColumnView,
  ImportSessionView,
  ImportTargetView,
  ImportValueView,
} from '#shared/import/import.schema.ts';
import type { ImportField, ImportTargetShape, ImportWords } from '#shared/import/import.target.ts';
import { nearest } from '#shared/import/import.words.ts';
import { fieldColumns } from './import.row.ts';
import type { ImportSession, Review, ValueTally } from './import.session.ts';

/** A target as the page shows it. */
export function targetViewOf(target: ImportTargetShape, fields: readonly ImportField[]): ImportTargetView {
  return {
    key: target.key,
    labels: target.labels,
    keepsExtra: target.keepExtra === true,
    findsAlike: target.findsAlike === true,
    hasSources: target.hasSources === true,
    fields: fields.map((field) => ({
      key: field.key,
      labels: field.labels,
      kind: field.kind,
      isRequired: field.required === true,
      combinedFrom: (target.combine ?? []).filter((c) => c.into === field.key).flatMap((c) => [c.date, c.time]),
      codes: (field.codes ?? []).map((code) => ({ value: code.value, labels: code.labels })),
      canCreateUnit: field.createUnit !== undefined,
    })),
  };
}

const emptyTally: ReadonlyMap<string, ValueTally> = new Map();
const listedValues = 200;
const suggestedValues = 40;

function labelOf(session: ImportSession, field: ImportField, value: string): ImportWords | null {
  if (value === skipValue || value === createValue) return null;
  if (field.kind === 'unit') {
    const name = session.unitNames.get(value);
    return name === undefined ? null : { zh: name, en: name };
  }
  return field.codes?.find((code) => code.value === value)?.labels ?? null;
}

/** Whether a value of a code or unit column is understood without a decision. */
function isKnown(
  session: ImportSession,
  field: ImportField,
  codes: ReadonlyMap<string, string>,
  word: string,
): boolean {
  return field.kind === 'code' ? codes.has(word) : session.units.get(word)?.length === 1;
}

function suggest(
  session: ImportSession,
  field: ImportField,
  codes: ReadonlyMap<string, string>,
  word: string,
): { value: string; labels: ImportWords }[] {
  const ambiguous = field.kind === 'unit' ? (session.units.get(word) ?? []) : [];
  const choices: Iterable<readonly [string, string]> =
    field.kind === 'code'
      ? codes
      : [...session.units].flatMap(([unitWord, ids]) => ids.map((id) => [unitWord, id] as const));
  const values = ambiguous.length > 1 ? ambiguous.slice(0, 5) : nearest(word, choices);
  return values.flatMap((value) => {
    const labels = labelOf(session, field, value);
    return labels === null ? [] : [{ value, labels }];
  });
}

/** Whether a value of a list column is worth a line: all of a code list, of units only those that need a decision or have one. */
function isListed(
  session: ImportSession,
  field: ImportField,
  codes: ReadonlyMap<string, string>,
  word: string,
): boolean {
  if (field.kind === 'code') return true;
  return session.decisions.get(field.key)?.has(word) === true || !isKnown(session, field, codes, word);
}

function valuesOf(
  session: ImportSession,
  field: ImportField,
  tallies: ReadonlyMap<string, ValueTally>,
): ImportValueView[] {
  const codes = codeWords(field);
  const decisions = session.decisions.get(field.key);
  const lines = [...tallies]
    .filter(([word]) => isListed(session, field, codes, word))
    .map(([word, tally]) => {
      const decision = decisions?.get(word) ?? null;
      const own = field.kind === 'code' ? (codes.get(word) ?? null) : null;
      return { word, tally, decision, own, isOpen: decision === null && own === null };
    });
  lines.sort((a, b) => Number(b.isOpen) - Number(a.isOpen) || b.tally.count - a.tally.count);
  return lines.slice(0, listedValues).map(({ word, tally, decision, own, isOpen }, i) => ({
    field: field.key,
    word,
    text: tally.text,
    count: tally.count,
    decision,
    decisionLabel: decision === null ? null : labelOf(session, field, decision),
    own,
    suggestions: isOpen && word !== '' && i < suggestedValues ? suggest(session, field, codes, word) : [],
  }));
}

function columnsOf(session: ImportSession, review: Review): ImportColumnView[] {
  return session.headers.map((header, index) => {
    const match = session.columns[index];
    const field = session.fields.find((f) => f.key === match?.field);
    const isList = field?.kind === 'code' || field?.kind === 'unit';
    const tallies = isList ? (review.values.get(field.key) ?? emptyTally) : null;
    const codes = isList ? codeWords(field) : new Map<string, string>();
    const decisions = isList ? session.decisions.get(field.key) : undefined;
    const matched =
      tallies === null || field === undefined
        ? null
        : [...tallies.keys()].filter((word) => decisions?.has(word) === true || isKnown(session, field, codes, word))
            .length;
    return {
      index,
      header,
      field: match?.field ?? null,
      source: match?.source ?? 'none',
      samples: (session.samples[index] ?? [])
        .map(cellText)
        .filter((text) => text !== '')
        .slice(0, 5),
      distinct: tallies === null ? null : tallies.size,
      matched,
      errorCount: review.columnErrors[index] ?? 0,
      dayOrder: session.profiles[index]?.order ?? null,
      isOrderAmbiguous: session.profiles[index]?.isAmbiguous ?? false,
      isDayOnly: field?.kind === 'datetime' && session.profiles[index]?.isDayOnly === true,
    };
  });
}

/** Required fields that no column is written to, also not by combination. */
function missingFields(session: ImportSession): string[] {
  const byField = fieldColumns(session);
  const combined = new Set((session.target.combine ?? []).filter((c) => byField.has(c.date)).map((c) => c.into));
  return session.fields
    .filter((f) => f.required === true && !byField.has(f.key) && !combined.has(f.key) && f.emptyCode === undefined)
    .map((f) => f.key);
}

/** What becomes of each sheet of a workbook. */
function sheetsOf(session: ImportSession): ImportSessionView['sheets'] {
  const { looks, spool, sheetsWithoutHeader: without } = session;
  const taken = new Set(spool.parts.map((part) => part.sheet).filter((sheet) => !without.includes(sheet)));
  const main = looks[spool.parts[0]?.sheet ?? 0];
  return looks.map(({ name, hidden, layout }, sheet) => {
    if (taken.has(sheet)) return { name, hidden, use: 'taken' };
    if (without.includes(sheet) || (layout !== null && layout !== main?.layout)) return { name, hidden, use: 'other' };
    return { name, hidden, use: layout === null ? 'empty' : 'alike' };
  });
}

/** The session as the page shows it. */
export function sessionViewOf(session: ImportSession, review: Review, sources: readonly string[]): ImportSessionView {
  const { file, source } = session;
  return {
    sessionId: session.sessionId,
    revision: session.revision,
    target: targetViewOf(session.target, session.fields),
    options: { ...session.options },
    file: { name: file.name, size: file.size, openedAt: file.openedAt },
    format: source.format,
    sheets: sheetsOf(session),
    sheetColumn: session.sheetColumn,
    sourceName: session.sourceName,
    sources: [...sources],
    encoding: source.text?.encoding ?? null,
    delimiter: source.text?.delimiter ?? null,
    garbled: source.text?.garbled ?? 0,
    headerLine: session.headerLine,
    headerRows: session.headerRows,
    dayOrder: session.dayOrder,
    isRemembered: session.isRemembered,
    columns: columnsOf(session, review),
    missingFields: missingFields(session),
    values: session.fields.flatMap((field) => valuesOf(session, field, review.values.get(field.key) ?? emptyTally)),
    counts: review.counts,
    doubled: review.doubled.map((one) => ({ ...one })),
    reasons: [...review.reasons]
      .map(([key, count]) => {
        const [code = '', field = ''] = key.split('|');
        return { code, field: field === '' ? null : field, count };
      })
      .sort((a, b) => b.count - a.count),
  };
}
