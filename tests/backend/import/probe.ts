import type { ImportTarget } from '../../../src/main/backend/import/import.registry.ts';
import type { TestBackend } from '../../support/backend.ts';

/** A small target with one field of each kind, written to the settings table: the engine alone is under test here. */
export const probeTarget: ImportTarget = {
  key: 'probe',
  labels: { zh: '试件', en: 'Probe' },
  permission: 'import:run',
  fields: [
    {
      key: 'number',
      labels: { zh: '编号', en: 'Number' },
      synonyms: ['Ticket #', '投诉流水号'],
      kind: 'text',
      required: true,
      maxLength: 20,
    },
    {
      key: 'at',
      labels: { zh: '受理时间', en: 'Received' },
      synonyms: [],
      kind: 'datetime',
      required: true,
      notFuture: true,
    },
    { key: 'day', labels: { zh: '日期', en: 'Day' }, synonyms: ['Date', 'Date_month_year'], kind: 'date' },
    { key: 'time', labels: { zh: '时间', en: 'Clock' }, synonyms: ['Time'], kind: 'time' },
    {
      key: 'status',
      labels: { zh: '状态', en: 'Status' },
      synonyms: [],
      kind: 'code',
      codes: [
        { value: 'open', labels: { zh: '处理中', en: 'Open' }, synonyms: ['pending'] },
        { value: 'closed', labels: { zh: '办结', en: 'Closed' }, synonyms: ['solved'] },
      ],
    },
    {
      key: 'unitId',
      labels: { zh: '责任部门', en: 'Unit' },
      synonyms: ['State'],
      kind: 'unit',
      createUnit: { level: 'city', line: 'front' },
    },
    {
      key: 'text',
      labels: { zh: '投诉内容', en: 'Text' },
      synonyms: ['Customer Complaint'],
      kind: 'text',
      maxLength: 200,
    },
    { key: 'amount', labels: { zh: '金额', en: 'Amount' }, synonyms: [], kind: 'number', min: 0 },
  ],
  combine: [{ into: 'at', date: 'day', time: 'time' }],
  naturalKey: (values) => (values.number === null ? null : String(values.number)),
  existing: async (db, keys) => {
    const rows = await db
      .selectFrom('setting')
      .select('key')
      .where(
        'key',
        'in',
        keys.map((key) => `probe:${key}`),
      )
      .execute();
    return new Set(rows.map((row) => row.key.slice(6)));
  },
  write: async (tx, _ctx, rows, batch) => {
    for (let i = 0; i < rows.length; i += 500) {
      const values = rows.slice(i, i + 500).map((row) => ({
        key: `probe:${row.key}`,
        valueJson: JSON.stringify(row.values),
        updatedAt: batch.importedAt,
      }));
      await tx
        .insertInto('setting')
        .values(values)
        .onConflict((oc) => oc.column('key').doUpdateSet((eb) => ({ valueJson: eb.ref('excluded.valueJson') })))
        .execute();
    }
    const changed = rows.filter((row) => row.state === 'changed').length;
    return { inserted: rows.length - changed, changed, unchanged: 0 };
  },
};

/** Makes the probe known to a backend. */
export function addProbe(backend: TestBackend, target: ImportTarget = probeTarget): void {
  (backend.app.deps.imports.targets as Map<string, ImportTarget>).set(target.key, target);
}

/** What the probe wrote, by number. */
export async function written(backend: TestBackend): Promise<Map<string, Record<string, unknown>>> {
  const rows = await backend.app.deps.db.selectFrom('setting').selectAll().where('key', 'like', 'probe:%').execute();
  return new Map(rows.map((row) => [row.key.slice(6), JSON.parse(row.valueJson) as Record<string, unknown>]));
}
