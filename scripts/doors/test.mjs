// npm test: everything. Types, lint, walls, unit, backend on SQLite and PostgreSQL, build, the journeys in a browser.
import { chooseBrowser, ensureBrowser } from '../lib/browser.mjs';
import { build } from '../lib/build.mjs';
import { electronBinary } from '../lib/electron.mjs';
import { door } from '../lib/options.mjs';
import { setForegroundSignals } from '../lib/process.mjs';
import { fail, say } from '../lib/say.mjs';
import { counted, lastLine, lint, playwright, step, types, vitest } from '../lib/suites.mjs';

const suites = ['types', 'lint', 'unit', 'backend', 'e2e'];

door(async (args) => {
  setForegroundSignals();
  const only = args.filter((arg) => !arg.startsWith('--'));
  const unknown = only.filter((name) => !suites.includes(name));
  if (unknown.length > 0) {
    throw fail(
      `There is no part ${unknown.join(', ')}; there are: ${suites.join(', ')}.`,
      `没有 ${unknown.join('、')} 这一部分，可用的有：${suites.join('、')}。`,
    );
  }
  const wants = (suite) => only.length === 0 || only.includes(suite);
  const results = [];
  if (wants('types')) results.push(await counted('types', types));
  if (wants('lint')) results.push(await counted('lint', lint));
  if (wants('unit') || wants('backend')) {
    // the browser is needed by the backend specs too: they print PDF with it
    chooseBrowser(await ensureBrowser(process.execPath));
    results.push(
      await counted('walls, unit and backend', () =>
        vitest(
          'all',
          only.filter((name) => ['unit', 'backend'].includes(name)).flatMap((name) => ['--project', name]),
        ),
      ),
    );
  }
  if (wants('e2e')) {
    chooseBrowser(await ensureBrowser(process.execPath));
    const built = await counted('build', () => step(() => build({ force: true })));
    results.push(built);
    if (built.failed === 0)
      results.push(await counted('journeys in the browser', () => playwright(['--project=browser'])));
    await electronJourneys(results);
  }
  return lastLine(results);
});

async function electronJourneys(results) {
  if (electronBinary()) results.push(await counted('journeys in Electron', () => playwright(['--project=electron'])));
  else
    say(
      'Electron\'s program file is not on this machine: the project "electron" did NOT run.',
      '本机没有 Electron 程序文件：“electron”一组端到端测试没有运行。',
    );
}
