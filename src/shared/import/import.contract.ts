import { z } from 'zod';
import { call } from '../kernel/call.ts';
import { alikeContract } from './alike.contract.ts';
import { importErrors } from './import.errors.ts';
import {
  batchView,
  importDelimiters,
  importEncodings,
  importOptions,
  reviewInput,
  rowFilters,
  rowView,
  sessionView,
  targetView,
  writeModes,
} from './import.schema.ts';

const session = z.object({ sessionId: z.string() });
const ofTarget = z.object({ target: z.string().max(60), options: importOptions.default({}) });
const started = z.object({ jobId: z.string() });
const reading = {
  sheets: z.array(z.number().int().min(0).max(1000)).min(1).max(1000).optional(),
  encoding: z.enum(importEncodings).optional(),
  delimiter: z.enum(importDelimiters).optional(),
};
const language = z.enum(['zh', 'en']);

/**
 * Calls of the import domain. A session is one file on its way in: opened, looked at, written, closed. It belongs to who
 * opened it and lives in the backend's memory; every target also asks for its own permission.
 */
export const importContract = {
  ...alikeContract,
  /** What can be imported here and its fields. */
  describe: call('import:run', importErrors).input(ofTarget).output(targetView),
  /** Reads an uploaded file. The job's result is `{ sessionId }`. */
  open: call('import:run', importErrors)
    .input(ofTarget.extend({ fileId: z.string(), ...reading }))
    .output(started),
  /** Reads the same file in another way (sheets, encoding, delimiter). The job's result is `{ sessionId }` of a new session. */
  reopen: call('import:run', importErrors).input(session.extend(reading)).output(started),
  session: call('import:run', importErrors).input(session).output(sessionView),
  /** Changes mapping, decisions or cells and looks at all rows again. `jobId` is null when that is already done. */
  review: call('import:run', importErrors)
    .input(reviewInput)
    .output(z.object({ jobId: z.string().nullable() })),
  rows: call('import:run', importErrors)
    .input(
      session.extend({
        filter: z.enum(rowFilters),
        offset: z.number().int().min(0),
        limit: z.number().int().min(1).max(500),
      }),
    )
    .output(z.object({ rows: z.array(rowView), total: z.number().int() })),
  /** Place among the filtered rows of the next row with an error after a row index; null when there is none. */
  nextError: call('import:run', importErrors)
    .input(session.extend({ filter: z.enum(rowFilters), afterIndex: z.number().int().min(-1) }))
    .output(z.object({ position: z.number().int().nullable() })),
  /** Units by part of their name, for decisions. */
  units: call('import:run', importErrors)
    .input(session.extend({ search: z.string().max(60) }))
    .output(z.array(z.object({ unitId: z.string(), name: z.string(), code: z.string().nullable() }))),
  /** Makes the file of the rows with errors. The job's result is `{ fileId, name }`. */
  rejected: call('import:run', importErrors).input(session.extend({ language })).output(started),
  /** Writes. The job's result is `{ batchId, inserted, changed, unchanged, rejected, fileId, name }`. */
  write: call('import:run', importErrors)
    .input(session.extend({ mode: z.enum(writeModes), language }))
    .output(started),
  close: call('import:run', importErrors).input(session).output(z.object({})),
  /** Last imports of a target. */
  batches: call('import:run', importErrors).input(ofTarget).output(z.array(batchView)),
};
