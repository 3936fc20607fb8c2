import { existsSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { sql } from 'kysely';
import { afterEach, beforeEach, describe, expect, inject, it } from 'vitest';
import { referringTables, storedFiles, sweepStoredFiles } from '../../../src/main/backend/database/stored-files.ts';
import { chunkBytes } from '../../../src/main/backend/platform/kept-files.ts';
import { type Client, FixedClock, startBackend, type TestBackend } from '../../support/backend.ts';
import { buildUnits, startSheet } from './inspection.builder.ts';

const run = inject('postgresUrl') ? describe : describe.skip;

/** A picture of this many bytes, the same for the same seed. */
function picture(size: number, seed = 1): File {
  const bytes = new Uint8Array(size);
  for (let i = 0; i < size; i++) bytes[i] = (i * 31 + (i >> 8) * 7 + seed) & 0xff;
  bytes.set([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  return new File([bytes], `现场 ${seed}.png`, { type: 'image/png' });
}
const bytesOf = async (blob: Blob) => Buffer.from(await blob.arrayBuffer());
const kept = ({ dataDir }: TestBackend, sha256: string) => join(dataDir, 'evidence', sha256.slice(0, 2), sha256);

run('files of two computers that share a PostgreSQL', () => {
  let here: TestBackend;
  let there: TestBackend;
  let inspector: Client;
  let inspectionId: string;
  beforeEach(async () => {
    here = await startBackend('postgres', 'http');
    there = await startBackend('postgres', 'direct', new FixedClock(), here.database);
    const { hall } = await buildUnits(await here.as('admin'));
    inspector = await here.as('inspector');
    ({ inspectionId } = await startSheet(inspector, hall.unitId));
  });
  afterEach(async () => {
    await there.close();
    await here.close();
  });
  const add = (file: File) =>
    inspector.inspection.addEvidence({ inspectionId, itemCode: '1.1', name: file.name, file });
  const open = async (evidenceId: string) => (await there.as('supervisor')).inspection.evidence({ evidenceId });
  const db = () => here.app.deps.db;

  it('what one adds the other opens, from the database once and then from its own copy', async () => {
    const file = picture(2 * chunkBytes + 12_345);
    const { evidenceId, sha256 } = await add(file);
    expect(existsSync(kept(there, sha256))).toBe(false);
    expect((await bytesOf(await open(evidenceId))).equals(await bytesOf(file))).toBe(true);
    expect(existsSync(kept(there, sha256))).toBe(true);
    const chunks = await db().selectFrom('storedFileChunk').select(['position', 'bytes']).orderBy('position').execute();
    expect(chunks.map(({ position, bytes }) => [position, bytes.length])).toEqual([
      [0, chunkBytes],
      [1, chunkBytes],
      [2, 12_345],
    ]);
    await db().deleteFrom('storedFile').execute();
    expect((await open(evidenceId)).size).toBe(file.size);
    // a copy that was changed is not shown, and not what the database holds either once that is gone
    writeFileSync(kept(there, sha256), 'changed');
    await expect(open(evidenceId)).rejects.toMatchObject({ code: 'FILE_DAMAGED' });
  });

  it('bytes changed, cut off or added to in the database are refused and not copied; the same file again heals them', async () => {
    const file = picture(chunkBytes + 10);
    const { evidenceId, sha256 } = await add(file);
    const wrongs = [
      sql`update stored_file_chunk set bytes = set_byte(bytes, 5, 99) where position = 1`,
      sql`delete from stored_file_chunk where position = 1`,
      sql`insert into stored_file_chunk (sha256, position, bytes) values (${sha256}, 2, 'x'::bytea)`,
    ];
    for (const wrong of wrongs) {
      await wrong.execute(db());
      await expect(open(evidenceId)).rejects.toMatchObject({ code: 'FILE_DAMAGED', status: expect.any(Number) });
      expect(existsSync(kept(there, sha256))).toBe(false);
      await add(file);
      expect((await open(evidenceId)).size).toBe(file.size);
      rmSync(kept(there, sha256));
    }
  });

  it('the same bytes twice at once are held once', async () => {
    const files = storedFiles(db());
    const hash = 'a'.repeat(64);
    const chunks = async function* () {
      yield new Uint8Array([1, 2, 3]);
    };
    await Promise.all([1, 2, 3, 4].map(() => files.put(hash, 3, chunks())));
    expect(await db().selectFrom('storedFileChunk').select('position').execute()).toEqual([{ position: 0 }]);
  });

  it('an upload that breaks off leaves neither bytes nor anything that refers to them', async () => {
    await sql`create function broken_line() returns trigger language plpgsql as $$
      begin if new.position = 1 then raise exception 'the line broke'; end if; return new; end $$`.execute(db());
    await sql`create trigger broken_line before insert on stored_file_chunk
      for each row execute function broken_line()`.execute(db());
    await expect(add(picture(2 * chunkBytes))).rejects.toThrow();
    expect(await db().selectFrom('storedFile').select('sha256').execute()).toEqual([]);
    expect(await db().selectFrom('storedFileChunk').select('sha256').execute()).toEqual([]);
    expect((await inspector.inspection.get({ inspectionId })).evidence).toEqual([]);
    await sql`drop trigger broken_line on stored_file_chunk`.execute(db());
    expect((await open((await add(picture(2 * chunkBytes))).evidenceId)).size).toBe(2 * chunkBytes);
  });

  it('bytes nothing refers to are swept when they are old, and not before', async () => {
    const used = await add(picture(100, 1));
    const unused = await add(picture(100, 2));
    const fresh = await add(picture(100, 3));
    for (const { evidenceId } of [unused, fresh]) await inspector.inspection.removeEvidence({ evidenceId });
    await sql`update stored_file set stored_at = now() - interval '8 days'`.execute(db());
    // the same bytes come again: from then on they are young, though nothing refers to them yet
    await here.app.deps.files.keep(new Uint8Array(await picture(100, 3).arrayBuffer()));
    expect(await sweepStoredFiles(db())).toBe(1);
    const left = await db().selectFrom('storedFile').select('sha256').execute();
    expect(left.map((row) => row.sha256).sort()).toEqual([used.sha256, fresh.sha256].sort());
    expect((await open(used.evidenceId)).size).toBe(100);
  });

  it('what only one computer has is handed over at its next start, unless it is damaged', async () => {
    const [good, bad] = [await add(picture(100, 1)), await add(picture(100, 2))];
    await db().deleteFrom('storedFile').execute();
    writeFileSync(kept(here, bad.sha256), 'changed');
    // no row refers to this one
    const stray = 'b'.repeat(64);
    mkdirSync(join(here.dataDir, 'evidence', 'bb'), { recursive: true });
    writeFileSync(kept(here, stray), 'stray');
    expect(await here.app.deps.files.handOver(new AbortController().signal)).toBe(1);
    expect(await here.app.deps.files.handOver(new AbortController().signal)).toBe(0);
    expect((await open(good.evidenceId)).size).toBe(100);
    await expect(open(bad.evidenceId)).rejects.toMatchObject({ code: 'FILE_DAMAGED' });
  });

  it('a computer that can’t keep a copy still opens the file', async () => {
    const { evidenceId, sha256 } = await add(picture(100));
    writeFileSync(join(there.dataDir, 'evidence', sha256.slice(0, 2)), 'in the way');
    expect((await open(evidenceId)).size).toBe(100);
  });

  it('every table that names a kept file is known to the sweep', async () => {
    const { rows } = await sql<{ name: string }>`
      select table_name as name from information_schema.columns
      where table_schema = current_schema() and column_name = 'sha256'`.execute(db());
    const snake = (name: string) => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
    expect(rows.map((row) => row.name).sort()).toEqual(
      [...referringTables.map(snake), 'stored_file', 'stored_file_chunk'].sort(),
    );
  });
});

it('an embedded database holds no files: they stay beside it, and a damaged one is written again', async () => {
  const backend = await startBackend('sqlite', 'direct');
  try {
    const { files, db } = backend.app.deps;
    const bytes = new Uint8Array([1, 2, 3]);
    const { sha256 } = await files.keep(bytes);
    writeFileSync(kept(backend, sha256), 'changed');
    await expect(files.readKept(sha256)).rejects.toMatchObject({ code: 'FILE_DAMAGED' });
    await files.keep(bytes);
    expect(new Uint8Array(await files.readKept(sha256))).toEqual(bytes);
    expect(readdirSync(join(backend.dataDir, 'evidence', sha256.slice(0, 2)))).toEqual([sha256]);
    const { rows } = await sql`select name from sqlite_schema where name like 'stored_file%'`.execute(db);
    expect(rows).toEqual([]);
  } finally {
    await backend.close();
  }
});
