import i18next from 'i18next';
import { initReactI18next } from 'react-i18next';
import en from './en/index.ts';
import zhCN from './zh-CN/index.ts';

i18next.use(initReactI18next).init({
  lng: 'zh-CN',
  fallbackLng: 'zh-CN',
  resources: { 'zh-CN': { translation: zhCN }, en: { translation: en } },
  interpolation: { escapeValue: false },
  returnNull: false,
});

export default i18next;
