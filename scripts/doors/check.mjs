// npm run check: types, lint, walls and the pure rules, in under a minute.
import { door } from '../lib/options.mjs';
import { setForegroundSignals } from '../lib/process.mjs';
import { counted, lastLine, lint, types, vitest } from '../lib/suites.mjs';

door(async () => {
  setForegroundSignals();
  const results = [
    await counted('types', types),
    await counted('lint', lint),
    await counted('walls and unit', () => vitest('check', ['--project', 'unit'])),
  ];
  return lastLine(results);
});
