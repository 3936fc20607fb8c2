import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';

/** A4 at 96 dpi. */
const paperWidth = 794;

/**
 * The page as it prints, in a frame that may run no script. Numbers carry the address of their rows; a click or Enter
 * opens it here in the window.
 * @param target block to bring into view
 */
export function ReportPreview({ html, zoom, target }: { html: string; zoom: number; target: string }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const frame = useRef<HTMLIFrameElement>(null);
  const scroller = useRef<HTMLDivElement>(null);
  const [height, setHeight] = useState(1123);
  const [loads, setLoads] = useState(0);

  const loaded = () => {
    const page = frame.current?.contentDocument;
    if (!page) return;
    setHeight(page.documentElement.scrollHeight);
    const open = (event: Event) => {
      const link = (event.target as Element | null)?.closest?.('[data-path],a[href^="#b-"]');
      if (!link || (event instanceof KeyboardEvent && event.key !== 'Enter')) return;
      event.preventDefault();
      const path = link.getAttribute('data-path');
      if (path) navigate(path);
      else page.querySelector(link.getAttribute('href') ?? '')?.scrollIntoView({ block: 'start' });
    };
    page.addEventListener('click', open);
    page.addEventListener('keydown', open);
    setLoads((count) => count + 1);
  };

  useEffect(() => {
    if (loads === 0) return;
    const element = frame.current?.contentDocument?.getElementById(`b-${target}`);
    const top = element
      ? element.getBoundingClientRect().top + (frame.current?.contentDocument?.documentElement.scrollTop ?? 0)
      : 0;
    scroller.current?.scrollTo({ top: Math.max(0, top * zoom - 12) });
  }, [target, loads, zoom]);

  return (
    <div className="report-scroll" ref={scroller} role="region" aria-label={t('report.preview')} tabIndex={0}>
      <div className="report-paper" style={{ width: paperWidth * zoom, height: height * zoom }}>
        <iframe
          ref={frame}
          title={t('report.preview')}
          srcDoc={html}
          sandbox="allow-same-origin"
          onLoad={loaded}
          style={{ width: paperWidth, height, transform: `scale(${zoom})` }}
        />
      </div>
    </div>
  );
}
