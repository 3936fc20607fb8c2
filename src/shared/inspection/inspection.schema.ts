import { z } from 'zod';
import { isDay } from '../kernel/dates.ts';
import { unitLines } from '../kernel/levels.ts';
import { scorecardView } from '../standard/standard.contract.ts';
import { itemEntry } from './result.schema.ts';
import { inspectionStages } from './stage.rules.ts';

/** 明查 暗访 录音抽检 工单抽检 网上巡检 */
export const inspectionMethods = ['announced', 'mystery', 'recording', 'workOrder', 'online'] as const;
export type InspectionMethod = (typeof inspectionMethods)[number];
export const inspectionStates = ['draft', 'submitted'] as const;
export type InspectionState = (typeof inspectionStates)[number];

const day = z.string().refine(isDay, 'day');
const names = z.string().trim().max(120);

/** What stands on top of a sheet and can be changed while it is a draft. */
export const inspectionHead = z.object({
  method: z.enum(inspectionMethods),
  inspectedOn: day,
  companionNames: names.default(''),
  inspecteeNames: names.default(''),
  samplingNote: z.string().trim().max(400).default(''),
  /** work order or call it is about */
  reference: z.string().trim().max(80).default(''),
  /** impression of a mystery visit */
  impression: z.string().trim().max(4000).default(''),
  /** staff the sheet scores, in their order */
  staffIds: z.array(z.string()).max(30).default([]),
});
export type InspectionHead = z.infer<typeof inspectionHead>;
export const inspectionStart = inspectionHead.extend({ unitId: z.string(), scorecardVersionId: z.string() });
export type InspectionStart = z.infer<typeof inspectionStart>;

export const inspectionRow = z.object({
  inspectionId: z.string(),
  number: z.string(),
  unitId: z.string(),
  unitName: z.string(),
  line: z.enum(unitLines),
  cardTitleZh: z.string(),
  cardTitleEn: z.string(),
  cardVersion: z.number().int(),
  method: z.enum(inspectionMethods),
  inspectedOn: z.string(),
  inspectorName: z.string(),
  state: z.enum(inspectionStates),
  enteredItems: z.number().int(),
  totalItems: z.number().int(),
  /** 1/1000 point */
  rawPoints: z.number().int().nullable(),
  effectivePoints: z.number().int().nullable(),
  effectiveGrade: z.string().nullable(),
  submittedAt: z.string().nullable(),
  updatedAt: z.string(),
});
export type InspectionRow = z.infer<typeof inspectionRow>;

export const evidenceView = z.object({
  evidenceId: z.string(),
  itemCode: z.string(),
  name: z.string(),
  mediaType: z.string(),
  size: z.number().int(),
  sha256: z.string(),
  addedBy: z.string(),
  addedAt: z.string(),
  /** length of a recording or film; null where it has none or it can't be read */
  durationMs: z.number().int().nullable(),
});
export type EvidenceView = z.infer<typeof evidenceView>;

/** A person the sheet scores. */
export const scoredStaff = z.object({ staffId: z.string(), code: z.string(), name: z.string(), post: z.string() });
export type ScoredStaff = z.infer<typeof scoredStaff>;

export const inspectionDetail = inspectionRow.extend({
  unitCode: z.string(),
  revision: z.number().int(),
  rawGrade: z.string().nullable(),
  companionNames: z.string(),
  inspecteeNames: z.string(),
  samplingNote: z.string(),
  reference: z.string(),
  impression: z.string(),
  staff: z.array(scoredStaff),
  stage: z.enum(inspectionStages),
  startedAt: z.string(),
  fingerprint: z.string().nullable(),
  /** whether what is stored still has its fingerprint; null while it is a draft */
  isGenuine: z.boolean().nullable(),
  /** whether this account may change it now */
  canEdit: z.boolean(),
  card: scorecardView,
  entries: z.array(itemEntry),
  evidence: z.array(evidenceView),
});
export type InspectionDetail = z.infer<typeof inspectionDetail>;

/** What a save answers: the revision the next one has to name, and when it was on the disk. */
export const savedView = z.object({ revision: z.number().int(), savedAt: z.string() });
