import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { apportion, generateUnits, organizationFigures } from '#shared/sample/organization.sample.ts';
import { streamOf } from '#shared/sample/random.ts';
import { generateStaff } from '#shared/sample/staff.sample.ts';

const figures = organizationFigures.parse(JSON.parse(readFileSync('resources/sample/organization.json', 'utf8')));
const at = Date.UTC(2024, 0, 1);
const units = generateUnits(streamOf(1, 'unit'), figures, at);

test('whole shares sum to the total and follow the weights', () => {
  expect(apportion(10, [1, 1, 1])).toEqual([4, 3, 3]);
  expect(apportion(400, figures.cityWeights).reduce((a, b) => a + b)).toBe(400);
  expect(apportion(100, [0.5, 0.25, 0.25])).toEqual([50, 25, 25]);
});

test('the province has the sizes of its design', () => {
  const count = (role: string) => units.filter((unit) => unit.role === role).length;
  expect(count('city')).toBe(15);
  expect(count('hall')).toBe(400);
  expect(count('vendor')).toBe(12);
  expect(count('back') + count('field')).toBe(15 * 8);
  expect(count('province')).toBe(14);
  expect(count('hotline')).toBe(2);
  expect(count('online')).toBe(3);
  const own = units.filter((unit) => unit.channel === 'ownHall').length / 400;
  expect(Math.abs(own - 0.38)).toBeLessThan(2 * Math.sqrt((0.38 * 0.62) / 400));
});

test('codes and ids are unique, parents come first, names are unique inside a parent', () => {
  expect(new Set(units.map((unit) => unit.code)).size).toBe(units.length);
  expect(new Set(units.map((unit) => unit.unitId)).size).toBe(units.length);
  expect(new Set(units.map((unit) => `${unit.parentId} ${unit.name}`)).size).toBe(units.length);
  const seen = new Set<string>();
  for (const unit of units) {
    if (unit.parentId !== null) expect(seen.has(unit.parentId)).toBe(true);
    seen.add(unit.unitId);
  }
  expect(units.some((unit) => unit.code === 'H233')).toBe(true);
});

test('3,000 people and 60 inspectors, no hall empty, the same in every run', () => {
  const people = generateStaff(streamOf(1, 'staff'), figures, units, at);
  expect(people.staff).toHaveLength(3060);
  expect(people.inspectors.map((person) => person.code).slice(0, 2)).toEqual(['I001', 'I002']);
  const staffed = new Set(people.staff.map((person) => person.unitId));
  expect(units.filter((unit) => unit.role === 'hall' && !staffed.has(unit.unitId))).toEqual([]);
  expect(generateStaff(streamOf(1, 'staff'), figures, units, at)).toEqual(people);
  expect(generateStaff(streamOf(2, 'staff'), figures, units, at)).not.toEqual(people);
});
