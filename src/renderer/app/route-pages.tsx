import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { useNavigate, useRouteError } from 'react-router';
import { TransportError } from '../rpc/link.ts';
import { EmptyState } from '../ui/empty-state.tsx';
import { ErrorPanel } from '../ui/error-panel.tsx';

export function NotFoundPage() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  return (
    <EmptyState
      text={t('frame.notFound')}
      action={<Button onClick={() => navigate('/')}>{t('frame.nav.home')}</Button>}
    />
  );
}

/** A page that failed to draw itself: only the page is lost, never the window. */
export function RouteErrorPage() {
  return <ErrorPanel error={useRouteError()} onRetry={() => window.location.reload()} />;
}

/** In place of a page that can't be loaded because the backend doesn't answer. */
export function UnreachablePage() {
  return <ErrorPanel error={new TransportError('BACKEND_UNREACHABLE')} onRetry={() => window.location.reload()} />;
}
