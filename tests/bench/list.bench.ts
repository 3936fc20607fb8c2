import { cpSync, existsSync } from 'node:fs';
import { join } from 'node:path';
import Sqlite from 'better-sqlite3';
import { fillComplaints } from './bulk-fill.ts';
import { checkColumns, measureClocks } from './complaint-clocks.ts';
import { measureAnalysis, measureHome } from './complaint-figures.ts';
import { knownOf, measureAround, measurePages } from './complaint-lists.ts';
import { type Measurement, renderTable } from './measure.ts';
import { benchCrowd, measureSimilar } from './similar.bench.ts';
import { openWorkspace, sampleDirectory } from './workspace.ts';

/** Counting all clocks again takes minutes beyond. */
const mostRebuilt = 1_000_000;

/** Results by section. */
export type Sections = Readonly<Record<'list' | 'analysis' | 'clocks' | 'similar', Measurement[]>>;

/**
 * Everything that looks at stored complaints, at several sizes of the same database.
 * @param keep folder of filled data directories by size, found there by the next run
 */
export async function benchComplaints(sizes: readonly number[], runs: number, keep?: string): Promise<Sections> {
  const sections: Sections = { list: [], analysis: [], clocks: [], similar: [] };
  let dataDir = await sampleDirectory(0.3);
  for (const wanted of sizes) {
    if (keep !== undefined) {
      const kept = join(keep, String(wanted));
      if (!existsSync(kept)) cpSync(dataDir, kept, { recursive: true });
      dataDir = kept;
    }
    const size = fillComplaints(dataDir, wanted);
    const workspace = await openWorkspace(dataDir);
    const bare = new Sqlite(join(dataDir, 'service-audit.db'), { readonly: true });
    bare.pragma('cache_size = -65536');
    await checkColumns(workspace, size);
    const known = await knownOf(workspace, bare, size);
    const found: Sections = {
      list: [
        ...(await measurePages(workspace, bare, known, runs)),
        ...(await measureAround(workspace, bare, known, runs)),
      ],
      analysis: [...(await measureHome(workspace, size, runs)), ...(await measureAnalysis(workspace, size, runs))],
      similar: await measureSimilar(workspace, bare, size, runs),
      clocks: size <= mostRebuilt ? await measureClocks(workspace, bare, size) : [],
    };
    bare.close();
    await workspace.close();
    if (size >= 100_000 && size < 1_000_000) found.similar.push(await benchCrowd(dataDir, size, runs));
    for (const [section, list] of Object.entries(found)) sections[section as keyof Sections].push(...list);
    console.log(renderTable(Object.values(found).flat()));
  }
  return sections;
}
