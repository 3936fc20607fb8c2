/**
 * Masks a customer's number: three leading and four trailing figures stay (000****1234); short ones keep two at the end.
 * @param number as registered
 */
export function maskNumber(number: string): string {
  if (number.length <= 7) return `${'*'.repeat(Math.max(0, number.length - 2))}${number.slice(-2)}`;
  return `${number.slice(0, 3)}****${number.slice(-4)}`;
}

/** Masks a customer's name: the first character stays (沈**). */
export function maskName(name: string): string {
  const first = [...name][0];
  return first ? `${first}**` : '';
}
