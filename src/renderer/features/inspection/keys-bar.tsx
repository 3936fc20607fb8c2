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
  ['Alt 1–9', 'section'],
  ['Ctrl G', 'unscored'],
  ['F2', 'note'],
] as const;
const more = [
  ['PgUp PgDn', 'sectionStep'],
  ['Shift Enter', 'back'],
  ['Esc', 'restore'],
  ['P', 'staff'],
  ['Alt ↓', 'phrase'],
  ['Ctrl Z', 'undo'],
  ['Ctrl Y', 'redo'],
  ['Ctrl V', 'paste'],
  ['Ctrl O', 'choose'],
  ['[  ]', 'moveEvidence'],
  ['F8', 'view'],
  ['F7', 'head'],
  ['F9', 'submit'],
  ['Ctrl Enter', 'next'],
  ['? / F1', 'all'],
] as const;
const forms = ['count', 'doubled', 'share', 'value', 'meanAndMax', 'rating', 'pass'] as const;

/** The keys of the sheet, and what is missing before it can be submitted; a click goes there. */
export function KeysBar({
  text,
  isReady,
  canEdit,
  onText,
  onKeys,
}: {
  text: string;
  isReady: boolean;
  canEdit: boolean;
  onText(): void;
  onKeys(): void;
}) {
  const { t } = useTranslation();
  return (
    <div className="keys-bar fs t2">
      <span className="keys">
        {bar
          .filter(([, word]) => canEdit || word === 'move' || word === 'section')
          .map(([keys, word]) => (
            <span key={word}>
              <kbd>{keys}</kbd> {t(`inspection.keys.${word}`)}
            </span>
          ))}
      </span>
      <button type="button" className="link" onClick={onKeys}>
        <kbd>F1</kbd> {t('inspection.keys.all')}
      </button>
      <span className="sp" />
      <button type="button" className={canEdit ? (isReady ? 'link ok' : 'link wa') : 'link'} onClick={onText}>
        {text}
      </button>
    </div>
  );
}

/** Every key of the sheet, and how each kind of result is typed. */
export function KeysModal({ onClose }: { onClose(): void }) {
  const { t } = useTranslation();
  return (
    <Modal open onCancel={onClose} footer={null} title={t('inspection.keys.title')} width={620}>
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
      <h3 className="keys-forms">{t('inspection.keys.forms')}</h3>
      <dl className="keys-list wide">
        {forms.map((form) => (
          <div key={form}>
            <dt>{t(`inspection.keys.form.${form}.name`)}</dt>
            <dd>{t(`inspection.keys.form.${form}.how`)}</dd>
          </div>
        ))}
      </dl>
    </Modal>
  );
}
