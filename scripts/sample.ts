import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DomainError } from '#shared/kernel/errors.ts';
import { createApp } from '../src/main/backend/app.ts';
import type { ServiceContext } from '../src/main/backend/context.ts';
import { fileLog } from '../src/main/backend/platform/log.ts';
import {
  loadSampleWithTruth,
  type SampleOptions,
  type SampleScale,
  sampleScales,
} from '../src/main/backend/sample/sample.service.ts';

export const scales: readonly string[] = sampleScales;
export const isScale = (text: string): text is SampleScale => scales.includes(text);

/** Why a data directory can't take the sample, for the codes met here. */
const reasons: Record<string, string> = {
  SAMPLE_NOT_EMPTY:
    '数据库里已有单位，样例省只能载入空库；请换一个 --data 目录。 / There are units already; the sample needs an empty database: name another --data directory.',
  DATABASE_IN_USE: '数据库正被另一个窗口使用，请先关闭它。 / Another window has the database open; close it first.',
};

/**
 * Loads the sample province into the database of a data directory and writes what was planted in it to `truth.json`
 * beside it.
 * @returns exit code
 */
export async function loadSampleInto(dataDir: string, options: SampleOptions): Promise<number> {
  try {
    const noPdf = { render: async () => new Uint8Array() };
    const app = await createApp({ dataDir, log: fileLog(dataDir), pdf: noPdf, watches: false });
    try {
      const start = performance.now();
      const ctx = scriptContext(app.deps);
      const truth = await loadSampleWithTruth(ctx, options, { signal: ctx.signal, report: showProgress });
      const path = join(dataDir, 'truth.json');
      writeFileSync(path, `${JSON.stringify(truth, null, 1)}\n`);
      console.log(`${JSON.stringify(truth.counts)}  ${((performance.now() - start) / 1000).toFixed(1)} s  ${path}`);
      return 0;
    } finally {
      await app.close();
    }
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    console.error(reasons[error.code] ?? `${error.code} ${JSON.stringify(error.data)}`);
    return 1;
  }
}

/** The script acts for nobody who could sign in; the change log names it. */
export function scriptContext(deps: Omit<ServiceContext, 'user' | 'signal'>): ServiceContext {
  const user = {
    accountId: null,
    loginName: '',
    displayName: 'npm run sample',
    role: 'admin',
    unitId: null,
    unitName: null,
    unitPath: '/',
    permissions: [],
  };
  return { ...deps, user: user as unknown as ServiceContext['user'], signal: new AbortController().signal };
}

function showProgress(done: number, total: number): void {
  if (process.stdout.isTTY) process.stdout.write(`\r${Math.round((done / total) * 100)} %  `);
}
