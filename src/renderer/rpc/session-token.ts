const key = 'service-audit.session';

/** The session's token; kept while the window is open, gone with it. */
export const sessionToken = {
  get: (): string | null => sessionStorage.getItem(key),
  set: (token: string): void => sessionStorage.setItem(key, token),
  clear: (): void => sessionStorage.removeItem(key),
};
