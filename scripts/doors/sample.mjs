// npm run sample -- --scale demo|standard|full --seed N --data <dir> [--end YYYY-MM]: the sample province, and what is planted in it.
import { homedir } from 'node:os';
import { resolve } from 'node:path';
import { defaultDataDirectory } from '../../src/main/shell/data-directory.ts';
import { door, readOptions } from '../lib/options.mjs';
import { fail } from '../lib/say.mjs';
import { isScale, loadSampleInto, scales } from '../sample.ts';

/** Months of the design document: the sample is the same in every year unless another end is asked for. */
const designEnd = '2025-06';

door(async (args) => {
  const {
    scale = 'demo',
    seed = '1',
    end = designEnd,
    data,
  } = readOptions(args, {
    scale: 'value',
    seed: 'value',
    end: 'value',
    data: 'value',
  });
  const list = scales.join(' | ');
  if (!isScale(scale)) throw fail(`--scale is one of ${list}.`, `--scale 只能是 ${list} 之一。`);
  if (!/^\d{1,10}$/.test(seed)) throw fail('--seed is a whole number.', '--seed 应为整数。');
  if (!/^\d{4}-(0[1-9]|1[0-2])$/.test(end))
    throw fail('--end is a month, e.g. 2025-06.', '--end 应为月份，例如 2025-06。');
  const dataDir = resolve(data ?? defaultDataDirectory(process.platform, process.env, homedir()));
  return loadSampleInto(dataDir, { scale, seed: Number(seed), endMonth: end });
});
