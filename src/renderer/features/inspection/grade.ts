import type { Tone } from '../../ui/state-tag.tsx';

/** Tone of a grade of the shipped cards; grades of other cards stay neutral. */
export const gradeTones = (code: string | null): Tone =>
  code === 'excellent' || code === 'good' ? 'good' : code === 'fair' ? 'warning' : code === 'poor' ? 'bad' : 'neutral';
