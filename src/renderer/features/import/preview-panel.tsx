import { CheckOutlined, CloseCircleOutlined, LockOutlined, MinusOutlined, SyncOutlined } from '@ant-design/icons';
import type { CellClassParams, ColDef, GridApi, ICellRendererParams, IDatasource } from 'ag-grid-community';
import { Button, Progress, Segmented } from 'antd';
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useSearchParams } from 'react-router';
import {
  type ImportColumnView,
  type ImportRowFilter,
  type ImportRowView,
  type ImportSessionView,
  rowFilters,
} from '#shared/import/import.schema.ts';
import { client } from '../../rpc/client.ts';
import { Grid } from '../../ui/grid.tsx';
import { type Review, useSetParams, useWordLanguage } from './import.queries.ts';
import { QuickFix } from './quick-fix.tsx';

const icons = {
  good: <CheckOutlined className="ok" />,
  noted: <SyncOutlined className="pr" />,
  error: <CloseCircleOutlined className="er" />,
  present: <MinusOutlined className="t3" />,
  changed: <SyncOutlined className="wa" />,
  left: <MinusOutlined className="t3" />,
} as const;
const tones = { good: 't3', noted: 'pr', error: 'er', present: 't3', changed: 'wa', left: 't3' } as const;

const markOf = (row: ImportRowView | undefined, column: number) => row?.marks.find((mark) => mark.column === column);

/** What is worth looking at first: not thousands of rows that are there already. */
function firstFilter({ counts }: ImportSessionView): ImportRowFilter {
  if (counts.toLookAt === 0) return 'all';
  if (counts.toLookAt * 2 <= counts.total) return 'toLookAt';
  return counts.errors > 0 ? 'errors' : 'all';
}

function widthOf(column: ImportColumnView): number {
  const longest = Math.max(
    ...[column.header, ...column.samples].map((text) =>
      [...text].reduce((sum, char) => sum + (char.charCodeAt(0) > 255 ? 13 : 7.2), 0),
    ),
  );
  return Math.min(240, Math.max(64, Math.ceil(longest) + 20));
}

