import { isDay } from '../kernel/dates.ts';
import {
  type AboutKey,
  aboutLines,
  type CardColumn,
  cardColumns,
  cardSheets,
  gradeColumns,
  noFloorWord,
  rowKindWords,
  ruleCells,
  ruleColumns,
} from './card.columns.ts';
import { faultSentence, scorecardFaults } from './scorecard.faults.ts';
import {
  type Bilingual,
  type Critical,
  type ScorecardContent,
  type ScorecardItem,
  type ScorecardSection,
  type ScoringRule,
  scorecardDraftContent,
} from './scorecard.schema.ts';
import type { SheetProblem } from './standard.contract.ts';
import {
  channelWords,
  demandWords,
  directionWords,
  effectWords,
  lineWords,
  measureWords,
  policyWords,
  ruleKindWords,
  severityWords,
  steppingWords,
  storedWord,
  triggerWords,
} from './standard.words.ts';

/** A sheet as a workbook holds it: rows by Excel's count, cells as people see them. */
export interface RawSheet {
  readonly name: string;
  readonly rows: readonly { readonly row: number; readonly cells: readonly unknown[] }[];
  /** merged areas, e.g. `C4:C6`, with their first row */
  readonly merged: readonly { readonly area: string; readonly row: number }[];
}
/** A card read from a workbook; `content` is null when there is any problem. */
export interface CardReading {
  readonly content: ScorecardContent | null;
  readonly problems: SheetProblem[];
}

type Row = RawSheet['rows'][number];
const plain = (text: string) => text.normalize('NFKC').replaceAll(/\s+/g, '').toLowerCase();
const textOf = (cell: unknown): string => (cell === null || cell === undefined ? '' : String(cell).trim());

/** Gathers what is wrong, each with its sheet, row and item. */
class Problems {
  readonly list: SheetProblem[] = [];
  add(sheet: string, row: number, item: string, zh: string, en: string): void {
    this.list.push({ sheet, row, item, words: { zh, en } });
  }
}

/** One row of a sheet read by the names of its columns. */
class RowReader {
  readonly item: string;
  private readonly problems: Problems;
  private readonly sheet: string;
  private readonly row: Row;
  private readonly places: ReadonlyMap<string, number>;
  private readonly heads: ReadonlyMap<string, Bilingual>;

  constructor(
    problems: Problems,
    sheet: string,
    row: Row,
    places: ReadonlyMap<string, number>,
    columns: readonly CardColumn[],
  ) {
    this.problems = problems;
    this.sheet = sheet;
    this.row = row;
    this.places = places;
    this.heads = new Map(columns.map((column) => [column.key, column.head]));
    this.item = this.text('code');
  }
  text(key: string): string {
    const place = this.places.get(key);
    return place === undefined ? '' : textOf(this.row.cells[place]);
  }
  pair(key: string): Bilingual {
    return { zh: this.text(key), en: this.text(`${key}En`) };
  }
  say(zh: string, en: string): void {
    this.problems.add(this.sheet, this.row.row, this.item, zh, en);
  }
  private head(key: string): Bilingual {
    return this.heads.get(key) ?? { zh: key, en: key };
  }
  missing(key: string): void {
    this.say(`缺“${this.head(key).zh}”`, `“${this.head(key).en}” is missing`);
  }
  stray(key: string, rule: Bilingual): void {
    const head = this.head(key);
    this.say(`“${rule.zh}”不用“${head.zh}”，请清空这一格`, `“${rule.en}” doesn’t use “${head.en}”; empty that cell`);
  }
  /** Needs a text. */
  required(key: string): string {
    const text = this.text(key);
    if (text === '') this.missing(key);
    return text;
  }
  /** One of a few words. */
  word<T extends string>(key: string, words: Readonly<Record<T, Bilingual>>): T | undefined {
    const text = this.required(key);
    if (text === '') return undefined;
    const found = storedWord(words, text);
    const all = Object.values<Bilingual>(words);
    if (found === undefined)
      this.say(
        `“${this.head(key).zh}”不认得“${text}”，可以是：${all.map((each) => each.zh).join('、')}`,
        `“${this.head(key).en}”: unknown “${text}”; choose from: ${all.map((each) => each.en).join(', ')}`,
      );
    return found;
  }
  /** A number of at most three decimals in 1/1000, not negative. */
  scaled(key: string): number | undefined {
    const text = this.required(key);
    return text === '' ? undefined : this.number(key, text, 3);
  }
  whole(key: string): number | undefined {
    const text = this.text(key);
    return text === '' ? undefined : this.number(key, text, 0);
  }
  number(key: string, text: string, decimals: 0 | 3): number | undefined {
    const head = this.head(key);
    const value = Number(text.normalize('NFKC').replace('−', '-'));
    if (!Number.isFinite(value) || text === '') {
      this.say(`“${head.zh}”应为数字，现在是“${text}”`, `“${head.en}” must be a number, not “${text}”`);
      return undefined;
    }
    if (value < 0) {
      this.say(`“${head.zh}”不能为负数（${text}）`, `“${head.en}” can’t be negative (${text})`);
      return undefined;
    }
    const result = decimals === 3 ? Math.round(value * 1000) : value;
    if (decimals === 3 ? Math.abs(result - value * 1000) > 1e-6 : !Number.isInteger(value)) {
      this.say(
        decimals === 3 ? `“${head.zh}”最多三位小数（${text}）` : `“${head.zh}”应为整数（${text}）`,
        decimals === 3 ? `“${head.en}” takes three decimals at most (${text})` : `“${head.en}” must be whole (${text})`,
      );
      return undefined;
    }
    return result;
  }
}

