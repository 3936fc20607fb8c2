// npm run bench: figures and ratios into bench/results.md; never a pass or a fail.
import { chooseBrowser, findBrowser } from '../lib/browser.mjs';
import { build, runTypeScript } from '../lib/build.mjs';
import { door } from '../lib/options.mjs';
import { setForegroundSignals } from '../lib/process.mjs';

door(async (args) => {
  setForegroundSignals();
  await build();
  const browser = findBrowser();
  if (browser) chooseBrowser(browser);
  return runTypeScript('tests/bench/run.ts', args);
});
