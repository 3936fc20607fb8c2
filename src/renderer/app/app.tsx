import { QueryClientProvider, useQuery } from '@tanstack/react-query';
import { App as AntApp, ConfigProvider } from 'antd';
import enUS from 'antd/locale/en_US';
import zhCN from 'antd/locale/zh_CN';
import dayjs from 'dayjs';
import 'dayjs/locale/zh-cn';
import { useMemo } from 'react';
import { I18nextProvider } from 'react-i18next';
import { createHashRouter, RouterProvider } from 'react-router';
import { FirstRunPage } from '../features/account/first-run-page.tsx';
import { SignInPage } from '../features/account/sign-in-page.tsx';
import i18n from '../locales/index.ts';
import { orpc, queryClient } from '../rpc/client.ts';
import { ErrorPanel } from '../ui/error-panel.tsx';
import { PreferencesProvider, usePreferences } from './preferences.tsx';
import { routes } from './routes.tsx';
import { SessionProvider, useSession } from './session.tsx';
import { themeConfig } from './theme.ts';

const router = createHashRouter(routes);

export function App() {
  return (
    <I18nextProvider i18n={i18n}>
      <PreferencesProvider>
        <QueryClientProvider client={queryClient}>
          <Themed />
        </QueryClientProvider>
      </PreferencesProvider>
    </I18nextProvider>
  );
}

function Themed() {
  const { isDark, language } = usePreferences();
  const theme = useMemo(() => themeConfig(isDark), [isDark]);
  dayjs.locale(language === 'zh-CN' ? 'zh-cn' : 'en');
  return (
    <ConfigProvider theme={theme} locale={language === 'zh-CN' ? zhCN : enUS} button={{ autoInsertSpace: false }}>
      <AntApp style={{ height: '100%' }}>
        <Gate />
      </AntApp>
    </ConfigProvider>
  );
}

/** First run, then sign in, then the window. A locked session keeps its page underneath. */
function Gate() {
  const state = useQuery(orpc.system.state.queryOptions({ input: {}, staleTime: Number.POSITIVE_INFINITY }));
  if (state.error) return <ErrorPanel error={state.error} onRetry={() => state.refetch()} />;
  if (!state.data) return null;
  return (
    <SessionProvider idleMinutes={state.data.idleMinutes}>
      {state.data.isSetUp ? <SignedInOnly /> : <FirstRunPage />}
    </SessionProvider>
  );
}

function SignedInOnly() {
  const { user, isLocked, isLoading } = useSession();
  if (isLoading && !isLocked) return null;
  if (!user) return <SignInPage isLocked={isLocked} />;
  return (
    <>
      {isLocked && <SignInPage isLocked />}
      <div hidden={isLocked} style={{ height: '100%' }}>
        <RouterProvider router={router} />
      </div>
    </>
  );
}
