const widths = [92, 78, 85, 66, 90, 72];

/** Rows of the real height while data comes. */
export function Skeleton({ rows = 6 }: { rows?: number }) {
  return (
    <div className="skeleton" aria-busy="true">
      {Array.from({ length: rows }, (_, i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the rows are alike and never move
        <i key={i} style={{ width: `${widths[i % widths.length]}%` }} />
      ))}
    </div>
  );
}
