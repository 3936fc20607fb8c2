import { describe, expect, it } from 'vitest';
import { someJobEnded } from '../../../src/renderer/app/ended-jobs.ts';

const running = (jobId: string) => ({ jobId, state: 'running' as const });
const completed = (jobId: string) => ({ jobId, state: 'completed' as const });

describe('tasks that ended between two lists', () => {
  it('sees one that was running and is over', () => {
    expect(someJobEnded([running('a')], [completed('a')])).toBe(true);
    expect(someJobEnded([running('a')], [{ jobId: 'a', state: 'failed' }])).toBe(true);
  });
  it('sees one too short to have been listed as running', () => {
    expect(someJobEnded([], [completed('a')])).toBe(true);
    expect(someJobEnded([completed('a')], [completed('b'), completed('a')])).toBe(true);
  });
  it('takes one that ran and is gone for over', () => {
    expect(someJobEnded([running('a')], [])).toBe(true);
  });
  it('leaves alone what only began, went on, or was over before', () => {
    expect(someJobEnded(null, [completed('a')])).toBe(false);
    expect(someJobEnded([], [running('a')])).toBe(false);
    expect(someJobEnded([running('a')], [running('a')])).toBe(false);
    expect(someJobEnded([completed('a')], [completed('a'), running('b')])).toBe(false);
    expect(someJobEnded([completed('a')], [])).toBe(false);
  });
});
