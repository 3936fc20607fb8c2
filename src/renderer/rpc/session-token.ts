import type { CurrentUser } from '#shared/account/account.schema.ts';

const key = 'service-audit.session';
const holderKey = 'service-audit.session-holder';

/** The session's token; kept while the window is open, gone with it. */
export const sessionToken = {
  get: (): string | null => sessionStorage.getItem(key),
  set: (token: string): void => sessionStorage.setItem(key, token),
  clear: (): void => {
    sessionStorage.removeItem(key);
    sessionStorage.removeItem(holderKey);
  },
};

/** Whose session it is, as the lock screen says it. */
export type SessionHolder = Pick<CurrentUser, 'displayName' | 'role' | 'unitName'>;

/** Kept beside the token: a locked session doesn't answer who it belongs to, not after a reload either. */
export const sessionHolder = {
  get: (): SessionHolder | null => JSON.parse(sessionStorage.getItem(holderKey) ?? 'null'),
  set: ({ displayName, role, unitName }: SessionHolder): void =>
    sessionStorage.setItem(holderKey, JSON.stringify({ displayName, role, unitName })),
};
