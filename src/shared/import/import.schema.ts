import { z } from 'zod';
import { dayOrders } from './import.moment.ts';

const words = z.object({ zh: z.string(), en: z.string() });

/** Options of a target as the page's address carries them. */
export const importOptions = z.record(z.string().max(60), z.string().max(200));

/** Encodings and delimiters a text file can be read with; the workbook port has the same list. */
export const importEncodings = ['utf-8', 'gb18030', 'utf-16le', 'utf-16be', 'big5'] as const;
export const importDelimiters = [',', '\t', ';', '|'] as const;

/** Rows of names: one, or with one or two rows of groups above. */
const headerRows = z.union([z.literal(1), z.literal(2), z.literal(3)]);
export const dayOrderChoice = z.enum(['auto', ...dayOrders]);

export const targetView = z.object({
  key: z.string(),
  labels: words,
  keepsExtra: z.boolean(),
  /** rows can be compared with what is stored and with each other */
  findsAlike: z.boolean(),
  /** Whether the user may name the system the file comes from. */
  hasSources: z.boolean(),
  fields: z.array(
    z.object({
      key: z.string(),
      labels: words,
      kind: z.enum(['text', 'integer', 'number', 'date', 'time', 'datetime', 'code', 'unit', 'boolean']),
      isRequired: z.boolean(),
      /** Another way to fill it: the date and time fields that combine into it. */
      combinedFrom: z.array(z.string()),
      codes: z.array(z.object({ value: z.string(), labels: words })),
      canCreateUnit: z.boolean(),
    }),
  ),
});
export type ImportTargetView = z.infer<typeof targetView>;

/** Why a column is written where it is. */
export const matchSources = ['remembered', 'name', 'likeness', 'content', 'user', 'none'] as const;

export const columnView = z.object({
  index: z.number().int(),
  header: z.string(),
  field: z.string().nullable(),
  source: z.enum(matchSources),
  samples: z.array(z.string()),
  /** Different values of a code or unit column, and how many of them are known. */
  distinct: z.number().int().nullable(),
  matched: z.number().int().nullable(),
  errorCount: z.number().int(),
  /** Order in which dates like 04-08-15 of this column are read, and whether the file leaves it open. */
  dayOrder: z.enum(dayOrders).nullable(),
  isOrderAmbiguous: z.boolean(),
  /** Written to a field with a time of day, but no cell has one: midnight is meant as the day alone. */
  isDayOnly: z.boolean(),
});
export type ImportColumnView = z.infer<typeof columnView>;

/** A value of a code column, or one of a unit column that isn't in our list or that the user decided about. */
export const valueView = z.object({
  field: z.string(),
  /** Normalised value: the key of a decision. */
  word: z.string(),
  text: z.string(),
  count: z.number().int(),
  /** Code or unit id, `skip`, `create`, or null while undecided. */
  decision: z.string().nullable(),
  decisionLabel: words.nullable(),
  /** Code that our own words make of it, whatever was decided. */
  own: z.string().nullable(),
  suggestions: z.array(z.object({ value: z.string(), labels: words })),
});
export type ImportValueView = z.infer<typeof valueView>;

export const rowStates = ['good', 'noted', 'error', 'present', 'changed', 'left'] as const;
export type ImportRowState = (typeof rowStates)[number];

export const countsView = z.object({
  total: z.number().int(),
  writable: z.number().int(),
  errors: z.number().int(),
  present: z.number().int(),
  changed: z.number().int(),
  toLookAt: z.number().int(),
  /** Rows below the header that are no records: sums, repeated headers, remarks. Not part of `total`. */
  leftOut: z.number().int(),
});
export type ImportCountsView = z.infer<typeof countsView>;

