import { CheckOutlined } from '@ant-design/icons';
import { Button, Modal } from 'antd';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { ScoredStaff } from '#shared/inspection/inspection.schema.ts';
import type { ItemEntry } from '#shared/inspection/result.schema.ts';
import { toggleStaff } from './guide-panel.tsx';

/** Puts what was found for an item down to people: their number marks one, Enter is done. */
export function StaffPicker({
  code,
  staff,
  entry,
  onChange,
  onClose,
}: {
  code: string;
  staff: readonly ScoredStaff[];
  entry: ItemEntry;
  onChange(patch: Partial<ItemEntry>): void;
  onClose(): void;
}) {
  const { t } = useTranslation();
  const latest = useRef({ entry, staff, onChange, onClose });
  latest.current = { entry, staff, onChange, onClose };
  useEffect(() => {
    const listen = (event: KeyboardEvent) => {
      const now = latest.current;
      const person = /^[1-9]$/.test(event.key) ? now.staff[Number(event.key) - 1] : undefined;
      if (person) now.onChange(toggleStaff(now.entry, person.staffId));
      else if (event.key === 'Enter' || event.key.toLowerCase() === 'p') now.onClose();
      else return;
      event.preventDefault();
      event.stopPropagation();
    };
    window.addEventListener('keydown', listen, true);
    return () => window.removeEventListener('keydown', listen, true);
  }, []);
  return (
    <Modal
      open
      width={360}
      title={t('inspection.staff.whose', { code })}
      onCancel={onClose}
      footer={
        <Button type="primary" onClick={onClose}>
          {t('inspection.staff.done')} <kbd>Enter</kbd>
        </Button>
      }
    >
      <ul className="staff-picker">
        {staff.map((person, index) => {
          const isOn = (entry.staffIds ?? []).includes(person.staffId);
          return (
            <li key={person.staffId}>
              <button
                type="button"
                aria-pressed={isOn}
                className={isOn ? 'on' : ''}
                onClick={() => onChange(toggleStaff(entry, person.staffId))}
              >
                {index < 9 && <kbd>{index + 1}</kbd>}
                <span className="sp">
                  {person.name} <span className="t3 fs">{person.post}</span>
                </span>
                {isOn && <CheckOutlined className="ok" />}
              </button>
            </li>
          );
        })}
      </ul>
    </Modal>
  );
}
