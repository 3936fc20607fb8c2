/**
 * How alike two complaint texts are, Chinese or not: the share of common pieces (Jaccard). Pieces are pairs of
 * neighbouring Han characters inside a clause, and words and numbers of other scripts. Punctuation, order of clauses,
 * full width, upper case and the usual phrases of a telephone call make no difference.
 */

const combined = (...parts: readonly (readonly string[])[]): string[] =>
  parts.reduce<string[]>((made, part) => made.flatMap((begun) => part.map((next) => begun + next)), ['']);

/** Phrases that nearly every record has and that say nothing about its matter. */
const phrases = [
  ...['您好', '你好', '请问', '谢谢', '感谢', '麻烦你们', '麻烦您', '麻烦你', '麻烦'],
  ...combined(['我', ''], ['想要', '想', '要'], ['投诉', '反映', '咨询'], ['一下', '']),
  ...combined(
    ['该用户', '该客户', '用户', '客户', '本人', ''],
    ['来电', '来访', '来信', '致电'],
    ['投诉', '反映', '咨询', '表示', '称', ''],
  ),
  ...combined(['用户', '客户'], ['投诉', '反映', '表示', '称', '说']),
  ...combined(['请', ''], ['尽快'], ['处理', '解决', '核实']),
];
/** By their first character, the longest first. */
const phrasesFrom = new Map<number, readonly string[]>();
for (const phrase of [...phrases].sort((a, b) => b.length - a.length))
  phrasesFrom.set(phrase.charCodeAt(0), [...(phrasesFrom.get(phrase.charCodeAt(0)) ?? []), phrase]);

const stopWords = new Set(
  'a about after all also am an and any are as at be been but by can dear do for from get got had has have hello hi i if in into is it its me my no not of on or our out please regarding so thank thanks that the their them they this to up us was we were what when which who will with you your'.split(
    ' ',
  ),
);
const hanScript = /\p{Script=Han}/u;
const letterOrNumber = /[\p{L}\p{N}]/u;
const onlyNumbers = /^\p{N}+$/u;

/** Spreads the bits of a number over 32 (the finisher of MurmurHash3). */
function mixed(value: number): number {
  let h = value | 0;
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return (h ^ (h >>> 16)) >>> 0;
}

function hashOf(text: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  return mixed(hash);
}

