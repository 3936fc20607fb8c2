import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { aboutLines, cardColumns, cardSheets, gradeColumns } from '#shared/standard/card.columns.ts';
import { readCard } from '#shared/standard/card.read.ts';
import type { RawSheet } from '#shared/standard/card.row.ts';
import { aboutRows, gradeRows, itemRows } from '#shared/standard/card.write.ts';
import type { Language } from '#shared/standard/rule.words.ts';
import { type ScorecardContent, scorecardContent } from '#shared/standard/scorecard.schema.ts';
import { anyCard } from '../inspection/card.arbitrary.ts';

/** The sheets as a workbook would hand them over, every cell as text or number. */
function sheetsOf(card: ScorecardContent, language: Language): RawSheet[] {
  const numbered = (rows: readonly (readonly unknown[])[]) => rows.map((cells, i) => ({ row: i + 1, cells }));
  const heads = (columns: readonly { head: { zh: string; en: string } }[]) => columns.map(({ head }) => head[language]);
  return [
    { name: cardSheets.items[language], rows: numbered([heads(cardColumns), ...itemRows(card, language)]), merged: [] },
    { name: cardSheets.grades[language], rows: numbered([heads(gradeColumns), ...gradeRows(card)]), merged: [] },
    { name: cardSheets.about[language], rows: numbered(aboutRows(card, language)), merged: [] },
  ];
}
const hall = scorecardContent.parse(JSON.parse(readFileSync('resources/scorecards/hall.json', 'utf8')));
const place = (key: string) => cardColumns.findIndex((column) => column.key === key);

/** The sheets of the hall card with one cell of an item changed. */
function changed(code: string, key: string, value: unknown, language: Language = 'zh'): RawSheet[] {
  const [items, ...others] = sheetsOf(hall, language) as [RawSheet, ...RawSheet[]];
  const rows = items.rows.map(({ row, cells }) => ({
    row,
    cells: cells[place('code')] === code ? cells.map((cell, i) => (i === place(key) ? value : cell)) : cells,
  }));
  return [{ ...items, rows }, ...others];
}
const saidAbout = (sheets: readonly RawSheet[]) => {
  const { content, problems } = readCard(sheets);
  expect(content).toBeNull();
  return problems.map(({ sheet, row, item, words }) => ({ sheet, row, item, ...words }));
};

const words = fc
  .constantFrom('次', '=1+1', '得 5；好', '"引号"', '客户“满意”', '@cmd', '<b>&amp;', '－全角９')
  .map((zh) => ({ zh, en: `en ${zh}` }));

describe('a card as a workbook', () => {
  it('comes back exactly, whatever its rules are, in both languages', () => {
    fc.assert(
      fc.property(anyCard, words, fc.constantFrom('zh' as const, 'en' as const), (card, text, language) => {
        const full: ScorecardContent = {
          ...card,
          title: text,
          mystery: { recordingMinutes: 5, photos: 2, impressionChars: 0 },
          channels: ['ownHall', 'hotline'],
          sections: card.sections.map((section) => ({
            ...section,
            title: text,
            items: section.items.map((item) => ({
              ...item,
              title: text,
              guidance: [text, { zh: '第二步', en: 'second' }],
              clause: { ...item.clause, text, edition: 3 },
              evidence: { demand: 'always', least: 2, most: 4 },
              rule:
                item.rule.kind === 'rating'
                  ? { ...item.rule, choices: item.rule.choices.map((choice) => ({ ...choice, title: text })) }
                  : 'unit' in item.rule
                    ? { ...item.rule, unit: text }
                    : item.rule,
            })),
          })),
        };
        expect(readCard(sheetsOf(full, language))).toEqual({ content: full, problems: [] });
        expect(readCard(sheetsOf(card, language))).toEqual({ content: card, problems: [] });
      }),
      { numRuns: 150 },
    );
  });

  it.each(['hall', 'back-office', 'home-visit'])(
    'brings the shipped card %s back with its severities written out',
    (name) => {
      const card = scorecardContent.parse(JSON.parse(readFileSync(`resources/scorecards/${name}.json`, 'utf8')));
      const whole = structuredClone(card);
      for (const item of whole.sections.flatMap((section) => section.items))
        if (item.critical) item.critical.severity = item.critical.severity ?? 'veto';
      const { content, problems } = readCard(sheetsOf(card, 'zh'));
      expect(problems).toEqual([]);
      expect(content).toEqual(whole);
    },
  );
});

describe('a workbook that can’t be a card is refused with sheet, row and item', () => {
  it('unknown rule', () => {
    expect(saidAbout(changed('1.1', 'rule', '随便扣'))).toEqual([
      expect.objectContaining({
        sheet: '评分表',
        row: 3,
        item: '1.1',
        zh: expect.stringMatching(/计分方式.*随便扣.*按次扣/),
      }),
    ]);
    expect(saidAbout(changed('1.1', 'rule', 'whatever', 'en'))[0]?.en).toMatch(/unknown “whatever”.*Per occurrence/);
  });
  it('rule without floor', () => {
    expect(saidAbout(changed('1.1', 'floor', null))).toEqual([
      expect.objectContaining({ row: 3, item: '1.1', zh: '缺“保底分”', en: '“Floor” is missing' }),
    ]);
  });
  it.each([
    ['per', -1, /不能为负数/, /negative/],
    ['per', Number.NaN, /应为数字/, /must be a number/],
    ['full', '三分', /应为数字/, /must be a number/],
    ['full', 3.0001, /三位小数/, /three decimals/],
    ['title', null, /缺“名称”/, /“Title” is missing/],
    ['levels', '95 得 5', /不用“档位”/, /doesn’t use “Levels”/],
    ['demand', null, /缺“证据”/, /“Evidence” is missing/],
  ])('%s %s', (key, value, zh, en) => {
    const said = saidAbout(changed('1.1', key, value));
    expect(said[0]).toMatchObject({ sheet: '评分表', row: 3, item: '1.1' });
    expect(said[0]?.zh).toMatch(zh);
    expect(said[0]?.en).toMatch(en);
  });
  it('weights that don’t close', () => {
    expect(saidAbout(changed('1.1', 'full', 2))).toEqual([
      expect.objectContaining({
        sheet: '评分表',
        row: 2,
        item: '§1',
        zh: '§1：各项满分合计 19.00，应为本节满分 20.00',
      }),
    ]);
  });
  it('merged cells', () => {
    const [items, ...others] = sheetsOf(hall, 'zh') as [RawSheet, ...RawSheet[]];
    expect(saidAbout([{ ...items, merged: [{ area: 'C3:C4', row: 3 }] }, ...others])).toEqual([
      expect.objectContaining({ sheet: '评分表', row: 3, item: '1.1', zh: expect.stringContaining('C3:C4') }),
    ]);
  });
  it('a missing sheet, a missing column, a card without number', () => {
    const [items, grades, about] = sheetsOf(hall, 'zh') as [RawSheet, RawSheet, RawSheet];
    expect(saidAbout([items, about])[0]?.zh).toBe('没有名为“等级”的工作表');
    const cut = {
      ...items,
      rows: items.rows.map(({ row, cells }) => ({ row, cells: cells.filter((_c, i) => i !== place('rule')) })),
    };
    expect(saidAbout([cut, grades, about])[0]?.zh).toBe('表头缺“计分方式”这一列');
    const nameless = { ...about, rows: about.rows.filter(({ cells }) => cells[0] !== aboutLines.code.zh) };
    expect(saidAbout([items, grades, nameless])[0]?.zh).toBe('缺“评分表编号”');
  });
});
