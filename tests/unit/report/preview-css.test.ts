import { describe, expect, it } from 'vitest';
import { printCss } from '#shared/kernel/print.css.ts';
import { shadowCss } from '../../../src/renderer/features/report/preview-css.ts';

describe('style sheet of the preview', () => {
  it('puts host and paper where root, html and body stood, and leaves words that only contain them', () => {
    expect(shadowCss(':root{--body:1}html{a:b}body{font:var(--body)}.tbody tr{c:d}@media screen{body{e:f}}')).toBe(
      ':host{--body:1}:host{a:b}.paper{font:var(--body)}.tbody tr{c:d}@media screen{.paper{e:f}}',
    );
    expect(shadowCss(printCss)).not.toMatch(/:root|(^|[\s{},])(html|body)\s*\{/);
  });
});
