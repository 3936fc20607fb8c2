/**
 * Header or value as it is compared: full-width characters narrowed, lower case, without spaces, punctuation and
 * remarks in brackets at the end (`受理时间（必填）` is `受理时间`).
 */
export function normalWord(text: string): string {
  const narrow = text.normalize('NFKC').toLowerCase().trim();
  const bare = narrow.replace(/[([【][^()[\]【】]*[)\]】]\s*$/u, '');
  const kept = (bare.trim() === '' ? narrow : bare).replace(/[\s\p{P}\p{S}]+/gu, '');
  return kept === '' ? narrow : kept;
}

/** Text of a cell as people typed it: full-width digits and letters narrowed, inner white space single, trimmed. */
export function plainText(text: string): string {
  return text.normalize('NFKC').replace(/\s+/gu, ' ').trim();
}

function bigrams(text: string): Map<string, number> {
  const out = new Map<string, number>();
  const chars = [...text];
  for (let i = 0; i < chars.length - 1; i++) {
    const pair = `${chars[i]}${chars[i + 1]}`;
    out.set(pair, (out.get(pair) ?? 0) + 1);
  }
  return out;
}

/** Edit distance of two short texts, in characters. */
export function editDistance(a: string, b: string): number {
  const left = [...a];
  const right = [...b];
  let previous = right.map((_, i) => i + 1);
  previous.unshift(0);
  for (let i = 1; i <= left.length; i++) {
    const current = [i];
    for (let j = 1; j <= right.length; j++) {
      const change = (previous[j - 1] as number) + (left[i - 1] === right[j - 1] ? 0 : 1);
      current.push(Math.min(change, (previous[j] as number) + 1, (current[j - 1] as number) + 1));
    }
    previous = current;
  }
  return previous[right.length] as number;
}

/**
 * How alike two normalised words are, 0 to 1: one inside the other, common pairs of characters, or few edits.
 */
export function likeness(a: string, b: string): number {
  if (a === b) return 1;
  if (a === '' || b === '') return 0;
  const [short, long] = a.length <= b.length ? [a, b] : [b, a];
  const inside = short.length >= 2 && long.includes(short) ? 0.6 + (0.35 * short.length) / long.length : 0;
  const pairsA = bigrams(a);
  const pairsB = bigrams(b);
  let common = 0;
  for (const [pair, n] of pairsA) common += Math.min(n, pairsB.get(pair) ?? 0);
  const total = [...pairsA.values(), ...pairsB.values()].reduce((sum, n) => sum + n, 0);
  const dice = total === 0 ? 0 : (2 * common) / total;
  const edits = 1 - editDistance(short.slice(0, 40), long.slice(0, 40)) / Math.min(long.length, 40);
  return Math.max(inside, dice, edits * 0.95);
}

/**
 * The nearest of some words.
 * @param word normalised word
 * @param choices normalised choices with what they stand for
 * @returns at most `limit` values with a likeness of at least 0.45, nearest first, each once
 */
export function nearest<T>(word: string, choices: Iterable<readonly [string, T]>, limit = 3): T[] {
  const scored: { value: T; score: number }[] = [];
  for (const [choice, value] of choices) {
    const score = likeness(word, choice);
    if (score >= 0.45) scored.push({ value, score });
  }
  scored.sort((x, y) => y.score - x.score);
  return [...new Set(scored.map((s) => s.value))].slice(0, limit);
}
