import { WarningOutlined } from '@ant-design/icons';
import { type KeyboardEvent, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { SimilarComplaint, SimilarView } from '#shared/complaint/link.schema.ts';
import { StateTag } from '../../ui/state-tag.tsx';
import { momentText } from './complaint.format.ts';

/** Where the arrows go in a list of buttons. */
function stepFocus(event: KeyboardEvent<HTMLElement>): void {
  if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return;
  const buttons = [...event.currentTarget.querySelectorAll<HTMLButtonElement>('button')];
  const at = buttons.indexOf(document.activeElement as HTMLButtonElement);
  buttons[at + (event.key === 'ArrowDown' ? 1 : -1)]?.focus();
  event.preventDefault();
}

/** Complaints that may be the same matter, the likeliest first, each with why. One stop for Tab; arrows go through. */
export function SimilarList({ view, onChoose }: { view: SimilarView; onChoose(row: SimilarComplaint): void }) {
  const { t, i18n } = useTranslation();
  const isEnglish = i18n.language === 'en';
  const list = useRef<HTMLDivElement>(null);
  if (view.rows.length === 0 && view.outside === 0 && !view.mass) return null;
  return (
    <div className="complaint-similar" role="status">
      {view.mass && (
        <span className="er">
          <WarningOutlined /> {t('complaintLink.mass', view.mass)}
        </span>
      )}
      <span className="row">
        {view.rows.length > 0 && <b className="wa">{t('complaintLink.similar', { count: view.rows.length })}</b>}
        {view.outside > 0 && <span className="t2">{t('complaintLink.outside', { count: view.outside })}</span>}
        <span className="sp" />
        {view.rows.length > 0 && <kbd title={t('complaintLink.compare')}>Alt S</kbd>}
      </span>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: the arrows only move between the buttons inside */}
      <div ref={list} className="complaint-similar-rows" onKeyDown={stepFocus}>
        {view.rows.map((row, i) => (
          <button
            type="button"
            key={row.complaintId}
            tabIndex={i === 0 ? 0 : -1}
            onClick={() => onChoose(row)}
            title={row.content}
          >
            <span className="num b percent">{Math.round(row.score * 100)}%</span>
            <span className="nw">{row.number}</span>
            <span className="t3 nw">{momentText(row.receivedAt, t)}</span>
            <span className="el sp t2">{isEnglish ? row.reasonEn : row.reasonZh}</span>
            {row.otherChannel && <StateTag tone="info">{t('complaint.otherChannel')}</StateTag>}
            <StateTag>{t(`complaint.status.${row.status}`)}</StateTag>
          </button>
        ))}
      </div>
    </div>
  );
}