function levelsOf(reader: RowReader, pattern: RegExp): { at: number; points: number }[] | undefined {
  const lines = reader
    .required('levels')
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean);
  const list: { at: number; points: number }[] = [];
  for (const line of lines) {
    const match = pattern.exec(line.normalize('NFKC'));
    const at = match?.[1] === undefined ? undefined : reader.number('levels', match[1], 3);
    const points = match?.[2] === undefined ? undefined : reader.number('levels', match[2], 3);
    if (!match)
      reader.say(
        `“档位”看不懂“${line}”，应写成“95 得 5”，一行一档`,
        `“Levels”: can’t read “${line}”; write “95 earns 5”, one a line`,
      );
    if (at === undefined || points === undefined) return undefined;
    list.push({ at, points });
  }
  return list;
}

function choicesOf(reader: RowReader): { title: Bilingual; points: number }[] | undefined {
  const lines = reader
    .required('levels')
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean);
  const english = reader
    .text('levelsEn')
    .split('\n')
    .map((line) => line.trim());
  const list: { title: Bilingual; points: number }[] = [];
  for (const [i, line] of lines.entries()) {
    const match = /^([^：:]+)[：:](.+)$/s.exec(line);
    const points = match?.[1] === undefined ? undefined : reader.number('levels', match[1].trim(), 3);
    if (!match)
      reader.say(
        `“档位”看不懂“${line}”，应写成“5：好”，一行一级`,
        `“Levels”: can’t read “${line}”; write “5：Good”, one a line`,
      );
    if (points === undefined || !match) return undefined;
    list.push({ title: { zh: (match[2] as string).trim(), en: english[i] ?? '' }, points });
  }
  return list;
}

const level = /^[≥≤>=<]*\s*([-\d.]+)[^\d.-]*?(?:得|earns|[:=])\s*([-\d.]+)[^\d]*$/i;

function ruleOf(reader: RowReader): ScoringRule | undefined {
  const kind = reader.word('rule', ruleKindWords);
  if (kind === undefined) return undefined;
  const { needs, may } = ruleCells[kind] as (typeof ruleCells)[string];
  for (const key of ruleColumns)
    if (!needs.includes(key) && !may.includes(key) && reader.text(key) !== '') reader.stray(key, ruleKindWords[kind]);
  const unit = reader.pair('unit');
  if (needs.includes('unit') && unit.zh === '') reader.missing('unit');
  const rule = rulesByKind[kind](reader, unit);
  return rule as ScoringRule | undefined;
}

const has = <T extends Record<string, unknown>>(values: T): values is T & { [K in keyof T]: NonNullable<T[K]> } =>
  Object.values(values).every((value) => value !== undefined);

function floorOf(reader: RowReader): { floorPoints?: number } | undefined {
  const text = reader.required('floor');
  if (text === '') return undefined;
  if (storedWord({ none: noFloorWord }, text)) return {};
  const floorPoints = reader.number('floor', text, 3);
  return floorPoints === undefined ? undefined : { floorPoints };
}

