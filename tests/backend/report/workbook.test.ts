import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { readXlsx } from 'hucre';
import { describe, expect, it } from 'vitest';
import { reportLanguages } from '#shared/report/report.schema.ts';
import { reportWorkbook } from '../../../src/main/backend/report/report.workbook.ts';
import { richPage } from '../../unit/report/report.builder.ts';

interface Formula {
  readonly sheet: string;
  readonly cell: string;
  readonly formula: string;
  readonly cached: number;
}
type Numbers = ReadonlyMap<string, number>;

const nameOf = (row: number, column: number) => `${String.fromCharCode(65 + column)}${row + 1}`;

/** Every number and every formula of a workbook, read by another library than wrote it. */
async function read(bytes: Uint8Array) {
  const book = await readXlsx(bytes);
  const formulas: Formula[] = [];
  const numbers = new Map<string, Map<string, number>>();
  for (const sheet of book.sheets) {
    const own = new Map<string, number>();
    numbers.set(sheet.name, own);
    sheet.rows.forEach((cells, row) => {
      cells.forEach((value, column) => {
        const cell = nameOf(row, column);
        if (typeof value === 'number') own.set(cell, value);
        const formula = sheet.cells?.get(`${row},${column}`)?.formula;
        if (formula === undefined) return;
        const cached = typeof value === 'number' ? value : Number.NaN;
        formulas.push({ sheet: sheet.name, cell, formula, cached });
      });
    });
  }
  return { formulas, numbers };
}

/** Works the few functions out that the report uses; anything else is an error. */
function evaluate(formula: string, numbers: Numbers): number {
  const at = (reference: string) => numbers.get(reference.replaceAll('$', '')) ?? 0;
  const range = (text: string): number[] => {
    const [, column, from, last, to] = /^([A-Z])(\d+):([A-Z])(\d+)$/.exec(text.replaceAll('$', '')) ?? [];
    if (!column || column !== last) throw new Error(`no range: ${text}`);
    return Array.from({ length: Number(to) - Number(from) + 1 }, (_, index) => at(`${column}${Number(from) + index}`));
  };
  const term = (text: string): number => {
    const [, name, inside = ''] = /^(SUM|SUMPRODUCT)\(([^)]*)\)$/.exec(text) ?? [];
    if (name === undefined && /^\$?[A-Z]\$?\d+$/.test(text)) return at(text);
    const ranges = inside.split(',').map(range);
    if (name === 'SUM' && ranges.length === 1) return (ranges[0] ?? []).reduce((sum, value) => sum + value, 0);
    if (name === 'SUMPRODUCT' && ranges.length === 2)
      return (ranges[0] ?? []).reduce((sum, value, index) => sum + value * (ranges[1]?.[index] ?? 0), 0);
    throw new Error(`unknown formula: ${text}`);
  };
  const [, left = '', sign, right = ''] = /^([^-/]+)([-/])([^-/]+)$/.exec(formula) ?? [];
  if (sign === undefined) return term(formula);
  return sign === '-' ? term(left) - term(right) : term(left) / term(right);
}

function findOffice(): string | undefined {
  const folders = (process.env.PATH ?? '').split(delimiter).filter(Boolean);
  const roots = [process.env.PROGRAMFILES].filter((root) => root !== undefined);
  return [
    ...folders.map((folder) => join(folder, 'soffice')),
    ...roots.map((root) => join(root, 'LibreOffice', 'program', 'soffice.com')),
  ].find((path) => existsSync(path));
}

/** The workbook after LibreOffice has worked every formula out again. */
function recalculated(office: string, bytes: Uint8Array): Uint8Array {
  const folder = mkdtempSync(join(tmpdir(), 'service-audit-office-'));
  try {
    const profile = join(folder, 'profile');
    mkdirSync(join(profile, 'user'), { recursive: true });
    // 0 is "always": by itself it takes the cached values of a workbook for granted
    writeFileSync(
      join(profile, 'user', 'registrymodifications.xcu'),
      `<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry"><item oor:path="/org.openoffice.Office.Calc/Formula/Load"><prop oor:name="OOXMLRecalcMode" oor:op="fuse"><value>0</value></prop></item></oor:items>`,
    );
    writeFileSync(join(folder, 'report.xlsx'), bytes);
    const out = join(folder, 'out');
    execFileSync(
      office,
      [
        `-env:UserInstallation=${pathToFileURL(profile).href}`,
        '--headless',
        ...['--convert-to', 'xlsx:Calc MS Excel 2007 XML', '--outdir', out],
        join(folder, 'report.xlsx'),
      ],
      { stdio: 'ignore', timeout: 120_000 },
    );
    return readFileSync(join(out, 'report.xlsx'));
  } finally {
    rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
  }
}

const office = findOffice();

describe('formulas of the report workbook', () => {
  it.each(reportLanguages)('carry the values they work out to, in full (%s)', async (language) => {
    const { formulas, numbers } = await read(await reportWorkbook(richPage(), language));
    expect(new Set(formulas.map(({ formula }) => formula.replace(/[\d$]+/g, '')))).toEqual(
      new Set([
        'C-F',
        'C-H',
        'SUM(C:C)',
        'SUMPRODUCT(C:C,D:D)/C',
        'D/C',
        'SUM(B:B)',
        'SUM(D:D)',
        'SUM(H:H)',
        'B/B',
        'SUM(B:B)/B',
      ]),
    );
    for (const { sheet, cell, formula, cached } of formulas)
      expect(cached, `${sheet}!${cell} ${formula}`).toBeCloseTo(evaluate(formula, numbers.get(sheet) ?? new Map()), 9);
  });

  it('keeps shares as they are: no cell is rounded to what it shows', async () => {
    const page = richPage();
    const { numbers } = await read(await reportWorkbook(page, 'zh'));
    const all = [...numbers.values()].flatMap((own) => [...own.values()]);
    const { complaint, inspection } = page.snapshot;
    const { interval } = complaint.current.timeliness;
    const kept = [interval?.low, interval?.high, inspection.total.mean, complaint.units[1]?.timeliness.rate];
    kept.push(
      ...complaint.categories.map((each) => each.cumulative),
      ...inspection.lostItems.map((item) => item.share),
    );
    for (const value of kept)
      expect(
        all.some((cell) => Math.abs(cell - (value ?? Number.NaN)) < 1e-12),
        `${value}`,
      ).toBe(true);
  });

  // Without LibreOffice on the machine this is skipped, and says so in the report of the run.
  it.skipIf(!office)('are worked out to the same by LibreOffice', { timeout: 150_000 }, async () => {
    const bytes = await reportWorkbook(richPage(), 'zh');
    const before = await read(bytes);
    const after = await read(recalculated(office as string, bytes));
    expect(before.formulas.length).toBeGreaterThan(20);
    expect(after.formulas.length).toBe(before.formulas.length);
    for (const { sheet, cell, formula, cached } of before.formulas)
      expect(after.numbers.get(sheet)?.get(cell), `${sheet}!${cell} ${formula}`).toBeCloseTo(cached, 9);
  });
});
