import type { ReactNode } from 'react';

/** Title, a line of figures beside it, and at the right end the few acts of the page (one primary). */
export function PageHead({
  title,
  crumb,
  detail,
  children,
}: {
  title: ReactNode;
  crumb?: ReactNode;
  detail?: ReactNode;
  children?: ReactNode;
}) {
  return (
    <div className="page-head">
      {crumb && <span className="t3">{crumb} /</span>}
      <h1 className="el">{title}</h1>
      {detail && <span className="t3 el">{detail}</span>}
      <span className="sp" />
      {children}
    </div>
  );
}
