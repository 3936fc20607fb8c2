import type {
  AreaKind,
  ComplaintBusiness,
  ComplaintChannel,
  ComplaintStatus,
  CustomerGrade,
  LedgerParty,
} from '#shared/complaint/complaint.enums.ts';
import { partyOfLine } from '#shared/complaint/complaint.rules.ts';
import { businessWords, channelWords, gradeWords, statusWords, type Words } from '#shared/complaint/complaint.words.ts';
import type { ComplaintEvent } from '#shared/complaint/event.schema.ts';
import type { ImportCode, ImportField, ImportRow, ImportValues } from '#shared/import/import.target.ts';
import type { ServiceContext } from '../context.ts';
import type { Database } from '../database/dialect.ts';
import type { Tx } from '../database/transaction.ts';
import type { ImportBatch, ImportCounts, ImportTarget } from '../import/import.registry.ts';
import { recordChanges } from '../system/change-log.repository.ts';
import { cacheOf, type DeadlineWorld } from './complaint.cache.ts';
import {
  eventOf,
  eventRowsOf,
  findExternal,
  insertEvents,
  storedExternals,
  updateCache,
} from './complaint.repository.ts';
import type { ComplaintFacts, ComplaintTable } from './complaint.table.ts';
import { eventRow, type History, insertHistories } from './history.service.ts';
import { maxContent } from './register.service.ts';
import { currentEdition, loadWorld } from './world.service.ts';

/** One name for all files: a number is unique among imported complaints whatever file it came in. */
const sourceSystem = 'import';

const codes = <T extends string>(
  words: Readonly<Record<T, Words>>,
  synonyms: Partial<Record<T, readonly string[]>> = {},
): ImportCode[] =>
  (Object.keys(words) as T[]).map((value) => ({ value, labels: words[value], synonyms: synonyms[value] ?? [] }));

const channelCodes = codes(channelWords, {
  hotline: ['Customer Care Call', 'Call', 'Phone', '电话', '10086', '10010', '10000', '客服热线'],
  online: ['Internet', 'Web', 'Online', '在线', '互联网', '网站'],
  hall: ['Store', 'Shop', '厅', '前台'],
  app: ['App', '网厅', '掌厅', '手机营业厅'],
  regulator: ['工信部', '12300', '通管局', '通信管理局', 'FCC'],
  government: ['市长热线', '12345热线', '政府热线'],
  consumerAssociation: ['消协', '12315'],
  visit: ['来访', '信访', '来信', 'Fax', 'Email', 'Postal Mail'],
});
/** A row that says "solved" had its answer accepted: closed. "Pending" is being worked on. */
const statusCodes = codes(statusWords, {
  received: ['Open', 'New', '未处理', '待处理', '受理'],
  investigating: ['Pending', 'In Progress', '处理', '在办', '办理中'],
  assigned: ['已分派', '派单', '转派'],
  responded: ['已答复', 'Responded', 'Resolved'],
  closed: ['Closed', 'Solved', '办结', '已关闭', '归档', '已归档', '完成', '结案'],
  withdrawn: ['撤诉', '撤销', 'Cancelled', 'Withdrawn'],
});

