/**
 * The loopback backend from its sources, for looking at pages while working on them:
 * `SERVICE_AUDIT_DATA=/tmp/data SERVICE_AUDIT_TOKEN=t SERVICE_AUDIT_PORT=4100 SERVICE_AUDIT_RENDERER=$PWD/out/renderer node scripts/serve.ts`
 */
await import('../src/main/backend/entry.http.ts');

export {};
