import { Modal } from 'antd';
import { useTranslation } from 'react-i18next';

const bar = [
  ['0–9', 'digits'],
  ['Enter', 'enter'],
  ['N', 'na'],
  ['Y', 'met'],
  ['X', 'notMet'],
  ['V', 'veto'],
  ['↑ ↓', 'move'],
  ['Alt 1–6', 'section'],
  ['Ctrl G', 'unscored'],
  ['F2', 'note'],
] as const;
const more = [
  ['Ctrl V', 'paste'],
  ['Ctrl O', 'choose'],
  ['F9', 'submit'],
] as const;

/** The keys of the sheet, and what is missing before it can be submitted; a click goes there. */
export function KeysBar({
  text,
  isReady,
  onText,
  onKeys,
}: {
  text: string;
  isReady: boolean;
  onText(): void;
  onKeys(): void;
}) {
  const { t } = useTranslation();
  return (
    <div className="keys-bar fs t2">
      {bar.map(([keys, word]) => (
        <span key={word}>
          <kbd>{keys}</kbd> {t(`inspection.keys.${word}`)}
        </span>
      ))}
      <button type="button" className="link" onClick={onKeys}>
        <kbd>F1</kbd> {t('inspection.keys.all')}
      </button>
      <span className="sp" />
      <button type="button" className={isReady ? 'link ok' : 'link wa'} onClick={onText}>
        {text}
      </button>
    </div>
  );
}

export function KeysModal({ isOpen, onClose }: { isOpen: boolean; onClose(): void }) {
  const { t } = useTranslation();
  return (
    <Modal open={isOpen} onCancel={onClose} footer={null} title={t('inspection.keys.title')}>
      <dl className="keys-list">
        {[...bar, ...more].map(([keys, word]) => (
          <div key={word}>
            <dt>
              <kbd>{keys}</kbd>
            </dt>
            <dd>{t(`inspection.keys.${word}`)}</dd>
          </div>
        ))}
      </dl>
    </Modal>
  );
}
