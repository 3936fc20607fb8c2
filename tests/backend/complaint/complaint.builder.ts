import type { RegisterInput } from '#shared/complaint/complaint.schema.ts';
import type { History } from '../../../src/main/backend/complaint/complaint.service.ts';
import type { Client, TestBackend } from '../../support/backend.ts';

/** Units of a small province: one root, a hall, a vendor and another city. */
export async function smallProvince(backend: TestBackend) {
  const admin = await backend.as('admin');
  const unit = async (
    code: string,
    name: string,
    parentId: string | null,
    line: 'front' | 'back' | 'network' | 'vendor',
    level: 'province' | 'city' | 'site',
  ) => (await admin.organization.createUnit({ code, name, parentId, line, level, channel: 'none' })).unitId;
  const province = await unit('P', '示例省公司', null, 'back', 'province');
  const hall = await unit('H1', '白榆北桥厅', province, 'front', 'site');
  const vendor = await unit('V07', '鹿野装维中心', province, 'vendor', 'site');
  const other = await unit('C2', '青禾市', province, 'front', 'city');
  return { province, hall, vendor, other };
}

export const told: RegisterInput = {
  channel: 'hotline',
  customerName: '沈知秋',
  customerNumber: '00012341234',
  customerGrade: 'gold',
  business: 'broadband',
  categoryCode: 'fault.unrepaired',
  area: null,
  region: '',
  city: '鹿野市',
  content: '报修后约定周五上午上门，等了半天没人来也没有电话。',
  demand: '今天修好，并减免本月月租',
  acknowledged: false,
};

/** What a complaint is about, for specs that write histories straight into the tables. */
export const plainFacts = ({ app, clock }: TestBackend): History['facts'] => ({
  complaintId: app.deps.newId(),
  channel: 'hotline',
  customerName: '',
  customerNumber: '',
  customerGrade: 'basic',
  business: 'mobile',
  categoryCode: 'billing.bill',
  area: null,
  region: '',
  city: '',
  content: '账单疑义',
  demand: '',
  sourceSystem: null,
  externalNumber: null,
  isSample: 0,
  createdAt: clock.now(),
});

/** Does an act on the newest version and answers the drawer. */
export async function act(
  client: Client,
  complaintId: string,
  name: Parameters<Client['complaint']['act']>[0]['act'],
  rest: Partial<Parameters<Client['complaint']['act']>[0]> = {},
) {
  const { lastSeq } = await client.complaint.get({ complaintId });
  return client.complaint.act({ complaintId, lastSeq, act: name, ...rest });
}

/** Moves the clock with everybody still signed in: idle sessions lock, which is another spec's subject. */
export async function travel(backend: TestBackend, at: string): Promise<void> {
  backend.clock.set(at);
  await backend.app.deps.db.updateTable('session').set({ activeAt: at, createdAt: at }).execute();
}

/** Leaves only the clocks of first contact and answer, for specs that count what comes of those. */
export const onlyAnswerClocks = (backend: TestBackend) =>
  backend.app.deps.db.deleteFrom('deadlineRule').where('clock', 'not in', ['firstResponse', 'finalResponse']).execute();
