import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Alert, Button, Checkbox, Input, Segmented, Select } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type LinkKind, linkKinds } from '#shared/complaint/complaint.enums.ts';
import type { ComplaintDetail } from '#shared/complaint/detail.schema.ts';
import { client, orpc } from '../../rpc/client.ts';
import { errorCode, errorText } from '../../rpc/error-text.ts';
import { ComparePanel } from './compare-panel.tsx';
import { categoryText } from './complaint.format.ts';
import { OtherSelect } from './other-select.tsx';

type How = 'link' | 'merge' | 'absorb';

/** Joins another complaint: find it, look at both side by side, link or merge. Ctrl+Enter sends, Esc gives up. */
export function LinkForm({ detail, onDone }: { detail: ComplaintDetail; onDone(): void }) {
  const { t, i18n } = useTranslation();
  const queries = useQueryClient();
  const { row } = detail;
  const [otherId, setOtherId] = useState<string | null>(null);
  const [how, setHow] = useState<How>('link');
  const [kind, setKind] = useState<LinkKind>('repeat');
  const [note, setNote] = useState('');
  const [differs, setDiffers] = useState(false);
  const other = useQuery({
    ...orpc.complaint.get.queryOptions({ input: { complaintId: otherId ?? '' } }),
    enabled: otherId !== null,
  }).data;
  const send = useMutation({
    mutationFn: (that: ComplaintDetail) => {
      const here = { complaintId: row.complaintId, lastSeq: detail.lastSeq };
      const there = { complaintId: that.row.complaintId, lastSeq: that.lastSeq };
      const pair = (a: typeof here, b: typeof here) => ({ ...a, otherId: b.complaintId, otherSeq: b.lastSeq });
      if (how === 'link') return client.complaint.link({ ...pair(here, there), kind, note });
      const [from, into] = how === 'merge' ? [here, there] : [there, here];
      return client.complaint.merge({ ...pair(from, into), note, differentCustomers: differs });
    },
    onSuccess: () => {
      queries.invalidateQueries({ queryKey: orpc.complaint.key() });
      onDone();
    },
    // somebody else was quicker: what is there now is shown beside it
    onError: () => queries.invalidateQueries({ queryKey: orpc.complaint.get.key() }),
  });
  const hows: How[] = [
    'link',
    ...(detail.acts.includes('merge') && other?.acts.includes('merge') ? (['merge', 'absorb'] as const) : []),
  ];
  const isMerge = how !== 'link';
  const mustConfirm = isMerge && send.error !== null && errorCode(send.error) === 'COMPLAINT_MERGE_CUSTOMER';
  const canSend = other !== undefined && hows.includes(how) && (!isMerge || note.trim() !== '');
  const choose = (next: How) => {
    setHow(next);
    if (next !== 'link' && !note) setNote(t('complaintLink.sameMatter'));
    send.reset();
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the keys of the whole form, each field is reached by itself
    <div
      className="complaint-join"
      onKeyDown={(event) => {
        if (event.key === 'Enter' && event.ctrlKey && other && canSend) send.mutate(other);
        if (event.key !== 'Escape') return;
        event.stopPropagation();
        onDone();
      }}
    >
      <OtherSelect
        complaintId={row.complaintId}
        value={otherId}
        onChange={(id) => {
          setOtherId(id);
          choose('link');
        }}
      />
      {otherId && (
        <ComparePanel
          one={{
            title: t('complaintLink.thisOne'),
            customer: [row.customerName, row.customerNumber].filter(Boolean).join(' '),
            channel: t(`complaint.channel.${row.channel}`),
            category: categoryText(row, i18n.language),
            place: row.place,
            receivedAt: row.receivedAt,
            unit: row.unitName,
            content: row.content,
            demand: detail.demand,
          }}
          otherId={otherId}
        />
      )}
      {other && (
        <>
          {hows.length > 1 && (
            <Segmented
              size="small"
              block
              value={how}
              options={hows.map((value) => ({ value, label: t(`complaintLink.how.${value}`) }))}
              onChange={choose}
            />
          )}
          <p className="t3 fs">{t(`complaintLink.howHint.${how}`)}</p>
          <div className="row">
            {!isMerge && (
              <Select
                size="small"
                value={kind}
                aria-label={t('complaintLink.kind')}
                options={linkKinds.map((value) => ({ value, label: t(`complaint.linkKind.${value}`) }))}
                onChange={setKind}
              />
            )}
            <Input
              size="small"
              value={note}
              maxLength={2000}
              aria-label={t(isMerge ? 'complaintLink.reason' : 'complaintLink.note')}
              placeholder={t(isMerge ? 'complaintLink.reason' : 'complaintLink.note')}
              onChange={(event) => setNote(event.target.value)}
            />
          </div>
        </>
      )}
      {send.error && <Alert type="error" showIcon title={errorText(send.error, t)} />}
      {(mustConfirm || differs) && (
        <Checkbox checked={differs} onChange={(event) => setDiffers(event.target.checked)}>
          {t('complaintLink.differentCustomers')}
        </Checkbox>
      )}
      <div className="row">
        <span className="sp" />
        <Button size="small" onClick={onDone}>
          {t('common.cancel')}
        </Button>
        <Button
          size="small"
          type="primary"
          disabled={!canSend}
          loading={send.isPending}
          onClick={() => other && send.mutate(other)}
        >
          {t(isMerge ? 'complaintLink.send.merge' : 'complaintLink.send.link')} <kbd>Ctrl ↵</kbd>
        </Button>
      </div>
    </div>
  );
}
