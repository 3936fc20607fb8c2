import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { parseFigure, type ReportFigure } from '#shared/report/report.figure.ts';
import { shadowCss } from './preview-css.ts';

/**
 * Puts a print document into a shadow tree: its style sheet can't reach the window and the window's can't reach it, and
 * readers of the screen walk through it like through the rest of the page. The document is parsed apart, where scripts
 * are dead for good; what a handler attribute could do, the window's policy refuses.
 */
function showDocument(root: ShadowRoot, html: string): void {
  const parsed = new DOMParser().parseFromString(html, 'text/html');
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(shadowCss([...parsed.querySelectorAll('style')].map((style) => style.textContent).join('\n')));
  root.adoptedStyleSheets = [sheet];
  const paper = document.createElement('div');
  paper.className = `paper ${parsed.body.className}`;
  paper.lang = parsed.documentElement.lang;
  paper.append(...parsed.body.childNodes);
  root.replaceChildren(paper);
}

/**
 * The page as it prints. Numbers name the figure whose rows are behind them; a click or Enter opens it.
 * @param target block to bring into view
 */
export function ReportPreview({
  html,
  zoom,
  target,
  onFigure,
}: {
  html: string;
  zoom: number;
  target: string;
  onFigure(figure: ReportFigure): void;
}) {
  const { t } = useTranslation();
  const host = useRef<HTMLDivElement>(null);
  const open = useRef(onFigure);
  open.current = onFigure;

  useEffect(() => {
    const element = host.current;
    if (!element) return;
    const root = element.shadowRoot ?? element.attachShadow({ mode: 'open' });
    showDocument(root, html);
    const follow = (event: Event) => {
      const link = (event.target as Element | null)?.closest('[data-figure],a[href^="#b-"]');
      if (!link || (event instanceof KeyboardEvent && event.key !== 'Enter')) return;
      event.preventDefault();
      const figure = parseFigure(link.getAttribute('data-figure') ?? '');
      if (figure) open.current(figure);
      else root.getElementById(link.getAttribute('href')?.slice(1) ?? '')?.scrollIntoView({ block: 'start' });
    };
    root.addEventListener('click', follow);
    root.addEventListener('keydown', follow);
    return () => {
      root.removeEventListener('click', follow);
      root.removeEventListener('keydown', follow);
    };
  }, [html]);

  // biome-ignore lint/correctness/useExhaustiveDependencies: another size moves the block, so it is brought back into view
  useEffect(() => {
    host.current?.shadowRoot?.getElementById(`b-${target}`)?.scrollIntoView({ block: 'start' });
  }, [target, zoom]);

  return (
    <section className="report-scroll" aria-label={t('report.preview')}>
      <div className="report-paper" ref={host} style={{ zoom }} />
    </section>
  );
}
