import { writeFileSync } from 'node:fs';
import { fingerprint } from './support/migration-rules.ts';
import { readSources } from './support/source-files.ts';

/** `node tests/architecture/freeze-migrations.ts`, in the commit of a release: from then on none of them may change. */
const frozen = Object.fromEntries(
  readSources('src/main/backend/database/migrations')
    .map((file): [string, string] => [(file.path.split('/').at(-1) ?? '').replace(/\.ts$/, ''), fingerprint(file)])
    .sort(([a], [b]) => a.localeCompare(b)),
);
writeFileSync(new URL('./migrations.frozen.json', import.meta.url), `${JSON.stringify(frozen, null, 2)}\n`);
