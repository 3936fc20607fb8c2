import { normalWord } from '#shared/import/import.words.ts';
import type { UnitLevel, UnitLine } from '#shared/kernel/levels.ts';
import { complaintImport } from './complaint/complaint.import.ts';
import type { ServiceContext } from './context.ts';
import type { Database } from './database/dialect.ts';
import type { Tx } from './database/transaction.ts';
import {
  createImportRegistry,
  type ImportRegistry,
  type ImportTarget,
  type ImportUnit,
  type ImportUnits,
} from './import/import.registry.ts';
import { staffImport, unitImport } from './organization/organization.import.ts';
import { addUnit, listUnitsOf } from './organization/organization.service.ts';
import { usersImport } from './organization/users.import.ts';
import { clauseImport } from './standard/clause.import.ts';
import { submissionImport } from './survey/survey.import.ts';

/** Everything that can be imported: a domain's target is joined here and nowhere else. */
const targets: readonly ImportTarget[] = [
  complaintImport,
  submissionImport,
  unitImport,
  staffImport,
  usersImport,
  clauseImport,
];

async function listNames(db: Database, ctx: ServiceContext): Promise<ImportUnit[]> {
  const units = await listUnitsOf(db, ctx.user.unitPath);
  return units.map((unit) => ({ unitId: unit.unitId, name: unit.name, code: unit.code, aliases: [] }));
}

/** A code for a unit that came with a file: its name, made unlike the codes there are. */
function freeCode(name: string, taken: ReadonlySet<string>): string {
  const base = normalWord(name).toUpperCase().slice(0, 24) || 'UNIT';
  for (let n = 1; ; n++) {
    const code = n === 1 ? base : `${base}-${n}`;
    if (!taken.has(code)) return code;
  }
}

async function createNamed(
  tx: Tx,
  ctx: ServiceContext,
  unit: { name: string; level: UnitLevel; line: UnitLine },
): Promise<string> {
  const present = await listUnitsOf(tx, '/');
  const top = ctx.user.unitId ?? present.find((other) => other.parentId === null)?.unitId ?? null;
  const code = freeCode(unit.name, new Set(present.map((other) => other.code)));
  const row = await addUnit(tx, ctx, {
    parentId: top,
    code,
    name: unit.name,
    level: unit.level,
    line: unit.line,
    channel: 'none',
  });
  return row.unitId;
}

const units: ImportUnits = { list: listNames, create: createNamed };

/** The registry of one running backend. */
export const openImportRegistry = (): ImportRegistry => createImportRegistry(targets, units);
