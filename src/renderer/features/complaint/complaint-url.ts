import { useCallback, useMemo } from 'react';
import { useSearchParams } from 'react-router';
import {
  type ComplaintFilter,
  complaintFilter,
  complaintSorts,
  complaintViews,
} from '#shared/complaint/complaint.schema.ts';

/** Rows of one page of the list. */
export const pageSize = 100;

const lists = {
  statuses: 'status',
  channels: 'channel',
  grades: 'grade',
  businesses: 'business',
  traits: 'trait',
} as const;
const texts = {
  q: 'q',
  category: 'category',
  cause: 'cause',
  receivedFrom: 'from',
  receivedTo: 'to',
  dueFrom: 'dueFrom',
  dueTo: 'dueTo',
  deadlineFrom: 'deadlineFrom',
  deadlineTo: 'deadlineTo',
  closedBy: 'closedBy',
  closedFrom: 'closedFrom',
  closedTo: 'closedTo',
  todo: 'todo',
} as const;

export interface ComplaintAddress {
  filter: ComplaintFilter;
  sort: (typeof complaintSorts)[number];
  descending: boolean;
  /** from 0 */
  page: number;
  complaintId: string | null;
  registering: boolean;
}

/** The order of a view until another is chosen. */
export const usualSort = (view: ComplaintFilter['view']): ComplaintAddress['sort'] =>
  view === 'risk' ? 'risk' : 'due';

export function read(params: URLSearchParams): ComplaintAddress {
  const raw = {
    view: params.get('view') ?? 'open',
    unitId: params.get('unit'),
    ...Object.fromEntries(
      Object.entries(lists).map(([key, name]) => [key, params.get(name)?.split(',').filter(Boolean) ?? []]),
    ),
    ...Object.fromEntries(
      Object.entries(texts).map(([key, name]) => [
        key,
        params.get(name) ?? (key === 'todo' ? undefined : /^(received|due|deadline|closed)/.test(key) ? null : ''),
      ]),
    ),
  };
  // An address written by hand may hold words that don't exist: then the plain list is shown.
  const parsed = complaintFilter.safeParse(raw);
  const filter = parsed.success ? parsed.data : complaintFilter.parse({ unitId: raw.unitId });
  const sort = params.get('sort') ?? usualSort(filter.view);
  const name = sort.replace(/^-/, '') as ComplaintAddress['sort'];
  return {
    filter,
    sort: complaintSorts.includes(name) ? name : usualSort(filter.view),
    descending: sort.startsWith('-'),
    page: Math.max(0, (Number.parseInt(params.get('page') ?? '1', 10) || 1) - 1),
    complaintId: params.get('id'),
    registering: params.get('register') === '1',
  };
}

/** A filter as the parameters of the list's address; what `read` makes of them is the filter again. */
export function addressOf(filter: Partial<ComplaintFilter>): Record<string, string> {
  const names: Record<string, string> = { ...lists, ...texts, view: 'view', unitId: 'unit' };
  const address: Record<string, string> = {};
  for (const [key, value] of Object.entries(filter)) {
    const text = Array.isArray(value) ? value.join(',') : String(value ?? '');
    const name = names[key];
    if (name && text) address[name] = text;
  }
  return address;
}

/** View, filters, order, page and open complaint, all kept in the address. */
export function useComplaintAddress() {
  const [params, setParams] = useSearchParams();
  const address = useMemo(() => read(params), [params]);
  const patch = useCallback(
    (changes: Record<string, string | null>, replace = false) =>
      setParams(
        (before) => {
          const next = new URLSearchParams(before);
          for (const [name, value] of Object.entries(changes)) value ? next.set(name, value) : next.delete(name);
          return next;
        },
        { replace },
      ),
    [setParams],
  );
  /** Changes the filter and goes back to the first page. */
  const setFilter = useCallback(
    (changes: Partial<ComplaintFilter>) => {
      const named: Record<string, string | null> = { page: null };
      for (const [key, value] of Object.entries(changes)) {
        const name = { ...lists, ...texts, view: 'view', unitId: 'unit' }[key as keyof ComplaintFilter] as string;
        named[name] = Array.isArray(value) ? value.join(',') || null : value && value !== 'open' ? String(value) : null;
      }
      patch(named);
    },
    [patch],
  );
  return { address, patch, setFilter };
}

/** Whether a filter narrows beyond its view. */
export const isNarrowed = (filter: ComplaintFilter) =>
  Boolean(
    filter.q ||
      filter.category ||
      filter.cause ||
      filter.traits?.length ||
      filter.dueFrom ||
      filter.dueTo ||
      filter.deadlineFrom ||
      filter.deadlineTo ||
      filter.closedBy ||
      filter.receivedFrom ||
      filter.receivedTo ||
      filter.statuses.length ||
      filter.channels.length ||
      filter.grades.length ||
      filter.businesses.length,
  );

export const isView = (text: string): text is (typeof complaintViews)[number] =>
  (complaintViews as readonly string[]).includes(text);
