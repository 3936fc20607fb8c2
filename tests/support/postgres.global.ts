import type { TestProject } from 'vitest/node';
import { startPostgres } from './postgres.ts';

/** Starts one real PostgreSQL for all backend specs; each spec makes its own database in it. */
export default async function setup(project: TestProject) {
  if (process.env.SERVICE_AUDIT_NO_POSTGRES) {
    project.provide('postgresUrl', '');
    return;
  }
  const server = await startPostgres();
  project.provide('postgresUrl', server.url);
  return server.stop;
}

declare module 'vitest' {
  interface ProvidedContext {
    postgresUrl: string;
  }
}
