import { DoubleLeftOutlined, DoubleRightOutlined } from '@ant-design/icons';
import { useQuery } from '@tanstack/react-query';
import { Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, Outlet, useLocation, useMatches } from 'react-router';
import type { Waiting } from '#shared/home/home.schema.ts';
import { orpc } from '../rpc/client.ts';
import { Skeleton } from '../ui/skeleton.tsx';
import { CommandSearch } from './command-search.tsx';
import { useCommandKeys } from './commands.ts';
import { JobTray } from './job-tray.tsx';
import { JobsProvider } from './jobs.tsx';
import { navigation } from './navigation.tsx';
import { usePeriodScope, useScopedPath } from './period-scope.tsx';
import { PeriodSelect, UnitSelect } from './scope-selects.tsx';
import { useMay } from './session.tsx';
import { UserMenu } from './user-menu.tsx';
import { WarningTray } from './warning-tray.tsx';

const foldedKey = 'service-audit.folded';

export function Frame() {
  return (
    <JobsProvider>
      <FrameContent />
    </JobsProvider>
  );
}

function FrameContent() {
  const { t } = useTranslation();
  useCommandKeys();
  const isEditor = useMatches().some((match) => (match.handle as { folded?: boolean } | undefined)?.folded);
  const [folded, setFolded] = useState(localStorage.getItem(foldedKey) === '1');
  const [open, setOpen] = useState(false);
  const mini = isEditor ? !open : folded;
  const toggle = () => {
    if (isEditor) return setOpen(!open);
    localStorage.setItem(foldedKey, folded ? '0' : '1');
    setFolded(!folded);
  };
  return (
    <div className={mini ? 'frame mini' : 'frame'}>
      <div className="brand">
        <i>稽</i>
        {!mini && t('frame.brand')}
      </div>
      <header className="top">
        <PeriodSelect />
        <UnitSelect />
        <span className="sp" />
        <CommandSearch />
        <span className="sp" />
        <JobTray />
        <WarningTray />
        <UserMenu />
      </header>
      <Navigation mini={mini} onFold={toggle} />
      <main className="main">
        <Suspense fallback={<Skeleton rows={12} />}>
          <Outlet />
        </Suspense>
      </main>
    </div>
  );
}

function Navigation({ mini, onFold }: { mini: boolean; onFold(): void }) {
  const { t } = useTranslation();
  const may = useMay();
  const scoped = useScopedPath();
  const { pathname } = useLocation();
  const { unitId } = usePeriodScope();
  const { data: waiting } = useQuery(
    orpc.home.waiting.queryOptions({ input: { unitId: unitId ?? null }, refetchInterval: 60_000 }),
  );
  const items = navigation.filter((item) => !item.permission || may(item.permission));
  const current = items
    .filter(({ path }) => (path === '/' ? pathname === '/' : `${pathname}/`.startsWith(`${path}/`)))
    .sort((a, b) => b.path.length - a.path.length)[0];
  return (
    <nav className="nav" aria-label={t('frame.navigation')}>
      {items.map((item, i) => (
        <NavItem key={item.key} rule={i > 0 && items[i - 1]?.group !== item.group}>
          <Link to={scoped(item.path)} {...(item === current && { className: 'on', 'aria-current': 'page' as const })}>
            {item.icon}
            <span>{t(`frame.${mini ? 'navShort' : 'nav'}.${item.key}`)}</span>
            {waiting && <WaitingCount item={item.key} waiting={waiting} mini={mini} />}
          </Link>
        </NavItem>
      ))}
      <button type="button" className="fold" onClick={onFold}>
        {mini ? <DoubleRightOutlined /> : <DoubleLeftOutlined />}
        <span>{t(mini ? 'frame.unfold' : 'frame.fold')}</span>
      </button>
    </nav>
  );
}

/** What waits behind a page of the navigation; nothing where nothing does. */
function WaitingCount({ item, waiting, mini }: { item: string; waiting: Waiting; mini: boolean }) {
  const { t } = useTranslation();
  const count = item === 'complaint' ? waiting.overdue : item === 'inspection' ? waiting.scores : 0;
  if (count === 0) return null;
  const shown = count > 999 ? '999+' : String(count);
  if (item === 'inspection') return <em title={t('frame.waiting.scores', { count })}>{shown}</em>;
  return (
    <em className="er" title={t('frame.waiting.overdueTitle', { count })}>
      {mini ? shown : t('frame.waiting.overdue', { count: shown })}
    </em>
  );
}

function NavItem({ rule, children }: { rule: boolean; children: React.ReactNode }) {
  return (
    <>
      {rule && <hr />}
      {children}
    </>
  );
}
