import { isDay } from '../kernel/dates.ts';
import {
  type AboutKey,
  aboutLines,
  type CardColumn,
  cardColumns,
  cardSheets,
  gradeColumns,
  rowKindWords,
} from './card.columns.ts';
import { itemOf } from './card.item.ts';
import { Problems, type RawSheet, RowReader, textOf } from './card.row.ts';
import { faultSentence, scorecardFaults } from './scorecard.faults.ts';
import {
  type Bilingual,
  type ScorecardContent,
  type ScorecardSection,
  scorecardDraftContent,
} from './scorecard.schema.ts';
import type { SheetProblem } from './standard.contract.ts';
import { channelWords, lineWords, storedWord } from './standard.words.ts';

/** A card read from a workbook; `content` is null when there is any problem. */
export interface CardReading {
  readonly content: ScorecardContent | null;
  readonly problems: SheetProblem[];
}

const plain = (text: string) => text.normalize('NFKC').replaceAll(/\s+/g, '').toLowerCase();

function sheetNamed(problems: Problems, sheets: readonly RawSheet[], name: Bilingual): RawSheet | undefined {
  const found = sheets.find((sheet) => storedWord({ it: name }, sheet.name));
  if (!found) problems.add(name.zh, 0, '', `没有名为“${name.zh}”的工作表`, `There is no sheet named “${name.en}”`);
  return found;
}

/** Where the columns stand, by the row of heads; every column must be there once. */
function placesOf(
  problems: Problems,
  sheet: RawSheet,
  columns: readonly CardColumn[],
): { head: number; places: Map<string, number> } | undefined {
  const known = new Map(
    columns.flatMap(({ key, head }) => [[plain(head.zh), key] as const, [plain(head.en), key] as const]),
  );
  const head = sheet.rows.find(
    ({ cells }) => cells.filter((cell) => known.has(plain(textOf(cell)))).length >= Math.min(3, columns.length),
  );
  if (!head) {
    problems.add(sheet.name, 0, '', '没有找到表头', 'The row of heads was not found');
    return undefined;
  }
  const places = new Map<string, number>();
  head.cells.forEach((cell, i) => {
    const key = known.get(plain(textOf(cell)));
    if (key !== undefined && !places.has(key)) places.set(key, i);
  });
  const lacking = columns.filter(({ key }) => !places.has(key) && key !== 'sentence' && !key.endsWith('En'));
  for (const { head: name } of lacking)
    problems.add(sheet.name, head.row, '', `表头缺“${name.zh}”这一列`, `The column “${name.en}” is missing`);
  return lacking.length > 0 ? undefined : { head: head.row, places };
}

function refuseMerged(problems: Problems, sheet: RawSheet, head: number, itemAt: (row: number) => string): void {
  for (const { area, row } of sheet.merged)
    if (row >= head)
      problems.add(
        sheet.name,
        row,
        itemAt(row),
        `有合并单元格 ${area}：请取消合并，每格各写各的`,
        `Merged cells ${area}: unmerge them and fill each one`,
      );
}

interface ReadItems {
  readonly sections: ScorecardSection[];
  /** row of each section (`§code`) and item */
  readonly rows: ReadonlyMap<string, number>;
}

function readItems(problems: Problems, sheet: RawSheet): ReadItems {
  const sections: ScorecardSection[] = [];
  const rows = new Map<string, number>();
  const found = placesOf(problems, sheet, cardColumns);
  if (!found) return { sections, rows };
  const below = sheet.rows.filter(({ row }) => row > found.head);
  const codeAt = (row: number) => {
    const place = found.places.get('code') as number;
    return textOf(below.find((each) => each.row === row)?.cells[place]);
  };
  refuseMerged(problems, sheet, found.head, codeAt);
  for (const row of below) {
    const reader = new RowReader(problems, sheet.name, row, found.places, cardColumns);
    const kind = reader.word('row', rowKindWords);
    if (kind === undefined) continue;
    rows.set(kind === 'item' ? reader.item : `§${reader.item}`, row.row);
    if (kind !== 'item') {
      const fullPoints = reader.scaled('full');
      for (const key of ['code', 'title']) reader.required(key);
      sections.push({ code: reader.item, title: reader.pair('title'), kind, fullPoints: fullPoints ?? 0, items: [] });
      continue;
    }
    const section = sections.at(-1);
    if (!section) reader.say('这一项的上面还没有节', 'This item stands above the first section');
    const item = itemOf(reader);
    if (item) section?.items.push(item);
  }
  return { sections, rows };
}

