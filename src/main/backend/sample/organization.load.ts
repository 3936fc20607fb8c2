import { generateUnits, type SampleUnit } from '#shared/sample/organization.sample.ts';
import { streamOf } from '#shared/sample/random.ts';
import { generateStaff, type SampleOrganization } from '#shared/sample/staff.sample.ts';
import { bulkInsert } from '../database/bulk-insert.ts';
import type { UnitTable, UnitUsersTable } from '../organization/organization.table.ts';
import type { SampleLoad } from './sample.load.ts';

/**
 * Writes the units and people of the sample.
 * @param rootName what the top of the tree is called; the figures' own name when left out
 */
export async function loadOrganization(load: SampleLoad, rootName: string | undefined): Promise<SampleOrganization> {
  const { seed, span, now } = load;
  const { organization: figures } = load.figures;
  const named = rootName ? { ...figures, rootName } : figures;
  const atMillis = Date.parse(`${span.months[0]?.startOn}T00:00:00+08:00`);
  const units = generateUnits(streamOf(seed, 'unit'), named, atMillis);
  const people = generateStaff(streamOf(seed, 'staff'), named, units, atMillis);
  const paths = new Map<string, string>();
  const common = { isActive: 1, isSample: 1, createdAt: now, updatedAt: now };
  const rows = units.map((unit): UnitTable => {
    const { unitId, parentId, code, name, level, line, channel, sortOrder } = unit;
    const path = `${parentId === null ? '/' : paths.get(parentId)}${unitId}/`;
    paths.set(unitId, path);
    return { unitId, parentId, path, code, name, level, line, channel, sortOrder, ...common };
  });
  await bulkInsert(load.tx, 'unit', rows);
  await bulkInsert(
    load.tx,
    'staff',
    people.staff.map((person) => ({ ...person, ...common })),
  );
  await bulkInsert(load.tx, 'unitUsers', usersOf(load, units));
  return { units, ...people };
}

/** Users of the cities in every month, as many as the complaints of the scale are made for. */
function usersOf(load: SampleLoad, units: readonly SampleUnit[]): UnitUsersTable[] {
  const { organization, complaint } = load.figures;
  const all = Object.values(complaint.usersMillion).reduce((sum, value) => sum + value, 0) * 1_000_000;
  const share = complaint.scales[load.scale] * load.thinning;
  return units
    .filter((unit) => unit.role === 'city')
    .flatMap(({ unitId, city }) => {
      const users = Math.max(1, Math.round(all * share * (organization.cityWeights[city as number] as number)));
      return load.span.months.map(({ key: month }) => ({ unitId, month, users, isSample: 1, updatedAt: load.now }));
    });
}
