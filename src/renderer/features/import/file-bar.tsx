import { CheckOutlined, FileTextOutlined, WarningOutlined } from '@ant-design/icons';
import { useMutation } from '@tanstack/react-query';
import { Button, InputNumber, Select } from 'antd';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { type ImportSessionView, importDelimiters, importEncodings } from '#shared/import/import.schema.ts';
import { formatInstant } from '#shared/kernel/dates.ts';
import { useJob } from '../../app/jobs.tsx';
import { client } from '../../rpc/client.ts';
import { type Review, useSetParams } from './import.queries.ts';
import { SheetChoice } from './sheet-choice.tsx';

const sizeText = (bytes: number) =>
  bytes < 1024 * 1024 ? `${Math.max(1, Math.round(bytes / 1024))} KB` : `${(bytes / 1024 / 1024).toFixed(1)} MB`;

/** How the file is read, found by itself and changeable: sheet, encoding, delimiter, order of dates, header. */
export function FileBar({
  session,
  review,
  onReopen,
  reopenJob,
}: {
  session: ImportSessionView;
  review: Review;
  onReopen(jobId: string): void;
  reopenJob: string | null;
}) {
  const { t } = useTranslation();
  const setParams = useSetParams();
  const job = useJob(reopenJob);
  const reopen = useMutation({
    mutationFn: (change: {
      sheets?: number[];
      encoding?: (typeof importEncodings)[number];
      delimiter?: (typeof importDelimiters)[number];
    }) => client.import.reopen({ sessionId: session.sessionId, ...change }),
    onSuccess: ({ jobId }) => onReopen(jobId),
  });
  const next = job?.state === 'completed' ? job.result?.sessionId : undefined;
  // biome-ignore lint/correctness/useExhaustiveDependencies: only a new session changes the address
  useEffect(() => {
    if (typeof next === 'string' && next !== session.sessionId) setParams({ session: next, filter: null }, true);
  }, [next]);
  const isBusy = review.isBusy || reopen.isPending || job?.state === 'running';
  const ambiguous = session.dayOrder === 'auto' && session.columns.some((column) => column.isOrderAmbiguous);
  const found = session.columns.find((column) => column.dayOrder !== null)?.dayOrder;
  return (
    <div className="panel import-file">
      <FileTextOutlined />
      <b className="el" title={session.file.name}>
        {session.file.name}
      </b>
      <span className="t3 fs nw" title={t('import.file.openedAt', { at: formatInstant(session.file.openedAt) })}>
        {sizeText(session.file.size)} · {formatInstant(session.file.openedAt).slice(5)}
      </span>
      <Button type="link" size="small" onClick={() => setParams({ session: null, filter: null })}>
        {t('import.file.change')}
      </Button>
      {session.sheets.length > 1 && (
        <Labelled label={t('import.file.sheet')}>
          <SheetChoice
            key={session.sessionId}
            session={session}
            isBusy={isBusy}
            onChoose={(sheets) => reopen.mutate({ sheets })}
          />
        </Labelled>
      )}
      {session.encoding !== null && (
        <Labelled label={t('import.file.encoding')}>
          <Select
            size="small"
            aria-label={t('import.file.encoding')}
            style={{ width: 104 }}
            value={session.encoding}
            disabled={isBusy}
            options={importEncodings.map((value) => ({ value, label: value.toUpperCase() }))}
            onChange={(encoding) => reopen.mutate({ encoding })}
          />
          {session.garbled === 0 ? (
            <span className="ok fs nw" title={t('import.file.cleanHint')}>
              <CheckOutlined /> {t('import.file.clean')}
            </span>
          ) : (
            <span className="er fs nw">
              <WarningOutlined /> {t('import.file.garbled', { count: session.garbled })}
            </span>
          )}
        </Labelled>
      )}
      <Labelled label={t('import.file.date')}>
        <Select
          size="small"
          aria-label={t('import.file.date')}
          style={{ width: 132 }}
          value={session.dayOrder}
          disabled={isBusy}
          status={ambiguous ? 'warning' : ''}
          title={ambiguous ? t('import.file.ambiguous') : ''}
          options={(['auto', 'ymd', 'dmy', 'mdy'] as const).map((value) => ({
            value,
            label:
              value === 'auto' && found !== undefined && found !== null
                ? t('import.order.found', { order: t(`import.order.${found}`) })
                : t(`import.order.${value}`),
          }))}
          onChange={(dayOrder) => review.change({ dayOrder })}
        />
        {ambiguous && (
          <span className="wa fs nw" title={t('import.file.ambiguous')}>
            <WarningOutlined /> {t('import.file.ambiguousShort')}
          </span>
        )}
      </Labelled>
      {session.delimiter !== null && (
        <Labelled label={t('import.file.delimiter')}>
          <Select
            size="small"
            aria-label={t('import.file.delimiter')}
            style={{ width: 92 }}
            value={session.delimiter}
            disabled={isBusy}
            options={importDelimiters.map((value) => ({
              value,
              label: t(`import.delimiter.${importDelimiters.indexOf(value)}`),
            }))}
            onChange={(delimiter) => reopen.mutate({ delimiter })}
          />
        </Labelled>
      )}
      <Labelled label={t('import.file.header')}>
        <InputNumber
          key={`${session.sessionId}-${session.headerLine}`}
          size="small"
          style={{ width: 56 }}
          min={1}
          max={1_048_576}
          defaultValue={session.headerLine}
          disabled={isBusy}
          aria-label={t('import.file.header')}
          onPressEnter={(event) => event.currentTarget.blur()}
          onBlur={(event) => {
            const line = Number(event.target.value);
            if (Number.isInteger(line) && line > 0 && line !== session.headerLine)
              review.change({ headerLine: line, headerRows: session.headerRows });
          }}
        />
        <span className="t2 fs nw">{t('import.file.headerLine')}</span>
        <Select
          size="small"
          aria-label={t('import.file.headerHeight')}
          style={{ width: 76 }}
          value={session.headerRows}
          disabled={isBusy}
          options={([1, 2, 3] as const).map((value) => ({
            value,
            label: t('import.file.headerRows', { count: value }),
          }))}
          onChange={(headerRows) => review.change({ headerRows })}
        />
      </Labelled>
    </div>
  );
}

function Labelled({ label, children }: { label: string; children: React.ReactNode }) {
  return (
    <span className="import-labelled">
      <span className="t2 fs nw">{label}</span>
      {children}
    </span>
  );
}
