/**
 * The chosen columns after some of them were moved: those that are not shown at the moment keep their places.
 * @param shown the shown ones in their new order
 */
export function reordered(chosen: readonly string[], shown: readonly string[]): string[] {
  const next = shown.filter((id) => chosen.includes(id));
  const moved = new Set(next);
  return chosen.map((id) => (moved.has(id) ? (next.shift() as string) : id));
}
