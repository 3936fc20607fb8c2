// npm run test:windows: the backend specs and the frame's journey with the backend as a Windows program under wine.
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chooseBrowser, ensureBrowser } from '../lib/browser.mjs';
import { build, tool } from '../lib/build.mjs';
import { door } from '../lib/options.mjs';
import { projectRoot, setForegroundSignals } from '../lib/process.mjs';
import { fail, say } from '../lib/say.mjs';
import { counted, lastLine, playwright } from '../lib/suites.mjs';
import { ensureWindowsNode, findWine, startOnWindows, windowsPath } from '../lib/wine.mjs';

/** first run, signing in, every page: enough to meet paths, locks and files of the backend */
const journey = 'newcomer|signing out|every page';

door(async (args) => {
  if (process.platform === 'win32') {
    say(
      'This is Windows itself: npm test already runs everything here.',
      '这里就是 Windows：npm test 已经运行全部测试。',
    );
    return 0;
  }
  const wine = findWine();
  if (!wine) {
    say(
      'wine is not installed, so NOTHING was tested for Windows here (Debian: apt-get install wine64).',
      '没有安装 wine，本机没有做任何 Windows 测试（Debian 可用 apt-get install wine64 安装）。',
    );
    return 0;
  }
  setForegroundSignals();
  await ensureWindowsNode(wine);
  say(
    'A win32 Node under wine: paths, locks and names are those of Windows. It is no proof for real Windows, and the Electron shell is not in it.',
    '以 wine 运行 win32 版 Node：路径、文件锁和文件名规则与 Windows 一致；不能代替真正的 Windows，也不包含 Electron 外壳。',
  );
  const [which = 'all', filter = 'all'] = args;
  const results = [];
  if (which !== 'e2e') results.push(await counted('backend specs as a win32 process', () => specs(wine, filter)));
  if (which !== 'backend') {
    chooseBrowser(await ensureBrowser(process.execPath));
    process.env.SERVICE_AUDIT_WINE = wine;
    await build();
    results.push(
      await counted('a journey with a win32 backend', () =>
        playwright(['frame', '--project=browser', '--grep', journey]),
      ),
    );
  }
  return lastLine(results);
});

/** Bundles the specs, which vitest's own tools can't do there, and runs them on the Windows Node. */
async function specs(wine, filter) {
  const bundled = await tool('vite', ['build', '--config', 'vite.windows.config.ts', '--logLevel', 'warn'], {
    quiet: true,
  });
  if (bundled.code !== 0) {
    console.error(bundled.output.trim());
    throw fail('The specs could not be bundled (see above).', '测试打包失败（原因见上）。');
  }
  const work = mkdtempSync(join(tmpdir(), 'service-audit-windows-'));
  const [output, report] = [join(work, 'output.txt'), join(work, 'figures.json')];
  const { ended } = startOnWindows(
    wine,
    join(projectRoot, 'out', 'windows', 'run-specs.js'),
    [filter, windowsPath(report)],
    { output },
  );
  const code = await ended;
  const shown = readFileSync(output, 'utf8')
    .split(/\r?\n/)
    .filter((line) => !/Warning|trace-/.test(line))
    .join('\n')
    .trim();
  if (shown) console.log(shown);
  if (!existsSync(report)) {
    say(`The run ended with ${code} and without figures.`, '运行中断，没有得到结果。');
    return { passed: 0, failed: 1, skipped: 0 };
  }
  const { platform, ...figures } = JSON.parse(readFileSync(report, 'utf8'));
  if (platform !== 'win32') throw fail(`The specs ran on ${platform}, not on win32.`, '测试没有在 win32 上运行。');
  rmSync(work, { recursive: true, force: true });
  return figures;
}
