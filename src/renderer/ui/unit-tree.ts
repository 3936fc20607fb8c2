import type { UnitView } from '#shared/organization/organization.schema.ts';
import { searchText } from './initials.ts';

export interface UnitNode {
  value: string;
  title: string;
  /** what it is found by */
  search: string;
  children: UnitNode[];
}

/** Units as a tree for TreeSelect; a unit whose parent isn't visible stands at the top. */
export function unitTree(units: readonly UnitView[]): UnitNode[] {
  const nodes = new Map(
    units.map((unit) => [
      unit.unitId,
      { value: unit.unitId, title: unit.name, search: searchText(unit.name, unit.code), children: [] as UnitNode[] },
    ]),
  );
  const top: UnitNode[] = [];
  for (const unit of units) {
    const node = nodes.get(unit.unitId) as UnitNode;
    const parent = unit.parentId ? nodes.get(unit.parentId) : undefined;
    (parent ? parent.children : top).push(node);
  }
  return top;
}
