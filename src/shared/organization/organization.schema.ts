import { z } from 'zod';
import { unitChannels, unitLevels, unitLines } from '../kernel/levels.ts';

export const unitView = z.object({
  unitId: z.string(),
  parentId: z.string().nullable(),
  path: z.string(),
  code: z.string(),
  name: z.string(),
  level: z.enum(unitLevels),
  line: z.enum(unitLines),
  channel: z.enum(unitChannels),
  isActive: z.boolean(),
});
export type UnitView = z.infer<typeof unitView>;

export const unitInput = z.object({
  parentId: z.string().nullable(),
  code: z.string().trim().min(1).max(40),
  name: z.string().trim().min(1).max(80),
  level: z.enum(unitLevels),
  line: z.enum(unitLines),
  channel: z.enum(unitChannels),
});
export type UnitInput = z.infer<typeof unitInput>;

export const staffView = z.object({
  staffId: z.string(),
  unitId: z.string(),
  unitName: z.string(),
  code: z.string(),
  name: z.string(),
  post: z.string(),
  isActive: z.boolean(),
});
export type StaffView = z.infer<typeof staffView>;

export const staffInput = z.object({
  unitId: z.string(),
  code: z.string().trim().min(1).max(40),
  name: z.string().trim().min(1).max(40),
  post: z.string().trim().max(40),
});
