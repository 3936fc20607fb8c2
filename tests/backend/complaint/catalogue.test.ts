import { expect, it } from 'vitest';
import { seedComplaints } from '../../../src/main/backend/complaint/complaint.service.ts';
import { describeDatabases } from '../../support/backend.ts';

describeDatabases('category and cause trees', (start) => {
  it('get what a later version knows more, and keep what was there', async () => {
    const backend = await start(undefined, async ({ db }) => {
      const own = { parentCode: null, sortOrder: 0, isActive: 0 };
      const category = { ...own, code: 'billing', nameZh: '费用', nameEn: 'Money' };
      await db.insertInto('complaintCategory').values(category).execute();
    });
    try {
      const { db } = backend.app.deps;
      const stored = () => db.selectFrom('complaintCategory').selectAll().orderBy('code').execute();
      const rows = await stored();
      expect(rows.find(({ code }) => code === 'billing')).toMatchObject({ nameZh: '费用', isActive: 0 });
      expect(rows.find(({ code }) => code === 'inquiry.suggestion')?.parentCode).toBe('inquiry');
      expect(await db.selectFrom('complaintCause').select('code').execute()).not.toEqual([]);
      await seedComplaints(backend.app.deps);
      expect(await stored()).toEqual(rows);
    } finally {
      await backend.close();
    }
  });
});
