import type { ImportCode, ImportField, ImportIssue, ImportRow, ImportWords } from '#shared/import/import.target.ts';
import {
  type UnitChannel,
  type UnitLevel,
  type UnitLine,
  unitChannels,
  unitLevels,
  unitLines,
} from '#shared/kernel/levels.ts';
import type { ServiceContext } from '../context.ts';
import type { Database } from '../database/dialect.ts';
import type { Tx } from '../database/transaction.ts';
import type { ImportCounts, ImportTarget } from '../import/import.registry.ts';
import { type Change, recordChanges } from '../system/change-log.repository.ts';
import { findUnitByCode, insertStaff, listUnits, updateStaff, updateUnit } from './organization.repository.ts';
import { addUnit, requireUnit } from './organization.service.ts';

const code = (value: string, zh: string, en: string, ...synonyms: string[]): ImportCode => ({
  value,
  labels: { zh, en },
  synonyms,
});

const levelCodes: Record<UnitLevel, ImportCode> = {
  group: code('group', '集团', 'Group', '总部', '集团公司'),
  province: code('province', '省', 'Province', '省公司', '省分公司'),
  city: code('city', '市', 'City', '地市', '市公司', '市分公司', '地市公司'),
  district: code('district', '区县', 'District', '县', '区', '县公司', '县分公司', '分局'),
  site: code('site', '网点/班组', 'Site', '网点', '班组', '营业厅', '部门', '厅', 'hall', 'team', 'department'),
};
const lineCodes: Record<UnitLine, ImportCode> = {
  front: code('front', '前台', 'Front desk', '前端', '窗口'),
  back: code('back', '后台支撑', 'Back office', '后台', '支撑', '后端'),
  network: code('network', '网络', 'Network', '网运', '网络运维'),
  vendor: code('vendor', '代维外包', 'Vendor', '代维', '外包', '供应商', 'outsourced'),
};
const channelCodes: Record<UnitChannel, ImportCode> = {
  ownHall: code('ownHall', '自有营业厅', 'Own hall', '自有厅', '自有'),
  partnerHall: code('partnerHall', '合作营业厅', 'Partner hall', '合作厅', '合作'),
  onlineHall: code('onlineHall', '网上营业厅', 'Online hall', '网厅', 'APP'),
  hotline: code('hotline', '服务热线', 'Hotline', '热线', '客服热线', '10000'),
  accountManager: code('accountManager', '客户经理', 'Account manager'),
  fieldService: code('fieldService', '现场装维', 'Field service', '装维'),
  onlineService: code('onlineService', '在线客服', 'Online service', '在线'),
  none: code('none', '无客户界面', 'No customers', '无'),
};

const text = (value: unknown) => String(value ?? '').trim();

/** Parents are named by code or by name; a name that two units bear can't be a parent. */
async function parentIndex(db: Database, ctx: ServiceContext): Promise<Map<string, string | null>> {
  const index = new Map<string, string | null>();
  for (const unit of await listUnits(db, ctx.user.unitPath, true)) {
    index.set(unit.code, unit.unitId);
    if (unit.name !== unit.code) index.set(unit.name, index.has(unit.name) ? null : unit.unitId);
  }
  return index;
}

async function reviewUnits(
  db: Database,
  ctx: ServiceContext,
  rows: readonly ImportRow[],
): Promise<Map<number, ImportIssue[]>> {
  const known = await parentIndex(db, ctx);
  const issues = new Map<number, ImportIssue[]>();
  for (const row of rows) {
    const parent = text(row.values.parent);
    if (parent && !known.has(parent)) {
      issues.set(row.line, [
        {
          field: 'parent',
          code: 'parentUnknown',
          words: {
            zh: `没有上级单位“${parent}”：应在库里，或在本行之前`,
            en: `Parent "${parent}" is neither stored nor in a row above this one`,
          },
        },
      ]);
    } else if (parent && known.get(parent) === null) {
      issues.set(row.line, [
        {
          field: 'parent',
          code: 'parentAmbiguous',
          words: {
            zh: `有几个单位都叫“${parent}”，请改写编码`,
            en: `Several units are named "${parent}"; write the code`,
          },
        },
      ]);
    }
    known.set(text(row.values.code), '');
    known.set(text(row.values.name), '');
  }
  return issues;
}

async function writeUnits(tx: Tx, ctx: ServiceContext, rows: readonly ImportRow[]): Promise<ImportCounts> {
  const parents = await parentIndex(tx, ctx);
  let inserted = 0;
  let changed = 0;
  for (const { values } of rows) {
    const parentId = parents.get(text(values.parent)) ?? null;
    const fields = {
      code: text(values.code),
      name: text(values.name),
      level: values.level as UnitLevel,
      line: values.line as UnitLine,
      channel: values.channel as UnitChannel,
    };
    const present = await findUnitByCode(tx, fields.code);
    if (present) {
      // A file mends names and kinds; moving a subtree is done on the page, where one sees what moves.
      await updateUnit(tx, present.unitId, { ...fields, updatedAt: ctx.clock.now() });
      const { code: _, name, level, line, channel } = present;
      await recordChanges(tx, ctx, [
        {
          entity: 'unit',
          entityId: present.unitId,
          action: 'import',
          before: { name, level, line, channel },
          after: fields,
        },
      ]);
      changed += 1;
      continue;
    }
    const unit = await addUnit(tx, ctx, { ...fields, parentId: parentId ?? (ctx.user.unitId || null) });
    parents.set(fields.code, unit.unitId);
    parents.set(fields.name, parents.has(fields.name) ? null : unit.unitId);
    inserted += 1;
  }
  return { inserted, changed, unchanged: 0 };
}

