import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import {
  type FileRow,
  findHeader,
  findLayout,
  type HeaderRows,
  headerNames,
  headerReach,
  layoutOf,
} from '#shared/import/import.header.ts';
import { matchColumns } from '#shared/import/import.match.ts';
import { normalWord } from '#shared/import/import.words.ts';
import { DomainError } from '#shared/kernel/errors.ts';
import type { ServiceContext } from '../context.ts';
import type { Job } from '../platform/jobs.ts';
import { openWorkbook } from '../platform/workbook/open-workbook.ts';
import type { Delimiter, TextEncoding } from '../platform/workbook/workbook.ts';
import { profileColumns } from './import.profile.ts';
import { nameSource, recall, scopeOf } from './import.recall.ts';
import type { ImportOptions, ImportRegistry, ImportTarget } from './import.registry.ts';
import { reviewRows } from './import.review.ts';
import { type ImportSession, readData } from './import.session.ts';
import { chooseSheets, lookAtSheets } from './import.sheets.ts';
import { Spool, type SpoolPart } from './import.spool.ts';

export interface OpenInput {
  readonly options: ImportOptions;
  readonly fileId: string;
  /** Indexes of the sheets to read; those of other layouts than the first are left alone. */
  readonly sheets?: readonly number[] | undefined;
  readonly encoding?: TextEncoding | undefined;
  readonly delimiter?: Delimiter | undefined;
  /** The system the file comes from. */
  readonly source?: string | undefined;
}

/** Column of the sheet's name: a file of rejected rows has it as an ordinary column under the same name. */
export const sheetColumnName = '工作表';
/** Data rows from which the kind of a column's content is judged. */
const sampleRows = 200;

async function hashFile(path: string, signal: AbortSignal): Promise<string> {
  const hash = createHash('sha256');
  for await (const chunk of createReadStream(path, { highWaterMark: 1 << 20, signal })) hash.update(chunk as Buffer);
  return hash.digest('hex');
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
  const fields = target.fieldsFor === undefined ? target.fields : await target.fieldsFor(ctx, input.options);
  const looks = await lookAtSheets(source, fields, job.signal);
  const sheets = chooseSheets(looks, input.sheets);
  const spool = await Spool.write(
    ctx.files.reserve(),
    sheets.map((sheet) => ({ sheet, rows: source.rows(sheet, job.signal) })),
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
      sourceName: '',
      file: {
        fileId: file.fileId,
        name: file.name,
        size: file.size,
        hash: await hashFile(file.path, job.signal),
        openedAt: ctx.clock.now(),
      },
      source: { format: source.format, sheets: source.sheets, text: source.text },
      looks,
      spool,
      headerLine: 1,
      headerRows: 1,
      sheetsWithoutHeader: [],
      dataRows: new Uint32Array(),
      sheetColumn: null,
      headers: [],
      samples: [],
      columns: [],
      isRemembered: false,
      dayOrder: 'auto',
      profiles: [],
      decisions: new Map(),
      ownDecisions: new Set(),
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
    if (input.source !== undefined && target.hasSources === true) nameSource(session, input.source);
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
 * @param chosen where the user says the header of the first sheet is, or null to find it
 */
export async function readHeader(
  ctx: ServiceContext,
  session: ImportSession,
  chosen: { line: number; rows: HeaderRows } | null,
): Promise<void> {
  const { spool } = session;
  const [main, ...others] = spool.parts as [SpoolPart, ...SpoolPart[]];
  const finding = chosen ?? findHeader(await firstRows(spool, main), session.fields);
  const at = rowAt(spool, main, finding.line);
  const end = Math.min(main.to, at + finding.rows);
  const header = await rowsOf(spool, at, end);
  const names = headerNames(header, spool.width);
  session.headerLine = spool.lineOf(at);
  session.headerRows = finding.rows;
  await placeRows(session, { from: end, to: main.to }, others, layoutOf(names));
  session.sheetColumn = session.source.sheets.length > 1 ? spool.width : null;
  session.headers = session.sheetColumn === null ? names : [...names, sheetColumnName];
  const sample = await readData(session, 0, sampleRows);
  session.samples = session.headers.map((_, column) => sample.map((cells) => cells[column] ?? null));
  session.mends.clear();
  session.decisions.clear();
  session.ownDecisions.clear();
  session.columns = matchColumns(session.headers, session.samples, session.fields);
  await recall(ctx, session);
}

/** Rows of the spool with their lines and merged cells. */
async function rowsOf(spool: Spool, from: number, to: number): Promise<FileRow[]> {
  const cells = await spool.read(from, to - from);
  return cells.map((row, i) => ({ line: spool.lineOf(from + i), cells: row, filled: spool.filledOf(from + i) }));
}

const firstRows = (spool: Spool, part: SpoolPart) =>
  rowsOf(spool, part.from, Math.min(part.to, part.from + headerReach));

/** Spool index of the row of a sheet at a line, or of the next one below it. */
function rowAt(spool: Spool, part: SpoolPart, line: number): number {
  let at = part.from;
  while (at < part.to - 1 && spool.lineOf(at) < line) at += 1;
  return at;
}

/** Gathers the data rows: those below the header of the first sheet, and of every other sheet where the same names stand. */
async function placeRows(
  session: ImportSession,
  main: { from: number; to: number },
  others: readonly SpoolPart[],
  layout: string,
): Promise<void> {
  const spans = [main];
  const without: number[] = [];
  for (const part of others) {
    const at = findLayout(await firstRows(session.spool, part), layout, session.headerRows);
    if (at < 0) without.push(part.sheet);
    else spans.push({ from: Math.min(part.to, part.from + at + session.headerRows), to: part.to });
  }
  const rows = new Uint32Array(spans.reduce((sum, { from, to }) => sum + to - from, 0));
  let next = 0;
  for (const { from, to } of spans) for (let at = from; at < to; at++) rows[next++] = at;
  session.dataRows = rows;
  session.sheetsWithoutHeader = without;
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
