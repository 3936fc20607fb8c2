import { expect, it, vi } from 'vitest';
import { complaintImport } from '../../../src/main/backend/complaint/complaint.import.ts';
import { verifyChain } from '../../../src/main/backend/system/change-log.repository.ts';
import { describeDatabases } from '../../support/backend.ts';
import { ImportDriver } from '../import/driver.ts';
import { act, smallProvince, told, travel } from './complaint.builder.ts';

const file = (first: number) =>
  [
    '投诉单号,投诉内容,受理时间,渠道,状态,责任单位,客户号码',
    ...Array.from(
      { length: 20 },
      (_, n) =>
        `W${first + n},宽带断网三天没有修好,2026-11-22 08:${10 + n}:00,热线,处理中,白榆北桥厅,0001234${first + n}`,
    ),
  ].join('\n');

const within = <T>(milliseconds: number, act: Promise<T>) =>
  Promise.race([
    act,
    new Promise<never>((_, reject) => setTimeout(() => reject(new Error('it had to wait')), milliseconds)),
  ]);

describeDatabases('while an import writes', (start, kind) => {
  it.skipIf(kind === 'sqlite')(
    'colleagues on the same server register, act and import without waiting for it',
    async () => {
      const backend = await start();
      await travel(backend, '2026-11-22T02:00:00.000Z');
      await smallProvince(backend);
      const driver = await ImportDriver.as(backend);
      const clerk = await backend.as('supervisor');
      const before = await clerk.complaint.register(told);
      const open = (first: number, source: string) =>
        driver.open(`${source}.csv`, file(first), { target: 'complaint', options: { source } });
      const [one, other] = [await open(100, 'crm'), await open(500, 'hall')];
      // everything of the first one is written and not yet committed
      const { finish } = complaintImport;
      let beside: Promise<unknown> | undefined;
      const spy = vi.spyOn(complaintImport, 'finish').mockImplementationOnce(async (...given) => {
        beside = within(
          5000,
          (async () => {
            const { row } = await clerk.complaint.register(told);
            await act(clerk, before.row.complaintId, 'note', { note: '已联系客户' });
            const second = await driver.write(other, 'all');
            return { number: row.number, second: second.result?.inserted };
          })(),
        );
        await beside;
        await finish?.(...given);
      });
      const first = await driver.write(one, 'all');
      spy.mockRestore();
      expect(first).toMatchObject({ state: 'completed', result: { inserted: 20 } });
      expect(await beside).toMatchObject({ second: 20 });
      const { db } = backend.app.deps;
      const rows = await db.selectFrom('complaint').select('number').execute();
      expect(new Set(rows.map((row) => row.number)).size).toBe(42);
      const chain = await verifyChain(db, new AbortController().signal);
      expect(chain.brokenAt).toBeNull();
      const logged = await db.selectFrom('changeLog').select('action').where('action', '=', 'import').execute();
      // each complaint, and each file
      expect(logged).toHaveLength(42);
      await backend.close();
    },
  );
});
