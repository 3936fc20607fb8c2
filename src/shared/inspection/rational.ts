/** An exact fraction; the denominator is positive. Shares of points stay exact until the one rounding at the end. */
export interface Rational {
  readonly n: bigint;
  readonly d: bigint;
}

const gcd = (a: bigint, b: bigint): bigint => (b === 0n ? (a < 0n ? -a : a) : gcd(b, a % b));

/** @param d not zero */
export function rational(n: bigint | number, d: bigint | number = 1n): Rational {
  const [top, bottom] = [BigInt(n), BigInt(d)];
  if (bottom === 0n) throw new RangeError('zero denominator');
  const sign = bottom < 0n ? -1n : 1n;
  const divisor = gcd(top, bottom) || 1n;
  return { n: (sign * top) / divisor, d: (sign * bottom) / divisor };
}
export const zero: Rational = { n: 0n, d: 1n };
export const add = (a: Rational, b: Rational): Rational => rational(a.n * b.d + b.n * a.d, a.d * b.d);
export const subtract = (a: Rational, b: Rational): Rational => rational(a.n * b.d - b.n * a.d, a.d * b.d);
export const multiply = (a: Rational, b: Rational): Rational => rational(a.n * b.n, a.d * b.d);
export const divide = (a: Rational, b: Rational): Rational => rational(a.n * b.d, a.d * b.n);
export const compare = (a: Rational, b: Rational): number => {
  const difference = a.n * b.d - b.n * a.d;
  return difference < 0n ? -1 : difference > 0n ? 1 : 0;
};
export const least = (a: Rational, b: Rational): Rational => (compare(a, b) <= 0 ? a : b);
export const greatest = (a: Rational, b: Rational): Rational => (compare(a, b) >= 0 ? a : b);
export const total = (values: readonly Rational[]): Rational => values.reduce(add, zero);

/** Smallest whole number not below a value that is not negative. */
export const ceiling = (a: Rational): Rational => rational((a.n + a.d - 1n) / a.d);

/**
 * Nearest multiple of `step`, half away from zero.
 * @param step positive, in the unit of the value
 */
export function roundHalfUp(a: Rational, step = 1): number {
  const size = BigInt(step);
  const negative = a.n < 0n;
  const top = negative ? -a.n : a.n;
  const count = (2n * top + a.d * size) / (2n * a.d * size);
  return Number((negative ? -count : count) * size);
}
