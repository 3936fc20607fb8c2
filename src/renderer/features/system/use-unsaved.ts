import { App } from 'antd';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { useBlocker } from 'react-router';
import { useLeaveWarning } from '../../app/use-leave-warning.ts';

/** Leaving with a draft asks first; closing the window too. @param count changed days */
export function useUnsaved(isUnsaved: boolean, count: number) {
  const { t } = useTranslation();
  const { modal } = App.useApp();
  const blocker = useBlocker(
    ({ currentLocation, nextLocation }) =>
      isUnsaved &&
      (currentLocation.pathname !== nextLocation.pathname ||
        new URLSearchParams(nextLocation.search).get('tab') !== new URLSearchParams(currentLocation.search).get('tab')),
  );
  const asking = useRef(false);
  useEffect(() => {
    if (blocker.state !== 'blocked' || asking.current) return;
    // saved while the way out was still held back
    if (!isUnsaved) return blocker.reset();
    asking.current = true;
    modal.confirm({
      title: t('calendar.cancelConfirm', { count }),
      content: t('calendar.cancelNote'),
      okText: t('calendar.cancel'),
      onOk: () => blocker.proceed(),
      onCancel: () => blocker.reset(),
      afterClose: () => {
        asking.current = false;
      },
    });
  }, [blocker, modal, t, count, isUnsaved]);
  useLeaveWarning(isUnsaved);
}
