import { type UnitLevel, unitLevels } from '../kernel/levels.ts';
import type { ReviewHindrance, ReviewLevel } from './review.schema.ts';
import { type InspectionStage, stageAllows } from './stage.rules.ts';

/** What is asked of a sheet before somebody may decide about it. */
export interface ReviewedSheet {
  readonly stage: InspectionStage;
  readonly levels: readonly ReviewLevel[];
  readonly passed: number;
  readonly unitId: string;
  readonly inspectorAccountId: string | null;
  readonly inspectorName: string;
  readonly companionNames: string;
}
/** Who wants to decide. `unitLevel` is null for an account of the whole organisation. */
export interface Reviewer {
  readonly accountId: string;
  readonly displayName: string;
  readonly unitId: string | null;
  readonly unitLevel: UnitLevel | null;
}

/** Names in a field of several names, as people write them. */
export const namesIn = (text: string): string[] => text.split(/[\s、，,;；/／]+/).filter(Boolean);

/** Whether somebody went along on an inspection, by the name on the sheet. */
export const isCompanion = (sheet: Pick<ReviewedSheet, 'companionNames'>, who: Pick<Reviewer, 'displayName'>) =>
  namesIn(sheet.companionNames).includes(who.displayName.trim());

/** Whether somebody is the inspector: by the account, or by the name where the sheet came without one. */
export const isInspector = (
  sheet: Pick<ReviewedSheet, 'inspectorAccountId' | 'inspectorName'>,
  who: Pick<Reviewer, 'accountId' | 'displayName'>,
) =>
  sheet.inspectorAccountId === null
    ? sheet.inspectorName === who.displayName
    : sheet.inspectorAccountId === who.accountId;

/** Whether a unit stands at a level or above it; an account of the whole organisation stands above all. */
export const standsAt = (unitLevel: UnitLevel | null, level: UnitLevel): boolean =>
  unitLevel === null || unitLevels.indexOf(unitLevel) <= unitLevels.indexOf(level);

/** The step a sheet waits for, from 1, and its level; the last one again once all are passed. */
export function stepOf(sheet: Pick<ReviewedSheet, 'levels' | 'passed'>): { step: number; level: ReviewLevel | null } {
  return { step: sheet.passed + 1, level: sheet.levels[sheet.passed] ?? sheet.levels.at(-1) ?? null };
}

/**
 * Why somebody may not approve or return a sheet; null when they may. Nobody reviews what they did themselves, what
 * their own unit was inspected for, or two steps of one submission; a sheet that passed every step may still be
 * returned by whoever passed it, for they have seen a mistake of their own.
 * @param didIt whether the account entered anything on the sheet
 * @param decided whether the account has decided a step of this submission
 */
export function reviewHindrance(
  sheet: ReviewedSheet,
  who: Reviewer,
  act: 'approve' | 'return',
  { didIt, decided }: { didIt: boolean; decided: boolean },
): ReviewHindrance | null {
  if (!stageAllows(sheet.stage, act)) return 'stage';
  if (who.unitId === sheet.unitId) return 'ownUnit';
  if (didIt || isInspector(sheet, who)) return 'inspector';
  if (isCompanion(sheet, who)) return 'companion';
  const { level } = stepOf(sheet);
  if (level !== null && !standsAt(who.unitLevel, level)) return 'level';
  return decided && sheet.stage === 'submitted' ? 'again' : null;
}
