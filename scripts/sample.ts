/**
 * `npm run sample -- --scale demo|standard|full --seed N --data <dir> [--end YYYY-MM]`: loads the sample province into
 * the database of a data directory and writes what was planted in it to `truth.json` there.
 */
import { writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { DomainError } from '#shared/kernel/errors.ts';
import { createApp } from '../src/main/backend/app.ts';
import type { ServiceContext } from '../src/main/backend/context.ts';
import { fileLog } from '../src/main/backend/platform/log.ts';
import { loadSampleWithTruth, type SampleScale, sampleScales } from '../src/main/backend/sample/sample.service.ts';

/** Months of the design document: the sample is the same in every year unless another end is asked for. */
const designEnd = '2025-06';

const { values } = parseArgs({
  options: { scale: { type: 'string', default: 'demo' }, seed: { type: 'string', default: '1' }, data: { type: 'string' }, end: { type: 'string', default: designEnd } },
});
const usage = 'npm run sample -- --scale demo|standard|full --seed <whole number> --data <directory> [--end YYYY-MM]';
const scale = sampleScales.find((name) => name === values.scale);
const seed = Number(values.seed);
if (!scale || !Number.isSafeInteger(seed) || !/^\d{4}-(0[1-9]|1[0-2])$/.test(values.end)) {
  console.error(usage);
  process.exit(2);
}
process.exitCode = await main(scale, seed, values.end, resolve(values.data ?? join(homedir(), '.service-audit')));

async function main(chosen: SampleScale, master: number, endMonth: string, dataDir: string): Promise<number> {
  const noPdf = { render: async () => new Uint8Array() };
  try {
    const app = await createApp({ dataDir, log: fileLog(dataDir), pdf: noPdf });
    try {
      const start = performance.now();
      const user = { accountId: null as unknown as string, loginName: '', displayName: 'npm run sample', role: 'admin', unitId: null, unitName: null, unitPath: '/', permissions: [] } as const;
      const ctx = { ...app.deps, user, signal: new AbortController().signal } as unknown as ServiceContext;
      const truth = await loadSampleWithTruth(ctx, { scale: chosen, seed: master, endMonth }, { signal: ctx.signal, report: showProgress });
      const path = join(dataDir, 'truth.json');
      writeFileSync(path, `${JSON.stringify(truth, null, 1)}\n`);
      console.log(`\r${JSON.stringify(truth.counts)}  ${((performance.now() - start) / 1000).toFixed(1)} s  ${path}`);
      return 0;
    } finally {
      await app.close();
    }
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    console.error(`${error.code} ${JSON.stringify(error.data)}`);
    return 1;
  }
}

function showProgress(done: number, total: number): void {
  if (process.stdout.isTTY) process.stdout.write(`\r${Math.round((done / total) * 100)} %`);
}
