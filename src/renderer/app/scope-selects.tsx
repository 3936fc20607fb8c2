import { ApartmentOutlined, CalendarOutlined } from '@ant-design/icons';
import { useQuery } from '@tanstack/react-query';
import { Select, TreeSelect } from 'antd';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { dayOf } from '#shared/kernel/dates.ts';
import { type Period, type PeriodKind, periodOfDay, shiftPeriod } from '#shared/kernel/period.ts';
import { orpc } from '../rpc/client.ts';
import { treeSearch } from '../ui/initials.ts';
import { unitTree } from '../ui/unit-tree.ts';
import { usePeriodScope } from './period-scope.tsx';

const kinds: readonly PeriodKind[] = ['month', 'quarter', 'half', 'year'];
const counts: Record<PeriodKind, number> = { month: 24, quarter: 10, half: 6, year: 12 };

/** A period in words: 2026 年 11 月, 2026 年三季度. */
export function usePeriodText(): (period: Period) => string {
  const { t } = useTranslation();
  return (period) =>
    t(`frame.period.${period.kind}`, {
      year: period.year,
      index: period.index,
      ordinal: t(`frame.ordinal.${period.index}`),
    });
}

export function PeriodSelect() {
  const { t } = useTranslation();
  const text = usePeriodText();
  const { period, setPeriod } = usePeriodScope();
  const today = dayOf(Date.now());
  const options = useMemo(
    () =>
      kinds.map((kind) => ({
        label: t(`frame.periodKind.${kind}`),
        options: Array.from({ length: counts[kind] }, (_, i) => shiftPeriod(periodOfDay(kind, today), -i)).map((p) => ({
          value: p.key,
          label: text(p),
        })),
      })),
    [t, text, today],
  );
  const known = options.some((group) => group.options.some((option) => option.value === period.key));
  return (
    <Select
      aria-label={t('frame.periodLabel')}
      value={period.key}
      onChange={setPeriod}
      options={
        known
          ? options
          : [{ label: t('frame.periodChosen'), options: [{ value: period.key, label: text(period) }] }, ...options]
      }
      prefix={<CalendarOutlined />}
      popupMatchSelectWidth={180}
      style={{ width: 142 }}
    />
  );
}

export function UnitSelect() {
  const { t } = useTranslation();
  const { unitId, setUnitId } = usePeriodScope();
  const units = useQuery(orpc.organization.units.queryOptions({ input: {}, staleTime: 300_000 }));
  const tree = useMemo(() => unitTree(units.data ?? []), [units.data]);
  return (
    <TreeSelect
      aria-label={t('frame.unitLabel')}
      value={unitId}
      onChange={(value) => setUnitId(value ?? undefined)}
      treeData={tree}
      placeholder={t('frame.allUnits')}
      allowClear
      showSearch={treeSearch}
      prefix={<ApartmentOutlined />}
      popupMatchSelectWidth={320}
      listHeight={420}
      style={{ width: 200 }}
    />
  );
}
