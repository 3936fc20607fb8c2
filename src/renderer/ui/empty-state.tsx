import type { ReactNode } from 'react';

/** Nothing here yet: one sentence that says what to do next, and the button that does it. */
export function EmptyState({ text, action }: { text: ReactNode; action?: ReactNode }) {
  return (
    <div className="empty">
      <span>{text}</span>
      {action}
    </div>
  );
}
