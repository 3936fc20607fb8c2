import type { ColDef, ICellRendererParams } from 'ag-grid-community';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { ComplaintRow } from '#shared/complaint/complaint.schema.ts';
import { formatInstant } from '#shared/kernel/dates.ts';
import { StateTag } from '../../ui/state-tag.tsx';
import { categoryText, dueShort, momentText } from './complaint.format.ts';
import { DeadlineBadge } from './deadline-badge.tsx';
import { RiskCell } from './risk-cell.tsx';

type Cell = ICellRendererParams<ComplaintRow>;

/** Columns shown until somebody chooses; those of the second list only while nothing stands beside the list. */
export const usualColumns = ['due', 'number', 'customer', 'grade', 'category', 'unit', 'status'] as const;
export const wideColumns = ['content', 'channel', 'place', 'received'] as const;

/** Every column the list can show. */
export function useColumns(narrow: boolean, sort: string, descending: boolean): ColDef<ComplaintRow>[] {
  const { t, i18n } = useTranslation();
  return useMemo(() => {
    const arrow = (name: string) => (sort === name ? (descending ? ' ↓' : ' ↑') : '');
    const head = (name: string, by?: string) => `${t(`complaint.column.${name}`)}${by ? arrow(by) : ''}`;
    return [
      {
        colId: 'due',
        headerName: head('due', 'due'),
        width: i18n.language === 'en' ? 140 : 132,
        cellClass: 'due',
        cellRenderer: ({ data }: Cell) => data && <DeadlineBadge badge={data.badge} />,
      },
      { colId: 'number', headerName: head('number'), field: 'number', width: 118 },
      {
        colId: 'customer',
        headerName: head('customer'),
        width: 76,
        valueGetter: ({ data }) => [data?.customerName, data?.customerNumber.slice(-4)].filter(Boolean).join(' '),
      },
      {
        colId: 'grade',
        headerName: head('grade'),
        width: i18n.language === 'en' ? 70 : 48,
        // its English words are long, and the drawer tells it
        hide: narrow && i18n.language === 'en',
        cellClass: 'centre',
        valueGetter: ({ data }) => (data?.customerGrade ? t(`complaint.grade.${data.customerGrade}`) : ''),
      },
      {
        colId: 'category',
        headerName: head('category'),
        flex: 1,
        minWidth: 96,
        cellRenderer: ({ data }: Cell) =>
          data && (
            <span
              className="complaint-category"
              title={`${categoryText(data, i18n.language) ?? ''}\n${data.content}`.trim()}
            >
              <Category
                row={data}
                language={i18n.language}
                none={narrow ? data.content : t('complaint.uncategorised')}
              />
              {data.repeatCount > 0 && (
                <StateTag tone="warning" title={t('complaint.repeatTitle', { count: data.repeatCount })}>
                  {t('complaint.repeat')}
                </StateTag>
              )}
              {data.absorbedCount > 0 && (
                <StateTag tone="info" title={t('complaintLink.absorbedCount', { count: data.absorbedCount })}>
                  {t('complaintLink.absorbedShort', { count: data.absorbedCount })}
                </StateTag>
              )}
              {data.returnPending && <StateTag tone="warning">{t('complaint.returned')}</StateTag>}
            </span>
          ),
      },
      {
        colId: 'content',
        headerName: head('content'),
        field: 'content',
        flex: 1,
        minWidth: 90,
        hide: narrow,
        tooltipField: 'content',
      },
      {
        colId: 'channel',
        headerName: head('channel'),
        width: 86,
        hide: narrow,
        valueGetter: ({ data }) => data && t(`complaint.channel.${data.channel}`),
      },
      {
        colId: 'place',
        headerName: head('place'),
        width: 104,
        hide: narrow,
        // the city says which one; the whole place stands in the tip
        valueGetter: ({ data }) => data?.place.split(' · ').at(-1),
        tooltipField: 'place',
      },
      {
        colId: 'unit',
        headerName: head('unit'),
        field: 'unitName',
        width: narrow ? 104 : 116,
        tooltipField: 'unitName',
      },
      {
        colId: 'received',
        headerName: head('received', 'received'),
        width: 96,
        hide: narrow,
        tooltipValueGetter: ({ data }) => data && formatInstant(data.receivedAt),
        valueGetter: ({ data }) => data && momentText(data.receivedAt, t),
      },
      {
        colId: 'status',
        headerName: head('status'),
        width: i18n.language === 'en' ? 112 : 72,
        valueGetter: ({ data }) => data && t(`complaint.status.${data.status}`),
      },
      {
        colId: 'business',
        headerName: head('business'),
        width: 76,
        valueGetter: ({ data }) => (data?.business ? t(`complaint.business.${data.business}`) : ''),
      },
      {
        colId: 'conclusion',
        headerName: head('conclusion'),
        width: 84,
        valueGetter: ({ data }) => (data?.conclusion ? t(`complaint.conclusion.${data.conclusion}`) : ''),
      },
      {
        colId: 'closed',
        headerName: head('closed', 'closed'),
        width: 96,
        tooltipValueGetter: ({ data }) => data?.closedAt && formatInstant(data.closedAt),
        valueGetter: ({ data }) => data?.closedAt && momentText(data.closedAt, t),
      },
      {
        colId: 'dueAt',
        headerName: head('dueAt'),
        width: 104,
        valueGetter: ({ data }) => data?.badge.dueAt && dueShort(data.badge.dueAt),
      },
      { colId: 'rule', headerName: head('rule'), width: 84, valueGetter: ({ data }) => data?.badge.rule },
      { colId: 'external', headerName: head('external'), field: 'externalNumber', width: 118 },
      {
        colId: 'risk',
        headerName: head('risk'),
        flex: 2,
        minWidth: 150,
        cellRenderer: ({ data }: Cell) => data && <RiskCell risk={data.risk} />,
      },
      { colId: 'repeats', headerName: head('repeats'), field: 'repeatCount', width: 60, type: 'rightAligned' },
      {
        colId: 'imported',
        headerName: head('imported'),
        width: 60,
        valueGetter: ({ data }) => (data?.isImported ? t('complaint.event.imported') : ''),
      },
    ];
  }, [t, i18n.language, narrow, sort, descending]);
}

/** The leaf first, since that is what tells complaints apart; uncategorised ones show what was said where the content has no column of its own. */
function Category({ row, language, none }: { row: ComplaintRow; language: string; none: string }) {
  const [top, leaf] = (categoryText(row, language) ?? '').split(' / ');
  if (!top) return <span className="el t2">{none}</span>;
  return (
    <span className="el">
      {leaf ?? top} {leaf && <span className="t3 fs">{top}</span>}
    </span>
  );
}
