import type { ColDef, ICellRendererParams } from 'ag-grid-community';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { ItemFigure } from '#shared/inspection/analysis.schema.ts';
import { usePreferences } from '../../app/preferences.tsx';
import { Grid } from '../../ui/grid.tsx';
import { StateTag } from '../../ui/state-tag.tsx';
import { countText, pointsText, rateText } from './analysis.format.ts';
import type { SheetsPath } from './use-sheets-path.ts';

type Cell = ICellRendererParams<ItemFigure>;

/** Items with their counts; each count opens as many sheets. */
export function ItemGrid({ items, sheets }: { items: ItemFigure[]; sheets: SheetsPath }) {
  const { t } = useTranslation();
  const { language } = usePreferences();
  const columns = useMemo((): ColDef<ItemFigure>[] => {
    const en = language === 'en';
    const right = { type: 'rightAligned', cellDataType: false, sortable: true } as const;
    const linked = (
      name: string,
      width: number,
      value: (item: ItemFigure) => number,
      outcome: string | undefined,
    ): ColDef<ItemFigure> => ({
      ...right,
      colId: name,
      headerName: t(`inspection.analysis.${name}`),
      width,
      valueGetter: ({ data }) => data && value(data),
      cellRenderer: ({ data }: Cell) =>
        data &&
        (value(data) === 0 ? (
          <span className="t3">0</span>
        ) : (
          <Link to={sheets(outcome ? { itemCode: data.itemCode, [outcome]: '1' } : {})}>{countText(value(data))}</Link>
        )),
    });
    const number = (
      name: string,
      width: number,
      value: (item: ItemFigure) => number | null,
      show: (value: number | null) => string,
    ): ColDef<ItemFigure> => ({
      ...right,
      colId: name,
      headerName: t(`inspection.analysis.${name}`),
      width,
      valueGetter: ({ data }) => (data ? value(data) : null),
      valueFormatter: ({ value: shown }) => show(shown ?? null),
    });
    return [
      { headerName: t('inspection.analysis.code'), field: 'itemCode', width: 62 },
      {
        headerName: t('inspection.analysis.item'),
        flex: 1,
        minWidth: 120,
        tooltipValueGetter: ({ data }) => (en ? data?.titleEn : data?.titleZh),
        cellRenderer: ({ data }: Cell) =>
          data && (
            <span className="inspection-unit">
              <span className="el">{en ? data.titleEn : data.titleZh}</span>
              {data.severity !== 'general' && (
                <StateTag tone={data.severity === 'veto' ? 'bad' : 'warning'}>
                  {t(`inspection.analysis.severity.${data.severity}`)}
                </StateTag>
              )}
            </span>
          ),
      },
      {
        headerName: t('inspection.analysis.clause'),
        width: 84,
        cellRenderer: ({ data }: Cell) =>
          data?.clauseCode && <Link to={sheets({ clauseCode: data.clauseCode, failed: '1' })}>{data.clauseCode}</Link>,
      },
      linked('sheets', en ? 74 : 70, (item) => item.sheets, undefined),
      linked('failed', en ? 74 : 86, (item) => item.failed, 'failed'),
      {
        ...number('rate', 84, (item) => item.failRate, rateText),
        cellClass: ['ag-right-aligned-cell', 'b'],
      },
      {
        headerName: t('inspection.analysis.interval'),
        width: 108,
        type: 'rightAligned',
        valueGetter: ({ data }) =>
          data?.interval ? `${rateText(data.interval.low)}–${rateText(data.interval.high)}` : '',
      },
      linked('na', en ? 58 : 66, (item) => item.notApplicable, 'notApplicable'),
      number('naRate', en ? 82 : 84, (item) => (item.sheets > 0 ? item.notApplicable / item.sheets : null), rateText),
      linked('hits', en ? 100 : 86, (item) => item.hits, 'hit'),
      {
        ...number(
          'lost',
          en ? 106 : 92,
          (item) => item.lostPoints,
          (value) => pointsText(value, 1),
        ),
        sort: 'desc',
      },
      number(
        'meanLost',
        en ? 92 : 86,
        (item) => item.meanLost,
        (value) => pointsText(value, 2),
      ),
      number(
        'full',
        60,
        (item) => item.fullPoints,
        (value) => pointsText(value, 0),
      ),
    ];
  }, [t, language, sheets]);
  return <Grid<ItemFigure> rowData={items} columnDefs={columns} getRowId={({ data }) => data.itemCode} />;
}