/** The column that tells one row from all others. */
const codeField = (labels: ImportWords, synonyms: readonly string[]): ImportField => ({
  key: 'code',
  labels,
  synonyms,
  kind: 'text',
  required: true,
  unique: true,
  maxLength: 40,
});
const nameField = (labels: ImportWords, maxLength: number, synonyms: readonly string[]): ImportField => ({
  key: 'name',
  labels,
  synonyms,
  kind: 'text',
  required: true,
  maxLength,
});

/** Units from Excel: parents stand above their children, or are stored already. */
export const unitImport: ImportTarget = {
  key: 'unit',
  labels: { zh: '单位', en: 'Units' },
  permission: 'organization:write',
  fields: [
    codeField({ zh: '编码', en: 'Code' }, ['单位编码', '部门编码', '机构编码', '编号', 'unit code', 'id']),
    nameField({ zh: '名称', en: 'Name' }, 80, [
      '单位名称',
      '单位',
      '部门',
      '部门名称',
      '机构名称',
      'unit name',
      'unit',
    ]),
    {
      key: 'parent',
      labels: { zh: '上级单位', en: 'Parent' },
      synonyms: ['上级', '上级编码', '上级部门', '父级', 'parent code', 'parent unit'],
      kind: 'text',
      maxLength: 80,
    },
    {
      key: 'level',
      labels: { zh: '层级', en: 'Level' },
      synonyms: ['级别'],
      kind: 'code',
      codes: unitLevels.map((v) => levelCodes[v]),
      emptyCode: 'site',
    },
    {
      key: 'line',
      labels: { zh: '类别', en: 'Line' },
      synonyms: ['条线', '部门类别', '类型', '前后台'],
      kind: 'code',
      codes: unitLines.map((v) => lineCodes[v]),
      emptyCode: 'front',
    },
    {
      key: 'channel',
      labels: { zh: '服务界面', en: 'Interface' },
      synonyms: ['渠道', '渠道类型', 'channel'],
      kind: 'code',
      codes: unitChannels.map((v) => channelCodes[v]),
      emptyCode: 'none',
    },
  ],
  naturalKey: (values) => text(values.code) || null,
  review: (db, ctx, rows) => reviewUnits(db, ctx, rows),
  existing: async (db, keys) => {
    const rows = await db
      .selectFrom('unit')
      .select('code')
      .where('code', 'in', [...keys])
      .execute();
    return new Set(rows.map((row) => row.code));
  },
  write: (tx, ctx, rows) => writeUnits(tx, ctx, rows),
};

async function writeStaff(tx: Tx, ctx: ServiceContext, rows: readonly ImportRow[]): Promise<ImportCounts> {
  const codes = rows.map((row) => text(row.values.code));
  const present = new Map(
    (await tx.selectFrom('staff').selectAll().where('code', 'in', codes).execute()).map((row) => [row.code, row]),
  );
  const changes: Change[] = [];
  const added: Parameters<typeof insertStaff>[1][number][] = [];
  const now = ctx.clock.now();
  for (const { values } of rows) {
    const fields = {
      code: text(values.code),
      name: text(values.name),
      post: text(values.post),
      unitId: text(values.unitId),
    };
    const before = present.get(fields.code);
    if (before) {
      await requireUnit(tx, ctx, before.unitId);
      await updateStaff(tx, before.staffId, { ...fields, updatedAt: now });
      const { name, post, unitId } = before;
      changes.push({
        entity: 'staff',
        entityId: before.staffId,
        action: 'import',
        before: { name, post, unitId },
        after: fields,
      });
    } else {
      const staffId = ctx.newId();
      added.push({ ...fields, staffId, isActive: 1, isSample: 0, createdAt: now, updatedAt: now });
      changes.push({ entity: 'staff', entityId: staffId, action: 'import', after: fields });
    }
  }
  await insertStaff(tx, added);
  await recordChanges(tx, ctx, changes);
  return { inserted: added.length, changed: rows.length - added.length, unchanged: 0 };
}

/** People from Excel, by staff number. */
export const staffImport: ImportTarget = {
  key: 'staff',
  labels: { zh: '人员', en: 'Staff' },
  permission: 'organization:write',
  fields: [
    codeField({ zh: '工号', en: 'Staff number' }, ['员工编号', '人员编号', '编号', 'code', 'staff no', 'id']),
    nameField({ zh: '姓名', en: 'Name' }, 40, ['员工姓名', '人员姓名', 'staff name']),
    {
      key: 'unitId',
      labels: { zh: '单位', en: 'Unit' },
      synonyms: ['部门', '所属单位', '所属部门', '营业厅', 'department'],
      kind: 'unit',
      required: true,
    },
    {
      key: 'post',
      labels: { zh: '岗位', en: 'Post' },
      synonyms: ['职务', '职位', '岗位名称', 'position', 'title'],
      kind: 'text',
      maxLength: 40,
    },
  ],
  naturalKey: (values) => text(values.code) || null,
  existing: async (db, keys) => {
    const rows = await db
      .selectFrom('staff')
      .select('code')
      .where('code', 'in', [...keys])
      .execute();
    return new Set(rows.map((row) => row.code));
  },
  write: (tx, ctx, rows) => writeStaff(tx, ctx, rows),
};