const fields: readonly ImportField[] = [
  {
    key: 'externalNumber',
    labels: { zh: '投诉单号', en: 'Ticket number' },
    synonyms: ['Ticket #', 'Ticket', 'Ticket ID', '工单号', '工单编号', '流水号', '编号', '单号', 'ID'],
    kind: 'text',
    required: true,
    unique: true,
    maxLength: 80,
  },
  {
    key: 'content',
    labels: { zh: '投诉内容', en: 'Content' },
    synonyms: ['Customer Complaint', 'Complaint', 'Description', '内容', '投诉描述', '问题描述', '诉求内容'],
    kind: 'text',
    required: true,
    maxLength: maxContent,
  },
  {
    key: 'receivedAt',
    labels: { zh: '受理时间', en: 'Received at' },
    synonyms: ['投诉时间', '受理日期时间', '登记时间', 'Received', 'Created at'],
    kind: 'datetime',
    required: true,
    notFuture: true,
  },
  {
    key: 'receivedDate',
    labels: { zh: '受理日期', en: 'Date received' },
    synonyms: ['Date_month_year', 'Date', '日期', '投诉日期'],
    kind: 'date',
    notFuture: true,
  },
  {
    key: 'receivedTime',
    labels: { zh: '受理时刻', en: 'Time received' },
    synonyms: ['Time', '时间', '时刻'],
    kind: 'time',
  },
  {
    key: 'channel',
    labels: { zh: '渠道', en: 'Channel' },
    synonyms: ['Received Via', 'Source', '来源', '受理渠道', '投诉来源'],
    kind: 'code',
    codes: channelCodes,
    emptyCode: 'other',
  },
  {
    key: 'status',
    labels: { zh: '状态', en: 'Status' },
    synonyms: ['工单状态', '处理状态'],
    kind: 'code',
    codes: statusCodes,
    emptyCode: 'received',
  },
  {
    key: 'unitId',
    labels: { zh: '责任单位', en: 'Unit' },
    synonyms: ['State', '单位', '责任部门', '部门', '地市', '分公司', '归属单位'],
    kind: 'unit',
    required: true,
    createUnit: { level: 'city', line: 'front' },
  },
  {
    key: 'region',
    labels: { zh: '地区', en: 'Region' },
    synonyms: ['省', '省份', '区域'],
    kind: 'text',
    maxLength: 60,
  },
  {
    key: 'city',
    labels: { zh: '地点', en: 'City' },
    synonyms: ['City', '城市', '区县', '地址'],
    kind: 'text',
    maxLength: 60,
  },
  {
    key: 'customerName',
    labels: { zh: '客户姓名', en: 'Customer' },
    synonyms: ['姓名', '客户名称', '用户姓名', 'Name'],
    kind: 'text',
    maxLength: 60,
  },
  {
    key: 'customerNumber',
    labels: { zh: '客户号码', en: 'Customer number' },
    synonyms: ['号码', '手机号', '业务号码', '联系电话', '投诉号码', 'Phone number'],
    kind: 'text',
    maxLength: 40,
  },
  {
    key: 'customerGrade',
    labels: { zh: '客户等级', en: 'Grade' },
    synonyms: ['等级', '星级', '客户级别'],
    kind: 'code',
    codes: codes(gradeWords, { diamond: ['钻卡'], gold: ['金卡'], silver: ['银卡'], basic: ['普通'] }),
  },
  {
    key: 'business',
    labels: { zh: '业务', en: 'Business' },
    synonyms: ['业务类型', '专业', 'Product'],
    kind: 'code',
    codes: codes(businessWords, { mobile: ['手机', '移动电话'], broadband: ['家宽', '宽带业务'], fixed: ['固定电话'] }),
  },
  {
    key: 'demand',
    labels: { zh: '客户诉求', en: 'Demand' },
    synonyms: ['诉求', '用户要求'],
    kind: 'text',
    maxLength: 2000,
  },
];

const text = (value: ImportValues[string] | undefined) => (typeof value === 'string' ? value : '');
const orNull = <T extends string>(value: ImportValues[string] | undefined) =>
  typeof value === 'string' && value !== '' ? (value as T) : null;

interface ImportedUnit {
  name: string;
  party: LedgerParty;
}

/** What a row says about a complaint, without its history. */
function factsOf(
  values: ImportValues,
  unit: ImportedUnit,
): Omit<ComplaintFacts, 'number' | 'complaintId' | 'createdAt'> {
  return {
    channel: text(values.channel) as ComplaintChannel,
    customerName: text(values.customerName),
    customerNumber: text(values.customerNumber),
    customerGrade: orNull<CustomerGrade>(values.customerGrade),
    business: orNull<ComplaintBusiness>(values.business),
    categoryCode: null,
    area: null as AreaKind | null,
    region: text(values.region) || unit.name,
    city: text(values.city),
    content: text(values.content),
    demand: text(values.demand),
    sourceSystem,
    externalNumber: text(values.externalNumber),
    isSample: 0,
  };
}

/** Receipt at the time the file gives; any further status as taken over, at no invented time. */
function importedEvents(
  ctx: ServiceContext,
  values: ImportValues,
  unit: ImportedUnit,
  batch: ImportBatch,
  ruleEdition: number,
): ComplaintEvent[] {
  const unitId = text(values.unitId);
  const base = { recordedAt: batch.importedAt, accountId: ctx.user.accountId };
  const status = text(values.status) as ComplaintStatus;
  return [
    {
      ...base,
      seq: 1,
      type: 'received',
      happenedAt: text(values.receivedAt),
      data: { unitId, party: unit.party, ruleEdition },
    },
    {
      ...base,
      seq: 2,
      type: 'imported',
      happenedAt: null,
      data: { status, sourceStatus: status, file: batch.fileName, unitId, party: unit.party },
    },
  ];
}

async function unitsOf(tx: Tx, rows: readonly ImportRow[]): Promise<Map<string, ImportedUnit>> {
  const ids = [...new Set(rows.map((row) => text(row.values.unitId)))];
  const found = await tx.selectFrom('unit').select(['unitId', 'name', 'line']).where('unitId', 'in', ids).execute();
  return new Map(found.map((unit) => [unit.unitId, { name: unit.name, party: partyOfLine[unit.line] }]));
}

