import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { contract } from '#shared/contract.ts';
import { type Role, roles } from '#shared/kernel/permissions.ts';
import { type Client, startBackend, type TestBackend } from '../../support/backend.ts';
import { callRoles } from './permissions.table.ts';

const letters: Record<string, Role> = {
  I: 'inspector',
  S: 'supervisor',
  C: 'complaintOfficer',
  L: 'liaison',
  V: 'viewer',
  A: 'admin',
};
const calls = Object.entries(contract).flatMap(([domain, procedures]) =>
  Object.keys(procedures).map((name) => `${domain}.${name}`),
);

/** What came of a call with no input: a right person meets the check of the input, a wrong one never gets that far. */
async function outcome(client: Client, call: string): Promise<'denied' | 'session' | 'let in'> {
  const [domain = '', name = ''] = call.split('.');
  const procedure = (
    client as unknown as Record<string, Record<string, (input: unknown, options: unknown) => Promise<unknown>>>
  )[domain]?.[name];
  const answer = procedure?.('no such input', { signal: AbortSignal.timeout(5_000) });
  try {
    await answer;
    return 'let in';
  } catch (error) {
    const { code } = error as { code?: string };
    if (code === 'PERMISSION_DENIED') return 'denied';
    return code === 'SESSION_REQUIRED' ? 'session' : 'let in';
  }
}

describe('who may call what', () => {
  let backend: TestBackend;
  beforeAll(async () => {
    backend = await startBackend('sqlite', 'direct');
  });
  afterAll(() => backend.close());

  it('has a row for every call, and no row for a call that is gone', () => {
    expect(Object.keys(callRoles).sort()).toEqual([...calls].sort());
  });

  it.each(calls)('%s', async (call) => {
    const allowed = callRoles[call] ?? '';
    const isPublic = allowed === 'public';
    expect(await outcome(backend.anonymous(), call)).toBe(isPublic ? 'let in' : 'session');
    for (const role of roles) {
      const letter = Object.keys(letters).find((key) => letters[key] === role) ?? '';
      const expected = isPublic || allowed.includes(letter) ? 'let in' : 'denied';
      expect(`${role}: ${await outcome(await backend.as(role), call)}`).toBe(`${role}: ${expected}`);
    }
  });
});
