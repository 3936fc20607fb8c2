import type { ReactNode } from 'react';

export type Tone = 'good' | 'warning' | 'bad' | 'info' | 'neutral';

/** State as colour, word and icon together; colour never stands alone. */
export function StateTag({
  tone = 'neutral',
  icon,
  children,
  title,
}: {
  tone?: Tone;
  icon?: ReactNode;
  children: ReactNode;
  title?: string;
}) {
  return (
    <span className={`tag ${tone}`} title={title}>
      {icon}
      {children}
    </span>
  );
}
