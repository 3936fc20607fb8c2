// The suites of tests, each as a function that answers { passed, failed, skipped }, and the sum of them.
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { tool } from './build.mjs';
import { projectRoot } from './process.mjs';
import { say } from './say.mjs';

const reports = join(projectRoot, 'test-results', 'reports');

/** Runs a suite between a headline and a line with its figures and time. */
export async function counted(name, suite) {
  say(`\n── ${name}`);
  const began = Date.now();
  const result = await suite();
  say(`── ${name}: ${figures(result)} (${((Date.now() - began) / 1000).toFixed(1)} s)`);
  return result;
}

const figures = ({ passed, failed, skipped }) => `${passed} passed, ${failed} failed, ${skipped} skipped`;

/** The sum of all suites; nothing run is nothing proven, so it counts as a failure. */
export function sumOf(results) {
  const sum = { passed: 0, failed: 0, skipped: 0 };
  for (const result of results) for (const key of Object.keys(sum)) sum[key] += result[key];
  if (sum.passed + sum.failed === 0) sum.failed = 1;
  return sum;
}

/** Prints the sum, as the last line. @returns the exit code */
export function lastLine(results) {
  const sum = sumOf(results);
  console.log(`\n${figures(sum)}`);
  return sum.failed > 0 ? 1 : 0;
}

const verdict = (ok) => ({ passed: ok ? 1 : 0, failed: ok ? 0 : 1, skipped: 0 });

/** A step without tests of its own, counted as one test. */
export async function step(work) {
  try {
    await work();
    return verdict(true);
  } catch (error) {
    console.error(error.expected ? error.message : error);
    return verdict(false);
  }
}

/** The type check counts as one test. */
export const types = async () => verdict((await tool('tsc', ['--noEmit', '-p', '.'])).code === 0);

/** Lint and format count as one test. */
export const lint = async () => verdict((await tool('biome', ['check', '--no-errors-on-unmatched', '.'])).code === 0);

/** Runs vitest. @param name of its report; @param args e.g. `['--project', 'unit']` */
export async function vitest(name, args) {
  const report = freshReport(`vitest-${name}.json`);
  const { code } = await tool('vitest', [
    'run',
    '--reporter=dot',
    '--reporter=json',
    `--outputFile.json=${report}`,
    ...args,
  ]);
  return readVitest(readReport(report), code);
}

/** Runs Playwright. */
export async function playwright(args) {
  const report = freshReport('playwright.json');
  process.env.PLAYWRIGHT_JSON_OUTPUT_NAME = report;
  const { code } = await tool('playwright', ['test', '--reporter=list,json', ...args]);
  const result = readReport(report);
  const flaky = result?.stats.flaky ?? 0;
  if (flaky > 0)
    say(
      `${flaky} of the journeys passed only when tried again (named above as flaky): look at them before the next change.`,
    );
  return readPlaywright(result, code);
}

function freshReport(name) {
  mkdirSync(reports, { recursive: true });
  const file = join(reports, name);
  rmSync(file, { force: true });
  return file;
}

function readReport(file) {
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : undefined;
}

/**
 * The figures of vitest's JSON report. A file that can't even be loaded has no tests in it, so it counts as one
 * failure; so does a run that failed without a failed test, and a run without tests.
 */
export function readVitest(report, exitCode) {
  if (!report) return { passed: 0, failed: 1, skipped: 0 };
  const brokenFiles = report.testResults.filter(
    (file) => file.status === 'failed' && !file.assertionResults.some((test) => test.status === 'failed'),
  ).length;
  return atLeastOneFailure(
    {
      passed: report.numPassedTests,
      failed: report.numFailedTests + brokenFiles,
      skipped: report.numPendingTests + report.numTodoTests,
    },
    exitCode,
  );
}

/** The figures of Playwright's JSON report; a flaky test passed, errors outside of tests count as failures. */
export function readPlaywright(report, exitCode) {
  if (!report) return { passed: 0, failed: 1, skipped: 0 };
  const { expected, flaky, unexpected, skipped } = report.stats;
  return atLeastOneFailure({ passed: expected + flaky, failed: unexpected + report.errors.length, skipped }, exitCode);
}

function atLeastOneFailure(result, exitCode) {
  const nothingRan = result.passed + result.failed === 0;
  return result.failed === 0 && (exitCode !== 0 || nothingRan) ? { ...result, failed: 1 } : result;
}
