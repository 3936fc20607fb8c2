import type { ImportIssue, ImportRow, ImportValue } from '#shared/import/import.target.ts';
import type { ServiceContext } from '../context.ts';
import type { Database } from '../database/dialect.ts';
import type { Tx } from '../database/transaction.ts';
import type { ImportCounts, ImportTarget } from '../import/import.registry.ts';
import { type Change, recordChanges } from '../system/change-log.repository.ts';
import { requireUnit } from './organization.service.ts';

/** `2026-10`, `202610`, `2026年10月`, `2026/10`, or a day of the month as workbooks hold it. */
const monthPattern = /^(\d{4})\s*(?:年|[-/.])?\s*(0?[1-9]|1[0-2])(?!\d)/;

function monthOf(value: ImportValue | undefined): string | null {
  const match = monthPattern.exec(String(value ?? '').trim());
  return match ? `${match[1]}-${String(match[2]).padStart(2, '0')}` : null;
}

function wrongMonth(value: ImportValue | undefined): ImportIssue[] {
  if (value === null || value === undefined || monthOf(value)) return [];
  return [
    {
      field: 'month',
      code: 'monthUnknown',
      words: { zh: '月份写成 2026-10、202610 或 2026年10月', en: 'Write the month as 2026-10 or 202610' },
    },
  ];
}

const keyOf = (unitId: string, month: string) => `${unitId} ${month}`;

async function stored(db: Database, unitIds: readonly string[]) {
  const rows = await db
    .selectFrom('unitUsers')
    .select(['unitId', 'month', 'users'])
    .where('unitId', 'in', [...unitIds])
    .execute();
  return new Map(rows.map((row) => [keyOf(row.unitId, row.month), Number(row.users)]));
}

async function write(tx: Tx, ctx: ServiceContext, rows: readonly ImportRow[]): Promise<ImportCounts> {
  const read = rows.map(({ values }) => ({
    unitId: String(values.unitId),
    month: monthOf(values.month) as string,
    users: Number(values.users),
  }));
  const unitIds = [...new Set(read.map((row) => row.unitId))];
  for (const unitId of unitIds) await requireUnit(tx, ctx, unitId);
  const before = await stored(tx, unitIds);
  const changes: Change[] = [];
  const counts = { inserted: 0, changed: 0, unchanged: 0 };
  const updatedAt = ctx.clock.now();
  for (const row of read) {
    const known = before.get(keyOf(row.unitId, row.month));
    if (known === row.users) {
      counts.unchanged += 1;
      continue;
    }
    if (known === undefined) {
      counts.inserted += 1;
      await tx
        .insertInto('unitUsers')
        .values({ ...row, isSample: 0, updatedAt })
        .execute();
    } else {
      counts.changed += 1;
      await tx
        .updateTable('unitUsers')
        .set({ users: row.users, updatedAt })
        .where('unitId', '=', row.unitId)
        .where('month', '=', row.month)
        .execute();
    }
    before.set(keyOf(row.unitId, row.month), row.users);
    changes.push({
      entity: 'unitUsers',
      entityId: keyOf(row.unitId, row.month),
      action: 'import',
      ...(known !== undefined && { before: { month: row.month, users: known } }),
      after: { month: row.month, users: row.users },
    });
  }
  await recordChanges(tx, ctx, changes);
  return counts;
}

/** Users of units by month from Excel: the denominator of complaints per 10,000 users. */
export const usersImport: ImportTarget = {
  key: 'users',
  labels: { zh: '用户数', en: 'Users' },
  permission: 'organization:write',
  fields: [
    {
      key: 'unitId',
      labels: { zh: '单位', en: 'Unit' },
      synonyms: ['单位名称', '单位编码', '地市', '分公司', '部门', 'unit name', 'unit code', 'city'],
      kind: 'unit',
      required: true,
    },
    {
      key: 'month',
      labels: { zh: '月份', en: 'Month' },
      synonyms: ['账期', '统计月', '统计月份', '年月', 'period', 'year month'],
      kind: 'text',
      required: true,
      maxLength: 30,
    },
    {
      key: 'users',
      labels: { zh: '用户数', en: 'Users' },
      synonyms: ['到达用户数', '用户规模', '在网用户数', '出账用户数', '用户', 'subscribers', 'customers'],
      kind: 'integer',
      required: true,
      min: 1,
      max: 2_000_000_000,
    },
  ],
  naturalKey: (values) => {
    const month = monthOf(values.month);
    return values.unitId && month ? keyOf(String(values.unitId), month) : null;
  },
  check: (values) => wrongMonth(values.month),
  existing: async (db, keys) => {
    const known = await stored(db, [...new Set(keys.map((key) => key.split(' ')[0] as string))]);
    return new Set(keys.filter((key) => known.has(key)));
  },
  write,
};
