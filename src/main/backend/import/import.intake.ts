import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { createValue, skipValue } from '#shared/import/import.convert.ts';
import { findHeader, headerNames } from '#shared/import/import.header.ts';
import { type ColumnMatch, headerSignature, matchColumns } from '#shared/import/import.match.ts';
import type { DayOrder } from '#shared/import/import.moment.ts';
import { normalWord } from '#shared/import/import.words.ts';
import { DomainError } from '#shared/kernel/errors.ts';
import type { ServiceContext } from '../context.ts';
import type { Job } from '../platform/jobs.ts';
import { openWorkbook } from '../platform/workbook/open-workbook.ts';
import type { Delimiter, TextEncoding } from '../platform/workbook/workbook.ts';
import type { ImportOptions, ImportRegistry, ImportTarget } from './import.registry.ts';
import { findMapping } from './import.repository.ts';
import { profileColumns, reviewRows } from './import.review.ts';
import type { ImportSession } from './import.session.ts';
import { Spool } from './import.spool.ts';

export interface OpenInput {
  readonly options: ImportOptions;
  readonly fileId: string;
  readonly sheet?: number | undefined;
  readonly encoding?: TextEncoding | undefined;
  readonly delimiter?: Delimiter | undefined;
}

/** What remembered mappings and written rows belong to: the target and its options. */
export function scopeOf(target: string, options: ImportOptions): string {
  const pairs = Object.entries(options).sort(([a], [b]) => (a < b ? -1 : 1));
  return pairs.length === 0 ? target : `${target}?${pairs.map(([key, value]) => `${key}=${value}`).join('&')}`;
}

/** Key under which the mapping of a source is remembered. */
export const signatureOf = (headers: readonly string[]) =>
  createHash('sha256').update(headerSignature(headers)).digest('hex');

async function hashFile(path: string, signal: AbortSignal): Promise<string> {
  const hash = createHash('sha256');
  for await (const chunk of createReadStream(path, { highWaterMark: 1 << 20, signal })) hash.update(chunk as Buffer);
  return hash.digest('hex');
}

/** The first sheet people see that has rows is taken unless one was chosen. */
function firstSheet(sheets: readonly { hidden: boolean }[]): number {
  return Math.max(
    0,
    sheets.findIndex((sheet) => !sheet.hidden),
  );
}

/**
 * Reads a file into a session: rows to the spool, header found, columns matched or remembered, all rows looked at.
 * @throws DomainError WORKBOOK_…, IMPORT_NO_ROWS, FILE_NOT_FOUND
 */
export async function takeIn(
  ctx: ServiceContext,
  registry: ImportRegistry,
  target: ImportTarget,
  input: OpenInput,
  job: Job,
): Promise<ImportSession> {
  const file = ctx.files.open(input.fileId, ctx.user.accountId);
  const chosen = {
    ...(input.encoding === undefined ? {} : { encoding: input.encoding }),
    ...(input.delimiter === undefined ? {} : { delimiter: input.delimiter }),
  };
  const source = await openWorkbook(file.path, chosen);
  const sheet = input.sheet ?? firstSheet(source.sheets);
  const fields = target.fieldsFor === undefined ? target.fields : await target.fieldsFor(ctx, input.options);
  const spool = await Spool.write(
    ctx.files.reserve(),
    source.rows(sheet, job.signal),
    (rows) => job.report(rows, 0),
    job.signal,
  );
  try {
    if (spool.count === 0) throw new DomainError('IMPORT_NO_ROWS');
    const session: ImportSession = {
      sessionId: ctx.newId(),
      accountId: ctx.user.accountId,
      target,
      fields,
      options: input.options,
      scope: scopeOf(target.key, input.options),
      file: {
        fileId: file.fileId,
        name: file.name,
        size: file.size,
        hash: await hashFile(file.path, job.signal),
        openedAt: ctx.clock.now(),
      },
      source: { format: source.format, sheets: source.sheets, text: source.text },
      sheet,
      spool,
      headerLine: 1,
      headerRows: 1,
      firstRow: 1,
      headers: [],
      samples: [],
      columns: [],
      isRemembered: false,
      dayOrder: 'auto',
      profiles: [],
      decisions: new Map(),
      mends: new Map(),
      units: new Map(),
      unitNames: new Map(),
      review: null,
      revision: 0,
      turn: Promise.resolve(),
      isWriting: false,
      usedAt: 0,
    };
    await loadUnits(ctx, registry, session);
    await readHeader(ctx, session, null);
    await lookAgain(ctx, session, job);
    return session;
  } catch (error) {
    await spool.drop();
    throw error;
  }
}

/** Units by every normalised word that names them. */
export async function loadUnits(ctx: ServiceContext, registry: ImportRegistry, session: ImportSession): Promise<void> {
  if (!session.fields.some((field) => field.kind === 'unit')) return;
  const words = new Map<string, string[]>();
  const names = new Map<string, string>();
  for (const unit of await registry.units.list(ctx.read, ctx)) {
    names.set(unit.unitId, unit.name);
    for (const word of new Set([unit.name, unit.code ?? '', ...unit.aliases].map(normalWord))) {
      if (word !== '') words.set(word, [...(words.get(word) ?? []), unit.unitId]);
    }
  }
  session.units = words;
  session.unitNames = names;
}

/**
 * Takes the header and matches the columns; a mapping remembered for the same names comes first.
 * @param chosen where the user says the header is, or null to find it
 */
export async function readHeader(
  ctx: ServiceContext,
  session: ImportSession,
  chosen: { line: number; rows: 1 | 2 } | null,
): Promise<void> {
  const { spool } = session;
  const first = await spool.read(0, 40);
  const finding =
    chosen ??
    findHeader(
      first.map((cells, i) => ({ line: spool.lineOf(i), cells })),
      session.fields,
    );
  const at = rowAt(spool, finding.line);
  const header = await spool.read(at, 2);
  session.headerLine = spool.lineOf(at);
  session.headerRows = finding.rows;
  session.firstRow = Math.min(spool.count, at + finding.rows);
  session.headers = headerNames(header[0] ?? [], finding.rows === 2 ? (header[1] ?? []) : null, spool.width);
  const sample = await spool.read(session.firstRow, 200);
  session.samples = session.headers.map((_, column) => sample.map((cells) => cells[column] ?? null));
  session.mends.clear();
  session.decisions.clear();
  session.columns = matchColumns(session.headers, session.samples, session.fields);
  await recall(ctx, session);
}

/** Spool index of the row at a line, or of the next one below it. */
function rowAt(spool: Spool, line: number): number {
  let at = 0;
  while (at < spool.count - 1 && spool.lineOf(at) < line) at += 1;
  return at;
}

async function recall(ctx: ServiceContext, session: ImportSession): Promise<void> {
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
  const decisions = JSON.parse(remembered.decisionJson) as Record<string, Record<string, string>>;
  for (const [field, words] of Object.entries(decisions)) {
    const kept = Object.entries(words).filter(([, value]) => isLiveDecision(session, field, value));
    if (kept.length > 0) session.decisions.set(field, new Map(kept));
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

/** Looks at all rows with the present mapping and keeps what was found. */
export async function lookAgain(
  ctx: ServiceContext,
  session: ImportSession,
  job: Pick<Job, 'report' | 'signal'>,
): Promise<void> {
  const now = ctx.clock.now();
  const profiles = await profileColumns(session, now, job.signal);
  session.profiles = profiles;
  session.review = await reviewRows(ctx, session, (done, total) => job.report(done, total), job.signal);
  session.revision += 1;
}
