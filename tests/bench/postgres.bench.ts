import { barePostgres } from './bare.ts';
import { fillPostgres } from './bulk-fill.ts';
import { measureClients } from './clients.bench.ts';
import { measureComplaints, type Sections } from './list.bench.ts';
import type { Measurement } from './measure.ts';
import { openServer } from './postgres-server.ts';
import { openWorkspace, sampleDirectory } from './workspace.ts';

/**
 * Everything that looks at stored complaints, as on SQLite, in a PostgreSQL with figures about what it stores; and several
 * programs on it at once.
 * @param given address of a running server; one is started when left out
 * @param tell takes what is known so far, after each size
 */
export async function benchPostgres(
  sizes: readonly number[],
  runs: number,
  given: string | undefined,
  tell: (sections: Sections & { clients: Measurement[] }, database: string) => Promise<void>,
): Promise<void> {
  const server = await openServer(given);
  try {
    const database = { kind: 'postgres', url: server.url } as const;
    const dataDir = await sampleDirectory(0.3, undefined, database);
    const sections: Sections & { clients: Measurement[] } = { list: [], analysis: [], similar: [], clients: [] };
    for (const size of sizes) {
      await fillPostgres(server.url, size);
      const workspace = await openWorkspace(dataDir, database);
      const bare = await barePostgres(server.url);
      const found = await measureComplaints(workspace, bare, size, runs);
      await bare.close();
      await workspace.close();
      for (const section of ['list', 'analysis', 'similar'] as const) sections[section].push(...found[section]);
      // what they leave would be copied to the next size
      if (size === sizes.at(-1)) sections.clients.push(...(await measureClients(server.url, dataDir, size)));
      await tell(sections, server.name);
    }
  } finally {
    await server.close();
  }
}
