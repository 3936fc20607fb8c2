import { ImportOutlined, PlusOutlined } from '@ant-design/icons';
import { useQuery } from '@tanstack/react-query';
import { Button, Checkbox, Input, Tree } from 'antd';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import type { UnitView } from '#shared/organization/organization.schema.ts';
import { pageOfList, useScopedPath, useUrlState } from '../../app/period-scope.tsx';
import { useMay } from '../../app/session.tsx';
import { orpc } from '../../rpc/client.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ErrorPanel } from '../../ui/error-panel.tsx';
import { PageHead } from '../../ui/page-head.tsx';
import { Panel } from '../../ui/panel.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { StaffForm } from './staff-form.tsx';
import { StaffGrid } from './staff-grid.tsx';
import { UnitDetail } from './unit-detail.tsx';
import { UnitForm } from './unit-form.tsx';

interface Node {
  key: string;
  title: React.ReactNode;
  children: Node[];
}

export default function OrganizationPage() {
  const { t } = useTranslation();
  const may = useMay();
  const navigate = useNavigate();
  const scoped = useScopedPath();
  const [selected, setSelected] = useUrlState('selected', '', pageOfList);
  const [withInactive, setWithInactive] = useUrlState('inactive');
  const [editing, setEditing] = useState<'unit' | 'staff'>();
  const units = useQuery(orpc.organization.units.queryOptions({ input: { includeInactive: withInactive === '1' } }));
  const mayWrite = may('organization:write');
  const unit = units.data?.find((u) => u.unitId === selected);
  return (
    <div className="page">
      <PageHead
        title={t('organization.title')}
        detail={units.data && t('organization.detail', { units: units.data.length })}
      >
        {mayWrite && (
          <>
            <Button icon={<ImportOutlined />} onClick={() => navigate(scoped('/import/unit'))}>
              {t('organization.importUnit')}
            </Button>
            <Button icon={<ImportOutlined />} onClick={() => navigate(scoped('/import/staff'))}>
              {t('organization.importStaff')}
            </Button>
            <Button icon={<ImportOutlined />} onClick={() => navigate(scoped('/import/users'))}>
              {t('organization.importUsers')}
            </Button>
            <Button icon={<PlusOutlined />} onClick={() => setEditing('staff')} disabled={!units.data?.length}>
              {t('organization.createStaff')}
            </Button>
            <Button type="primary" icon={<PlusOutlined />} onClick={() => setEditing('unit')}>
              {t('organization.createUnit')}
            </Button>
          </>
        )}
      </PageHead>
      <div className="page-body" style={{ flexDirection: 'row', overflow: 'hidden' }}>
        <Panel
          title={t('organization.unitTree')}
          style={{ width: 340 }}
          extra={
            <Checkbox
              checked={withInactive === '1'}
              onChange={(event) => setWithInactive(event.target.checked ? '1' : undefined)}
            >
              {t('organization.showInactive')}
            </Checkbox>
          }
        >
          {units.isPending && <Skeleton rows={16} />}
          {units.error && <ErrorPanel error={units.error} onRetry={() => units.refetch()} />}
          {units.data?.length === 0 && (
            <EmptyState
              text={t('organization.empty')}
              action={
                mayWrite && <Button onClick={() => navigate('/import/unit')}>{t('organization.importUnit')}</Button>
              }
            />
          )}
          {units.data && units.data.length > 0 && (
            <UnitTree units={units.data} selected={selected} onSelect={setSelected} />
          )}
        </Panel>
        <div style={{ flex: 1, minWidth: 0, display: 'flex', flexDirection: 'column', gap: 8 }}>
          {unit && <UnitDetail unit={unit} units={units.data ?? []} mayWrite={mayWrite} />}
          <StaffGrid unitId={unit?.unitId} unitName={unit?.name} units={units.data ?? []} mayWrite={mayWrite} />
        </div>
      </div>
      {editing === 'unit' && (
        <UnitForm units={units.data ?? []} parentId={unit?.unitId ?? null} onClose={() => setEditing(undefined)} />
      )}
      {editing === 'staff' && (
        <StaffForm units={units.data ?? []} unitId={unit?.unitId} onClose={() => setEditing(undefined)} />
      )}
    </div>
  );
}

function UnitTree({
  units,
  selected,
  onSelect,
}: {
  units: readonly UnitView[];
  selected: string;
  onSelect(id: string | undefined): void;
}) {
  const { t } = useTranslation();
  const [text, setText] = useState('');
  const nodes = useMemo(() => toNodes(units, text, t), [units, text, t]);
  const topKeys = useMemo(() => nodes.map((node) => node.key), [nodes]);
  return (
    <>
      <div style={{ padding: 8 }}>
        <Input.Search
          allowClear
          placeholder={t('organization.findUnit')}
          aria-label={t('organization.findUnit')}
          value={text}
          onChange={(event) => setText(event.target.value)}
        />
      </div>
      <div style={{ flex: 1, minHeight: 0, overflow: 'auto', padding: '0 4px' }}>
        <Tree
          key={text ? 'found' : topKeys.join()}
          treeData={nodes}
          selectedKeys={selected ? [selected] : []}
          onSelect={(keys) => onSelect(keys[0] === undefined ? undefined : String(keys[0]))}
          defaultExpandedKeys={topKeys}
          defaultExpandAll={text !== ''}
          blockNode
          virtual
          height={600}
        />
      </div>
    </>
  );
}

function toNodes(units: readonly UnitView[], text: string, t: (key: string) => string): Node[] {
  const byId = new Map(units.map((u) => [u.unitId, u]));
  const shown = new Set<string>();
  // A unit that is found keeps its ancestors, or it would hang in the air.
  for (const unit of units) {
    if (!text || unit.name.includes(text) || unit.code.includes(text))
      for (const id of unit.path.split('/')) if (byId.has(id)) shown.add(id);
  }
  const nodes = new Map<string, Node>();
  for (const unit of units) {
    if (!shown.has(unit.unitId)) continue;
    const title = (
      <span className={unit.isActive ? '' : 't3'}>
        {unit.name} <span className="t3 fs">{t(`line.${unit.line}`)}</span>
      </span>
    );
    nodes.set(unit.unitId, { key: unit.unitId, title, children: [] });
  }
  const top: Node[] = [];
  for (const unit of units) {
    const node = nodes.get(unit.unitId);
    if (!node) continue;
    const parent = unit.parentId ? nodes.get(unit.parentId) : undefined;
    (parent ? parent.children : top).push(node);
  }
  return top;
}
