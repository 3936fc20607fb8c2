import type { ColDef, GridApi, ICellRendererParams } from 'ag-grid-community';
import { Pagination } from 'antd';
import { useEffect, useMemo, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { ComplaintRow } from '#shared/complaint/complaint.schema.ts';
import { formatInstant } from '#shared/kernel/dates.ts';
import { Grid } from '../../ui/grid.tsx';
import { StateTag } from '../../ui/state-tag.tsx';
import { categoryText, momentText } from './complaint.format.ts';
import { pageSize } from './complaint-url.ts';
import { DeadlineBadge } from './deadline-badge.tsx';

type Cell = ICellRendererParams<ComplaintRow>;

function useColumns(narrow: boolean, sort: string, descending: boolean): ColDef<ComplaintRow>[] {
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
      { colId: 'place', headerName: head('place'), field: 'place', width: 104, tooltipField: 'place', hide: narrow },
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

interface Props {
  rows: ComplaintRow[];
  total: number;
  page: number;
  selectedId: string | null;
  narrow: boolean;
  sort: string;
  descending: boolean;
  checked: readonly string[];
  onOpen(id: string): void;
  onPage(page: number): void;
  onSort(sort: 'due' | 'received'): void;
  onChecked(ids: string[]): void;
  footer?: React.ReactNode;
}

/** One page of the list. Paging and sorting happen in the backend, so that a million rows stay quick. */
export function ComplaintGrid({
  rows,
  total,
  page,
  selectedId,
  narrow,
  sort,
  descending,
  checked,
  onOpen,
  onPage,
  onSort,
  onChecked,
  footer,
}: Props) {
  const { t } = useTranslation();
  const columns = useColumns(narrow, sort, descending);
  const api = useRef<GridApi<ComplaintRow> | null>(null);
  useEffect(() => {
    api.current?.redrawRows();
    const node = selectedId ? api.current?.getRowNode(selectedId) : undefined;
    if (node) api.current?.ensureNodeVisible(node);
  }, [selectedId]);
  return (
    <section className="panel complaint-list" aria-label={t('complaint.title')}>
      <Grid<ComplaintRow>
        rowData={rows}
        columnDefs={columns}
        getRowId={({ data }) => data.complaintId}
        rowSelection={{ mode: 'multiRow', checkboxes: true, headerCheckbox: true, enableClickSelection: false }}
        selectionColumnDef={{ width: 34 }}
        getRowClass={({ data }) => (data?.complaintId === selectedId ? 'complaint-current' : undefined)}
        onGridReady={(event) => {
          api.current = event.api;
        }}
        onRowClicked={({ data }) => data && onOpen(data.complaintId)}
        onCellKeyDown={({ event, data }) => {
          const key = (event as KeyboardEvent | null)?.key;
          if (data && (key === 'Enter' || key === ' ')) onOpen(data.complaintId);
        }}
        onSelectionChanged={(event) => onChecked(event.api.getSelectedRows().map((row) => row.complaintId))}
        onColumnHeaderClicked={({ column }) => {
          const id = 'getColId' in column ? column.getColId() : '';
          if (id === 'due' || id === 'received') onSort(id);
        }}
        tooltipShowDelay={400}
        empty={t('complaint.noRows')}
      />
      <div className="foot">
        <span>
          {total === 0
            ? t('complaint.noRows')
            : t('complaint.range', {
                from: page * pageSize + 1,
                to: Math.min(total, (page + 1) * pageSize),
                total: total.toLocaleString('en-US'),
              })}
        </span>
        {checked.length > 0 && <span className="b t2">{t('complaint.checked', { count: checked.length })}</span>}
        {footer}
        <span className="sp" />
        {total > pageSize && (
          <Pagination
            size="small"
            simple
            current={page + 1}
            pageSize={pageSize}
            total={total}
            showSizeChanger={false}
            onChange={(to) => onPage(to - 1)}
          />
        )}
      </div>
    </section>
  );
}
