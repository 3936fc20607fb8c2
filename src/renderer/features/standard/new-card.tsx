import { Input, Modal, Select } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type UnitLine, unitLines } from '#shared/kernel/levels.ts';
import { Field } from './fields.tsx';
import { useCreateDraft } from './use-create-draft.ts';

const codePattern = /^[A-Z0-9-]{3,20}$/;

/** Number and name of a card that is to be: empty, or with the content of another. */
export function NewCard({ copyOf, onClose }: { copyOf?: string; onClose(): void }) {
  const { t } = useTranslation();
  const create = useCreateDraft();
  const [code, setCode] = useState('');
  const [title, setTitle] = useState('');
  const [line, setLine] = useState<UnitLine>('front');
  const [isBusy, setBusy] = useState(false);
  const isReady = codePattern.test(code) && title.trim() !== '';
  const submit = async () => {
    if (!isReady) return;
    setBusy(true);
    const head = { code, title: title.trim() };
    const isDone = await create(
      copyOf ? { from: 'copy', scorecardVersionId: copyOf, ...head } : { from: 'blank', line, ...head },
    );
    setBusy(false);
    if (isDone) onClose();
  };
  return (
    <Modal
      open
      title={t(copyOf ? 'standard.create.copyTitle' : 'standard.create.title')}
      okText={t('standard.create.ok')}
      cancelText={t('common.cancel')}
      okButtonProps={{ disabled: !isReady, loading: isBusy }}
      onOk={submit}
      onCancel={onClose}
      destroyOnHidden
    >
      <form
        className="std-modal"
        onSubmit={(event) => {
          event.preventDefault();
          submit();
        }}
      >
        <Field label={t('standard.create.name')}>
          {(id) => (
            <Input id={id} autoFocus maxLength={120} value={title} onChange={(event) => setTitle(event.target.value)} />
          )}
        </Field>
        <Field label={t('standard.create.code')}>
          {(id) => (
            <Input
              id={id}
              maxLength={20}
              value={code}
              placeholder="SC-KH-01"
              status={code !== '' && !codePattern.test(code) ? 'error' : ''}
              onChange={(event) => setCode(event.target.value.toUpperCase())}
            />
          )}
        </Field>
        <span className="t3 fs">{t('standard.create.codeHint')}</span>
        {!copyOf && (
          <Field label={t('standard.editor.line')}>
            {(id) => (
              <Select
                id={id}
                value={line}
                onChange={setLine}
                aria-label={t('standard.editor.line')}
                options={unitLines.map((value) => ({ value, label: t(`line.${value}`) }))}
              />
            )}
          </Field>
        )}
        <button type="submit" hidden aria-hidden tabIndex={-1} />
      </form>
    </Modal>
  );
}
