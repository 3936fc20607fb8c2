import { afterEach, beforeEach, expect, it } from 'vitest';
import { loadUsers } from '../../../src/main/backend/organization/users.service.ts';
import { describeDatabases, type TestBackend } from '../../support/backend.ts';
import { ImportDriver } from '../import/driver.ts';

const units = `单位编码,单位名称,上级,层级,类别,渠道
P,示例省公司,,省,前台,无
C1,青禾市,P,地市,前台,无
C2,云泊市,P,地市,前台,无
C1-H1,青禾中心厅,C1,营业厅,前端,自有厅
`;
const users = `地市,账期,到达用户数
青禾市,2026年9月,120.5万
青禾市,202610,"1,210,000"
云泊市,2026-10,80万
云泊市,十月,80万
云泊市,2026-10,81万
`;

describeDatabases('users by month from files', (start) => {
  let backend: TestBackend;
  let driver: ImportDriver;
  beforeEach(async () => {
    backend = await start();
    driver = await ImportDriver.as(backend, 'admin');
    await driver.write(await driver.open('组织.csv', units, { target: 'unit' }));
  });
  afterEach(() => backend.close());

  const lookup = async () => {
    const { db } = backend.app.deps;
    const tree = await db.selectFrom('unit').select(['unitId', 'parentId', 'code']).execute();
    const of = await loadUsers(db, tree);
    return (code: string) => of(tree.find((unit) => unit.code === code)?.unitId ?? '');
  };

  it('reads months as they are written and 万, refuses what is no month and what stands twice', async () => {
    const written = await driver.write(await driver.open('用户数.csv', users, { target: 'users' }));
    expect(written.state).toBe('completed');
    expect(written.result).toMatchObject({ inserted: 3, rejected: 2 });
    const of = await lookup();
    expect(of('C1')).toEqual([
      { month: '2026-09', users: 1_205_000 },
      { month: '2026-10', users: 1_210_000 },
    ]);
    // the province has no figures of its own: its cities', from the month in which both are known
    expect(of('P')).toEqual([{ month: '2026-10', users: 2_010_000 }]);
    expect(of('C1-H1')).toEqual([]);
  });

  it('changes nothing the second time, and mends a figure when it is brought again', async () => {
    await driver.write(await driver.open('用户数.csv', users, { target: 'users' }));
    const again = await driver.write(await driver.open('用户数.csv', users, { target: 'users' }));
    expect(again.result).toMatchObject({ inserted: 0, changed: 0 });
    const mended = '单位,月份,用户数\n云泊市,2026-10,790000\n';
    expect((await driver.write(await driver.open('改.csv', mended, { target: 'users' }))).result).toMatchObject({
      inserted: 0,
      changed: 1,
    });
    expect((await lookup())('C2')).toEqual([{ month: '2026-10', users: 790_000 }]);
    const supervisor = await backend.as('supervisor');
    const { rows } = await supervisor.system.changes({ entity: 'unitUsers' });
    expect(rows).toHaveLength(4);
  });

  it('is for administrators', async () => {
    const officer = await ImportDriver.as(backend, 'complaintOfficer');
    await expect(officer.open('用户数.csv', users, { target: 'users' })).rejects.toMatchObject({
      code: 'PERMISSION_DENIED',
    });
  });
});
