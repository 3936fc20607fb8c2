/** Points are integers of 1/1000 point, so that sums are exact. Rounding is half-up, once, at the end. */
export type Points = number;
export const pointScale = 1000;

/**
 * Shows points with a fixed number of decimals, rounded half-up (away from zero).
 * @param points integer of 1/1000 point
 * @param decimals 0–3
 */
export function formatPoints(points: Points, decimals = 2): string {
  const unit = 10 ** (3 - decimals);
  const rounded = Math.sign(points) * Math.floor((Math.abs(points) + unit / 2) / unit);
  const text = (Math.abs(rounded) / 10 ** decimals).toFixed(decimals);
  return rounded < 0 ? `−${text}` : text;
}

/** Points of a decimal number of points, e.g. 1.5 → 1500. */
export const toPoints = (value: number): Points => Math.round(value * pointScale);
