import { afterEach, beforeEach, expect, it } from 'vitest';
import { type Client, describeBackends, type TestBackend } from '../../support/backend.ts';

const unit = (code: string, name: string, parentId: string | null, level: 'province' | 'city' | 'site' = 'site') => ({
  code,
  name,
  parentId,
  level,
  line: 'front' as const,
  channel: 'none' as const,
});

describeBackends('organisation', (start) => {
  let backend: TestBackend;
  let admin: Client;
  beforeEach(async () => {
    backend = await start();
    admin = await backend.as('admin');
  });
  afterEach(() => backend.close());

  it('builds a tree, keeps codes apart, moves subtrees and refuses cycles', async () => {
    const province = await admin.organization.createUnit(unit('P', '示例省公司', null, 'province'));
    const a = await admin.organization.createUnit(unit('A', '青禾市', province.unitId, 'city'));
    const b = await admin.organization.createUnit(unit('B', '云泊市', province.unitId, 'city'));
    const hall = await admin.organization.createUnit(unit('A1', '青禾中心厅', a.unitId));
    await expect(admin.organization.createUnit(unit('A1', '另一个厅', a.unitId))).rejects.toMatchObject({
      code: 'UNIT_CODE_TAKEN',
    });
    await expect(
      admin.organization.updateUnit({ ...unit('A', '青禾市', hall.unitId, 'city'), unitId: a.unitId, isActive: true }),
    ).rejects.toMatchObject({ code: 'UNIT_CYCLE' });
    await admin.organization.updateUnit({ ...unit('A', '青禾市', b.unitId, 'city'), unitId: a.unitId, isActive: true });
    const units = await admin.organization.units({});
    expect(units.find((u) => u.unitId === hall.unitId)?.path).toBe(
      `/${province.unitId}/${b.unitId}/${a.unitId}/${hall.unitId}/`,
    );
  });

  it('shows each account its own subtree only', async () => {
    const province = await admin.organization.createUnit(unit('P', '示例省公司', null, 'province'));
    const a = await admin.organization.createUnit(unit('A', '青禾市', province.unitId, 'city'));
    const b = await admin.organization.createUnit(unit('B', '云泊市', province.unitId, 'city'));
    await admin.organization.createStaff({ unitId: a.unitId, code: 'S1', name: '甲', post: '' });
    await admin.organization.createStaff({ unitId: b.unitId, code: 'S2', name: '乙', post: '' });
    const liaison = await backend.as('liaison', a.unitId);
    expect((await liaison.organization.units({})).map((u) => u.code)).toEqual(['A']);
    expect((await liaison.organization.staff({})).rows.map((s) => s.code)).toEqual(['S1']);
    await expect(liaison.organization.staff({ unitId: b.unitId })).rejects.toMatchObject({ code: 'UNIT_NOT_FOUND' });
    expect(await liaison.system.search({ text: '云泊' })).toEqual([]);
    expect(await admin.system.search({ text: '云泊' })).toMatchObject([{ kind: 'unit', title: '云泊市' }]);
  });

  it('writes every change to a chain that can be proven', async () => {
    await admin.organization.createUnit(unit('P', '示例省公司', null, 'province'));
    const before = await admin.system.verifyChanges({});
    expect(before).toMatchObject({ isWhole: true });
    const { rows } = await admin.system.changes({ entity: 'unit' });
    expect(rows).toMatchObject([{ entity: 'unit', action: 'create' }]);
    await expect(backend.app.deps.db.updateTable('changeLog').set({ accountName: 'x' }).execute()).rejects.toThrow(
      /append-only/,
    );
    await expect(backend.app.deps.db.deleteFrom('changeLog').execute()).rejects.toThrow(/append-only/);
  });
});
