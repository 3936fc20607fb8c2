import { z } from 'zod';

/** 待裁定 改分 维持 撤回 */
export const appealStates = ['open', 'accepted', 'rejected', 'withdrawn'] as const;
export type AppealState = (typeof appealStates)[number];

/** What a unit says against the score of one item. */
export const appealGrounds = z.string().trim().min(10).max(2000);
