import { useCallback, useState } from 'react';
import { usualColumns, wideColumns } from './complaint-columns.tsx';

const place = 'service-audit.complaintColumns';
const usual: string[] = [
  'due',
  'number',
  'customer',
  'grade',
  'category',
  ...wideColumns.slice(0, 3),
  'unit',
  'received',
  'status',
];

function stored(): string[] | null {
  try {
    const list: unknown = JSON.parse(localStorage.getItem(place) ?? 'null');
    return Array.isArray(list) && list.every((id) => typeof id === 'string') ? list : null;
  } catch {
    return null;
  }
}

/** Columns a person has chosen for the list, in their order; kept on this computer. */
export function useChosenColumns() {
  const [chosen, setChosen] = useState<string[]>(() => stored() ?? usual);
  const choose = useCallback((columns: string[] | null) => {
    setChosen(columns ?? usual);
    if (columns) localStorage.setItem(place, JSON.stringify(columns));
    else localStorage.removeItem(place);
  }, []);
  return { chosen, choose };
}

/** Columns of the list of risks: why a complaint stands in it has the room of what was said. */
export const riskColumns = (columns: readonly string[], isNarrow: boolean): string[] => {
  if (isNarrow) return ['due', 'number', 'risk', 'unit'];
  const rest = columns.filter((id) => !['content', 'channel', 'place', 'risk', 'grade'].includes(id));
  return [...rest.slice(0, 2), 'risk', ...rest.slice(2)];
};

/** Columns that stay while something stands beside the list: there is no room for the others. */
export const narrowed = (chosen: readonly string[]) =>
  chosen.filter((id) => (usualColumns as readonly string[]).includes(id));

/** Columns that stay while groups stand beside the list. */
export const besideGroups = (chosen: readonly string[]) => chosen.filter((id) => id !== 'place' && id !== 'channel');
