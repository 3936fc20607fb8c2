import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { errorCode, errorText } from '../rpc/error-text.ts';

/** Asking again for what isn't there, or isn't allowed, only says the same again. */
const final = /_NOT_FOUND$|^PERMISSION_DENIED$/;

/** What happened, what to do, and a code for the administrator. The panel fails, not the page. */
export function ErrorPanel({ error, onRetry }: { error: unknown; onRetry?: () => void }) {
  const { t } = useTranslation();
  return (
    <div className="error-box" role="alert">
      <b className="er">{errorText(error, t)}</b>
      {onRetry && !final.test(errorCode(error) ?? '') && <Button onClick={onRetry}>{t('common.retry')}</Button>}
      <details>
        <summary>{t('common.errorDetails')}</summary>
        {errorCode(error)} {String((error as Error)?.message ?? '')}
      </details>
    </div>
  );
}
