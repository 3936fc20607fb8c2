import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { type Browser, chromium } from '@playwright/test';
import { Host } from '../e2e/support/host.ts';
import { type Measurement, timed } from './measure.ts';
import { openWorkspace, sampleDirectory } from './workspace.ts';

const isRoot = process.platform !== 'win32' && process.getuid?.() === 0;
const viewport = { width: 1366, height: 768 };

function launch(): Promise<Browser> {
  const executablePath = process.env.CHROMIUM_PATH;
  return chromium.launch({
    ...(executablePath ? { executablePath } : {}),
    args: ['--disable-gpu', '--no-first-run', ...(isRoot ? ['--no-sandbox'] : [])],
  });
}

/** Backend, browser, the complaint list of a signed-in person: until its first row can be seen. */
async function startOurs(dataDir: string, sessionToken: string): Promise<() => Promise<void>> {
  const [host, browser] = await Promise.all([Host.start(dataDir), launch()]);
  const context = await browser.newContext({ viewport, locale: 'zh-CN' });
  await context.addInitScript(
    ([key, value]) => sessionStorage.setItem(key as string, value as string),
    ['service-audit.session', sessionToken],
  );
  const page = await context.newPage();
  await page.goto(`${host.origin}/#token=${host.token}`);
  await page.getByRole('navigation').waitFor();
  await page.goto(host.address('/complaint'));
  await page.locator('.ag-row').first().waitFor();
  return async () => {
    await browser.close();
    await host.stop();
  };
}

/** The least that could be: a Node that serves one page with fifty rows, and the same browser. */
const bareServer = `
const rows = Array.from({ length: 50 }, (_, i) => '<tr class="row"><td>' + i + '</td><td>投诉</td></tr>').join('');
const server = require('node:http').createServer((_, response) => {
  response.setHeader('content-type', 'text/html; charset=utf-8');
  response.end('<!doctype html><title>bare</title><table>' + rows + '</table>');
});
server.listen(0, '127.0.0.1', () => console.log(server.address().port));
`;

async function startBare(): Promise<() => Promise<void>> {
  const child = spawn(process.execPath, ['-e', bareServer], { stdio: ['ignore', 'pipe', 'inherit'] });
  const port = new Promise<string>((resolve) => createInterface({ input: child.stdout }).once('line', resolve));
  const [number, browser] = await Promise.all([port, launch()]);
  const page = await (await browser.newContext({ viewport })).newPage();
  await page.goto(`http://127.0.0.1:${number}/`);
  await page.locator('.row').first().waitFor();
  return async () => {
    await browser.close();
    child.kill();
  };
}

/** From nothing running to a usable page: first rows visible. @param thinning share of the demo scale in the database */
export async function benchStart(thinning: number, runs: number): Promise<Measurement[]> {
  const dataDir = await sampleDirectory(thinning);
  const workspace = await openWorkspace(dataDir);
  const { sessionToken } = workspace;
  const { total } = await workspace.client.complaint.list({ view: 'all', limit: 1 });
  await workspace.close();
  const stops: (() => Promise<void>)[] = [];
  const stopLast = async () => {
    await stops.pop()?.();
  };
  const own = await timed(runs, async () => stops.push(await startOurs(dataDir, sessionToken)), stopLast);
  await stopLast();
  const peer = await timed(runs, async () => stops.push(await startBare()), stopLast);
  await stopLast();
  return [
    {
      name: 'start to usable page',
      runs: own,
      peer: { name: 'bare Node server and a static table', runs: peer },
      note: `built backend and a fresh browser process with empty cache, until the first rows of the complaint list show; ${total.toLocaleString('en-US')} complaints in the database`,
    },
  ];
}
