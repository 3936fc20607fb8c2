import { cpSync, existsSync } from 'node:fs';
import { join } from 'node:path';
import { type Bare, bareSqlite } from './bare.ts';
import { fillComplaints } from './bulk-fill.ts';
import { checkColumns, measureClocks } from './complaint-clocks.ts';
import { measureAnalysis, measureHome } from './complaint-figures.ts';
import { knownOf, measureAround, measurePages } from './complaint-lists.ts';
import type { Measurement } from './measure.ts';
import { benchCrowd, measureSimilar } from './similar.bench.ts';
import { openWorkspace, sampleDirectory, type Workspace } from './workspace.ts';

/** At this size one number gets as many complaints as that. */
const crowdedSize = 100_000;

/** Results by section. */
export type Sections = Readonly<Record<'list' | 'analysis' | 'similar', Measurement[]>>;

/** A data directory with so many complaints; a kept one is taken as it is. @param before one with fewer */
async function filled(before: string, size: number, keep?: string): Promise<string> {
  const dataDir = keep === undefined ? before : join(keep, String(size));
  if (!existsSync(dataDir)) cpSync(before, dataDir, { recursive: true });
  await fillComplaints(dataDir, size);
  return dataDir;
}

/** Counting all clocks again, up to the sizes at which it takes minutes. @param tell as below */
export async function benchClocks(
  sizes: readonly number[],
  keep: string | undefined,
  tell: (found: readonly Measurement[]) => Promise<void>,
): Promise<void> {
  let dataDir = await sampleDirectory(0.3);
  const found: Measurement[] = [];
  for (const size of sizes) {
    dataDir = await filled(dataDir, size, keep);
    const workspace = await openWorkspace(dataDir);
    const bare = bareSqlite(dataDir);
    found.push(...(await measureClocks(workspace, bare.file, size)));
    await bare.close();
    await workspace.close();
    await tell(found);
  }
}

/** Everything that looks at stored complaints, at one size. */
export async function measureComplaints(
  workspace: Workspace,
  bare: Bare,
  size: number,
  runs: number,
): Promise<Sections> {
  await checkColumns(workspace, size);
  const known = await knownOf(workspace, bare, size);
  return {
    list: [
      ...(await measurePages(workspace, bare, known, runs)),
      ...(await measureAround(workspace, bare, known, runs)),
    ],
    analysis: [...(await measureHome(workspace, size, runs)), ...(await measureAnalysis(workspace, size, runs))],
    similar: await measureSimilar(workspace, bare, size, runs),
  };
}

/**
 * The same at several sizes of the same database.
 * @param keep folder of filled data directories by size, found there by the next run
 * @param tell takes what is known so far, after each size
 */
export async function benchComplaints(
  sizes: readonly number[],
  runs: number,
  keep: string | undefined,
  tell: (sections: Sections) => Promise<void>,
): Promise<void> {
  const sections: Sections = { list: [], analysis: [], similar: [] };
  let dataDir = await sampleDirectory(0.3);
  for (const size of sizes) {
    dataDir = await filled(dataDir, size, keep);
    const workspace = await openWorkspace(dataDir);
    const bare = bareSqlite(dataDir);
    const found = await measureComplaints(workspace, bare, size, runs);
    await bare.close();
    await workspace.close();
    for (const section of ['list', 'analysis', 'similar'] as const) sections[section].push(...found[section]);
    if (size === crowdedSize) sections.similar.push(await benchCrowd(dataDir, size, runs));
    await tell(sections);
  }
}
