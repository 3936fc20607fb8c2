import { describe, expect, it } from 'vitest';
import { emptyEntry, type ItemEntry } from '#shared/inspection/result.schema.ts';
import { EditHistory } from '../../../src/renderer/features/inspection/edit-history.ts';
import { mergeEntries, sameEntry } from '../../../src/renderer/features/inspection/sheet-merge.ts';

const found = (itemCode: string, count: number): ItemEntry => ({
  ...emptyEntry(itemCode),
  result: { kind: 'count', count },
});
const by = (...entries: ItemEntry[]) => new Map(entries.map((entry) => [entry.itemCode, entry]));

describe('two windows on one sheet', () => {
  it('take from each side what only that side changed', () => {
    const merged = mergeEntries(by(found('1', 0)), by(found('1', 0), found('2', 5)), by(found('1', 3)));
    expect(merged).toEqual({ conflicts: [], taken: by(found('2', 5)), settled: [] });
  });

  it('leave to be chosen what both changed differently', () => {
    const merged = mergeEntries(by(found('1', 0)), by(found('1', 4)), by(found('1', 3)));
    expect(merged.conflicts).toEqual([{ itemCode: '1', mine: found('1', 3), theirs: found('1', 4) }]);
    expect(merged.taken.size).toBe(0);
    expect(mergeEntries(by(), by(found('1', 4)), by(found('1', 3))).conflicts).toHaveLength(1);
  });

  it('agree where both entered the same, as after an answer that was lost', () => {
    expect(mergeEntries(by(), by(found('1', 3)), by(found('1', 3)))).toEqual({
      conflicts: [],
      taken: new Map(),
      settled: ['1'],
    });
    expect(sameEntry({ ...found('1', 1), staffIds: [] }, found('1', 1))).toBe(true);
    expect(sameEntry({ ...found('1', 1), staffIds: ['a'] }, found('1', 1))).toBe(false);
    expect(sameEntry(undefined, emptyEntry('1'))).toBe(true);
  });

  it('take over what was emptied elsewhere', () => {
    expect(mergeEntries(by(found('1', 2)), by(), by()).taken).toEqual(by(emptyEntry('1')));
  });
});

describe('taking back', () => {
  it('goes back and forth, keys typed together as one', () => {
    const history = new EditHistory();
    const [none, one, twelve] = [emptyEntry('1'), found('1', 1), found('1', 12)];
    const two = found('2', 2);
    history.add(none, one, 0);
    history.add(one, twelve, 200);
    history.add(emptyEntry('2'), two, 5000);
    expect(history.undo()).toEqual(emptyEntry('2'));
    expect(history.undo()).toEqual(none);
    expect(history.undo()).toBeUndefined();
    expect(history.redo()).toEqual(twelve);
    expect(history.redo()).toEqual(two);
    expect(history.redo()).toBeUndefined();
    history.undo();
    history.add(twelve, found('1', 9), 9000);
    expect(history.redo()).toBeUndefined();
  });
});
