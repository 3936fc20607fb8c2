import { apportion, type OrganizationFigures, pad, type SampleUnit, type UnitRole } from './organization.sample.ts';
import { integerBelow, pickIndex, pickOne, seededId, type Uniform } from './random.ts';

export interface SampleStaff {
  readonly staffId: string;
  readonly unitId: string;
  readonly code: string;
  readonly name: string;
  readonly post: string;
}

export interface SampleOrganization {
  /** parents before their children */
  readonly units: readonly SampleUnit[];
  readonly staff: readonly SampleStaff[];
  /** the inspectors I001 … in order; also part of `staff` */
  readonly inspectors: readonly SampleStaff[];
}

const posts: Record<keyof OrganizationFigures['staffShare'], readonly string[]> = {
  hall: ['营业员', '营业员', '营业员', '值班经理', '引导员'],
  hotline: ['话务员', '话务员', '话务员', '班长', '质检员'],
  online: ['在线客服', '运营专员'],
  back: ['投诉处理', '支撑专员', '市场专员', '网络维护', '财务核算'],
  field: ['装维工程师', '装维工程师', '装维组长'],
};
const staffRoles: Record<keyof OrganizationFigures['staffShare'], readonly UnitRole[]> = {
  hall: ['hall'],
  hotline: ['hotline'],
  online: ['online'],
  back: ['back', 'province'],
  field: ['field'],
};

/**
 * The people of the sample province: invented surnames with solar terms for given names.
 * @param rng stream of the table `staff`
 * @param units as made by generateUnits
 * @param atMillis instant put into the ids
 */
export function generateStaff(
  rng: Uniform,
  figures: OrganizationFigures,
  units: readonly SampleUnit[],
  atMillis: number,
): Omit<SampleOrganization, 'units'> {
  const groups = Object.keys(posts) as (keyof typeof posts)[];
  const counts = apportion(
    figures.staff,
    groups.map((group) => figures.staffShare[group]),
  );
  const staff: SampleStaff[] = [];
  const person = (unitId: string, code: string, post: string): SampleStaff => ({
    staffId: seededId(rng, atMillis),
    unitId,
    code,
    name: pickOne(rng, figures.surnames) + pickOne(rng, figures.givenNames),
    post,
  });
  groups.forEach((group, index) => {
    const places = units.filter((unit) => staffRoles[group].includes(unit.role));
    const weights = places.map((unit) =>
      unit.city === undefined ? 1 : 0.5 + (figures.cityWeights[unit.city] as number),
    );
    for (let n = 0; n < (counts[index] as number); n++) {
      // Everyone gets one person before chance decides, so that no hall stands empty.
      const place = (n < places.length ? places[n] : places[pickIndex(rng, weights)]) as SampleUnit;
      staff.push(
        person(
          place.unitId,
          `S${pad(staff.length + 1, 4)}`,
          posts[group][integerBelow(rng, posts[group].length)] as string,
        ),
      );
    }
  });
  const office = units.find((unit) => unit.role === 'province') as SampleUnit;
  const inspectors = Array.from({ length: figures.inspectors }, (_, index) =>
    person(office.unitId, `I${pad(index + 1, 3)}`, '稽查员'),
  );
  return { staff: [...staff, ...inspectors], inspectors };
}
