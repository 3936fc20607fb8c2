/**
 * Records of delimited text (RFC 4180), fed in pieces. Quotes inside an unquoted field are kept as they are; a quote that
 * never closes would swallow the file, so a field of more than 1,000,000 characters is cut off there.
 */
export class CsvParser {
  private readonly delimiter: string;
  private rest = '';
  private readonly maxField = 1_000_000;

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

  private bare(text: string, from: number, final: boolean): { text: string; next: number } | null {
    for (let at = from; at < text.length; at++) {
      const char = text[at];
      if (char === this.delimiter || char === '\n' || char === '\r') return { text: text.slice(from, at), next: at };
    }
    return final ? { text: text.slice(from), next: text.length } : null;
  }

  private quoted(text: string, from: number, final: boolean): { text: string; next: number } | null {
    let start = from + 1;
    let value = '';
    for (;;) {
      const close = text.indexOf('"', start);
      if (close < 0 && text.length - from > this.maxField)
        return { text: value + text.slice(start), next: text.length };
      if (close < 0) return final ? { text: value + text.slice(start), next: text.length } : null;
      value += text.slice(start, close);
      if (text[close + 1] === '"') {
        value += '"';
        start = close + 2;
        continue;
      }
      if (close + 1 === text.length && !final) return null;
      // Text after the closing quote belongs to the field: sloppy files have `"a"b,`.
      const tail = this.bare(text, close + 1, true) as { text: string; next: number };
      if (tail.next === text.length && !final) return null;
      return { text: value + tail.text, next: tail.next };
    }
  }
}
