import { setImmediate } from 'node:timers/promises';
import { sql } from 'kysely';
import type { ServiceContext } from '../context.ts';
import type { Database } from '../database/dialect.ts';

/** How much is read between two turns of others: some 20 ms. */
const steps = {
  /** occurrences of pieces */
  slice: 100_000,
  /** places looked through for a phrase */
  span: 500_000,
};
/** Stands between the fields of a row in the index. */
const separator = '\u0001';

type Reader = Pick<ServiceContext, 'read' | 'signal'>;

/** Complaints by their places in the file (`rowid`), a bit for each place. Only for SQLite. */
export class Places {
  private bits: Uint8Array;
  private found = 0;

  /** @param last the highest place expected; others are taken as well */
  constructor(last: number) {
    this.bits = new Uint8Array((last >> 3) + 1024);
  }

  get count(): number {
    return this.found;
  }

  add(places: readonly number[]): void {
    for (const place of places) {
      const [byte, bit] = [place >> 3, 1 << (place & 7)];
      if (byte >= this.bits.length) this.grow(byte);
      const held = this.bits[byte] as number;
      if (held & bit) continue;
      this.bits[byte] = held | bit;
      this.found += 1;
    }
  }

  has(place: number): boolean {
    return ((this.bits[place >> 3] ?? 0) & (1 << (place & 7))) !== 0;
  }

  /** In ascending order. @param from the lowest one wanted */
  list(from = 0, count = this.found): number[] {
    const out: number[] = [];
    for (let byte = from >> 3; byte < this.bits.length && out.length < count; byte++) {
      const held = this.bits[byte] as number;
      if (held === 0) continue;
      for (let bit = 0; bit < 8 && out.length < count; bit++) {
        const place = byte * 8 + bit;
        if (held & (1 << bit) && place >= from) out.push(place);
      }
    }
    return out;
  }

  private grow(byte: number): void {
    const bits = new Uint8Array(Math.max(byte + 1, this.bits.length * 2));
    bits.set(this.bits);
    this.bits = bits;
  }
}

/** As SQLite's `like` compares: letters A–Z in either case, everything else as it is. */
const folded = (text: string) => text.replace(/[A-Z]/g, (letter) => letter.toLowerCase());

/** Texts the index can say everything about. Control characters and halves of characters are left to reading the rows. */
const isAnswerable = (text: string) =>
  text !== '' && text.isWellFormed() && [...text].every((one) => one >= ' ' && one !== '\u{10ffff}');

/**
 * Every complaint in whose content, customer name, city or region a text occurs: the same ones as by `like`. A single
 * character or two are the beginning of a piece of three, longer ones are pieces in a row.
 * @returns null for a text the index can't answer
 */
export async function placesOfText(
  ctx: Reader,
  text: string,
  last: number,
  { slice, span } = steps,
): Promise<Places | null> {
  if (!isAnswerable(text)) return null;
  const places = new Places(last);
  const wanted = folded(text);
  const readPhrase = (phrase: string) => eachSpan(ctx, phrase, last, span, (found) => places.add(found));
  if ([...wanted].length > 2) await readPhrase(wanted);
  else await eachSlice(ctx, wanted, slice, (found) => places.add(found), readPhrase);
  return places;
}

async function turn({ signal }: Reader): Promise<void> {
  await setImmediate();
  signal.throwIfAborted();
}

type Take = (places: number[]) => void;

async function eachSpan(ctx: Reader, phrase: string, last: number, span: number, take: Take): Promise<void> {
  const quoted = `"${phrase.replaceAll('"', '""')}"`;
  for (let from = 0; from <= last; from += span) {
    const to = from + span > last ? Number.MAX_SAFE_INTEGER : from + span;
    const { rows } = await sql<{ places: string }>`select json_group_array(rowid) as places from complaint_text
      where complaint_text match ${quoted} and rowid > ${from} and rowid <= ${to}`.execute(ctx.read);
    take(JSON.parse(rows[0]?.places ?? '[]'));
    await turn(ctx);
  }
}

/** The first text behind all that begin with one. */
function behind(text: string): string {
  const characters = [...text];
  const next = (characters.pop()?.codePointAt(0) as number) + 1;
  return characters.join('') + String.fromCodePoint(next === 0xd800 ? 0xe000 : next);
}

/** All pieces that begin with a text, a slice of them after the other. @param readPiece reads one that fills a slice */
async function eachSlice(
  ctx: Reader,
  beginning: string,
  slice: number,
  take: Take,
  readPiece: (piece: string) => Promise<void>,
): Promise<void> {
  const end = behind(beginning);
  let from = beginning;
  for (;;) {
    const { rows } = await sql<{ places: string; read: number; first: string; last: string }>`
      select json_group_array(doc) as places, count(*) as read, min(term) as first, max(term) as last
      from (select term, doc from complaint_text_piece where term >= ${from} and term < ${end} limit ${slice})`.execute(
      ctx.read,
    );
    const row = rows[0];
    if (!row) return;
    take(JSON.parse(row.places));
    await turn(ctx);
    if (row.read < slice) return;
    // what is left of the last piece is read again from its beginning, unless one piece fills the slice
    from = row.last;
    if (row.first === row.last) {
      await readPiece(row.last);
      from = row.last + separator;
    }
  }
}

/** Whether every stored complaint is in the index of texts. */
export async function isTextIndexed(db: Database): Promise<boolean> {
  const { rows } = await sql<{ upTo: number }>`select up_to from complaint_text_mark`.execute(db);
  return rows[0]?.upTo === Number.MAX_SAFE_INTEGER;
}
