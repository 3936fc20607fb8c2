import { AxeBuilder } from '@axe-core/playwright';
import { _electron, test as base, expect, type Page } from '@playwright/test';
import type { Role } from '#shared/kernel/permissions.ts';
import { electronBinary } from './electron-binary.ts';
import {
  administrator,
  type Client,
  emptyDataDirectory,
  freshDataDirectory,
  Host,
  projectRoot,
  removeDataDirectory,
  type Start,
} from './host.ts';

export { administrator, expect };

/** The program as a test uses it. */
export interface Program {
  readonly page: Page;
  readonly dataDir: string;
  /** calls past the window, for preparing and for looking; only over loopback */
  readonly client: Client;
  readonly host: Host;
  /** Goes to a page of the program, e.g. `/complaint?view=overdue`. */
  open(path: string): Promise<void>;
  /** Signs in with an account of this role, made at its first use. */
  signInAs(role: Role): Promise<void>;
}

interface Options {
  /** what the database begins with; `nothing` shows the first run */
  start: Start | 'nothing';
}

/** Errors in the page's console fail the test: they are what users report as "it does nothing". */
function collectErrors(page: Page): string[] {
  const errors: string[] = [];
  page.on('pageerror', (error) => errors.push(error.message));
  page.on('console', (message) => {
    if (message.type() !== 'error') return;
    // answers of the backend that a test provokes are looked at by the test
    if (/Failed to load resource|ERR_CONNECTION_REFUSED/.test(message.text())) return;
    // the trace recorder fetches pictures that the page made itself; the page’s policy refuses it, as it should
    if (/^Connecting to 'blob:.*connect-src/.test(message.text())) return;
    // the recorder's own script in the preview, whose frame allows no script at all, as it should
    if (/^Blocked script execution in 'about:srcdoc'/.test(message.text())) return;
    errors.push(message.text());
  });
  return errors;
}

/** Only the sign-in form is used in Electron: nothing else reaches its backend from outside. */
async function signInByForm(page: Page): Promise<void> {
  await page.getByLabel('登录名').fill(administrator.loginName);
  await page.getByLabel('密码', { exact: true }).fill(administrator.password);
  await page.getByRole('button', { name: /登\s?录/ }).click();
  await expect(page.getByRole('navigation').first()).toBeVisible();
}

/** Runs in every page and frame before their own scripts. */
function signInOnce(token: string): void {
  if (window.origin === 'null' || sessionStorage.getItem('e2e.signed-in')) return;
  sessionStorage.setItem('e2e.signed-in', 'yes');
  sessionStorage.setItem('service-audit.session', token);
}

/** A password that passes the rules, for every account a test makes. */
const password = '检查-2026-ok';

async function inBrowser(page: Page, start: Options['start'], use: (program: Program) => Promise<void>): Promise<void> {
  const dataDir = start === 'nothing' ? emptyDataDirectory() : await freshDataDirectory(start);
  const host = await Host.start(dataDir);
  try {
    let sessionToken: string | undefined;
    if (start !== 'nothing') ({ sessionToken } = await host.client().account.signIn(administrator));
    const client = host.client(sessionToken);
    const isInside = () => expect(page.getByRole('navigation').first()).toBeVisible();
    const enter = async (token: string) => {
      await page.evaluate((value) => sessionStorage.setItem('service-audit.session', value), token);
      await page.reload();
      await isInside();
    };
    // signed in before the app is loaded for the first time, so that it is loaded once
    if (sessionToken) await page.addInitScript(signInOnce, sessionToken);
    await page.goto(`${host.origin}/#token=${host.token}`);
    if (sessionToken) await isInside();
    await use({
      page,
      dataDir,
      client,
      host,
      open: async (path) => {
        await page.goto(host.address(path));
        await isInside();
      },
      signInAs: async (role) => {
        const account = { loginName: `test-${role}`, displayName: `测试${role}`, role, unitId: null, password };
        const accounts = await client.account.list({});
        if (!accounts.some((existing) => existing.loginName === account.loginName))
          await client.account.create(account);
        await enter((await host.client().account.signIn(account)).sessionToken);
      },
    });
  } finally {
    await host.stop();
    removeDataDirectory(dataDir);
  }
}

async function inElectron(start: Options['start'], use: (program: Program) => Promise<void>): Promise<void> {
  const binary = electronBinary();
  base.skip(!binary, 'Electron’s program file is not on this machine');
  const dataDir = start === 'nothing' ? emptyDataDirectory() : await freshDataDirectory(start);
  const asRoot = process.platform !== 'win32' && process.getuid?.() === 0;
  const program = await _electron.launch({
    ...(binary ? { executablePath: binary } : {}),
    args: [...(asRoot ? ['--no-sandbox'] : []), projectRoot],
    env: { ...(process.env as Record<string, string>), SERVICE_AUDIT_DATA: dataDir },
    locale: 'zh-CN',
  });
  try {
    const page = await program.firstWindow();
    if (start !== 'nothing') await signInByForm(page);
    const outside = (): never =>
      base.skip(true, 'needs calls past the window, which Electron’s backend doesn’t take') as never;
    await use({
      page,
      dataDir,
      get client() {
        return outside();
      },
      get host() {
        return outside();
      },
      open: async (path) => {
        await page.evaluate((target) => {
          window.location.hash = target;
        }, path);
        await expect(page.getByRole('navigation').first()).toBeVisible();
      },
      signInAs: async (role) => {
        if (role !== 'admin') outside();
      },
    });
  } finally {
    await program.close();
    removeDataDirectory(dataDir);
  }
}

export const test = base.extend<Options & { program: Program }>({
  start: ['empty', { option: true }],
  program: async ({ start, page }, use, testInfo) => {
    const run = async (program: Program) => {
      const errors = collectErrors(program.page);
      await use(program);
      expect(errors, 'errors in the console of the page').toEqual([]);
    };
    if (testInfo.project.name === 'electron') await inElectron(start, run);
    else await inBrowser(page, start, run);
  },
});

/** Nothing serious or worse for people who use a keyboard, a screen reader, or have weak eyes. */
export async function expectAccessible(page: Page): Promise<void> {
  // a list that is closing is on its way out of the page
  await expect(page.locator('.ant-select-dropdown:visible')).toHaveCount(0);
  const { violations } = await new AxeBuilder({ page }).analyze();
  const serious = violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.target.join(' ')).join(' | ')}`);
  expect(serious).toEqual([]);
}

/** No page needs scrolling sideways at 1366×768; grids scroll inside themselves. */
export async function expectNoSidewaysScroll(page: Page): Promise<void> {
  const [content, seen] = await page.evaluate(() => [
    document.documentElement.scrollWidth,
    document.documentElement.clientWidth,
  ]);
  expect(content).toBeLessThanOrEqual(seen ?? 0);
}

/** Ctrl+K, until the search takes what is typed. */
export async function openSearch(page: Page): Promise<void> {
  await page.keyboard.press('Control+k');
  await expect(page.getByRole('dialog').getByRole('textbox')).toBeFocused();
}
