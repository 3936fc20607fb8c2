/**
 * The little of vitest that the backend specs use, on plain Node: vitest itself can't run as a Windows program under
 * wine. Bundled in its place by the door `windows`; the specs are the same files.
 */
import { isDeepStrictEqual } from 'node:util';
import { expect as bare } from '@playwright/test';

/** What vitest's `expect` can and this one couldn't. */
export const expect = bare.extend({
  /** for plain data only: vitest writes it as JSON with a comma too many at each end */
  toMatchInlineSnapshot(received: unknown, snapshot: string) {
    const pass = isDeepStrictEqual(received, JSON.parse(snapshot.replace(/,(\s*[}\]])/g, '$1')));
    return { pass, message: () => `the snapshot says ${snapshot}, but it is\n${JSON.stringify(received, null, 2)}` };
  },
  toSatisfy(received: unknown, predicate: (value: unknown) => boolean) {
    const pass = predicate(received);
    return { pass, message: () => `expected ${String(received)}${pass ? ' not' : ''} to satisfy ${predicate}` };
  },
});

type Body = () => unknown;
interface Suite {
  readonly name: string;
  readonly parent: Suite | undefined;
  readonly skipped: boolean;
  readonly before: Body[];
  readonly after: Body[];
  readonly beforeEach: Body[];
  readonly afterEach: Body[];
  readonly entries: (Suite | Test)[];
}
interface Test {
  readonly name: string;
  readonly body: Body;
  readonly skipped: boolean;
}

const newSuite = (name: string, parent: Suite | undefined, skipped: boolean): Suite => ({
  name,
  parent,
  skipped: skipped || (parent?.skipped ?? false),
  before: [],
  after: [],
  beforeEach: [],
  afterEach: [],
  entries: [],
});
const root = newSuite('', undefined, false);
let current = root;

// fetch from a process under wine to one of its own servers fails ("fetch failed"); from Linux it works, which is what
// the journey with a win32 backend does all the time
const needsFetch = / · http$/;

const addSuite = (skipped: boolean) => (name: string, body: Body) => {
  const outer = current;
  current = newSuite(outer.name ? `${outer.name} > ${name}` : name, outer, skipped || needsFetch.test(name));
  outer.entries.push(current);
  body();
  current = outer;
};
const addTest = (skipped: boolean) => (name: string, first: Body | object, second?: Body | number) => {
  const body = typeof first === 'function' ? (first as Body) : (second as Body);
  current.entries.push({ name, body, skipped: skipped || current.skipped });
};
const each =
  (add: (name: string, body: Body) => void) =>
  (rows: readonly unknown[]) =>
  (name: string, body: (...args: unknown[]) => unknown) => {
    for (const row of rows) {
      const args = Array.isArray(row) ? row : [row];
      const title = args.reduce<string>((text, arg) => text.replace(/%[sdj]/, String(arg)), name);
      add(title, () => body(...args));
    }
  };
const withVariants = (add: (skipped: boolean) => (name: string, ...rest: never[]) => void) => {
  const variant = (skipped: boolean) => {
    const one = add(skipped) as (name: string, body: Body) => void;
    return Object.assign(one, { each: each(one) });
  };
  const [plain, skip] = [variant(false), variant(true)];
  return Object.assign(add(false), {
    skip,
    each: plain.each,
    skipIf: (condition: unknown) => (condition ? skip : plain),
    runIf: (condition: unknown) => (condition ? plain : skip),
  });
};

export const describe = withVariants(addSuite as never);
export const it = withVariants(addTest as never);
export const test = it;
export const beforeAll = (body: Body) => void current.before.push(body);
export const afterAll = (body: Body) => void current.after.push(body);
export const beforeEach = (body: Body) => void current.beforeEach.push(body);
export const afterEach = (body: Body) => void current.afterEach.push(body);
/** no PostgreSQL here: what needs it skips, as it does everywhere without one */
export const inject = (_key: string): string => '';

export const vi = {
  async waitFor(check: Body, { timeout = 5000, interval = 50 } = {}): Promise<unknown> {
    const end = Date.now() + timeout;
    for (;;) {
      try {
        return await check();
      } catch (error) {
        if (Date.now() > end) throw error;
        await new Promise((resolve) => setTimeout(resolve, interval));
      }
    }
  },
};

export interface Figures {
  passed: number;
  failed: number;
  skipped: number;
}

const lineage = (suite: Suite): Suite[] => (suite.parent ? [...lineage(suite.parent), suite] : [suite]);

async function runTest(suite: Suite, test: Test, figures: Figures): Promise<void> {
  if (test.skipped) {
    figures.skipped++;
    return;
  }
  const line = lineage(suite);
  try {
    for (const level of line) for (const body of level.beforeEach) await body();
    await test.body();
    figures.passed++;
  } catch (error) {
    figures.failed++;
    console.log(`✗ ${suite.name} > ${test.name}\n${error instanceof Error ? error.stack : error}`);
  }
  for (const level of line.reverse()) for (const body of level.afterEach) await Promise.resolve(body()).catch(() => {});
}

function countTests(suite: Suite): number {
  return suite.entries.reduce((sum, entry) => sum + ('body' in entry ? 1 : countTests(entry)), 0);
}

async function runSuite(suite: Suite, figures: Figures): Promise<void> {
  if (suite.skipped) {
    figures.skipped += countTests(suite);
    return;
  }
  try {
    for (const body of suite.before) await body();
  } catch (error) {
    figures.failed += 1;
    console.log(`✗ ${suite.name} could not begin\n${error instanceof Error ? error.stack : error}`);
    return;
  }
  for (const entry of suite.entries)
    await ('body' in entry ? runTest(suite, entry, figures) : runSuite(entry, figures));
  for (const body of suite.after) {
    try {
      await body();
    } catch (error) {
      figures.failed += 1;
      console.log(`✗ ${suite.name} could not end\n${error instanceof Error ? error.stack : error}`);
    }
  }
}

/** Runs what the imported specs have described. */
export async function runAll(): Promise<Figures> {
  const figures: Figures = { passed: 0, failed: 0, skipped: 0 };
  // left behind by a test that failed before it waited for it: a failure like others, not the end of the run
  process.on('unhandledRejection', (error) => {
    figures.failed++;
    console.log(`✗ a promise that nobody waited for\n${error instanceof Error ? error.stack : error}`);
  });
  await runSuite(root, figures);
  return figures;
}
