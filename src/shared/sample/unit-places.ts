import type { LedgerParty } from '../complaint/complaint.enums.ts';
import { partyOfLine } from '../complaint/complaint.rules.ts';
import type { SampleCase } from './complaint-case.sample.ts';
import type { SampleUnit } from './organization.sample.ts';
import { pickOne, type Uniform } from './random.ts';

/** Which unit of the sample takes a complaint in, and which one answers for it. */
export interface UnitPlaces {
  /** the first responder's unit (首问) */
  reception(rng: Uniform, item: SampleCase): SampleUnit;
  /** the unit that answers for the case in the end */
  accountable(rng: Uniform, item: SampleCase): { unitId: string; party: LedgerParty };
  /** any back office of a city */
  backOffice(rng: Uniform, city: number): SampleUnit;
}

/** Index of the department of a city (in order of the figures' list) that answers for a category. */
const departmentOf: Readonly<Record<string, number>> = {
  billing: 2, // 市场部
  plan: 1, // 客户服务部
  marketing: 6, // 渠道部
  attitude: 1,
  install: 5, // 装维中心
  fault: 5,
  mobileNetwork: 0, // 网络运维部
  harassment: 7, // 信息化部
  privacy: 7,
  porting: 1,
};

/** Prepares the look-up. @param units as made by generateUnits */
export function placesOf(units: readonly SampleUnit[]): UnitPlaces {
  const having = (role: SampleUnit['role']) => units.filter((unit) => unit.role === role);
  const perCity = (roles: readonly SampleUnit['role'][]) =>
    having('city').map((_, city) => units.filter((unit) => unit.city === city && roles.includes(unit.role)));
  const halls = perCity(['hall']);
  const departments = perCity(['back', 'field']);
  const hotlines = having('hotline');
  const online = having('online');
  const vendors = having('vendor').filter((unit) => unit.channel === 'fieldService');
  const provinceCare = having('province')[1] as SampleUnit;
  const department = (city: number, index: number) => departments[city]?.[index] as SampleUnit;
  const holder = (unit: SampleUnit) => ({ unitId: unit.unitId, party: partyOfLine[unit.line] });
  return {
    reception(rng, item) {
      const hall = pickOne(rng, halls[item.city] as SampleUnit[]);
      if (item.channel === 'hall' || item.channel === 'visit') return hall;
      if (item.channel === 'hotline') return hotlines[item.city % hotlines.length] as SampleUnit;
      if (item.channel === 'app') return online[1] as SampleUnit;
      if (item.channel === 'online') return online[2] as SampleUnit;
      return item.channel === 'regulator' ? provinceCare : department(item.city, 1);
    },
    accountable(rng, item) {
      const hall = pickOne(rng, halls[item.city] as SampleUnit[]);
      const isHall = rng() < 0.6;
      if (item.isVendor) return holder(vendors[item.city % vendors.length] as SampleUnit);
      if (item.category.key === 'attitude' && isHall) return holder(hall);
      return holder(department(item.city, departmentOf[item.category.key] ?? 1));
    },
    backOffice: (rng, city) => pickOne(rng, departments[city] as SampleUnit[]),
  };
}
