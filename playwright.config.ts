import { defineConfig, devices } from '@playwright/test';

/** a backend under wine takes several times as long */
const slow = process.env.SERVICE_AUDIT_WINE ? 4 : 1;
const asRoot = process.platform !== 'win32' && process.getuid?.() === 0;

/**
 * One set of specs, two ways in: "browser" drives the built window over the loopback host, "electron" the built program
 * itself. `npm test` runs the second only where Electron's program file is there, and says so where it isn't.
 */
export default defineConfig({
  testDir: 'tests/e2e',
  testMatch: '**/*.spec.ts',
  outputDir: 'test-results/e2e',
  // twice what the longest takes on a small machine that is busy: only a failing one waits for it
  timeout: 360_000 * slow,
  expect: { timeout: 30_000 * slow },
  // each test has a backend and a database of its own; two cores are what the smallest machine has
  fullyParallel: false,
  workers: 2,
  // a second try tells a slow machine from a fault; what needed it is named at the end, as one of the two it is
  retries: 1,
  forbidOnly: true,
  use: {
    ...devices['Desktop Chrome'],
    viewport: { width: 1366, height: 768 },
    locale: 'zh-CN',
    timezoneId: 'Asia/Shanghai',
    acceptDownloads: true,
    // an act that finds nothing to act on fails long before its journey would
    actionTimeout: 90_000 * slow,
    // recording takes more than half as much processor time again, which the whole suite would pay for one failure
    trace: process.env.SERVICE_AUDIT_TRACE ? 'retain-on-failure' : 'off',
    screenshot: 'only-on-failure',
    launchOptions: {
      // without a UTF-8 locale Chromium on Linux can't name Chinese files, neither chosen nor saved ones
      ...(process.platform === 'linux'
        ? { env: { ...(process.env as Record<string, string>), LC_ALL: 'C.UTF-8' } }
        : {}),
      ...(process.env.CHROMIUM_PATH ? { executablePath: process.env.CHROMIUM_PATH } : {}),
      args: [
        '--disable-gpu',
        '--disable-quic',
        '--no-first-run',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
        ...(asRoot ? ['--no-sandbox'] : []),
      ],
    },
  },
  projects: [{ name: 'browser' }, { name: 'electron' }],
});
