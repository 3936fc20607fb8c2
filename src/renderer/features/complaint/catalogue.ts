import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { noCode } from '#shared/complaint/narrowing.schema.ts';
import { orpc } from '../../rpc/client.ts';
import { searchText } from '../../ui/initials.ts';
import { unitTree } from '../../ui/unit-tree.ts';

interface Entry {
  code: string;
  parentCode: string | null;
  zh: string;
  en: string;
}
export interface TreeNode {
  value: string;
  title: string;
  /** what it is found by */
  search: string;
  selectable: boolean;
  children: TreeNode[];
}

export interface CauseGroup {
  label: string;
  title: string;
  options: { value: string; label: string; search: string }[];
}

const nameIn = (entry: Entry, english: boolean) => (english ? entry.en : entry.zh);
const isLeaf = (entry: Entry, entries: readonly Entry[]) => !entries.some((other) => other.parentCode === entry.code);

function tree(entries: readonly Entry[], english: boolean): TreeNode[] {
  const nodes = new Map(
    entries.map((entry) => {
      const title = nameIn(entry, english);
      const node = { value: entry.code, title, search: searchText(title), selectable: true };
      return [entry.code, { ...node, children: [] as TreeNode[] }];
    }),
  );
  const top: TreeNode[] = [];
  for (const { code, parentCode } of entries) {
    const parent = parentCode ? nodes.get(parentCode) : undefined;
    (parent ? parent.children : top).push(nodes.get(code) as TreeNode);
  }
  return top;
}

/** Causes to choose from under what they belong to; only the deepest can be, and Enter takes the first one found. */
function groups(entries: readonly Entry[], english: boolean): CauseGroup[] {
  const leaves = entries.filter((entry) => isLeaf(entry, entries));
  const names = new Map(entries.map((entry) => [entry.code, nameIn(entry, english)]));
  return [...Map.groupBy(leaves, ({ code, parentCode }) => parentCode ?? code)].map(([code, list]) => {
    const label = names.get(code) ?? code;
    const options = list.map((entry) => {
      const name = nameIn(entry, english);
      return { value: entry.code, label: name, search: searchText(name) };
    });
    return { label, title: label, options };
  });
}

/** Category and cause trees in the user's language. */
export function useCatalogue() {
  const { t, i18n } = useTranslation();
  const { data } = useQuery(orpc.complaint.catalogue.queryOptions({ input: {}, staleTime: 300_000 }));
  return useMemo(() => {
    const english = i18n.language === 'en';
    const names = new Map(
      [...(data?.categories ?? []), ...(data?.causes ?? [])].map((e) => [e.code, english ? e.en : e.zh]),
    );
    return {
      categories: tree(data?.categories ?? [], english),
      causes: groups(data?.causes ?? [], english),
      categoryName: (code: string) => names.get(code) ?? code,
      /** the same for a code of a filter: `-` is none, `=code` the code without those below it */
      codeName: (code: string) =>
        code === noCode ? t('complaintAnalysis.none') : (names.get(code.replace(/^=/, '')) ?? code),
    };
  }, [data, t, i18n.language]);
}

/** Whether there are no units yet, so that nothing can be taken down. */
export function useHasNoUnits(): boolean {
  const { data } = useQuery(orpc.organization.units.queryOptions({ input: {}, staleTime: 60_000 }));
  return data?.length === 0;
}

/** Units the account may use, as a tree. */
export function useUnitTree() {
  const { data } = useQuery(orpc.organization.units.queryOptions({ input: {}, staleTime: 60_000 }));
  return useMemo(() => unitTree(data ?? []), [data]);
}
