import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import pg from 'pg';
import { startPostgres } from '../support/postgres.ts';
import { administrator, expect, expectAccessible, test } from './support/fixtures.ts';
import { emptyDataDirectory, freshDataDirectory, projectRoot, removeDataDirectory } from './support/host.ts';

/** What is used of scripts/lib/backend.mjs: the backend as `npm start` keeps it alive. */
interface Kept {
  readonly url: string;
  stop(): Promise<void>;
  kill(): void;
}
interface KeepingScripts {
  startBackend(options: { dataDir: string; env: Record<string, string> }): Promise<Kept>;
}

const keepBackend = async (dataDir: string): Promise<Kept> => {
  const { startBackend } = (await import(
    new URL('../../scripts/lib/backend.mjs', import.meta.url).href
  )) as KeepingScripts;
  return startBackend({ dataDir, env: { SERVICE_AUDIT_RENDERER: join(projectRoot, 'out', 'renderer') } });
};

test.skip(Boolean(process.env.SERVICE_AUDIT_WINE), 'PostgreSQL is not a part of the journey under wine');

test.describe('a shared database', () => {
  let server: Awaited<ReturnType<typeof startPostgres>>;
  const kept: Kept[] = [];
  const directories: string[] = [];
  test.beforeAll(async () => {
    test.skip(test.info().project.name !== 'browser', 'the shell of Electron has unit specs for its restart');
    server = await startPostgres();
    await onServer('create database audit');
  });
  test.afterAll(async () => {
    for (const backend of kept) await backend.stop();
    for (const dataDir of directories) removeDataDirectory(dataDir);
    await server?.stop();
  });
  const onServer = async (...statements: string[]) => {
    const client = new pg.Client({ connectionString: server.url });
    await client.connect();
    for (const statement of statements) await client.query(statement);
    await client.end();
  };
  const begin = async (page: Page, dataDir: string) => {
    directories.push(dataDir);
    const backend = await keepBackend(dataDir);
    kept.push(backend);
    await page.goto(backend.url);
    return backend;
  };
  const fill = async (page: Page, database = 'audit', password = 'test') => {
    await page.getByLabel('服务器地址').fill('127.0.0.1');
    await page.getByLabel('端口').fill(new URL(server.url).port);
    await page.getByLabel('数据库名').fill(database);
    await page.getByLabel('用户', { exact: true }).fill('postgres');
    await page.getByLabel('密码', { exact: true }).fill(password);
  };
  const signIn = async (page: Page) => {
    await page.getByLabel('登录名').fill(administrator.loginName);
    await page.getByLabel('密码', { exact: true }).fill(administrator.password);
    await page.getByRole('button', { name: /登\s?录/ }).click();
    await expect(page.getByRole('navigation', { name: '主导航' })).toBeVisible();
  };

  test('an administrator joins it, a second computer signs in there, and there is a way back', async ({
    page,
    browser,
  }) => {
    const dataDir = await freshDataDirectory('empty');
    await begin(page, dataDir);
    await signIn(page);
    await page.getByRole('link', { name: /系统/ }).click();
    await page.getByRole('tab', { name: '数据库' }).click();
    await expect(page.getByText('正在使用：本机数据库')).toBeVisible();
    await expect(page.getByText('service-audit.db')).toBeVisible();
    await expectAccessible(page);
    await page.getByRole('button', { name: '立即备份' }).click();
    await expect(page.getByText('备份完成，已核对无误')).toBeVisible();

    await fill(page, 'not_there');
    await page.getByRole('button', { name: '测试连接' }).click();
    await expect(page.getByText('没有名为“not_there”的数据库')).toBeVisible();
    await fill(page);
    await page.getByRole('button', { name: '测试连接' }).click();
    await expect(page.getByText('这是空的数据库')).toBeVisible();
    await page.getByRole('button', { name: '保存并使用' }).click();
    await page.getByRole('button', { name: /^切\s?换$/ }).click();

    // an empty one: its first administrator is set up, on the shared database
    await expect(page.getByText('这里设好的是团队的第一个管理员')).toBeVisible({ timeout: 60_000 });
    if (process.platform !== 'win32') expect(statSync(join(dataDir, 'config.json')).mode & 0o777).toBe(0o600);
    expect(readFileSync(join(dataDir, 'config.json'), 'utf8')).toContain('postgres://postgres:test@127.0.0.1');
    await page.getByLabel('单位名称').fill(administrator.organizationName);
    await page.getByLabel('管理员登录名').fill(administrator.loginName);
    await page.getByLabel('姓名').fill(administrator.displayName);
    await page.getByLabel('密码', { exact: true }).fill(administrator.password);
    await page.getByLabel('再输一次密码').fill(administrator.password);
    await page.getByText('空白开始').click();
    await page.getByRole('button', { name: '开始使用' }).click();
    await expect(page.getByRole('navigation', { name: '主导航' })).toBeVisible();

    // a second computer joins at its first run and goes straight to the sign-in
    const computer = await browser.newContext({ locale: 'zh-CN' });
    const second = await computer.newPage();
    await begin(second, emptyDataDirectory());
    await second.getByRole('button', { name: '连接它' }).click();
    await expectAccessible(second);
    await fill(second);
    await second.getByRole('button', { name: '测试连接' }).click();
    await expect(second.getByText('已有 1 个用户')).toBeVisible();
    await second.getByRole('button', { name: '保存并使用' }).click();
    await expect(second.getByRole('heading', { name: '登录' })).toBeVisible({ timeout: 60_000 });
    await signIn(second);
    await computer.close();

    // back to this computer, where the first administrator still is
    await page.getByRole('link', { name: /系统/ }).click();
    await page.getByRole('tab', { name: '数据库' }).click();
    await expect(page.getByText('正在使用：共用数据库')).toBeVisible();
    await page.getByRole('button', { name: '改回本机数据库' }).click();
    await page.getByRole('button', { name: /^切\s?换$/ }).click();
    await expect(page.getByRole('heading', { name: '登录' })).toBeVisible({ timeout: 60_000 });
    expect(readFileSync(join(dataDir, 'config.json'), 'utf8')).not.toContain('postgres');
    await signIn(page);
    await page.getByRole('link', { name: /系统/ }).click();
    await page.getByRole('tab', { name: '操作日志' }).click();
    await expect(page.getByText('切换').first()).toBeVisible();
  });

  test('when its server is gone at a restart, the page says so and leads back to this computer', async ({ page }) => {
    await onServer('create database gone');
    const dataDir = await freshDataDirectory('empty');
    const backend = await begin(page, dataDir);
    await signIn(page);
    await page.getByRole('link', { name: /系统/ }).click();
    await page.getByRole('tab', { name: '数据库' }).click();
    await fill(page, 'gone');
    await page.getByRole('button', { name: '保存并使用' }).click();
    await page.getByRole('button', { name: /^切\s?换$/ }).click();
    await expect(page.getByText('这里设好的是团队的第一个管理员')).toBeVisible({ timeout: 60_000 });
    await onServer('drop database gone with (force)');
    backend.kill();
    // whoever loads the page again meets the one that took its place
    await expect(async () => {
      await page.reload();
      await expect(page.getByRole('heading', { name: '程序无法启动' })).toBeVisible({ timeout: 1000 });
    }).toPass({ timeout: 60_000 });
    await expect(page.getByText('DATABASE_NOT_THERE', { exact: false })).toBeVisible();
    await page.getByRole('link', { name: '改用本机数据库' }).click();
    await expect(page.getByRole('heading', { name: '登录' })).toBeVisible({ timeout: 60_000 });
    await signIn(page);
  });
});
