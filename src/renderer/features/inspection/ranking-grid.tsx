import type { ColDef, ICellRendererParams } from 'ag-grid-community';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useNavigate } from 'react-router';
import type { Ranking, RankingKind, RankingRow } from '#shared/inspection/analysis.schema.ts';
import { rankText } from '#shared/inspection/list.words.ts';
import { useScopedPath } from '../../app/period-scope.tsx';
import { usePreferences } from '../../app/preferences.tsx';
import { Grid } from '../../ui/grid.tsx';
import { StateTag, type Tone } from '../../ui/state-tag.tsx';
import { none, pointsText } from './analysis.format.ts';
import { gradeTones } from './grade.ts';

type Cell = ICellRendererParams<RankingRow>;
const changeTones: Readonly<Record<RankingRow['changeVerdict'], Tone>> = {
  increased: 'good',
  decreased: 'bad',
  withinError: 'neutral',
  sampleTooSmall: 'neutral',
};
const arrows: Readonly<Record<RankingRow['changeVerdict'], string>> = {
  increased: '↑',
  decreased: '↓',
  withinError: '',
  sampleTooSmall: '',
};

/** One scale for all means; intervals that reach beyond it are cut at its ends. */
function scaleOf(rows: readonly RankingRow[]): { low: number; high: number } {
  const means = rows.flatMap((row) => (row.mean === null ? [] : [row.mean]));
  const low = Math.max(0, Math.floor((Math.min(...means) - 5000) / 5000) * 5000);
  return { low, high: Math.max(100_000, Math.ceil(Math.max(...means) / 5000) * 5000) };
}

/** Rows in order of their means, with the places the intervals leave open; a number opens its sheets. */
export function RankingGrid({ ranking, by, least }: { ranking: Ranking; by: RankingKind; least: number }) {
  const { t } = useTranslation();
  const { language } = usePreferences();
  const scoped = useScopedPath();
  const navigate = useNavigate();
  const columns = useMemo((): ColDef<RankingRow>[] => {
    const en = language === 'en';
    const right = { type: 'rightAligned', cellDataType: false } as const;
    const scale = scaleOf(ranking.rows);
    const history = (row: RankingRow) => scoped(`/inspection/${by === 'staff' ? 'staff' : 'unit'}/${row.id}`);
    const sheets = (row: RankingRow, more: Record<string, string> = {}) =>
      scoped('/inspection', {
        stage: 'published',
        line: ranking.line,
        span: 'period',
        ...(by === 'staff' ? { staffId: row.id } : { unit: row.id }),
        ...more,
      });
    return [
      {
        headerName: t('inspection.ranking.place'),
        headerTooltip: t('inspection.ranking.placeTitle'),
        width: 96,
        cellRenderer: ({ data }: Cell) =>
          data &&
          (data.rankFrom === null ? (
            <span className="t3" title={t('inspection.ranking.unrankedTitle', { count: data.n, least })}>
              {t('inspection.ranking.unranked')}
            </span>
          ) : (
            <b>{rankText(data.rankFrom, data.rankTo)}</b>
          )),
      },
      {
        headerName: t('inspection.ranking.name'),
        flex: 1.2,
        minWidth: 150,
        tooltipField: 'name',
        cellRenderer: ({ data }: Cell) => data && <Link to={history(data)}>{data.name}</Link>,
      },
      { headerName: t('inspection.ranking.part'), field: 'place', flex: 0.8, minWidth: 90, tooltipField: 'place' },
      {
        ...right,
        headerName: t('inspection.ranking.n'),
        width: 64,
        cellRenderer: ({ data }: Cell) => data && <Link to={sheets(data)}>{data.n}</Link>,
      },
      {
        ...right,
        headerName: t('inspection.ranking.mean'),
        width: 80,
        cellClass: ['ag-right-aligned-cell', 'b'],
        valueGetter: ({ data }) => pointsText(data?.mean ?? null),
      },
      {
        headerName: `${t('inspection.ranking.interval')} ${pointsText(scale.low, 0)}–${pointsText(scale.high, 0)}`,
        width: 210,
        cellRenderer: ({ data }: Cell) => data && <Whisker row={data} scale={scale} />,
      },
      {
        ...right,
        headerName: t('inspection.ranking.median'),
        width: 78,
        valueGetter: ({ data }) => pointsText(data?.median ?? null),
      },
      {
        headerName: t('inspection.ranking.grades'),
        width: 196,
        cellRenderer: ({ data }: Cell) =>
          data && (
            <span className="ranking-grades">
              {ranking.grades
                .filter(({ code }) => data.grades[code])
                .map(({ code, titleZh, titleEn }) => (
                  <Link
                    key={code}
                    to={sheets(data, { grade: code })}
                    className={`tag ${gradeTones(code)}`}
                    title={en ? titleEn : titleZh}
                  >
                    {(en ? titleEn : titleZh).slice(0, 2)} {data.grades[code]}
                  </Link>
                ))}
            </span>
          ),
      },
      {
        headerName: t('inspection.ranking.change'),
        width: en ? 190 : 150,
        cellRenderer: ({ data }: Cell) =>
          data &&
          (data.change === null ? (
            <span className="t3">{t('inspection.ranking.noPrevious')}</span>
          ) : (
            <span
              title={t('inspection.ranking.changeTitle', {
                mean: pointsText(data.previousMean),
                count: data.previousN,
              })}
            >
              <span className="ranking-change">
                {data.change > 0 ? '+' : ''}
                {pointsText(data.change)}
              </span>{' '}
              <StateTag tone={changeTones[data.changeVerdict]}>
                {arrows[data.changeVerdict]} {t(`inspection.ranking.verdict.${data.changeVerdict}`)}
              </StateTag>
            </span>
          )),
      },
    ];
  }, [t, language, scoped, ranking, by, least]);
  return (
    <Grid<RankingRow>
      rowData={ranking.rows}
      columnDefs={columns}
      getRowId={({ data }) => data.id}
      tooltipShowDelay={400}
      getRowClass={({ data }) => (data?.rankFrom === null ? 'ranking-out' : undefined)}
      onRowDoubleClicked={({ data }) =>
        data && navigate(scoped(`/inspection/${by === 'staff' ? 'staff' : 'unit'}/${data.id}`))
      }
    />
  );
}

/** A mean as a dot on its interval. */
function Whisker({ row, scale }: { row: RankingRow; scale: { low: number; high: number } }) {
  const { t } = useTranslation();
  const at = (value: number) =>
    `${Math.max(0, Math.min(100, ((value - scale.low) / (scale.high - scale.low)) * 100)).toFixed(2)}%`;
  if (row.mean === null) return <span className="t3">{none}</span>;
  const { interval } = row;
  const label = interval
    ? t('inspection.ranking.intervalTitle', {
        mean: pointsText(row.mean),
        low: pointsText(Math.max(0, interval.low), 1),
        high: pointsText(interval.high, 1),
        count: row.n,
      })
    : `${pointsText(row.mean)} · ${t('inspection.ranking.noInterval')}`;
  return (
    <svg className="ranking-whisker" role="img" aria-label={label}>
      <title>{label}</title>
      {interval && (
        <>
          <line x1={at(interval.low)} x2={at(interval.high)} y1="50%" y2="50%" />
          <line x1={at(interval.low)} x2={at(interval.low)} y1="30%" y2="70%" />
          <line x1={at(interval.high)} x2={at(interval.high)} y1="30%" y2="70%" />
        </>
      )}
      <circle cx={at(row.mean)} cy="50%" r="3.5" />
    </svg>
  );
}
