import { TreeSelect, type TreeSelectProps } from 'antd';
import { useMemo, useState } from 'react';
import { type CodeNode, markMet } from './initials.ts';

type Props = Omit<TreeSelectProps, 'treeData' | 'showSearch' | 'treeNodeFilterProp' | 'filterTreeNode'> & {
  treeData: readonly CodeNode[];
};

/**
 * A tree of codes that people know, found by name, initials or code. The control finds the entry Enter takes by text
 * alone, never by a function; so each entry carries what was typed where it is met, and one rule decides about what is
 * shown and about Enter.
 */
export function CodeTreeSelect({ treeData, ...rest }: Props) {
  const [typed, setTyped] = useState('');
  const marked = useMemo(() => markMet(treeData, typed), [treeData, typed]);
  return <TreeSelect {...rest} treeData={marked} showSearch={{ treeNodeFilterProp: 'met', onSearch: setTyped }} />;
}
