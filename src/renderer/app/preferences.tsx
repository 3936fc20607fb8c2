import { createContext, type ReactNode, useContext, useEffect, useMemo, useState } from 'react';
import i18n from '../locales/index.ts';

export type ThemeChoice = 'light' | 'dark' | 'system';
export type Language = 'zh-CN' | 'en';

interface Preferences {
  theme: ThemeChoice;
  isDark: boolean;
  language: Language;
  setTheme(theme: ThemeChoice): void;
  setLanguage(language: Language): void;
}
const Context = createContext<Preferences | undefined>(undefined);
const read = (key: string) => localStorage.getItem(`service-audit.${key}`);
const write = (key: string, value: string) => localStorage.setItem(`service-audit.${key}`, value);
const systemDark = window.matchMedia('(prefers-color-scheme: dark)');

/** Theme and language of this person on this machine; both change without a restart. */
export function PreferencesProvider({ children }: { children: ReactNode }) {
  const [theme, setTheme] = useState<ThemeChoice>((read('theme') as ThemeChoice | null) ?? 'light');
  const [language, setLanguage] = useState<Language>((read('language') as Language | null) ?? 'zh-CN');
  const [systemIsDark, setSystemIsDark] = useState(systemDark.matches);
  useEffect(() => {
    const listen = (event: MediaQueryListEvent) => setSystemIsDark(event.matches);
    systemDark.addEventListener('change', listen);
    return () => systemDark.removeEventListener('change', listen);
  }, []);
  const isDark = theme === 'dark' || (theme === 'system' && systemIsDark);
  // Set while rendering, not after: charts read the colours of the theme as they render.
  document.documentElement.dataset.theme = isDark ? 'dark' : 'light';
  useEffect(() => {
    window.serviceAuditShell?.setTheme(theme);
    write('theme', theme);
  }, [theme]);
  useEffect(() => {
    document.documentElement.lang = language;
    i18n.changeLanguage(language);
    write('language', language);
  }, [language]);
  const value = useMemo(() => ({ theme, isDark, language, setTheme, setLanguage }), [theme, isDark, language]);
  return <Context.Provider value={value}>{children}</Context.Provider>;
}

export function usePreferences(): Preferences {
  const value = useContext(Context);
  if (!value) throw new Error('PreferencesProvider missing');
  return value;
}
