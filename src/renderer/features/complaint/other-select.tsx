import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Select } from 'antd';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { orpc } from '../../rpc/client.ts';
import { momentText } from './complaint.format.ts';

interface Props {
  /** the complaint another one is looked for */
  complaintId: string;
  value: string | null;
  onChange(id: string | null): void;
}

const pauseMs = 250;

/** Finds another complaint: first those that may be the same matter, with why; then by number, phone or content. */
export function OtherSelect({ complaintId, value, onChange }: Props) {
  const { t, i18n } = useTranslation();
  const [typed, setTyped] = useState('');
  const [asked, setAsked] = useState('');
  useEffect(() => {
    const timer = setTimeout(() => setAsked(typed.trim()), pauseMs);
    return () => clearTimeout(timer);
  }, [typed]);
  const similar = useQuery(orpc.complaint.similar.queryOptions({ input: { complaintId }, staleTime: 0 }));
  const found = useQuery(
    orpc.complaint.list.queryOptions({
      input: { view: 'all', q: asked, sort: 'received', descending: true, offset: 0, limit: 8 },
      enabled: asked !== '',
      placeholderData: keepPreviousData,
    }),
  );
  const option = (one: { complaintId: string; number: string; receivedAt: string; content: string }, why: string) => ({
    value: one.complaintId,
    // words only, so that they can be read out
    label: `${one.number} ${momentText(one.receivedAt, t)} ${why}`,
    title: one.content,
  });
  const suggested = (similar.data?.rows ?? []).map((row) =>
    option(row, `${Math.round(row.score * 100)}% ${i18n.language === 'en' ? row.reasonEn : row.reasonZh}`),
  );
  const matching = (asked ? (found.data?.rows ?? []) : [])
    .filter((row) => row.complaintId !== complaintId)
    .map((row) => option(row, row.content.slice(0, 24)));
  // Before anything is typed: what may be the same matter, each with its reason.
  const options = asked ? matching : suggested;
  return (
    <Select
      autoFocus
      defaultOpen
      size="small"
      style={{ width: '100%' }}
      showSearch={{ filterOption: false, onSearch: setTyped }}
      allowClear
      loading={similar.isFetching || found.isFetching}
      value={value}
      options={options}
      notFoundContent={asked ? t('complaint.noRows') : t('complaintLink.noSuggestion')}
      placeholder={t('complaintLink.find')}
      aria-label={t('complaintLink.findLabel')}
      onChange={(id: string | undefined) => onChange(id ?? null)}
    />
  );
}
