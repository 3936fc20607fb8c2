import { PlusOutlined, SearchOutlined } from '@ant-design/icons';
import { Button, DatePicker, Input, type InputRef, Popover, Select } from 'antd';
import dayjs from 'dayjs';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import {
  complaintBusinesses,
  complaintChannels,
  complaintStatuses,
  customerGrades,
} from '#shared/complaint/complaint.enums.ts';
import type { ComplaintFilter } from '#shared/complaint/complaint.schema.ts';
import { formatInstant } from '#shared/kernel/dates.ts';
import { CodeTreeSelect } from '../../ui/code-tree-select.tsx';
import { useCatalogue } from './catalogue.ts';
import { dueShort } from './complaint.format.ts';
import { isNarrowed } from './complaint-url.ts';
import '../../ui/list-bar.css';

interface Props {
  filter: ComplaintFilter;
  onChange(changes: Partial<ComplaintFilter>): void;
}
const choices = {
  statuses: ['status', complaintStatuses],
  channels: ['channel', complaintChannels],
  grades: ['grade', customerGrades],
  businesses: ['business', complaintBusinesses],
} as const;
type Choice = keyof typeof choices;
const none: Partial<ComplaintFilter> = {
  q: '',
  statuses: [],
  channels: [],
  grades: [],
  businesses: [],
  category: '',
  cause: '',
  traits: [],
  dueFrom: null,
  dueTo: null,
  deadlineFrom: null,
  deadlineTo: null,
  closedBy: null,
  closedFrom: null,
  closedTo: null,
  receivedFrom: null,
  receivedTo: null,
};

/** Find box, one chip per condition, and the form behind "+ condition". */
export function FilterBar({ filter, onChange, children }: Props & { children?: React.ReactNode }) {
  const { t } = useTranslation();
  const catalogue = useCatalogue();
  const find = useRef<InputRef>(null);
  const [q, setQ] = useState(filter.q);
  const [asking, setAsking] = useState(false);
  useEffect(() => setQ(filter.q), [filter.q]);
  useEffect(() => {
    const listen = (event: KeyboardEvent) => {
      const typing = event.target instanceof HTMLElement && event.target.closest('input,textarea,[contenteditable]');
      if (event.key !== '/' || typing) return;
      event.preventDefault();
      find.current?.focus();
    };
    window.addEventListener('keydown', listen);
    return () => window.removeEventListener('keydown', listen);
  }, []);
  const chips = (Object.keys(choices) as Choice[])
    .filter((key) => filter[key].length > 0)
    .map((key) => ({
      key,
      label: t(`complaint.column.${choices[key][0]}`),
      value: (filter[key] as string[]).map((v) => t(`complaint.${choices[key][0]}.${v}`)).join(t('common.comma')),
      clear: { [key]: [] } as Partial<ComplaintFilter>,
    }));
  return (
    <div className="list-filter">
      <Input
        ref={find}
        size="small"
        style={{ width: 190 }}
        prefix={<SearchOutlined />}
        suffix={<kbd>/</kbd>}
        value={q}
        placeholder={t('complaint.find')}
        aria-label={t('complaint.find')}
        allowClear
        onChange={(event) => {
          setQ(event.target.value);
          if (event.target.value === '') onChange({ q: '' });
        }}
        onPressEnter={(event) => {
          onChange({ q: q.trim() });
          // the list's keys go on from here
          event.currentTarget.blur();
        }}
      />
      {chips.map((chip) => (
        <Chip key={chip.key} label={chip.label} value={chip.value} onClear={() => onChange(chip.clear)} />
      ))}
      {filter.category && (
        <Chip
          label={t('complaint.column.category')}
          value={catalogue.codeName(filter.category)}
          onClear={() => onChange({ category: '' })}
        />
      )}
      {filter.cause && (
        <Chip
          label={t('complaintAnalysis.column.cause')}
          value={catalogue.codeName(filter.cause)}
          onClear={() => onChange({ cause: '' })}
        />
      )}
      {filter.traits?.map((trait) => (
        <Chip
          key={trait}
          label={t('complaintAnalysis.counted')}
          value={t(`complaintAnalysis.trait.${trait}`)}
          onClear={() => onChange({ traits: filter.traits?.filter((other) => other !== trait) })}
        />
      ))}
      {(filter.dueFrom || filter.dueTo) && (
        <Chip
          label={t('complaint.column.due')}
          value={`${filter.dueFrom ? dueShort(filter.dueFrom) : '…'} – ${filter.dueTo ? dueShort(filter.dueTo) : '…'}`}
          onClear={() => onChange({ dueFrom: null, dueTo: null })}
        />
      )}
      {(filter.deadlineFrom || filter.deadlineTo) && (
        <Chip
          label={t('closure.deadline')}
          value={`${filter.deadlineFrom ?? '…'} – ${filter.deadlineTo ?? '…'}`}
          onClear={() => onChange({ deadlineFrom: null, deadlineTo: null })}
        />
      )}
      {(filter.closedBy || filter.closedFrom) && (
        <Chip
          label={t('closure.bulk.title')}
          value={filter.closedFrom ? formatInstant(filter.closedFrom) : '…'}
          onClear={() => onChange({ closedBy: null, closedFrom: null, closedTo: null })}
        />
      )}
      {(filter.receivedFrom || filter.receivedTo) && (
        <Chip
          label={t('complaint.column.received')}
          value={`${filter.receivedFrom ?? '…'} – ${filter.receivedTo ?? '…'}`}
          onClear={() => onChange({ receivedFrom: null, receivedTo: null })}
        />
      )}
      <Popover
        trigger="click"
        placement="bottomLeft"
        open={asking}
        onOpenChange={setAsking}
        content={<Conditions filter={filter} onChange={onChange} onClose={() => setAsking(false)} />}
        destroyOnHidden
      >
        <Button type="text" size="small" icon={<PlusOutlined />}>
          {t('complaint.condition')}
        </Button>
      </Popover>
      {isNarrowed(filter) && (
        <Button type="text" size="small" onClick={() => onChange(none)}>
          {t('complaint.clear')}
        </Button>
      )}
      <span className="sp" />
      {children}
    </div>
  );
}