async function insertNew(
  tx: Tx,
  ctx: ServiceContext,
  rows: readonly ImportRow[],
  batch: ImportBatch,
  units: Map<string, ImportedUnit>,
  world: DeadlineWorld,
): Promise<ComplaintTable[]> {
  const edition = currentEdition(world);
  const histories = rows.map((row): History => {
    const unit = units.get(text(row.values.unitId)) as ImportedUnit;
    const facts = { ...factsOf(row.values, unit), complaintId: ctx.newId(), createdAt: batch.importedAt };
    return {
      facts,
      events: importedEvents(ctx, row.values, unit, batch, edition),
      accountName: ctx.user.displayName,
      repeatCount: 0,
    };
  });
  return insertHistories(tx, histories, world, batch.importedAt);
}

/**
 * A row whose complaint is stored already. Facts follow the file; the status follows it only while nobody has acted here.
 * @returns whether anything changed
 */
async function updateKnown(
  tx: Tx,
  ctx: ServiceContext,
  known: ComplaintTable,
  row: ImportRow,
  batch: ImportBatch,
  units: Map<string, ImportedUnit>,
  world: DeadlineWorld,
): Promise<boolean> {
  const unit = units.get(text(row.values.unitId)) as ImportedUnit;
  const {
    categoryCode: _category,
    area: _area,
    isSample: _sample,
    sourceSystem: _source,
    externalNumber: _number,
    ...told
  } = factsOf(row.values, unit);
  const factsChanged = Object.entries(told).some(([key, value]) => known[key as keyof ComplaintTable] !== value);
  const events = (await eventRowsOf(tx, known.complaintId)).map(eventOf);
  const untouched = events.every((event) => event.type === 'received' || event.type === 'imported');
  const status = text(row.values.status) as ComplaintStatus;
  const moved = untouched && (known.status !== status || known.unitId !== text(row.values.unitId));
  if (!factsChanged && !moved) return false;
  const next = importedEvents(ctx, row.values, unit, batch, known.ruleEdition)[1] as ComplaintEvent;
  const added = moved ? [{ ...next, seq: known.lastSeq + 1 }] : [];
  await insertEvents(
    tx,
    added.map((event) => eventRow(known.complaintId, event, ctx.user.displayName)),
  );
  await tx.updateTable('complaint').set(told).where('complaintId', '=', known.complaintId).execute();
  await updateCache(
    tx,
    known.complaintId,
    known.lastSeq,
    cacheOf({ ...known, ...told }, [...events, ...added], world),
    batch.importedAt,
  );
  return true;
}

/** Complaints from other systems' exports. */
export const complaintImport: ImportTarget = {
  key: 'complaint',
  labels: { zh: '投诉', en: 'Complaints' },
  permission: 'complaint:import',
  fields,
  tables: ['complaint', 'complaintEvent'],
  combine: [{ into: 'receivedAt', date: 'receivedDate', time: 'receivedTime' }],
  naturalKey: (values) => orNull<string>(values.externalNumber),
  async existing(db: Database, keys: readonly string[]) {
    return new Set((await storedExternals(db, sourceSystem, keys)).map((row) => row.externalNumber as string));
  },
  async write(tx: Tx, ctx: ServiceContext, rows: readonly ImportRow[], batch: ImportBatch): Promise<ImportCounts> {
    const world = await loadWorld(tx);
    const units = await unitsOf(tx, rows);
    const numbers = rows.flatMap((row) => (row.state === 'changed' ? [text(row.values.externalNumber)] : []));
    const stored = numbers.length === 0 ? [] : await findExternal(tx, sourceSystem, numbers);
    const known = new Map(stored.map((row) => [row.externalNumber as string, row]));
    const fresh = rows.filter((row) => !known.has(text(row.values.externalNumber)));
    const inserted = await insertNew(tx, ctx, fresh, batch, units, world);
    const changed: ComplaintTable[] = [];
    for (const row of rows) {
      const before = known.get(text(row.values.externalNumber));
      if (before && (await updateKnown(tx, ctx, before, row, batch, units, world))) changed.push(before);
    }
    const log = (action: string) => (row: ComplaintTable) => ({
      entity: 'complaint',
      entityId: row.complaintId,
      action,
      after: { number: row.number, externalNumber: row.externalNumber, file: batch.fileName },
    });
    await recordChanges(tx, ctx, [...inserted.map(log('import')), ...changed.map(log('importUpdate'))]);
    return {
      inserted: inserted.length,
      changed: changed.length,
      unchanged: rows.length - inserted.length - changed.length,
    };
  },
};
