import type { ColDef, GridApi, IRowNode } from 'ag-grid-community';
import { Pagination } from 'antd';
import { useEffect, useMemo, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { ComplaintRow } from '#shared/complaint/complaint.schema.ts';
import { Grid } from '../../ui/grid.tsx';
import { useColumns } from './complaint-columns.tsx';
import { pageSize } from './complaint-url.ts';

interface Props {
  rows: ComplaintRow[];
  total: number;
  page: number;
  selectedId: string | null;
  narrow: boolean;
  sort: string;
  descending: boolean;
  /** ids of rows that are ticked, also of other pages */
  checked: readonly string[];
  /** all that the filter leaves is chosen: rows of every page stand ticked */
  isAllChecked: boolean;
  /** columns in their order */
  columns: readonly string[];
  onColumns(columns: string[]): void;
  onOpen(id: string): void;
  onPage(page: number): void;
  onSort(sort: 'due' | 'received' | 'closed'): void;
  onChecked(ids: string[]): void;
  footer?: React.ReactNode;
  /** told above the rows when they could not be fetched anew */
  stale?: React.ReactNode;
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
  isAllChecked,
  columns: chosen,
  onColumns,
  onOpen,
  onPage,
  onSort,
  onChecked,
  footer,
  stale,
}: Props) {
  const { t } = useTranslation();
  const all = useColumns(narrow, sort, descending);
  const columns = useMemo(() => {
    const byId = new Map(all.map((column) => [column.colId, column]));
    return chosen.flatMap((id): ColDef<ComplaintRow>[] => {
      const column = byId.get(id);
      return column ? [column] : [];
    });
  }, [all, chosen]);
  const api = useRef<GridApi<ComplaintRow> | null>(null);
  const last = useRef(selectedId);
  useEffect(() => {
    api.current?.redrawRows();
    const node = selectedId ? api.current?.getRowNode(selectedId) : undefined;
    if (node) {
      api.current?.ensureNodeVisible(node);
      if (document.activeElement?.closest('.ag-row')) api.current?.setFocusedCell(node.rowIndex ?? 0, 'number');
    }
    // closed again: the list goes on by keys where it was left
    else if (last.current) focusRow(api.current, last.current);
    last.current = selectedId;
  }, [selectedId]);
  const isNoneChecked = checked.length === 0;
  // biome-ignore lint/correctness/useExhaustiveDependencies: other rows of the list stand ticked as well
  useEffect(() => {
    if (!api.current) return;
    if (isAllChecked) api.current.selectAll();
    else if (isNoneChecked) api.current.deselectAll();
  }, [isAllChecked, isNoneChecked, rows]);
  return (
    <section className="panel complaint-list" aria-label={t('complaint.title')}>
      {stale}
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
        onFirstDataRendered={({ api: grid }) => {
          tickRows(grid, checked);
          if (!selectedId) focusRow(grid, rows[0]?.complaintId);
        }}
        onRowClicked={({ data }) => data && onOpen(data.complaintId)}
        onCellKeyDown={({ event, data }) => {
          const key = (event as KeyboardEvent | null)?.key;
          if (data && key === 'Enter') onOpen(data.complaintId);
        }}
        onSelectionChanged={({ api: grid, source }) => {
          // what the list loses or is told is no untick of the person
          if (isAllChecked && (source === 'rowDataChanged' || source.startsWith('api'))) return;
          onChecked(grid.getSelectedRows().map((row) => row.complaintId));
        }}
        onColumnHeaderClicked={({ column }) => {
          const id = 'getColId' in column ? column.getColId() : '';
          if (id === 'due' || id === 'received' || id === 'closed') onSort(id);
        }}
        onColumnMoved={(event) => {
          if (event.finished && event.source === 'uiColumnMoved')
            onColumns(
              event.api
                .getAllGridColumns()
                .map((column) => column.getColId())
                .filter((id) => chosen.includes(id)),
            );
        }}
        maintainColumnOrder={false}
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

/** A list that is shown anew, after an error or in the other language, stands ticked as it was. */
function tickRows(api: GridApi<ComplaintRow>, checked: readonly string[]) {
  const ids = new Set(checked);
  const nodes: IRowNode<ComplaintRow>[] = [];
  api.forEachNode((node) => {
    if (node.data && ids.has(node.data.complaintId)) nodes.push(node);
  });
  if (nodes.length > 0) api.setNodesSelected({ nodes, newValue: true });
}

/** Puts the keyboard on a row, unless it is busy elsewhere. */
function focusRow(api: GridApi<ComplaintRow> | null, id: string | undefined) {
  const node = id ? api?.getRowNode(id) : undefined;
  const isFree = document.activeElement === null || document.activeElement === document.body;
  if (isFree && typeof node?.rowIndex === 'number') api?.setFocusedCell(node.rowIndex, 'number');
}