const rulesByKind: Record<ScoringRule['kind'], (reader: RowReader, unit: Bilingual) => unknown> = {
  passFail: () => ({ kind: 'passFail' }),
  deductPerOccurrence: (reader, unit) => {
    const [perPoints, floor, factor] = [reader.scaled('per'), floorOf(reader), reader.whole('factor')];
    const title = reader.pair('aggravated');
    if (factor === undefined && title.zh !== '') reader.missing('factor');
    if (factor !== undefined && title.zh === '') reader.missing('aggravated');
    if (perPoints === undefined || floor === undefined) return undefined;
    const doubling = factor === undefined ? {} : { doubling: { factor, title } };
    return { kind: 'deductPerOccurrence', perPoints, unit, floorPoints: floor.floorPoints ?? 0, ...doubling };
  },
  linear: (reader, unit) => {
    const values = {
      measure: reader.word('measure', measureWords),
      direction: reader.word('direction', directionWords),
      target: reader.scaled('target'),
      step: reader.scaled('step'),
      perPoints: reader.scaled('per'),
      stepping: reader.word('stepping', steppingWords),
    };
    const floor = floorOf(reader);
    return has(values) && floor ? { kind: 'linear', ...values, unit, ...floor } : undefined;
  },
  bands: (reader, unit) => {
    const values = {
      measure: reader.word('measure', measureWords),
      direction: reader.word('direction', directionWords),
      bands: levelsOf(reader, level)?.map(({ at, points }) => ({ limit: at, points })),
    };
    return has(values) ? { kind: 'bands', ...values, unit } : undefined;
  },
  interpolation: (reader, unit) => {
    const values = { measure: reader.word('measure', measureWords), knots: levelsOf(reader, level) };
    return has(values) ? { kind: 'interpolation', ...values, unit } : undefined;
  },
  rating: (reader) => {
    const choices = choicesOf(reader);
    return choices && { kind: 'rating', choices };
  },
  meanAndMax: (reader, unit) => {
    const values = {
      meanLimit: reader.scaled('target'),
      meanStep: reader.scaled('step'),
      meanStepPoints: reader.scaled('per'),
      maxLimit: reader.scaled('max'),
      maxPoints: reader.scaled('maxPoints'),
    };
    return has(values) ? { kind: 'meanAndMax', ...values, unit } : undefined;
  },
  award: (reader, unit) => {
    const perPoints = reader.scaled('per');
    return perPoints === undefined ? undefined : { kind: 'award', perPoints, unit };
  },
};

function criticalOf(reader: RowReader): Critical | null | undefined {
  const severity = reader.word('severity', severityWords);
  if (severity === undefined) return undefined;
  const cells = ['effect', 'trigger', 'cap'] as const;
  if (severity === 'general') {
    for (const key of cells) if (reader.text(key) !== '') reader.stray(key, severityWords.general);
    return null;
  }
  const effect = reader.word('effect', effectWords);
  const trigger = reader.word('trigger', triggerWords);
  if (effect === undefined || trigger === undefined) return undefined;
  const grade = reader.text('cap');
  if (effect === 'capGrade' && grade === '') reader.missing('cap');
  return { severity, effect, trigger, ...(grade !== '' && { grade }) };
}

function guidanceOf(reader: RowReader): Bilingual[] {
  const [zh, en] = [reader.text('guidance'), reader.text('guidanceEn')].map((text) =>
    text.split('\n').map((line) => line.trim()),
  ) as [string[], string[]];
  return zh.flatMap((line, i) => (line === '' ? [] : [{ zh: line, en: en[i] ?? '' }]));
}

function itemOf(reader: RowReader): ScorecardItem | undefined {
  const values = {
    fullPoints: reader.scaled('full'),
    rule: ruleOf(reader),
    notApplicable: reader.word('notApplicable', policyWords),
    demand: reader.word('demand', demandWords),
    critical: criticalOf(reader),
  };
  for (const key of ['code', 'title', 'clause', 'clauseText', 'clauseSource']) reader.required(key);
  const [edition, least, most] = [reader.whole('edition'), reader.whole('least') ?? 1, reader.whole('most')];
  const { fullPoints, rule, notApplicable, demand, critical } = values;
  if (fullPoints === undefined || !rule || !notApplicable || !demand || critical === undefined) return undefined;
  return {
    code: reader.item,
    title: reader.pair('title'),
    clause: {
      code: reader.text('clause'),
      text: reader.pair('clauseText'),
      source: reader.pair('clauseSource'),
      ...(edition !== undefined && { edition }),
    },
    guidance: guidanceOf(reader),
    fullPoints,
    rule,
    notApplicable,
    evidence: { demand, least, ...(most !== undefined && { most }) },
    critical,
  };
}

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
