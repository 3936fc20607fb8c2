import { Alert, Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { errorText } from '../rpc/error-text.ts';
import { ErrorPanel } from './error-panel.tsx';

interface Props {
  query: { readonly error: unknown; readonly data: unknown; refetch(): unknown };
}

/** Why something could not be fetched, and the way to try again. What was fetched before stays readable below a line that says so. */
export function QueryFault({ query }: Props) {
  const { t } = useTranslation();
  const { error, data } = query;
  if (!error) return null;
  const retry = () => void query.refetch();
  if (data === undefined) return <ErrorPanel error={error} onRetry={retry} />;
  return (
    <Alert
      type="warning"
      banner
      showIcon
      title={`${t('common.stale')}${errorText(error, t)}`}
      action={
        <Button size="small" onClick={retry}>
          {t('common.retry')}
        </Button>
      }
    />
  );
}