function readGrades(problems: Problems, sheet: RawSheet): ScorecardContent['grades'] {
  const found = placesOf(problems, sheet, gradeColumns);
  if (!found) return [];
  refuseMerged(problems, sheet, found.head, () => '');
  return sheet.rows
    .filter(({ row }) => row > found.head)
    .flatMap((row) => {
      const reader = new RowReader(problems, sheet.name, row, found.places, gradeColumns);
      const fromPoints = reader.scaled('from');
      for (const key of ['code', 'title']) reader.required(key);
      return fromPoints === undefined ? [] : [{ code: reader.item, title: reader.pair('title'), fromPoints }];
    });
}

function readAbout(problems: Problems, sheet: RawSheet) {
  const rows = new Map<AboutKey, { row: number; text: string }>();
  for (const { row, cells } of sheet.rows) {
    const key = storedWord(aboutLines, textOf(cells[0]));
    if (key) rows.set(key, { row, text: textOf(cells[1]) });
  }
  const columns = (Object.keys(aboutLines) as AboutKey[]).map((key) => ({ key, head: aboutLines[key], width: 0 }));
  const keys = [...rows.keys()];
  const line = {
    row: 0,
    cells: keys.map((key) => rows.get(key)?.text ?? ''),
  };
  const reader = new RowReader(problems, sheet.name, line, new Map(keys.map((key, i) => [key, i])), columns);
  const channels = reader
    .text('channels')
    .split(/[、,，;；\n]/)
    .map((each) => each.trim())
    .filter(Boolean);
  const known = channels.flatMap((each) => {
    const channel = storedWord(channelWords, each);
    if (!channel) reader.say(`“适用渠道”不认得“${each}”`, `“Channels”: unknown “${each}”`);
    return channel ?? [];
  });
  const effectiveOn = reader.required('effectiveOn').slice(0, 10).replaceAll('/', '-');
  if (effectiveOn !== '' && !isDay(effectiveOn))
    reader.say(
      `“施行日”应写成 2026-01-01 这样的日期，现在是“${effectiveOn}”`,
      `“In force from” must be a day like 2026-01-01, not “${effectiveOn}”`,
    );
  const demands = {
    recordingMinutes: reader.whole('recordingMinutes'),
    photos: reader.whole('photos'),
    impressionChars: reader.whole('impressionChars'),
  };
  const isMystery = Object.values(demands).some((value) => value !== undefined);
  return {
    code: reader.required('code'),
    version: reader.whole('version') ?? 1,
    title: { zh: reader.required('title'), en: reader.text('titleEn') },
    source: reader.pair('source'),
    line: reader.word('line', lineWords),
    channels: known,
    effectiveOn,
    fullPoints: reader.scaled('fullPoints'),
    roundingPoints: reader.scaled('roundingPoints'),
    ...(isMystery && {
      mystery: {
        recordingMinutes: demands.recordingMinutes ?? 0,
        photos: demands.photos ?? 0,
        impressionChars: demands.impressionChars ?? 0,
      },
    }),
  };
}

/**
 * Reads a card from its three sheets. Everything that is wrong is named with sheet, row and item, the faults of the
 * card as a whole (weights that don't close) too; a card with any problem isn't taken at all.
 */
export function readCard(sheets: readonly RawSheet[]): CardReading {
  const problems = new Problems();
  const [items, grades, about] = [cardSheets.items, cardSheets.grades, cardSheets.about].map((name) =>
    sheetNamed(problems, sheets, name),
  );
  if (!items || !grades || !about) return { content: null, problems: problems.list };
  const { sections, rows } = readItems(problems, items);
  const read = { schema: 1, ...readAbout(problems, about), grades: readGrades(problems, grades), sections };
  if (problems.list.length > 0) return { content: null, problems: problems.list };
  const parsed = scorecardDraftContent.safeParse(read);
  if (!parsed.success) {
    for (const issue of parsed.error.issues) {
      const item = itemAt(sections, issue.path);
      const where = item === '' ? (issue.path[0] === 'grades' ? grades.name : about.name) : items.name;
      const path = issue.path.slice(4).join('.') || issue.path.join('.');
      problems.add(where, rows.get(item) ?? 0, item, `${path} 超出允许的范围`, `${path}: ${issue.message}`);
    }
    return { content: null, problems: problems.list };
  }
  for (const fault of scorecardFaults(parsed.data)) {
    const sheet = fault.kind.startsWith('grades') ? grades.name : items.name;
    problems.add(sheet, rows.get(fault.at) ?? 0, fault.at, faultSentence(fault, 'zh'), faultSentence(fault, 'en'));
  }
  return { content: problems.list.length > 0 ? null : parsed.data, problems: problems.list };
}

/** Code of the item or section a path of the content leads to. */
function itemAt(sections: readonly ScorecardSection[], path: readonly PropertyKey[]): string {
  if (path[0] !== 'sections') return '';
  const section = sections[Number(path[1])];
  return path[2] === 'items' ? (section?.items[Number(path[3])]?.code ?? '') : `§${section?.code ?? ''}`;
}
