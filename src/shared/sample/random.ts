/**
 * The only source of chance in the sample province and in seeded sampling.
 *
 * Every draw is built from one 32-bit generator, so that the same seed gives the same bytes in any
 * runtime and in any other language: uniform numbers, the cosine branch of Box–Muller, and inverse
 * distribution functions walked term by term. A language's own normal or Poisson is never used.
 */

/** A stream of uniform numbers in [0, 1). Each call advances the stream by one. */
export type Uniform = () => number;

const U32 = 4_294_967_296;

/**
 * 32-bit FNV-1a over the UTF-8 bytes of a text.
 * @returns an unsigned 32-bit integer. Source: Fowler, Noll, Vo; RFC 9923 test vectors.
 */
export function fnv1a32(text: string): number {
  let hash = 0x811c9dc5;
  for (const byte of utf8(text)) hash = Math.imul(hash ^ byte, 0x01000193);
  return hash >>> 0;
}

function* utf8(text: string): Generator<number> {
  for (const character of text) {
    const code = character.codePointAt(0) as number;
    if (code < 0x80) yield code;
    else if (code < 0x800) yield* [0xc0 | (code >> 6), 0x80 | (code & 63)];
    else if (code < 0x10000) {
      yield* [0xe0 | (code >> 12), 0x80 | ((code >> 6) & 63), 0x80 | (code & 63)];
    } else {
      yield* [0xf0 | (code >> 18), 0x80 | ((code >> 12) & 63), 0x80 | ((code >> 6) & 63), 0x80 | (code & 63)];
    }
  }
}

/** The mulberry32 generator (Tommy Ettinger). `seed` is taken modulo 2^32. */
export function mulberry32(seed: number): Uniform {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), state | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / U32;
  };
}

/**
 * An independent stream for one table: seed = fnv1a32(master + ":" + table). A table that draws more
 * or fewer numbers therefore never shifts another one.
 */
export function streamOf(master: number | string, table: string): Uniform {
  return mulberry32(fnv1a32(`${master}:${table}`));
}

/** A whole number in 0 … count − 1. */
export function integerBelow(rng: Uniform, count: number): number {
  return Math.floor(rng() * count);
}

/** A whole number in from … to, both included. */
export function integerBetween(rng: Uniform, from: number, to: number): number {
  return from + integerBelow(rng, to - from + 1);
}

/** True with the given probability (0–1). */
export function chance(rng: Uniform, probability: number): boolean {
  return rng() < probability;
}

/** One element, each equally likely. The list must not be empty. */
export function pickOne<T>(rng: Uniform, list: readonly T[]): T {
  return list[integerBelow(rng, list.length)] as T;
}

/**
 * The index of one weight, drawn in proportion to the weights (inverse distribution function over
 * their running sum). They need not sum to one; rounding at the end falls to the last weight.
 */
export function pickIndex(rng: Uniform, weights: readonly number[]): number {
  let total = 0;
  for (const weight of weights) total += weight;
  let rest = rng() * total;
  for (let index = 0; index < weights.length; index++) {
    rest -= weights[index] as number;
    if (rest < 0) return index;
  }
  return weights.length - 1;
}

/** One element, drawn in proportion to `weights` of the same length. */
export function pickWeighted<T>(rng: Uniform, list: readonly T[], weights: readonly number[]): T {
  return list[pickIndex(rng, weights)] as T;
}

/** A normal number by Box–Muller; always the cosine branch, so each costs exactly two uniforms. */
export function normal(rng: Uniform, mean = 0, deviation = 1): number {
  const radius = Math.sqrt(-2 * Math.log(1 - rng()));
  return mean + deviation * radius * Math.cos(2 * Math.PI * rng());
}

/** A log-normal number: exp of a normal with the given mean and deviation of the logarithm. */
export function logNormal(rng: Uniform, logMean: number, sigma: number): number {
  return Math.exp(normal(rng, logMean, sigma));
}

/** Above this mean exp(−mean) comes near the smallest double, so the draw is split in halves. */
const LARGEST_POISSON_MEAN = 500;

/** A Poisson count by walking the distribution function. `mean` ≥ 0. */
export function poisson(rng: Uniform, mean: number): number {
  if (mean > LARGEST_POISSON_MEAN) return poisson(rng, mean / 2) + poisson(rng, mean / 2);
  return walk(rng(), Math.exp(-mean), (count) => mean / count);
}

/**
 * A negative binomial count with variance mean + mean²/k, by walking the distribution function:
 * P(0) = (k/(k+mean))^k and P(n) = P(n−1) · (n−1+k)/n · mean/(k+mean).
 */
export function negativeBinomial(rng: Uniform, mean: number, k: number): number {
  if (mean <= 0) return 0;
  const share = mean / (k + mean);
  return walk(rng(), (k / (k + mean)) ** k, (count) => ((count - 1 + k) / count) * share);
}

/** The smallest count whose distribution function exceeds `u`; `ratio(n)` is P(n) / P(n − 1). */
function walk(u: number, first: number, ratio: (count: number) => number): number {
  let count = 0;
  let term = first;
  let cumulative = first;
  while (u >= cumulative) {
    count += 1;
    term *= ratio(count);
    // The tail no longer moves the sum: rounding kept it just under u.
    if (cumulative + term === cumulative && count > 1 && ratio(count) < 1) break;
    cumulative += term;
  }
  return count;
}

/** A shuffled copy (Fisher–Yates from the end). */
export function shuffled<T>(rng: Uniform, list: readonly T[]): T[] {
  const copy = [...list];
  for (let last = copy.length - 1; last > 0; last--) {
    const other = integerBelow(rng, last + 1);
    const kept = copy[last] as T;
    copy[last] = copy[other] as T;
    copy[other] = kept;
  }
  return copy;
}

/** The standard logistic function. */
export function logistic(x: number): number {
  return 1 / (1 + Math.exp(-x));
}

/**
 * A UUID of version 7 made from an instant and a stream, so that sample rows get the same ids in
 * every run. @param atMillis milliseconds since 1970-01-01 UTC. Costs three uniforms.
 */
export function seededId(rng: Uniform, atMillis: number): string {
  const time = hex(Math.floor(atMillis), 12);
  const a = Math.floor(rng() * U32);
  const b = Math.floor(rng() * U32);
  const c = Math.floor(rng() * U32);
  const version = hex(0x7000 | (a & 0xfff), 4);
  const variant = hex(0x8000 | ((a >>> 12) & 0x3fff), 4);
  const tail = hex(b, 8) + hex(c & 0xffff, 4);
  return `${time.slice(0, 8)}-${time.slice(8)}-${version}-${variant}-${tail}`;
}

function hex(value: number, digits: number): string {
  return value.toString(16).padStart(digits, '0');
}
