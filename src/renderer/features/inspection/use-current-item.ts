import { useEffect, useState } from 'react';
import { useSearchParams } from 'react-router';

/** The item under work. The address follows later: the next key must find the next cell at once. */
export function useCurrentItem() {
  const [params, setParams] = useSearchParams();
  const atStart = params.get('item') ?? '';
  const [chosen, select] = useState(atStart);
  useEffect(() => {
    if (chosen === atStart) return;
    const keep = (before: URLSearchParams) =>
      new URLSearchParams([...before].filter(([name]) => name !== 'item').concat([['item', chosen]]));
    const timer = setTimeout(() => setParams(keep, { replace: true }), 400);
    return () => clearTimeout(timer);
  }, [chosen, atStart, setParams]);
  return [chosen, select] as const;
}
