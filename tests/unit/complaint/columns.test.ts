import { expect, test } from 'vitest';
import { reordered } from '../../../src/renderer/features/complaint/column-order.ts';

test('moving a column while others are hidden leaves those where they were', () => {
  const chosen = ['due', 'number', 'place', 'unit', 'channel', 'status'];
  expect(reordered(chosen, ['number', 'due', 'unit', 'status'])).toEqual([
    'number',
    'due',
    'place',
    'unit',
    'channel',
    'status',
  ]);
  expect(reordered(chosen, ['status', 'due', 'number', 'unit'])).toEqual([
    'status',
    'due',
    'place',
    'number',
    'channel',
    'unit',
  ]);
  // a column nobody chose is not brought in by the grid
  expect(reordered(['due', 'number'], ['number', 'ag-selection', 'due'])).toEqual(['number', 'due']);
});
