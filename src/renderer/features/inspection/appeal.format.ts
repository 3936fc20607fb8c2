import type { AppealState } from '#shared/inspection/appeal.schema.ts';
import type { Tone } from '../../ui/state-tag.tsx';

export const appealTones: Record<AppealState, Tone> = {
  open: 'info',
  accepted: 'good',
  rejected: 'neutral',
  withdrawn: 'neutral',
};
