import { z } from 'zod';
import type { UnitChannel, UnitLevel, UnitLine } from '../kernel/levels.ts';
import { figure, share } from './figure.ts';
import { chance, seededId, shuffled, type Uniform } from './random.ts';

const words = z.array(z.string().min(1)).min(1);

/** Figures of resources/sample/organization.json. */
export const organizationFigures = z.object({
  rootCode: figure(z.string()),
  rootName: figure(z.string()),
  cities: figure(words),
  cityWeights: figure(z.array(share)),
  districtsPerCity: figure(z.number().int().positive()),
  districtNames: figure(words),
  ruralDistricts: figure(z.number().int()),
  halls: figure(z.number().int().positive()),
  ownHallShare: figure(share),
  hallPlaces: figure(words),
  backOffice: figure(words),
  provinceDepartments: figure(words),
  hotlineSites: figure(words),
  onlineUnits: figure(words),
  vendors: figure(
    z.array(
      z.object({ code: z.string(), name: z.string(), kind: z.enum(['install', 'network', 'hotline', 'delivery']) }),
    ),
  ),
  staff: figure(z.number().int().positive()),
  staffShare: figure(z.object({ hall: share, hotline: share, online: share, back: share, field: share })),
  inspectors: figure(z.number().int().positive()),
  surnames: figure(words),
  givenNames: figure(words),
});
export type OrganizationFigures = z.output<typeof organizationFigures>;

/** What a sample unit is used for by the generators of the other tables. */
export type UnitRole =
  | 'root'
  | 'province'
  | 'city'
  | 'district'
  | 'hall'
  | 'back'
  | 'field'
  | 'hotline'
  | 'online'
  | 'vendor';

export interface SampleUnit {
  readonly unitId: string;
  readonly parentId: string | null;
  readonly code: string;
  readonly name: string;
  readonly level: UnitLevel;
  readonly line: UnitLine;
  readonly channel: UnitChannel;
  /** place among its siblings, from 1 */
  readonly sortOrder: number;
  readonly role: UnitRole;
  /** 0-based city; undefined outside the cities */
  readonly city?: number;
  readonly isRural: boolean;
}

/**
 * Shares a whole number out in proportion to weights (largest remainder, ties to the first).
 * @returns whole numbers that sum to `total`
 */
export function apportion(total: number, weights: readonly number[]): number[] {
  const sum = weights.reduce((a, b) => a + b, 0);
  const exact = weights.map((weight) => (total * weight) / sum);
  const result = exact.map(Math.floor);
  const missing = total - result.reduce((a, b) => a + b, 0);
  const byRemainder = exact
    .map((value, index) => ({ index, rest: value - Math.floor(value) }))
    .sort((a, b) => b.rest - a.rest || a.index - b.index);
  for (const { index } of byRemainder.slice(0, missing)) result[index] = (result[index] as number) + 1;
  return result;
}

/** A number with leading zeros, for codes. */
export const pad = (value: number, digits: number) => String(value).padStart(digits, '0');

class UnitList {
  readonly units: SampleUnit[] = [];
  readonly #children = new Map<string, number>();
  readonly #rng: Uniform;
  readonly #atMillis: number;

  constructor(rng: Uniform, atMillis: number) {
    this.#rng = rng;
    this.#atMillis = atMillis;
  }

