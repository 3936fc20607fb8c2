import { writeFileSync } from 'node:fs';
import { request } from 'node:http';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type HttpHost, serveHttp } from '../../../src/main/backend/rpc/http.ts';
import { startBackend, type TestBackend } from '../../support/backend.ts';

describe('the loopback door', () => {
  let backend: TestBackend;
  let host: HttpHost;
  beforeEach(async () => {
    backend = await startBackend('sqlite', 'direct');
    writeFileSync(join(backend.dataDir, 'page.js'), '');
    host = await serveHttp(backend.app, { token: 'right-token', rendererDir: backend.dataDir });
  });
  afterEach(async () => {
    await host.close();
    await backend.close();
  });

  const ask = (path: string, headers: Record<string, string>) =>
    new Promise<number>((resolve, reject) => {
      const sent = request(
        {
          host: '127.0.0.1',
          port: host.port,
          path,
          method: 'POST',
          headers: { 'content-type': 'application/json', ...headers },
        },
        (response) => {
          response.resume();
          resolve(response.statusCode ?? 0);
        },
      );
      sent.once('error', reject);
      sent.end('{"json":{}}');
    });

  it('opens with the token only', async () => {
    expect(await ask('/rpc/system/state', { authorization: 'Bearer right-token' })).toBe(200);
    expect(await ask('/rpc/system/state', {})).toBe(401);
    expect(await ask('/rpc/system/state', { authorization: 'Bearer wrong-token' })).toBe(401);
  });

  it('refuses foreign hosts (DNS rebinding) and foreign pages', async () => {
    const authorization = 'Bearer right-token';
    expect(await ask('/rpc/system/state', { authorization, host: 'evil.example' })).toBe(403);
    expect(await ask('/rpc/system/state', { authorization, origin: 'https://evil.example' })).toBe(403);
  });

  it('serves nothing outside its folder', async () => {
    expect(await ask('/..%2f..%2f..%2fpackage.json', {})).toBe(404);
    expect(await ask('/page.js', {})).toBe(200);
  });
});
