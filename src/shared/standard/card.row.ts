import type { CardColumn } from './card.columns.ts';
import type { Bilingual } from './scorecard.schema.ts';
import type { SheetProblem } from './standard.contract.ts';
import { storedWord } from './standard.words.ts';

/** A sheet as a workbook holds it: rows by Excel's count, cells as people see them. */
export interface RawSheet {
  readonly name: string;
  readonly rows: readonly { readonly row: number; readonly cells: readonly unknown[] }[];
  /** merged areas, e.g. `C4:C6`, with their first row */
  readonly merged: readonly { readonly area: string; readonly row: number }[];
}

type Row = RawSheet['rows'][number];
/** What a cell says, without the blanks around it. */
export const textOf = (cell: unknown): string => (cell === null || cell === undefined ? '' : String(cell).trim());

/** Gathers what is wrong, each with its sheet, row and item. */
export class Problems {
  readonly list: SheetProblem[] = [];
  add(sheet: string, row: number, item: string, zh: string, en: string): void {
    this.list.push({ sheet, row, item, words: { zh, en } });
  }
}

/** One row of a sheet read by the names of its columns. */
export class RowReader {
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
