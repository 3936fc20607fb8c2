import { describe, expect, it } from 'vitest';
import { withValue } from '../../../src/renderer/app/address.ts';

const address = (text: string) => new URLSearchParams(text);

describe('one value of the address', () => {
  it('is set, changed and removed, and the others stay', () => {
    expect(`${withValue(address('unit=u'), 'find', '王')}`).toBe(`${address('unit=u&find=王')}`);
    expect(`${withValue(address('unit=u&find=王'), 'find', '李')}`).toBe(`${address('unit=u&find=李')}`);
    expect(`${withValue(address('unit=u&find=王'), 'find', undefined)}`).toBe('unit=u');
    expect(`${withValue(address('unit=u&find=王'), 'find', '')}`).toBe('unit=u');
  });
  it('takes the page of the list before with it, which is another list now', () => {
    expect(`${withValue(address('page=3&open=a'), 'find', 'x', ['page'])}`).toBe('open=a&find=x');
    expect(`${withValue(address('page=3&find=x'), 'find', undefined, ['page'])}`).toBe('');
  });
  it('leaves the page where nothing changed', () => {
    expect(`${withValue(address('page=3&find=x'), 'find', 'x', ['page'])}`).toBe('page=3&find=x');
    expect(`${withValue(address('page=3'), 'find', undefined, ['page'])}`).toBe('page=3');
  });
});
