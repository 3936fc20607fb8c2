// What stands behind `--` on a command line of this project.
import { fail } from './say.mjs';

/**
 * @param args the words after the door's name
 * @param known option name → 'flag' or 'value'
 * @returns what was given, e.g. `{ browser: true, data: '/x' }`
 */
export function readOptions(args, known) {
  const options = {};
  for (let i = 0; i < args.length; i++) {
    const [name, inline] = args[i].replace(/^--/, '').split(/=(.*)/s);
    if (!args[i].startsWith('--') || !Object.hasOwn(known, name)) {
      const list = Object.entries(known).map(([key, kind]) => (kind === 'flag' ? `--${key}` : `--${key} <…>`));
      throw fail(
        `Unknown option ${args[i]}. There are: ${list.join(' ')}`,
        `没有 ${args[i]} 这个选项，可用的有：${list.join(' ')}`,
      );
    }
    if (known[name] === 'flag') options[name] = true;
    else if ((inline ?? args[i + 1]) === undefined)
      throw fail(`Option --${name} wants a value.`, `选项 --${name} 需要一个值。`);
    else options[name] = inline ?? args[++i];
  }
  return options;
}

/** Runs a door and ends with its code; expected failures are said as a sentence. */
export async function door(work) {
  const { isExpected, say } = await import('./say.mjs');
  try {
    process.exitCode = (await work(process.argv.slice(2))) ?? 0;
  } catch (error) {
    if (isExpected(error)) say(error.message);
    else console.error(error);
    process.exitCode = 1;
  }
}
