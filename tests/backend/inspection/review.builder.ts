import type { InspectionDetail } from '#shared/inspection/inspection.schema.ts';
import type { ItemEntry } from '#shared/inspection/result.schema.ts';
import type { Client, TestBackend } from '../../support/backend.ts';
import { addPictures, entriesOf, saveAll, startSheet } from './inspection.builder.ts';

/** Group, province, city and two halls of the city, one below the other. */
export async function buildLevels(admin: Client) {
  const create = (parentId: string | null, code: string, name: string, level: 'group' | 'province' | 'city' | 'site') =>
    admin.organization.createUnit({
      parentId,
      code,
      name,
      level,
      line: 'front',
      channel: level === 'site' ? 'ownHall' : 'none',
    });
  const group = await create(null, 'G', '示例集团', 'group');
  const province = await create(group.unitId, 'P', '示例省公司', 'province');
  const city = await create(province.unitId, 'C', '鹿野市公司', 'city');
  const hall = await create(city.unitId, 'H1', '鹿野青石路营业厅', 'site');
  const other = await create(city.unitId, 'H2', '云泊营业厅', 'site');
  return { group, province, city, hall, other };
}
export type Levels = Awaited<ReturnType<typeof buildLevels>>;

/** Scores a hall with some losses and hands the sheet in. */
export async function handIn(
  client: Client,
  unitId: string,
  changes: Record<string, Partial<ItemEntry>> = { '1.1': { result: { kind: 'count', count: 1 } } },
): Promise<InspectionDetail> {
  const sheet = await startSheet(client, unitId);
  await saveAll(client, sheet, entriesOf(sheet, changes));
  await addPictures(
    client,
    sheet.inspectionId,
    Object.keys(changes).filter((code) => !changes[code]?.isNotApplicable),
  );
  return submit(client, sheet.inspectionId);
}

/** Hands in what stands there. */
export async function submit(client: Client, inspectionId: string): Promise<InspectionDetail> {
  const { revision } = await client.inspection.get({ inspectionId });
  return client.inspection.submit({ inspectionId, revision });
}

/** Passes one step as it stands. */
export async function approve(client: Client, inspectionId: string, comment = '') {
  const { revision } = await client.inspection.review({ inspectionId });
  return client.inspection.approve({ inspectionId, revision, comment });
}
export async function giveBack(client: Client, inspectionId: string, comment = '请补 1.1 的照片') {
  const { revision } = await client.inspection.review({ inspectionId });
  return client.inspection.giveBack({ inspectionId, revision, comment });
}

/** Waits for a job. @returns its result; throws with its error */
export async function settled(backend: TestBackend, { jobId }: { jobId: string }): Promise<Record<string, unknown>> {
  const job = await backend.app.deps.jobs.settled(jobId);
  if (job.state !== 'completed') throw Object.assign(new Error(JSON.stringify(job.error)), job.error);
  return job.result ?? {};
}

/** Sets how many levels review; the other figures are those of the test. */
export const setReview = (admin: Client, levels: ('city' | 'province' | 'group')[], rest: object = {}) =>
  admin.inspection.saveReviewSettings({ levels, appealDays: 5, decideDays: 5, rounds: 2, ...rest });

/** A published sheet, reviewed by nobody. */
export async function publishedSheet(
  backend: TestBackend,
  unitId: string,
  changes?: Record<string, Partial<ItemEntry>>,
): Promise<InspectionDetail> {
  await setReview(await backend.as('admin'), []);
  const sheet = await handIn(await backend.as('inspector'), unitId, changes);
  const supervisor = await backend.as('supervisor');
  await settled(backend, await supervisor.inspection.publish({ inspectionIds: [sheet.inspectionId] }));
  return sheet;
}
