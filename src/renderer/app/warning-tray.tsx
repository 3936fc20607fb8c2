import { BellOutlined, ClockCircleOutlined, CloseCircleOutlined } from '@ant-design/icons';
import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { App, Button, Popover } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import type { WarningRow } from '#shared/complaint/warning.schema.ts';
import { formatInstant } from '#shared/kernel/dates.ts';
import { client, orpc } from '../rpc/client.ts';
import { errorText } from '../rpc/error-text.ts';
import { StateTag } from '../ui/state-tag.tsx';
import { useScopedPath } from './period-scope.tsx';
import { useMay } from './session.tsx';
import './warning-tray.css';
import { stageText, warnedClock } from './warning-words.ts';

/** Warnings shown at once; the list of complaints holds them all. */
const shown = 30;

/** Deadlines this person is warned of: how many in the top bar, which behind it, each opening its complaint. */
export function WarningTray() {
  const { t } = useTranslation();
  const may = useMay();
  const [isOpen, setOpen] = useState(false);
  const warnings = useQuery(
    orpc.complaint.warnings.queryOptions({
      input: { limit: isOpen ? shown : 0 },
      enabled: may('complaint:handle'),
      placeholderData: keepPreviousData,
      refetchInterval: 60_000,
    }),
  );
  if (!may('complaint:handle')) return null;
  const count = warnings.data?.unseen ?? 0;
  return (
    <Popover
      trigger="click"
      placement="bottomRight"
      open={isOpen}
      onOpenChange={setOpen}
      content={
        <Warnings rows={warnings.data?.rows ?? []} count={count} onClose={() => setOpen(false)} key={String(isOpen)} />
      }
    >
      <Button type="text" icon={<BellOutlined />} aria-expanded={isOpen}>
        {t('watch.bell')}
        {count > 0 && (
          <b className={warnings.data?.overdue ? 'er' : 'wa'}>{count > 999 ? '999+' : count.toLocaleString('en-US')}</b>
        )}
      </Button>
    </Popover>
  );
}

function Warnings({ rows, count, onClose }: { rows: readonly WarningRow[]; count: number; onClose(): void }) {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const navigate = useNavigate();
  const scoped = useScopedPath();
  const queries = useQueryClient();
  const see = useMutation({
    mutationFn: (complaintIds: string[] | null) => client.complaint.seeWarnings({ complaintIds }),
    onSuccess: ({ seen }) => {
      queries.invalidateQueries({ queryKey: orpc.complaint.key() });
      if (seen > 1) message.success(t('watch.seen', { count: seen }));
    },
    onError: (error) => message.error(errorText(error, t)),
  });
  const go = (extra: Record<string, string>) => {
    onClose();
    navigate(scoped('/complaint', { view: 'warned', ...extra }));
  };
  return (
    <section className="warning-tray" aria-label={t('watch.title', { count })}>
      <div className="row">
        <b>{count > 0 ? t('watch.title', { count: count.toLocaleString('en-US') }) : t('watch.none')}</b>
        <span className="sp" />
        {count > 0 && (
          <Button size="small" loading={see.isPending} title={t('watch.seeHint')} onClick={() => see.mutate(null)}>
            {t('watch.seeAll')}
          </Button>
        )}
      </div>
      {count > 0 && (
        <ul>
          {rows.map((row) => (
            <Line
              key={row.complaintId}
              row={row}
              onOpen={() => go({ id: row.complaintId })}
              onSee={() => see.mutate([row.complaintId])}
            />
          ))}
        </ul>
      )}
      {count > 0 && (
        <div className="row">
          <span className="t3 fs">{count > rows.length && t('watch.more', { count: count - rows.length })}</span>
          <span className="sp" />
          <Button type="link" size="small" onClick={() => go({})}>
            {t('watch.all')}
          </Button>
        </div>
      )}
    </section>
  );
}

function Line({ row, onOpen, onSee }: { row: WarningRow; onOpen(): void; onSee(): void }) {
  const { t } = useTranslation();
  return (
    <li>
      <button type="button" onClick={onOpen} aria-label={t('watch.open', { number: row.number })}>
        <span className="row">
          <StateTag
            tone={row.isOver ? 'bad' : 'warning'}
            icon={row.isOver ? <CloseCircleOutlined /> : <ClockCircleOutlined />}
          >
            {warnedClock(row, t)} {stageText(row, t)}
          </StateTag>
          {row.others > 0 && (
            <span className="t3 fs nw" title={t('watch.othersHint', { count: row.others })}>
              +{row.others}
            </span>
          )}
          <span className="sp" />
          <span className="b nw">{row.number}</span>
        </span>
        <span className="row fs">
          <span className="el sp t2">{row.content}</span>
          <span className="t3 el unit">{row.unitName}</span>
          <span className="t3 nw">{formatInstant(row.raisedAt).slice(5)}</span>
        </span>
      </button>
      <Button size="small" type="text" title={t('watch.seeHint')} onClick={onSee}>
        {t('watch.see')}
      </Button>
    </li>
  );
}
