import { CompiledQuery } from 'kysely';
import { expect, it } from 'vitest';
import { pastSheets } from '../../../src/main/backend/inspection/history.service.ts';
import { describeDatabases } from '../../support/backend.ts';

describeDatabases('history of a unit', (start, kind) => {
  // an empty PostgreSQL reads its tables whole, whatever indexes there are
  it.skipIf(kind === 'postgres')('is found by the unit, not among the sheets of all units', async () => {
    const backend = await start();
    try {
      const { db } = backend.app.deps;
      const { sql, parameters } = pastSheets(
        db,
        { unitId: 'unit', inspectedOn: '2026-11-20', inspectionId: 'sheet' },
        'SC-QT-01',
      ).compile();
      const plan = await db.executeQuery<{ detail: string }>(
        CompiledQuery.raw(`explain query plan ${sql}`, [...parameters]),
      );
      const details = plan.rows.map((row) => row.detail).join('\n');
      expect(details).toContain('inspection_unit_stage (unit_id=? AND stage=? AND inspected_on<?)');
      expect(details).not.toContain('TEMP B-TREE');
    } finally {
      await backend.close();
    }
  });
});
