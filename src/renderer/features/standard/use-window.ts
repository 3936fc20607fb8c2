import { type RefObject, useEffect, useState } from 'react';

/** Rows of a long list that are in sight, so that only those are drawn. */
export function useWindow(host: RefObject<HTMLElement | null>, count: number, rowHeight: number) {
  const [seen, setSeen] = useState({ top: 0, height: 600 });
  useEffect(() => {
    const element = host.current;
    if (!element) return;
    const look = () => setSeen({ top: element.scrollTop, height: element.clientHeight });
    look();
    element.addEventListener('scroll', look, { passive: true });
    const observer = new ResizeObserver(look);
    observer.observe(element);
    return () => {
      element.removeEventListener('scroll', look);
      observer.disconnect();
    };
  }, [host]);
  const margin = 6;
  const first = Math.max(0, Math.floor(seen.top / rowHeight) - margin);
  const last = Math.min(count, Math.ceil((seen.top + seen.height) / rowHeight) + margin);
  return { first, last, before: first * rowHeight, height: count * rowHeight };
}

/** Brings a row into sight without moving more than needed. */
export function scrollToRow(element: HTMLElement | null, index: number, rowHeight: number): void {
  if (!element || index < 0) return;
  const top = index * rowHeight;
  if (top < element.scrollTop) element.scrollTop = top;
  else if (top + rowHeight > element.scrollTop + element.clientHeight)
    element.scrollTop = top + rowHeight - element.clientHeight;
}
