import { describe, expect, it } from 'vitest';
import { readSources, sourceFile } from './support/source-files.ts';
import { walls } from './support/walls.ts';

const sources = readSources();

/** For each wall, files that break it: a wall that lets one of them pass is no wall. */
const breaches: Record<keyof typeof walls, [path: string, text: string][]> = {
  sharedIsPure: [
    ['src/shared/complaint/x.ts', "import { readFileSync } from 'node:fs';"],
    ['src/shared/complaint/x.ts', "import { App } from '../../main/backend/app.ts';"],
    ['src/shared/complaint/x.ts', "export { sql } from 'kysely';"],
    ['src/shared/complaint/x.ts', "const z = await import('react');"],
    ['src/shared/complaint/x.ts', 'export const at = () => Date.now();'],
    ['src/shared/complaint/x.ts', 'export const chance = Math.random();'],
  ],
  electronInItsRooms: [
    ['src/main/backend/system/x.ts', "import { app } from 'electron';"],
    ['src/renderer/app/x.tsx', "import type { IpcRenderer } from 'electron';"],
    ['src/main/backend/x.ts', "const e = await import('electron/main');"],
  ],
  rendererBehindTheContract: [
    ['src/renderer/app/x.ts', "import { createApp } from '../../main/backend/app.ts';"],
    [
      'src/renderer/features/complaint/x.tsx',
      "import type { A } from '../../../main/backend/complaint/complaint.table.ts';",
    ],
    ['src/renderer/app/x.ts', "import { join } from 'node:path';"],
  ],
  backendWithoutShell: [
    ['src/main/backend/system/x.ts', "import { printToPdf } from '../../shell/printing.ts';"],
    ['src/main/backend/system/x.ts', "import '../../../renderer/main.tsx';"],
  ],
  featuresApart: [
    ['src/renderer/features/complaint/x.tsx', "import { Sheet } from '../inspection/score-sheet.tsx';"],
    ['src/renderer/features/home/x.tsx', "const page = lazy(() => import('../complaint/complaints-page.tsx'));"],
  ],
  frameBelowFeatures: [
    ['src/renderer/ui/x.tsx', "import { A } from '../features/complaint/a.tsx';"],
    ['src/renderer/ui/x.tsx', "import type { A } from '#shared/complaint/complaint.schema.ts';"],
  ],
  domainsByTheirDoors: [
    ['src/main/backend/report/x.ts', "import { list } from '../complaint/complaint.repository.ts';"],
    ['src/main/backend/complaint/x.ts', "import { a } from '../survey/index-of.ts';"],
  ],
  noCycles: [],
  packagesInTheirRooms: [
    ['src/main/backend/complaint/complaint.service.ts', "import { ORPCError } from '@orpc/server';"],
    ['src/main/backend/system/x.ts', "import Sqlite from 'better-sqlite3';"],
    ['src/main/backend/report/x.ts', "import { Workbook } from '@cj-tech-master/excelts';"],
    ['src/renderer/features/home/x.tsx', "import * as echarts from 'echarts/core';"],
    ['src/renderer/features/home/x.tsx', "import { AgGridReact } from 'ag-grid-react';"],
  ],
  noExportedDatabase: [
    ['src/main/backend/system/x.ts', "export const db = await openDatabase('/x');"],
    ['src/main/backend/system/x.ts', 'export const db: Database = new Kysely<Tables>({ dialect });'],
  ],
  onlyTxInTransactions: [
    [
      'src/main/backend/system/x.ts',
      'export const f = (ctx) => inTransaction(ctx, async (tx) => {\n  await save(tx);\n  return load(ctx.db, 1);\n});',
    ],
    ['src/main/backend/system/x.ts', 'await inTransaction(deps, (tx) => count(deps.read));'],
  ],
};

describe('walls', () => {
  for (const [name, wall] of Object.entries(walls)) {
    it(`${name} holds`, () => expect(wall(sources)).toEqual([]));

    for (const [path, text] of breaches[name] ?? []) {
      it(`${name} sees: ${path} with ${text.replace(/\s+/g, ' ')}`, () => {
        const found = wall([...sources, sourceFile(path, text)]);
        expect(found.length).toBeGreaterThan(wall(sources).length);
      });
    }
  }

  it('noCycles sees a ring, and none in imports of types', () => {
    const a = sourceFile('src/main/backend/a.ts', "import { b } from './b.ts';");
    const b = sourceFile('src/main/backend/b.ts', "import { a } from './a.ts';");
    const typed = sourceFile('src/main/backend/b.ts', "import type { a } from './a.ts';");
    expect(walls.noCycles?.([a, b])).toEqual(['src/main/backend/a.ts → src/main/backend/b.ts → src/main/backend/a.ts']);
    expect(walls.noCycles?.([a, typed])).toEqual([]);
  });

  it('reads the whole of src', () => {
    expect(sources.length).toBeGreaterThan(100);
    expect(sources.flatMap((file) => file.imports).length).toBeGreaterThan(300);
  });
});

describe('what the walls don’t see', () => {
  it('words in comments', () => {
    const file = sourceFile(
      'src/shared/x.ts',
      "// import { app } from 'electron';\n/* Date.now() */\nexport const a = 1;",
    );
    expect(walls.sharedIsPure?.([file])).toEqual([]);
    expect(walls.electronInItsRooms?.([file])).toEqual([]);
  });

  it('the outer database after the transaction', () => {
    const file = sourceFile(
      'src/main/backend/x.ts',
      'await inTransaction(ctx, (tx) => save(tx));\nreturn load(ctx.db);',
    );
    expect(walls.onlyTxInTransactions?.([file])).toEqual([]);
  });
});
