import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { ErrorPanel } from './error-panel.tsx';
import { PageHead } from './page-head.tsx';

/** A page whose one thing can't be shown: why, and the way back to the list it was looked for in. */
export function FailedPage({
  list,
  to,
  error,
  onRetry,
}: {
  /** title of the list */
  list: string;
  to: string;
  error: unknown;
  onRetry: () => void;
}) {
  const { t } = useTranslation();
  return (
    <div className="page">
      <PageHead title={list} />
      <div className="page-body">
        <ErrorPanel error={error} onRetry={onRetry} />
        <Link to={to}>{t('common.backTo', { name: list })}</Link>
      </div>
    </div>
  );
}
