import type { UnitLevel } from '../kernel/levels.ts';

/** How far a sheet has come: 草稿 退回 待复核 已复核 已发布. */
export const inspectionStages = ['draft', 'returned', 'submitted', 'reviewed', 'published'] as const;
export type InspectionStage = (typeof inspectionStages)[number];

/** Acts that move a sheet on. */
export const stageActs = ['submit', 'approve', 'return', 'publish', 'appeal', 'decideAppeal'] as const;
export type StageAct = (typeof stageActs)[number];

/** The one table of which act is possible in which stage. `returned` is a draft again; a published sheet stays published. */
export const actStages: Readonly<Record<StageAct, readonly InspectionStage[]>> = {
  submit: ['draft', 'returned'],
  approve: ['submitted'],
  return: ['submitted', 'reviewed'],
  publish: ['reviewed'],
  appeal: ['published'],
  decideAppeal: ['published'],
};

/** Whether an act is possible in a stage. */
export const stageAllows = (stage: InspectionStage, act: StageAct): boolean => actStages[act].includes(stage);

/** Where a sheet stands after its review step `passed` of `levels`: without levels it needs no review. */
export const stageAfterReview = (passed: number, levels: readonly UnitLevel[]): InspectionStage =>
  passed >= levels.length ? 'reviewed' : 'submitted';
