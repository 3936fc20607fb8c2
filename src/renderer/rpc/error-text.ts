import type { TFunction } from 'i18next';

interface Wire {
  code?: string;
  data?: Record<string, unknown>;
}

/** The sentence of an error in the user's language. */
export function errorText(error: unknown, t: TFunction): string {
  const { code, data } = (error ?? {}) as Wire;
  const key = code === 'BAD_REQUEST' ? 'INPUT_INVALID' : (code ?? 'INTERNAL_FAULT');
  return t(`errors.${key}`, { defaultValue: t('errors.INTERNAL_FAULT', { requestId: '—' }), ...data });
}

/** The code for the administrator. */
export const errorCode = (error: unknown): string => (error as Wire)?.code ?? 'INTERNAL_FAULT';
