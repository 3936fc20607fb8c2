import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { noCode } from '#shared/complaint/narrowing.schema.ts';
import { orpc } from '../../rpc/client.ts';
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
  selectable: boolean;
  children: TreeNode[];
}

/** @param leavesOnly only the deepest nodes can be chosen */
function tree(entries: readonly Entry[], english: boolean, leavesOnly: boolean): TreeNode[] {
  const nodes = new Map(
    entries.map((e) => [
      e.code,
      { value: e.code, title: english ? e.en : e.zh, selectable: true, children: [] as TreeNode[] },
    ]),
  );
  const top: TreeNode[] = [];
  for (const entry of entries) {
    const node = nodes.get(entry.code) as TreeNode;
    const parent = entry.parentCode ? nodes.get(entry.parentCode) : undefined;
    if (parent) {
      parent.children.push(node);
      parent.selectable = !leavesOnly;
    } else top.push(node);
  }
  return top;
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
      categories: tree(data?.categories ?? [], english, false),
      causes: tree(data?.causes ?? [], english, true),
      categoryName: (code: string) => names.get(code) ?? code,
      /** the same for a code of a filter: `-` is none, `=code` the code without those below it */
      codeName: (code: string) =>
        code === noCode ? t('complaintAnalysis.none') : (names.get(code.replace(/^=/, '')) ?? code),
    };
  }, [data, t, i18n.language]);
}

/** Units the account may use, as a tree. */
export function useUnitTree() {
  const { data } = useQuery(orpc.organization.units.queryOptions({ input: {}, staleTime: 60_000 }));
  return useMemo(() => unitTree(data ?? []), [data]);
}