export const sessionView = z.object({
  sessionId: z.string(),
  /** Rises with every review; queries of rows depend on it. */
  revision: z.number().int(),
  target: targetView,
  options: importOptions,
  file: z.object({ name: z.string(), size: z.number().int(), openedAt: z.string() }),
  format: z.enum(['xlsx', 'xls', 'csv']),
  /** `alike`: could be read with those taken; `other`: its columns are others; `empty`: no rows, or too far behind to be looked at. */
  sheets: z.array(
    z.object({ name: z.string(), hidden: z.boolean(), use: z.enum(['taken', 'alike', 'other', 'empty']) }),
  ),
  /** Column that holds the name of the sheet, in workbooks of several. */
  sheetColumn: z.number().int().nullable(),
  /** The system the file comes from, and those named before. */
  sourceName: z.string(),
  sources: z.array(z.string()),
  encoding: z.enum(importEncodings).nullable(),
  delimiter: z.enum(importDelimiters).nullable(),
  /** Characters that could not be decoded in the beginning of the file. */
  garbled: z.number().int(),
  headerLine: z.number().int(),
  headerRows,
  dayOrder: dayOrderChoice,
  isRemembered: z.boolean(),
  columns: z.array(columnView),
  missingFields: z.array(z.string()),
  values: z.array(valueView),
  counts: countsView,
  /** Numbers that stand in the file several times with other content: a few, most frequent first. */
  doubled: z.array(z.object({ key: z.string(), line: z.number().int(), count: z.number().int() })),
  reasons: z.array(z.object({ code: z.string(), field: z.string().nullable(), count: z.number().int() })),
});
export type ImportSessionView = z.infer<typeof sessionView>;

export const rowView = z.object({
  /** Place of the row among the data rows, from 0. */
  index: z.number().int(),
  line: z.number().int(),
  /** Name of its sheet, in workbooks of several. */
  sheet: z.string().nullable(),
  state: z.enum(rowStates),
  reason: words.nullable(),
  cells: z.array(z.string()),
  /** Columns whose text is too long to be shown whole: it can't be mended here. */
  cut: z.array(z.number().int()),
  marks: z.array(z.object({ column: z.number().int(), kind: z.enum(['bad', 'converted']), words })),
});
export type ImportRowView = z.infer<typeof rowView>;

export const rowFilters = ['all', 'toLookAt', 'errors', 'present'] as const;
export type ImportRowFilter = (typeof rowFilters)[number];

/** What can be changed about a session before writing; everything left out stays. */
export const reviewInput = z.object({
  sessionId: z.string(),
  headerLine: z.number().int().min(1).max(1_048_576).optional(),
  headerRows: headerRows.optional(),
  /** The system the file comes from; empty for none. */
  source: z.string().trim().max(40).optional(),
  dayOrder: dayOrderChoice.optional(),
  /** Column index → field key, or null for "not imported". */
  mapping: z
    .array(z.object({ column: z.number().int().min(0).max(500), field: z.string().nullable() }))
    .max(600)
    .optional(),
  decisions: z
    .array(z.object({ field: z.string(), word: z.string(), value: z.string().nullable() }))
    .max(5000)
    .optional(),
  /** New content of cells; `null` brings the file's content back. With `isForAll`, every cell of the column with the same content. */
  mends: z
    .array(
      z.object({
        index: z.number().int().min(0),
        column: z.number().int().min(0),
        value: z.string().max(10_000).nullable(),
        isForAll: z.boolean().default(false),
      }),
    )
    .max(1000)
    .optional(),
});
export type ImportReviewInput = z.infer<typeof reviewInput>;

/** `all`: only when no row has an error; `good`: rows without errors. */
export const writeModes = ['all', 'good'] as const;

export const batchView = z.object({
  batchId: z.string(),
  fileName: z.string(),
  importedAt: z.string(),
  accountName: z.string(),
  rowCount: z.number().int(),
  insertedCount: z.number().int(),
  changedCount: z.number().int(),
  unchangedCount: z.number().int(),
  rejectedCount: z.number().int(),
});
export type ImportBatchView = z.infer<typeof batchView>;
