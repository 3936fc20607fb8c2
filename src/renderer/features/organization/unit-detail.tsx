import { Button, Descriptions } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { UnitView } from '#shared/organization/organization.schema.ts';
import { useScopedPath } from '../../app/period-scope.tsx';
import { useMay } from '../../app/session.tsx';
import { Panel } from '../../ui/panel.tsx';
import { StateTag } from '../../ui/state-tag.tsx';
import { UnitForm } from './unit-form.tsx';

export function UnitDetail({
  unit,
  units,
  mayWrite,
}: {
  unit: UnitView;
  units: readonly UnitView[];
  mayWrite: boolean;
}) {
  const { t } = useTranslation();
  const may = useMay();
  const scoped = useScopedPath();
  const [isEditing, setEditing] = useState(false);
  const parent = units.find((u) => u.unitId === unit.parentId);
  return (
    <Panel
      title={unit.name}
      style={{ flex: 'none' }}
      extra={
        <>
          {may('inspection:read') && (
            <Link to={scoped(`/inspection/unit/${unit.unitId}`)}>{t('inspection.history.open')}</Link>
          )}
          {mayWrite && (
            <Button size="small" onClick={() => setEditing(true)}>
              {t('common.edit')}
            </Button>
          )}
        </>
      }
    >
      <Descriptions
        size="small"
        column={3}
        style={{ padding: '8px 12px' }}
        items={[
          { key: 'code', label: t('common.code'), children: unit.code },
          { key: 'parent', label: t('organization.parent'), children: parent?.name ?? t('organization.top') },
          { key: 'level', label: t('organization.level'), children: t(`level.${unit.level}`) },
          { key: 'line', label: t('organization.line'), children: t(`line.${unit.line}`) },
          { key: 'channel', label: t('organization.channel'), children: t(`channel.${unit.channel}`) },
          {
            key: 'state',
            label: t('organization.isActive'),
            children: (
              <StateTag tone={unit.isActive ? 'good' : 'neutral'}>
                {t(unit.isActive ? 'common.active' : 'common.inactive')}
              </StateTag>
            ),
          },
        ]}
      />
      {isEditing && <UnitForm units={units} unit={unit} parentId={unit.parentId} onClose={() => setEditing(false)} />}
    </Panel>
  );
}
