import { usePreferences } from '../../app/preferences.tsx';

/** The language of the texts of cards that goes with the window's. */
export const useWords = (): 'zh' | 'en' => (usePreferences().language === 'en' ? 'en' : 'zh');
