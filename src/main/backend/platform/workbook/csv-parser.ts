/** A field longer than this with no closing quote in sight was opened by a stray quote, in characters. */
const longestField = 8_000_000;

interface Field {
  readonly text: string;
  /** Place of the mark that ends it. */
  readonly next: number;
}

/**
 * Records of delimited text (RFC 4180), fed in pieces. Quotes inside an unquoted field are kept as they are. A quote that
 * never closes would swallow the rest of the file: such a field is read as if it began with an ordinary character, so that
 * every line stays a row of its own.
 */
export class CsvParser {
  private readonly delimiter: string;
  private rest = '';

  constructor(delimiter: string) {
    this.delimiter = delimiter;
  }

  /** Takes a piece of text. @returns the records that are complete now */
  write(text: string): string[][] {
    this.rest = this.rest === '' ? text : this.rest + text;
    return this.take(false);
  }

  /** Ends the text. @returns the last record, if there is one */
  end(): string[][] {
    return this.take(true);
  }

  private take(final: boolean): string[][] {
    const rows: string[][] = [];
    const text = this.rest;
    let at = 0;
    while (at < text.length) {
      const record = this.record(text, at, final);
      if (record === null) break;
      rows.push(record.cells);
      at = record.next;
    }
    this.rest = text.slice(at);
    return rows;
  }

  /** One record from a place; null when its end hasn't come yet. */
  private record(text: string, from: number, final: boolean): { cells: string[]; next: number } | null {
    const cells: string[] = [];
    let at = from;
    for (;;) {
      const cell = text[at] === '"' ? this.quoted(text, at, final) : this.bare(text, at, final);
      if (cell === null) return null;
      cells.push(cell.text);
      const mark = text[cell.next];
      if (mark === undefined) return final ? { cells, next: text.length } : null;
      if (mark === this.delimiter) {
        at = cell.next + 1;
        continue;
      }
      // A carriage return at the very end may be the first half of a line end.
      if (mark === '\r' && cell.next + 1 === text.length && !final) return null;
      return { cells, next: cell.next + (mark === '\r' && text[cell.next + 1] === '\n' ? 2 : 1) };
    }
  }

  private bare(text: string, from: number, final: boolean): Field | null {
    for (let at = from; at < text.length; at++) {
      const char = text[at];
      if (char === this.delimiter || char === '\n' || char === '\r') return { text: text.slice(from, at), next: at };
    }
    return final ? { text: text.slice(from), next: text.length } : null;
  }

  private quoted(text: string, from: number, final: boolean): Field | null {
    let start = from + 1;
    let value = '';
    for (;;) {
      const close = text.indexOf('"', start);
      if (close < 0) return this.unclosed(text, from, value + text.slice(start), final);
      value += text.slice(start, close);
      if (text[close + 1] === '"') {
        value += '"';
        start = close + 2;
        continue;
      }
      if (close + 1 === text.length && !final) return null;
      if (this.isStray(text, from, close)) return this.bare(text, from, final);
      // Text after the closing quote belongs to the field: sloppy files have `"a"b,`.
      const tail = this.bare(text, close + 1, true) as Field;
      if (tail.next === text.length && !final) return null;
      return { text: value + tail.text, next: tail.next };
    }
  }

  /** Whether the closing quote opens another field some lines below: then the first quote opened nothing. */
  private isStray(text: string, from: number, close: number): boolean {
    const ends = (char: string | undefined) => char === this.delimiter || char === '\n' || char === '\r';
    const after = text[close + 1];
    if (after === undefined || ends(after) || !ends(text[close - 1])) return false;
    return /[\r\n]/.test(text.slice(from, close));
  }

  /** A quoted field whose end isn't there: not yet, cut off with the file, or its quote was none. */
  private unclosed(text: string, from: number, value: string, final: boolean): Field | null {
    if (!final && text.length - from <= longestField) return null;
    return final && !/[\r\n]/.test(value) ? { text: value, next: text.length } : this.bare(text, from, final);
  }
}
