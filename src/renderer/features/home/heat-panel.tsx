import { Segmented, Select } from 'antd';
import type { TFunction } from 'i18next';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { type HeatBand, heatBandsOf, onTarget } from '#shared/home/home.rules.ts';
import {
  type HeatGroup,
  type HeatMetric,
  type HeatRow,
  heatGroups,
  heatMetrics,
  type Overview,
} from '#shared/home/home.schema.ts';
import { useUrlState } from '../../app/period-scope.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Panel } from '../../ui/panel.tsx';

/** Unit × month; a cell opens its complaints. */
export function HeatPanel({ heat, months }: { heat: Overview['heat']; months: readonly string[] }) {
  const { t } = useTranslation();
  const [metric, setMetric] = useUrlState('metric', 'timeliness');
  const [group, setGroup] = useUrlState('group', 'city');
  const all = heat[metric as HeatMetric] ?? heat.timeliness;
  const present = heatGroups.filter((one) => all.some((row) => row.group === one));
  const shown = present.includes(group as HeatGroup) ? group : (present[0] ?? 'city');
  const rows = all.filter((row) => row.group === shown);
  const { bands, middle } = heatBandsOf(rows);
  return (
    <Panel
      title={finding(t, rows)}
      style={{ flex: '0 1 auto', minHeight: 160 }}
      extra={
        <>
          <Select
            size="small"
            aria-label={t('home.heat.metric')}
            value={metric}
            onChange={setMetric}
            options={heatMetrics.map((value) => ({ value, label: t(`home.heat.${value}`) }))}
            style={{ width: 150 }}
          />
          {present.length > 1 && (
            <Segmented
              size="small"
              value={shown}
              onChange={setGroup}
              options={present.map((value) => ({ value, label: t(`home.group.${value}`) }))}
            />
          )}
        </>
      }
      foot={
        metric === 'timeliness' ? <Legend bands={bands} middle={middle} /> : <span>{t('home.heat.volumeHint')}</span>
      }
    >
      {rows.length === 0 ? (
        <EmptyState text={t('home.heat.none')} />
      ) : (
        <HeatTable rows={rows} months={months} metric={metric as HeatMetric} bands={bands} />
      )}
    </Panel>
  );
}

/** The title says what the picture shows: which units are out of control in the last month. */
function finding(t: TFunction, rows: readonly HeatRow[]): string {
  const out = rows.filter((row) => row.cells.at(-1)?.isSignal).map((row) => row.name);
  if (out.length === 0) return t('home.heat.calm');
  return t('home.heat.signals', { units: out.slice(0, 3).join(t('home.comma')), count: out.length });
}

function HeatTable({
  rows,
  months,
  metric,
  bands,
}: {
  rows: readonly HeatRow[];
  months: readonly string[];
  metric: HeatMetric;
  bands: readonly HeatBand[];
}) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const largest = Math.max(1, ...rows.flatMap((row) => row.cells.map((cell) => cell.value ?? 0)));
  const bandOf = (value: number | null) => {
    if (value === null) return 'na';
    if (metric === 'timeliness') return bands.findLast((band) => value >= band.from / 100)?.name ?? 'b2';
    return value / largest > 0.75 ? 'b2' : value / largest > 0.5 ? 'b1' : 'h0';
  };
  const text = (value: number | null) =>
    value === null ? '—' : metric === 'timeliness' ? (value * 100).toFixed(1) : String(value);
  return (
    <div style={{ overflow: 'auto', padding: '4px 10px' }}>
      <table className="heat">
        <thead>
          <tr>
            <th className="name" />
            {months.map((month) => (
              <th key={month} title={month}>
                {t('home.heat.month', { month: Number(month.slice(5)) })}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.unitId}>
              <th className="name" title={row.name}>
                {row.name}
              </th>
              {row.cells.map((cell) => (
                <td key={cell.month}>
                  <button
                    type="button"
                    className={`${bandOf(cell.value)}${cell.isSignal ? ' signal' : ''}`}
                    title={t('home.heat.cell', {
                      unit: row.name,
                      month: cell.month,
                      value: text(cell.value),
                      n: cell.n,
                    })}
                    onClick={() =>
                      navigate(`/complaint?view=all&unit=${row.unitId}&from=${cell.month}-01&to=${lastDay(cell.month)}`)
                    }
                  >
                    {text(cell.value)}
                  </button>
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

const lastDay = (month: string) =>
  new Date(Date.UTC(Number(month.slice(0, 4)), Number(month.slice(5)), 0)).toISOString().slice(0, 10);

function Legend({ bands, middle }: { bands: readonly HeatBand[]; middle: number }) {
  const { t } = useTranslation();
  const textOf = ({ from }: HeatBand, i: number) => {
    const to = bands[i + 1]?.from;
    if (i === 0) return t('home.heat.bandBelow', { to });
    return to === undefined ? t('home.heat.bandFrom', { from }) : `${from}–${to}`;
  };
  return (
    <span className="heat-legend heat">
      {bands.map((band, i) => (
        <span key={band.name}>
          <i className={band.name} />
          {textOf(band, i)}
        </span>
      ))}
      <span>
        <span className="er">◥</span> {t('home.heat.signal')}
      </span>
      <span className="t3">
        {t(middle === onTarget ? 'home.heat.aroundTarget' : 'home.heat.aroundMean', { middle })}
      </span>
    </span>
  );
}
