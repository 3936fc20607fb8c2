import iconv from 'iconv-lite';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { describeDatabases, type TestBackend } from '../../support/backend.ts';
import { ImportDriver } from '../import/driver.ts';

const units = `单位编码,单位名称,上级,层级,类别,渠道
P,示例省公司,,省,前台,无
C1,青禾市,P,地市,前台,无
C1-NET,青禾网络部,青禾市,部门,网运,无
C1-H1,青禾中心厅,C1,营业厅,前端,自有厅
X1,孤儿厅,没有的市,营业厅,前台,自有厅
`;
const staff = `工号,姓名,部门,岗位
G001,甲,青禾中心厅,营业员
G002,乙,青禾网络部,维护
`;

describeDatabases('units and staff from files', (start) => {
  let backend: TestBackend;
  let driver: ImportDriver;
  beforeEach(async () => {
    backend = await start();
    driver = await ImportDriver.as(backend, 'admin');
  });
  afterEach(() => backend.close());

  it('reads a GBK tree, names the row whose parent is unknown, and changes nothing the second time', async () => {
    const bytes = iconv.encode(units, 'gbk');
    const sessionId = await driver.open('组织.csv', bytes, { target: 'unit' });
    const written = await driver.write(sessionId);
    expect(written.state).toBe('completed');
    const tree = await driver.client.organization.units({});
    expect(tree.map((unit) => unit.code).sort()).toEqual(['C1', 'C1-H1', 'C1-NET', 'P']);
    const network = tree.find((unit) => unit.code === 'C1-NET');
    expect(network).toMatchObject({ line: 'network', parentId: tree.find((unit) => unit.code === 'C1')?.unitId });
    expect(tree.find((unit) => unit.code === 'C1-H1')).toMatchObject({ channel: 'ownHall', level: 'site' });

    const again = await driver.write(await driver.open('组织.csv', bytes, { target: 'unit' }));
    expect(again.result).toMatchObject({ inserted: 0, changed: 0 });
    expect((await driver.client.organization.units({})).length).toBe(4);
  });

  it('finds the units of staff by their names', async () => {
    await driver.write(await driver.open('组织.csv', units, { target: 'unit' }));
    await driver.write(await driver.open('人员.csv', staff, { target: 'staff' }));
    const page = await driver.client.organization.staff({});
    expect(page.rows.map((row) => `${row.code} ${row.unitName}`)).toEqual(
      expect.arrayContaining(['G001 青禾中心厅', 'G002 青禾网络部']),
    );
    expect(page.total).toBe(2);
  });

  it('is for administrators', async () => {
    const officer = await ImportDriver.as(backend, 'complaintOfficer');
    await expect(officer.open('组织.csv', units, { target: 'unit' })).rejects.toMatchObject({
      code: 'PERMISSION_DENIED',
    });
  });
});