/** Plural and possessive of English words, roughly: "caps" and "cap" are one word. */
function stem(word: string): string {
  const bare = word.replace(/'s?/g, '');
  return bare.length > 3 && bare.endsWith('s') && !bare.endsWith('ss') ? bare.slice(0, -1) : bare;
}

type Kind = 'han' | 'word' | 'gap';
function kindOf(code: number): Kind {
  if (code < 0x80)
    return (code >= 0x61 && code <= 0x7a) || (code >= 0x30 && code <= 0x39) || code === 0x27 ? 'word' : 'gap';
  if (code >= 0x4e00 && code <= 0x9fff) return 'han';
  const character = String.fromCodePoint(code);
  return hanScript.test(character) ? 'han' : letterOrNumber.test(character) ? 'word' : 'gap';
}

/** The pieces of a text as numbers, ascending, each once. Odd ones are words, even ones pairs of characters or numbers. */
export type Pieces = Uint32Array;

/** Gathers the pieces of one text while it is read from its beginning to its end. */
class Reader {
  private readonly found: number[] = [];
  private previous = 0;
  private isAlone = false;
  private word = '';

  han(code: number): void {
    this.endWord();
    if (this.previous !== 0) this.found.push(mixed(Math.imul(this.previous, 0x01000193) ^ code) & ~1);
    this.isAlone = this.previous === 0;
    this.previous = code;
  }

  letter(character: string): void {
    this.endClause();
    this.word += character;
  }

  gap(): void {
    this.endClause();
    this.endWord();
  }

  /** A clause of one character has no pair: the character itself is its piece. */
  private endClause(): void {
    if (this.isAlone) this.found.push(mixed(this.previous) & ~1);
    this.isAlone = false;
    this.previous = 0;
  }

  private endWord(): void {
    if (this.word === '') return;
    const word = stem(this.word);
    this.word = '';
    if (word === '' || stopWords.has(word)) return;
    this.found.push(onlyNumbers.test(word) ? hashOf(word) & ~1 : hashOf(word) | 1);
  }

  pieces(): Pieces {
    this.gap();
    const sorted = Uint32Array.from(this.found).sort();
    return sorted.filter((piece, i) => i === 0 || piece !== sorted[i - 1]);
  }
}

/**
 * Takes a text apart.
 * @param text as it was written down, any length
 * @returns its pieces; none for a text without letters
 */
export function piecesOf(text: string): Pieces {
  const plain = text.normalize('NFKC').toLowerCase();
  const reader = new Reader();
  for (let i = 0; i < plain.length; ) {
    const code = plain.codePointAt(i) as number;
    const phrase = phrasesFrom.get(code)?.find((one) => plain.startsWith(one, i));
    const kind = phrase ? 'gap' : kindOf(code);
    if (kind === 'han') reader.han(code);
    else if (kind === 'word') reader.letter(String.fromCodePoint(code));
    else reader.gap();
    i += phrase?.length ?? (code > 0xffff ? 2 : 1);
  }
  return reader.pieces();
}

/** How much two texts have in common. */
export interface Likeness {
  /** common pieces as a share of all pieces of both, 0–1 */
  share: number;
  /** what the common pieces weigh: a pair of characters or a number 1, a word 2 */
  weight: number;
}

/** Compares two texts by their pieces. */
export function likeness(a: Pieces, b: Pieces): Likeness {
  let common = 0;
  let weight = 0;
  for (let i = 0, j = 0; i < a.length && j < b.length; ) {
    const left = a[i] as number;
    const right = b[j] as number;
    if (left === right) {
      common += 1;
      weight += left & 1 ? 2 : 1;
      i += 1;
      j += 1;
    } else if (left < right) i += 1;
    else j += 1;
  }
  const all = a.length + b.length - common;
  return { share: all === 0 ? 0 : common / all, weight };
}

/** Bands of a signature and rows of each: more bands find more, more rows of each find fewer by chance. */
export const bandCount = 6;
const rowsPerBand = 2;
const seeds = Uint32Array.from({ length: bandCount * rowsPerBand }, (_, i) => mixed(Math.imul(0x9e3779b9, i + 1)));

/**
 * The bands of a text's MinHash, signed 32-bit numbers. Two texts of likeness j share at least one with probability
 * `chanceOfBand(j)`. The same text always has the same bands.
 * @returns six numbers, none for a text without pieces
 */
export function bandsOf(pieces: Pieces): number[] {
  if (pieces.length === 0) return [];
  const least = new Uint32Array(seeds.length).fill(0xffffffff);
  for (let n = 0; n < seeds.length; n++) {
    const seed = seeds[n] as number;
    let smallest = 0xffffffff;
    for (let i = 0; i < pieces.length; i++) {
      const value = mixed((pieces[i] as number) ^ seed);
      if (value < smallest) smallest = value;
    }
    least[n] = smallest;
  }
  return Array.from({ length: bandCount }, (_, band) => {
    const [first, second] = least.subarray(band * rowsPerBand) as unknown as [number, number];
    return mixed(Math.imul(first, 31) ^ second ^ mixed(band + 1)) | 0;
  });
}

/**
 * How probably two texts share a band, by their likeness: 0.43 at 0.3, 0.82 at 0.5, 0.98 at 0.7, 0.996 at 0.8.
 * @param share likeness, 0–1
 */
export const chanceOfBand = (share: number): number => 1 - (1 - share ** rowsPerBand) ** bandCount;
