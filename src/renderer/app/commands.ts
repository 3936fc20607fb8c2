import { useEffect, useMemo } from 'react';
import { useNavigate } from 'react-router';
import type { Permission } from '#shared/kernel/permissions.ts';
import { useScopedPath } from './period-scope.tsx';
import { useMay } from './session.tsx';

interface Command {
  readonly key: string;
  readonly keys: string;
  /** key of the Alt combination */
  readonly alt?: string;
  readonly path: string;
  readonly extra?: Record<string, string>;
  readonly permission: Permission;
}

const commands: readonly Command[] = [
  {
    key: 'registerComplaint',
    keys: 'Alt T',
    alt: 't',
    path: '/complaint',
    extra: { register: '1' },
    permission: 'complaint:register',
  },
  {
    key: 'startInspection',
    keys: 'Alt J',
    alt: 'j',
    path: '/inspection',
    extra: { start: '1' },
    permission: 'inspection:score',
  },
  { key: 'importComplaint', keys: '', path: '/import/complaint', permission: 'complaint:import' },
  { key: 'closureQuality', keys: '', path: '/complaint/closure', permission: 'complaint:read' },
  { key: 'deadlineRules', keys: '', path: '/complaint/rule', permission: 'complaint:read' },
  { key: 'importUnit', keys: '', path: '/import/unit', permission: 'organization:write' },
  { key: 'newReport', keys: '', path: '/report', extra: { create: '1' }, permission: 'report:write' },
];

/** Commands this person may give, with their addresses. */
export function useCommands(): { key: string; keys: string; path: string }[] {
  const may = useMay();
  const scoped = useScopedPath();
  return useMemo(
    () =>
      commands
        .filter((c) => may(c.permission))
        .map((c) => ({ key: c.key, keys: c.keys, path: scoped(c.path, c.extra) })),
    [may, scoped],
  );
}

/** Alt+T and Alt+J from everywhere. */
export function useCommandKeys(): void {
  const may = useMay();
  const scoped = useScopedPath();
  const navigate = useNavigate();
  useEffect(() => {
    const listen = (event: KeyboardEvent) => {
      if (!event.altKey || event.ctrlKey || event.metaKey) return;
      const command = commands.find((c) => c.alt === event.key.toLowerCase() && may(c.permission));
      if (!command) return;
      event.preventDefault();
      navigate(scoped(command.path, command.extra));
    };
    window.addEventListener('keydown', listen);
    return () => window.removeEventListener('keydown', listen);
  }, [may, scoped, navigate]);
}