  add(parent: SampleUnit | undefined, unit: Omit<SampleUnit, 'unitId' | 'parentId' | 'sortOrder'>): SampleUnit {
    const sortOrder = (this.#children.get(parent?.unitId ?? '') ?? 0) + 1;
    this.#children.set(parent?.unitId ?? '', sortOrder);
    const row = { unitId: seededId(this.#rng, this.#atMillis), parentId: parent?.unitId ?? null, sortOrder, ...unit };
    this.units.push(row);
    return row;
  }
}

/**
 * The units of the sample province: one province, fifteen cities with their districts, halls and back offices,
 * hotline centres, online units and vendors.
 * @param rng stream of the table `unit`
 * @param atMillis instant put into the ids: the start of the sample's first month
 */
export function generateUnits(rng: Uniform, figures: OrganizationFigures, atMillis: number): SampleUnit[] {
  const list = new UnitList(rng, atMillis);
  const root = list.add(undefined, {
    code: figures.rootCode,
    name: figures.rootName,
    level: 'province',
    line: 'back',
    channel: 'none',
    role: 'root',
    isRural: false,
  });
  addProvinceUnits(list, root, figures);
  const halls = apportion(figures.halls, figures.cityWeights);
  let hallNumber = 0;
  figures.cities.forEach((name, city) => {
    const place = { city, isRural: false };
    const code = `C${pad(city + 1, 2)}`;
    const unit = list.add(root, {
      code,
      name: `${name}市分公司`,
      level: 'city',
      line: 'front',
      channel: 'none',
      role: 'city',
      ...place,
    });
    figures.backOffice.forEach((department, index) => {
      const isNetwork = department === '网络运维部';
      const isField = department === '装维中心';
      list.add(unit, {
        code: `${code}B${index + 1}`,
        name: `${name}${department}`,
        level: 'site',
        line: isNetwork || isField ? 'network' : 'back',
        channel: isField ? 'fieldService' : department === '政企部' ? 'accountManager' : 'none',
        role: isField ? 'field' : 'back',
        ...place,
      });
    });
    hallNumber = addDistricts(list, unit, { rng, figures, city, halls: halls[city] as number, hallNumber });
  });
  return list.units;
}

function addProvinceUnits(list: UnitList, root: SampleUnit, figures: OrganizationFigures): void {
  const common = { level: 'site', isRural: false } as const;
  figures.provinceDepartments.forEach((name, index) => {
    const line = name === '网络部' || name === '云网运营部' ? 'network' : 'back';
    list.add(root, {
      code: `P${pad(index + 1, 2)}`,
      name: `省${name}`,
      line,
      channel: 'none',
      role: 'province',
      ...common,
    });
  });
  figures.hotlineSites.forEach((name, index) => {
    list.add(root, {
      code: `R${pad(index + 1, 2)}`,
      name,
      line: 'front',
      channel: 'hotline',
      role: 'hotline',
      ...common,
    });
  });
  figures.onlineUnits.forEach((name, index) => {
    const channel = name === '网上营业厅' ? 'onlineHall' : 'onlineService';
    list.add(root, { code: `N${pad(index + 1, 2)}`, name, line: 'front', channel, role: 'online', ...common });
  });
  for (const vendor of figures.vendors) {
    const channel = vendor.kind === 'install' ? 'fieldService' : vendor.kind === 'hotline' ? 'hotline' : 'none';
    list.add(root, {
      code: vendor.code,
      name: `代维 ${vendor.code} ${vendor.name}`,
      line: 'vendor',
      channel,
      role: 'vendor',
      ...common,
    });
  }
}

interface CityPlan {
  rng: Uniform;
  figures: OrganizationFigures;
  city: number;
  halls: number;
  hallNumber: number;
}

/** @returns the number of the last hall made, so that hall codes run through the whole province */
function addDistricts(list: UnitList, cityUnit: SampleUnit, plan: CityPlan): number {
  const { figures, rng, city } = plan;
  const cityName = figures.cities[city] as string;
  const count = figures.districtsPerCity;
  const halls = apportion(
    plan.halls,
    Array.from({ length: count }, (_, index) => count - index + 2),
  );
  let number = plan.hallNumber;
  for (let index = 0; index < count; index++) {
    const isRural = index >= count - figures.ruralDistricts;
    const name = figures.districtNames[index] as string;
    const district = list.add(cityUnit, {
      code: `${cityUnit.code}D${index + 1}`,
      name: `${cityName}${name}`,
      level: 'district',
      line: 'front',
      channel: 'none',
      role: 'district',
      city,
      isRural,
    });
    const places = shuffled(rng, figures.hallPlaces);
    for (let hall = 0; hall < (halls[index] as number); hall++) {
      number += 1;
      list.add(district, {
        code: `H${pad(number, 3)}`,
        name: `${cityName}${name.slice(0, 2)}${places[hall % places.length]}厅`,
        level: 'site',
        line: 'front',
        channel: chance(rng, figures.ownHallShare) ? 'ownHall' : 'partnerHall',
        role: 'hall',
        city,
        isRural,
      });
    }
  }
  return number;
}
