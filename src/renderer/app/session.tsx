import { useQuery, useQueryClient } from '@tanstack/react-query';
import { createContext, type ReactNode, useCallback, useContext, useEffect, useMemo, useState } from 'react';
import type { CurrentUser } from '#shared/account/account.schema.ts';
import type { Permission } from '#shared/kernel/permissions.ts';
import { client, orpc } from '../rpc/client.ts';
import { errorCode } from '../rpc/error-text.ts';
import { type SessionHolder, sessionHolder, sessionToken } from '../rpc/session-token.ts';

interface Session {
  user: CurrentUser | undefined;
  /** whose session it is, also while it is locked */
  holder: SessionHolder | null;
  isLocked: boolean;
  isLoading: boolean;
  enter(answer: { sessionToken: string; user: CurrentUser }): void;
  leave(): Promise<void>;
  lock(): Promise<void>;
}
const Context = createContext<Session | undefined>(undefined);

/** Who is signed in; watches idling and locks. */
export function SessionProvider({ children, idleMinutes }: { children: ReactNode; idleMinutes: number }) {
  const queries = useQueryClient();
  const [token, setToken] = useState(sessionToken.get());
  const me = useQuery({
    ...orpc.account.me.queryOptions({ input: {} }),
    enabled: token !== null,
    retry: false,
    staleTime: 60_000,
  });
  const [isLocked, setLocked] = useState(false);

  useEffect(() => {
    if (me.error && errorCode(me.error) === 'SESSION_LOCKED') setLocked(true);
    if (me.error && errorCode(me.error) === 'SESSION_REQUIRED') {
      sessionToken.clear();
      setToken(null);
    }
  }, [me.error]);
  useEffect(
    () =>
      queries.getQueryCache().subscribe((event) => {
        const error = event.type === 'updated' && event.action.type === 'error' ? event.action.error : undefined;
        if (error && errorCode(error) === 'SESSION_LOCKED') setLocked(true);
      }),
    [queries],
  );

  const enter = useCallback<Session['enter']>(
    (answer) => {
      sessionToken.set(answer.sessionToken);
      setLocked(false);
      setToken(answer.sessionToken);
      queries.setQueryData(orpc.account.me.queryOptions({ input: {} }).queryKey, answer.user);
      queries.invalidateQueries();
    },
    [queries],
  );
  const leave = useCallback(async () => {
    await client.account.signOut({}).catch(() => {});
    sessionToken.clear();
    setToken(null);
    setLocked(false);
    queries.clear();
  }, [queries]);
  const lock = useCallback(async () => {
    // The page is covered at once; the backend may be busy writing and note it later.
    setLocked(true);
    await client.account.lock({}).catch(() => {});
  }, []);
  const user = token ? me.data : undefined;
  useEffect(() => {
    if (user) sessionHolder.set(user);
  }, [user]);
  useIdle(user !== undefined && !isLocked, idleMinutes, lock);

  const value = useMemo(
    () => ({
      user,
      holder: user ?? (token === null ? null : sessionHolder.get()),
      isLocked: isLocked && token !== null,
      isLoading: token !== null && me.isPending,
      enter,
      leave,
      lock,
    }),
    [user, isLocked, token, me.isPending, enter, leave, lock],
  );
  return <Context.Provider value={value}>{children}</Context.Provider>;
}

/** Tells the backend at most once a minute that someone is at work, and locks when nobody is. */
function useIdle(isOn: boolean, idleMinutes: number, lock: () => void): void {
  useEffect(() => {
    if (!isOn) return;
    let last = Date.now();
    let told = 0;
    const active = () => {
      last = Date.now();
      if (last - told > 60_000) {
        told = last;
        client.account.touch({}).catch(() => {});
      }
    };
    const timer = setInterval(() => Date.now() - last > idleMinutes * 60_000 && lock(), 5_000);
    for (const name of ['pointerdown', 'keydown', 'wheel']) window.addEventListener(name, active, { passive: true });
    return () => {
      clearInterval(timer);
      for (const name of ['pointerdown', 'keydown', 'wheel']) window.removeEventListener(name, active);
    };
  }, [isOn, idleMinutes, lock]);
}

export function useSession(): Session {
  const value = useContext(Context);
  if (!value) throw new Error('SessionProvider missing');
  return value;
}

/** The signed-in person; only inside the frame. */
export function useUser(): CurrentUser {
  const { user } = useSession();
  if (!user) throw new Error('nobody is signed in');
  return user;
}

/** Whether the signed-in person holds a permission; decides what is offered, never what is allowed. */
export function useMay(): (permission: Permission) => boolean {
  const user = useUser();
  return useCallback((permission) => user.permissions.includes(permission), [user]);
}
