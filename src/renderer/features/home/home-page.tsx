import { CheckSquareOutlined, ImportOutlined, MessageOutlined } from '@ant-design/icons';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Button, Progress } from 'antd';
import type { TFunction } from 'i18next';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { formatInstant } from '#shared/kernel/dates.ts';
import { CalendarWarning } from '../../app/calendar-warning.tsx';
import { useJobs } from '../../app/jobs.tsx';
import { usePeriodScope, useScopedPath } from '../../app/period-scope.tsx';
import { useMay } from '../../app/session.tsx';
import { orpc } from '../../rpc/client.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ErrorPanel } from '../../ui/error-panel.tsx';
import { PageHead } from '../../ui/page-head.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { AlertPanel } from './alert-panel.tsx';
import { HeatPanel } from './heat-panel.tsx';
import { TileStrip } from './tile-strip.tsx';
import { TodoPanel } from './todo-panel.tsx';
import './home.css';

export default function HomePage() {
  const { t } = useTranslation();
  const may = useMay();
  const navigate = useNavigate();
  const scoped = useScopedPath();
  const { period, unitId } = usePeriodScope();
  const home = useQuery({
    ...orpc.home.overview.queryOptions({ input: { endOn: period.endOn, unitId: unitId ?? null } }),
    placeholderData: keepPreviousData,
  });
  const calendars = useQuery({
    ...orpc.calendar.list.queryOptions({ input: {} }),
    enabled: may('calendar:write'),
    staleTime: 60_000,
  });
  const data = home.data;
  const loading = useJobs().find((job) => job.kind === 'loadSample' && job.state === 'running');
  const isEmpty = data?.tiles.every((tile) => !tile.value) && data.todo.rows.length === 0;
  return (
    <div className="page">
      <PageHead title={t('home.title')} detail={data && greeting(t, data.asOf, data.todo.overdue, data.todo.today)}>
        {data && <span className="t3 fs">{t('home.asOf', { time: formatInstant(data.asOf).slice(11) })}</span>}
        {may('complaint:register') && (
          <Button icon={<MessageOutlined />} onClick={() => navigate(scoped('/complaint', { register: '1' }))}>
            {t('frame.command.registerComplaint')} <kbd>Alt T</kbd>
          </Button>
        )}
        {may('complaint:import') && (
          <Button icon={<ImportOutlined />} onClick={() => navigate(scoped('/import/complaint'))}>
            {t('common.import')}
          </Button>
        )}
        {may('inspection:score') && (
          <Button
            type="primary"
            icon={<CheckSquareOutlined />}
            onClick={() => navigate(scoped('/inspection', { start: '1' }))}
          >
            {t('frame.command.startInspection')} <kbd>Alt J</kbd>
          </Button>
        )}
      </PageHead>
      <div className="page-body" style={{ overflow: 'hidden' }}>
        {calendars.data && <CalendarWarning missing={calendars.data.missing} />}
        {home.error && <ErrorPanel error={home.error} onRetry={() => home.refetch()} />}
        {home.isPending && <Skeleton rows={18} />}
        {data && isEmpty && loading && (
          <EmptyState
            text={t('home.loading')}
            action={
              <Progress
                percent={loading.total ? Math.floor((loading.done / loading.total) * 100) : 0}
                style={{ width: 320 }}
              />
            }
          />
        )}
        {data && isEmpty && !loading && (
          <EmptyState
            text={t('home.empty')}
            action={
              may('organization:write') && (
                <Button onClick={() => navigate('/import/unit')}>{t('organization.importUnit')}</Button>
              )
            }
          />
        )}
        {data && !isEmpty && (
          <>
            <TileStrip tiles={data.tiles} />
            <div className="home-columns">
              <TodoPanel todo={data.todo} />
              <div className="home-right">
                <HeatPanel heat={data.heat} months={data.months} />
                <AlertPanel alerts={data.alerts} />
              </div>
            </div>
          </>
        )}
      </div>
    </div>
  );
}

function greeting(t: TFunction, asOf: string, overdue: number, today: number): string {
  const [day = '', time = ''] = formatInstant(asOf).split(' ');
  const weekday = new Date(`${day}T00:00:00Z`).getUTCDay();
  const hour = Number(time.slice(0, 2));
  const part = hour < 12 ? 'morning' : hour < 18 ? 'afternoon' : 'evening';
  return t('home.greeting', {
    month: Number(day.slice(5, 7)),
    day: Number(day.slice(8)),
    weekday: t(`home.weekday.${weekday}`),
    part: t(`home.part.${part}`),
    overdue,
    today,
  });
}
