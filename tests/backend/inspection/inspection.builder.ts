import type { InspectionDetail } from '#shared/inspection/inspection.schema.ts';
import { emptyEntry, type ItemEntry } from '#shared/inspection/result.schema.ts';
import type { Client } from '../../support/backend.ts';

/** A province with two halls, a vendor team and a back office. */
export async function buildUnits(admin: Client) {
  const province = await admin.organization.createUnit({
    parentId: null,
    code: 'P',
    name: '示例省公司',
    level: 'province',
    line: 'front',
    channel: 'none',
  });
  const below = { parentId: province.unitId, level: 'site' } as const;
  const hall = await admin.organization.createUnit({
    ...below,
    code: 'H1',
    name: '鹿野青石路营业厅',
    line: 'front',
    channel: 'ownHall',
  });
  const other = await admin.organization.createUnit({
    ...below,
    code: 'H2',
    name: '云泊营业厅',
    line: 'front',
    channel: 'ownHall',
  });
  const vendor = await admin.organization.createUnit({
    ...below,
    code: 'V1',
    name: '宏通代维一队',
    line: 'vendor',
    channel: 'fieldService',
  });
  return { province, hall, other, vendor };
}

export async function startSheet(
  client: Client,
  unitId: string,
  line: 'front' | 'vendor' = 'front',
  inspectedOn = '2026-11-20',
) {
  const card = (await client.standard.scorecards({})).find((each) => each.line === line);
  return client.inspection.start({
    unitId,
    scorecardVersionId: card?.scorecardVersionId as string,
    method: 'announced',
    inspectedOn,
    companionNames: '吴试样',
    inspecteeNames: '',
    samplingNote: '',
  });
}

const count = (n: number): Partial<ItemEntry> => ({ result: { kind: 'count', count: n } });
/** What the printed sample holds beside full marks. */
export const printedChanges: Record<string, Partial<ItemEntry>> = {
  '1.1': count(1),
  '1.2': count(1),
  '1.4': { result: { kind: 'meanAndMax', count: 42, mean: 10_800, max: 24_300 } },
  '2.1': count(1),
  '2.2': count(2),
  '2.3': count(1),
  '2.6': { result: null, isNotApplicable: true, note: '本厅未设三星台席' },
  '3.2': count(2),
  '3.3': count(1),
  '3.4': count(1),
  '3.5': { result: { kind: 'share', met: 487, total: 500 } },
  '4.2': count(2),
  '5.3': count(1),
  '6.1': count(2),
};

/** Entries of a whole sheet: full marks but for the changes. */
export function entriesOf(sheet: InspectionDetail, changes: Record<string, Partial<ItemEntry>> = {}): ItemEntry[] {
  return sheet.card.content.sections
    .flatMap((section) => section.items)
    .map(({ code, rule }) => {
      const results = {
        passFail: { kind: 'pass', passed: true },
        linear: { kind: 'share', met: 100, total: 100 },
        bands: { kind: 'value', value: 100_000 },
        meanAndMax: { kind: 'meanAndMax', count: 9, mean: 0, max: 0 },
        deductPerOccurrence: { kind: 'count', count: 0 },
        award: { kind: 'count', count: 0 },
        interpolation: { kind: 'value', value: 0 },
        rating: { kind: 'rating', choice: 0 },
      } as const;
      return { ...emptyEntry(code), result: results[rule.kind], ...changes[code] };
    });
}

/** Saves entries one after the other. @returns the last revision */
export async function saveAll(client: Client, sheet: InspectionDetail, entries: readonly ItemEntry[]): Promise<number> {
  let { revision } = sheet;
  for (const entry of entries)
    ({ revision } = await client.inspection.saveItem({ inspectionId: sheet.inspectionId, revision, entry }));
  return revision;
}

/** A tiny picture, different for each number. */
export const picture = (n: number) =>
  new File([new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, n])], `现场${n}.png`, {
    type: 'image/png',
  });

/** Adds one picture to each item. */
export async function addPictures(client: Client, inspectionId: string, codes: readonly string[]): Promise<void> {
  for (const [i, itemCode] of codes.entries())
    await client.inspection.addEvidence({ inspectionId, itemCode, name: `现场${i}.png`, file: picture(i) });
}
export const movedItems = Object.keys(printedChanges).filter((code) => code !== '2.6');
