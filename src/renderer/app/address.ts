/**
 * The values of an address with one of them changed.
 * @param value undefined or '' removes it
 * @param clears names of values that lose their meaning when this one changes: the page of a list that is now another
 */
export function withValue(
  before: URLSearchParams,
  name: string,
  value: string | undefined,
  clears: readonly string[] = [],
): URLSearchParams {
  const next = new URLSearchParams(before);
  if ((next.get(name) ?? '') !== (value ?? '')) for (const other of clears) next.delete(other);
  if (value) next.set(name, value);
  else next.delete(name);
  return next;
}
