import { UserOutlined } from '@ant-design/icons';
import { Button, Dropdown } from 'antd';
import { useTranslation } from 'react-i18next';
import { usePreferences } from './preferences.tsx';
import { useSession, useUser } from './session.tsx';

export function UserMenu() {
  const { t } = useTranslation();
  const user = useUser();
  const { leave, lock } = useSession();
  const { theme, setTheme, language, setLanguage } = usePreferences();
  const items = [
    {
      key: 'theme',
      label: t('frame.theme.title'),
      children: (['light', 'dark', 'system'] as const).map((key) => ({
        key: `theme.${key}`,
        label: `${theme === key ? '✓ ' : ''}${t(`frame.theme.${key}`)}`,
        onClick: () => setTheme(key),
      })),
    },
    {
      key: 'language',
      label: language === 'zh-CN' ? 'English' : '中文',
      onClick: () => setLanguage(language === 'zh-CN' ? 'en' : 'zh-CN'),
    },
    { type: 'divider' as const },
    { key: 'lock', label: t('frame.lock'), onClick: lock },
    { key: 'leave', label: t('frame.signOut'), onClick: leave },
  ];
  return (
    <Dropdown menu={{ items }} trigger={['click']}>
      <Button type="text" icon={<UserOutlined />}>
        {user.displayName} · {t(`role.${user.role}`)}
      </Button>
    </Dropdown>
  );
}