/** All rows of the file as they will be written: bad cells framed red, the reason frozen at the left, mended in place. */
export function PreviewPanel({ session, review }: { session: ImportSessionView; review: Review }) {
  const { t } = useTranslation();
  const language = useWordLanguage();
  const [params] = useSearchParams();
  const setParams = useSetParams();
  const wanted = params.get('filter') as ImportRowFilter | null;
  const filter: ImportRowFilter = wanted !== null && rowFilters.includes(wanted) ? wanted : firstFilter(session);
  const api = useRef<GridApi<ImportRowView> | null>(null);
  const [focus, setFocus] = useState<{ row: ImportRowView; column: number } | null>(null);
  const { sessionId, revision } = session;

  // biome-ignore lint/correctness/useExhaustiveDependencies: a new revision means new rows
  const datasource = useMemo<IDatasource>(
    () => ({
      getRows: ({ startRow, endRow, successCallback, failCallback }) => {
        client.import
          .rows({ sessionId, filter, offset: startRow, limit: endRow - startRow })
          .then(({ rows, total }) => successCallback(rows, total))
          .catch(failCallback);
      },
    }),
    [sessionId, filter, revision],
  );
  const columnDefs = useMemo(() => columnsOf(session, language, t), [session, language, t]);

  const nextError = useCallback(async () => {
    const grid = api.current;
    if (grid === null) return;
    const at = grid.getFocusedCell()?.rowIndex;
    const after = at === undefined ? -1 : (grid.getDisplayedRowAtIndex(at)?.data?.index ?? -1);
    const { position } = await client.import.nextError({ sessionId, filter, afterIndex: after });
    if (position === null) return;
    grid.ensureIndexVisible(position, 'middle');
    for (let wait = 0; wait < 40; wait++) {
      const row = grid.getDisplayedRowAtIndex(position)?.data;
      if (row !== undefined) {
        const column = `c${row.marks.find((mark) => mark.kind === 'bad')?.column ?? 0}`;
        grid.ensureColumnVisible(column);
        grid.setFocusedCell(position, column);
        return;
      }
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }, [sessionId, filter]);

  useEffect(() => {
    const listen = (event: KeyboardEvent) => {
      if (event.key !== 'F8') return;
      event.preventDefault();
      nextError();
    };
    window.addEventListener('keydown', listen);
    return () => window.removeEventListener('keydown', listen);
  }, [nextError]);

  const counts = {
    all: session.counts.total,
    toLookAt: session.counts.toLookAt,
    errors: session.counts.errors,
    present: session.counts.present,
  };
  return (
    <section className="panel import-preview">
      <div className="head">
        <h2>{t('import.preview.title')}</h2>
        <Segmented
          size="small"
          value={filter}
          options={rowFilters.map((value) => ({
            value,
            label: `${t(`import.filter.${value}`)} ${counts[value].toLocaleString()}`,
          }))}
          onChange={(value) => setParams({ filter: value }, true)}
        />
        <span className="sp" />
        {review.job !== undefined && (
          <>
            <span className="t2 fs">{t('import.preview.reviewing')}</span>
            <Progress
              style={{ width: 90 }}
              size="small"
              showInfo={false}
              percent={review.job.total > 0 ? (review.job.done / review.job.total) * 100 : 0}
            />
          </>
        )}
        <Button size="small" type="text" onClick={nextError} disabled={session.counts.errors === 0}>
          <kbd>F8</kbd> {t('import.preview.nextError')}
        </Button>
        <span className="t2 fs">
          <kbd>F2</kbd> {t('import.preview.mend')}
        </span>
      </div>
      <div className="body">
        <Grid<ImportRowView>
          rowModelType="infinite"
          datasource={datasource}
          cacheBlockSize={100}
          maxBlocksInCache={20}
          columnDefs={columnDefs}
          context={{ review }}
          readOnlyEdit
          stopEditingWhenCellsLoseFocus
          enableCellTextSelection={false}
          tooltipShowDelay={300}
          getRowId={({ data }) => String(data.index)}
          overlayNoRowsTemplate={t(filter === 'all' ? 'import.preview.none' : 'import.preview.noneOfFilter')}
          onGridReady={(event) => {
            api.current = event.api;
          }}
          onCellFocused={(event) => {
            const row = event.rowIndex === null ? undefined : event.api.getDisplayedRowAtIndex(event.rowIndex)?.data;
            const id = typeof event.column === 'object' ? event.column?.getColId() : event.column;
            setFocus(
              row !== undefined && typeof id === 'string' && /^c\d+$/.test(id)
                ? { row, column: Number(id.slice(1)) }
                : null,
            );
          }}
          onCellEditRequest={(event) => {
            const column = Number(event.column.getColId().slice(1));
            const value = String(event.newValue ?? '');
            if (value !== event.oldValue)
              review.change({ mends: [{ index: event.data.index, column, value, isForAll: false }] });
          }}
        />
        {focus !== null && markOf(focus.row, focus.column)?.kind === 'bad' && (
          <QuickFix
            key={`${focus.row.index}-${focus.column}-${revision}`}
            session={session}
            review={review}
            row={focus.row}
            column={focus.column}
          />
        )}
      </div>
      <div className="foot">
        <span>
          <LockOutlined /> {t('import.preview.untouched')}
        </span>
        <span className="sp" />
        <span className="row">
          <i className="import-key bad" /> {t('import.preview.keyBad')}
        </span>
        <span className="row">
          <i className="import-key converted" /> {t('import.preview.keyConverted')}
        </span>
      </div>
    </section>
  );
}

function columnsOf(
  session: ImportSessionView,
  language: 'zh' | 'en',
  t: ReturnType<typeof useTranslation>['t'],
): ColDef<ImportRowView>[] {
  const ordered = session.columns
    .filter((column) => column.index !== session.sheetColumn || column.field !== null)
    .sort((a, b) => Number(a.field === null) - Number(b.field === null));
  return [
    {
      colId: 'line',
      headerName: t('import.preview.line'),
      pinned: 'left',
      width: 58,
      field: 'line',
      cellClass: 'num t3',
      suppressMovable: true,
    },
    ...(session.sheets.filter((sheet) => sheet.use === 'taken').length < 2
      ? []
      : [
          {
            colId: 'sheet',
            headerName: t('import.file.sheet'),
            pinned: 'left' as const,
            width: 84,
            field: 'sheet' as const,
            cellClass: 't3',
            suppressMovable: true,
          },
        ]),
    {
      colId: 'reason',
      headerName: t('import.preview.reason'),
      pinned: 'left',
      width: 232,
      suppressMovable: true,
      tooltipValueGetter: ({ data }) => data?.reason?.[language] ?? null,
      cellRenderer: ({ data }: ICellRendererParams<ImportRowView>) =>
        data === undefined ? null : (
          <span className={`import-reason ${tones[data.state]}`}>
            {icons[data.state]}
            <span className="el">{data.reason?.[language] ?? t(`import.state.${data.state}`)}</span>
          </span>
        ),
    },
    ...ordered.map(
      (column): ColDef<ImportRowView> => ({
        colId: `c${column.index}`,
        headerName: column.index === session.sheetColumn ? t('import.mapping.sheetName') : column.header,
        width: widthOf(column),
        editable: ({ data }) => data?.cut.includes(column.index) !== true,
        valueGetter: ({ data }) => data?.cells[column.index] ?? '',
        tooltipValueGetter: ({ data }) => markOf(data, column.index)?.words[language] ?? null,
        headerClass: column.field === null ? 'import-unused' : '',
        cellClass: column.field === null ? 't3' : '',
        cellClassRules: {
          'import-bad': ({ data }: CellClassParams<ImportRowView>) => markOf(data, column.index)?.kind === 'bad',
          'import-converted': ({ data }: CellClassParams<ImportRowView>) =>
            markOf(data, column.index)?.kind === 'converted',
          t3: ({ data }: CellClassParams<ImportRowView>) => data?.state === 'present' || data?.state === 'left',
        },
        cellRenderer: ({ data, value }: ICellRendererParams<ImportRowView>) =>
          value === '' && markOf(data, column.index)?.kind === 'bad' ? t('import.preview.empty') : value,
      }),
    ),
  ];
}