function Chip({ label, value, onClear }: { label: string; value: string; onClear(): void }) {
  const { t } = useTranslation();
  return (
    <span className="list-chip">
      <i>{label}</i>
      <span className="el">{value}</span>
      <button type="button" aria-label={t('complaint.clearOne', { name: label })} onClick={onClear}>
        ×
      </button>
    </span>
  );
}

function Conditions({ filter, onChange, onClose }: Omit<Props, 'children'> & { onClose(): void }) {
  const { t } = useTranslation();
  const catalogue = useCatalogue();
  useEffect(() => {
    const listen = (event: KeyboardEvent) => {
      const isList = event.target instanceof HTMLElement && event.target.getAttribute('aria-expanded') === 'true';
      if (event.key !== 'Escape' || isList) return;
      // neither the drawer nor the list behind it hears of it
      event.stopPropagation();
      onClose();
    };
    window.addEventListener('keydown', listen, true);
    return () => window.removeEventListener('keydown', listen, true);
  }, [onClose]);
  return (
    <div className="list-conditions">
      {(Object.keys(choices) as Choice[]).map((key, i) => (
        <label key={key}>
          <span>{t(`complaint.column.${choices[key][0]}`)}</span>
          <Select
            mode="multiple"
            size="small"
            autoFocus={i === 0}
            allowClear
            style={{ width: 260 }}
            value={filter[key] as string[]}
            options={choices[key][1].map((value) => ({
              value: value as string,
              label: t(`complaint.${choices[key][0]}.${value}`),
            }))}
            onChange={(value) => onChange({ [key]: value } as Partial<ComplaintFilter>)}
          />
        </label>
      ))}
      <label>
        <span>{t('complaint.column.category')}</span>
        <CodeTreeSelect
          size="small"
          style={{ width: 260 }}
          allowClear
          treeData={catalogue.categories}
          value={filter.category.replace(/^=/, '') || null}
          onChange={(value) => onChange({ category: value ?? '' })}
        />
      </label>
      <label>
        <span>{t('complaint.column.received')}</span>
        <DatePicker.RangePicker
          size="small"
          style={{ width: 260 }}
          allowEmpty={[true, true]}
          value={[
            filter.receivedFrom ? dayjs(filter.receivedFrom) : null,
            filter.receivedTo ? dayjs(filter.receivedTo) : null,
          ]}
          onChange={(range) =>
            onChange({
              receivedFrom: range?.[0]?.format('YYYY-MM-DD') ?? null,
              receivedTo: range?.[1]?.format('YYYY-MM-DD') ?? null,
            })
          }
        />
      </label>
    </div>
  );
}
