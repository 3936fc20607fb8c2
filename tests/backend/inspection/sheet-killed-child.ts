/**
 * A process that scores a sheet item by item and is killed meanwhile by `sheet-kill.test.ts`.
 * Arguments: data directory. Prints `sheet <id>`, then `saved <item> <count> <revision>` for every save that was answered.
 */
import { createRouterClient } from '@orpc/server';
import { emptyEntry } from '#shared/inspection/result.schema.ts';
import { createApp } from '../../../src/main/backend/app.ts';
import { silentLog } from '../../../src/main/backend/platform/log.ts';
import type { Client } from '../../support/backend.ts';

const [dataDir = ''] = process.argv.slice(2);
const app = await createApp({
  dataDir,
  log: silentLog,
  pdf: { render: async () => new Uint8Array() },
  database: { kind: 'sqlite' },
  restart: () => {},
});
const as = (token?: string) =>
  createRouterClient(app.router, {
    context: { deps: app.deps, reqHeaders: new Headers(token ? { 'x-session': token } : {}) },
  }) as unknown as Client;

const password = 'correct horse 7';
const account = {
  loginName: 'inspector',
  displayName: 'inspector',
  role: 'inspector',
  unitId: null,
  password,
} as const;
let signedIn = await as()
  .account.signIn(account)
  .catch(() => undefined);
if (!signedIn) {
  const organizationName = 'P';
  const first = { organizationName, loginName: 'admin', displayName: 'admin', password, start: 'empty' } as const;
  const admin = as((await as().system.firstRun(first)).sessionToken);
  await admin.account.create(account);
  const unit = { parentId: null, code: 'H1', name: 'H1', level: 'site', line: 'front', channel: 'ownHall' } as const;
  await admin.organization.createUnit(unit);
  signedIn = await as().account.signIn(account);
}
const client = as(signedIn.sessionToken);
const [unit] = await client.organization.units({});
const card = (await client.standard.scorecards({})).find((each) => each.line === 'front');
const sheet = await client.inspection.start({
  unitId: unit?.unitId ?? '',
  scorecardVersionId: card?.scorecardVersionId ?? '',
  method: 'announced',
  inspectedOn: '2026-01-05',
});
process.stdout.write(`sheet ${sheet.inspectionId}\n`);
const counted = sheet.card.content.sections
  .flatMap((section) => section.items)
  .filter((item) => item.rule.kind === 'deductPerOccurrence');
let { revision } = sheet;
for (let count = 0; ; count++) {
  for (const { code } of counted) {
    const entry = { ...emptyEntry(code), result: { kind: 'count', count } as const };
    ({ revision } = await client.inspection.saveItem({ inspectionId: sheet.inspectionId, revision, entry }));
    process.stdout.write(`saved ${code} ${count} ${revision}\n`);
  }
}
