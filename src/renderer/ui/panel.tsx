import type { CSSProperties, ReactNode } from 'react';

/** A framed part of a page. The title says the finding; controls stand at its right, counts and keys in the foot. */
export function Panel({
  title,
  extra,
  foot,
  children,
  style,
  className,
}: {
  title?: ReactNode;
  extra?: ReactNode;
  foot?: ReactNode;
  children?: ReactNode;
  style?: CSSProperties;
  className?: string;
}) {
  return (
    <section className={className ? `panel ${className}` : 'panel'} style={style}>
      {(title || extra) && (
        <div className="head">
          <h2 title={typeof title === 'string' ? title : undefined}>{title}</h2>
          <span className="sp" />
          {extra}
        </div>
      )}
      <div className="body">{children}</div>
      {foot && (
        <div className="foot" title={typeof foot === 'string' ? foot : undefined}>
          {foot}
        </div>
      )}
    </section>
  );
}
