import { ForkOutlined, LinkOutlined } from '@ant-design/icons';
import { useQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ComplaintDetail } from '#shared/complaint/detail.schema.ts';
import type { RelatedComplaint } from '#shared/complaint/link.schema.ts';
import { useMay } from '../../app/session.tsx';
import { orpc } from '../../rpc/client.ts';
import { StateTag } from '../../ui/state-tag.tsx';
import { momentText } from './complaint.format.ts';
import { useComplaintAddress } from './complaint-url.ts';
import './link.css';
import { LinkForm } from './link-form.tsx';
import { SplitForm } from './split-form.tsx';
import { UndoForm } from './undo-form.tsx';

type Opened = { form: 'link' | 'split' } | { form: 'undo'; other: RelatedComplaint };

/**
 * 关联与并单: what a complaint was merged into, what was merged into it, what was split off, and links; G joins another
 * one, Y splits. Each opens its own details.
 */
export function LinkPanel({ detail }: { detail: ComplaintDetail }) {
  const { t } = useTranslation();
  const may = useMay();
  const { patch } = useComplaintAddress();
  const { complaintId } = detail.row;
  const [opened, setOpened] = useState<Opened | null>(null);
  const related = useQuery(
    // any act may have joined or freed one, so it is asked anew with every version
    orpc.complaint.related.queryOptions({ input: { complaintId }, staleTime: 0 }),
  );
  const { refetch } = related;
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new version of the complaint may have new relations
  useEffect(() => {
    refetch();
  }, [detail.lastSeq, refetch]);
  const acts = [
    ...(detail.acts.includes('link') ? [{ form: 'link' as const, key: 'g' }] : []),
    ...(detail.acts.includes('split') ? [{ form: 'split' as const, key: 'y' }] : []),
  ];
  useEffect(() => {
    const listen = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.altKey || event.metaKey || opened) return;
      const isTyping =
        event.target instanceof HTMLElement &&
        event.target.closest('input,textarea,[contenteditable],.ant-select,.ant-modal');
      const act = acts.find(({ key }) => key === event.key.toLowerCase());
      if (isTyping || !act) return;
      event.preventDefault();
      setOpened({ form: act.form });
    };
    window.addEventListener('keydown', listen);
    return () => window.removeEventListener('keydown', listen);
  });
  const others = related.data ?? [];
  if (others.length === 0 && acts.length === 0) return null;
  const mayUndo = (other: RelatedComplaint) =>
    (other.relation === 'mergedInto' && detail.acts.includes('unmerge')) ||
    (other.relation === 'absorbed' && other.lastSeq !== null && may('complaint:register')) ||
    (other.relation === 'linked' && other.lastSeq !== null && detail.acts.includes('link'));
  const done = () => setOpened(null);
  return (
    <section aria-label={t('complaintLink.title')}>
      <div className="complaint-section">
        <b>{t('complaintLink.title')}</b>
        {detail.absorbed.length > 0 && (
          <StateTag tone="info">{t('complaintLink.absorbedCount', { count: detail.absorbed.length })}</StateTag>
        )}
        <span className="sp" />
        {acts.map(({ form, key }) => (
          <Button
            key={form}
            size="small"
            type="text"
            icon={form === 'link' ? <LinkOutlined /> : <ForkOutlined />}
            onClick={() => setOpened({ form })}
          >
            {t(form === 'link' ? 'complaintLink.add' : 'complaintLink.split')} <kbd>{key.toUpperCase()}</kbd>
          </Button>
        ))}
      </div>
      {others.length > 0 && (
        <ul className="complaint-related fs">
          {others.map((other) => (
            <li key={`${other.relation}${other.complaintId}`}>
              <Related
                other={other}
                onOpen={() => patch({ id: other.complaintId, register: null })}
                onUndo={mayUndo(other) ? () => setOpened({ form: 'undo', other }) : undefined}
              />
              {opened?.form === 'undo' && opened.other.complaintId === other.complaintId && (
                <UndoForm detail={detail} other={other} onDone={done} />
              )}
            </li>
          ))}
        </ul>
      )}
      {opened?.form === 'link' && <LinkForm detail={detail} onDone={done} />}
      {opened?.form === 'split' && (
        <SplitForm detail={detail} onDone={done} onMade={(id) => patch({ id, register: null })} />
      )}
    </section>
  );
}

interface RelatedProps {
  other: RelatedComplaint;
  onOpen(): void;
  onUndo: (() => void) | undefined;
}

function Related({ other, onOpen, onUndo }: RelatedProps) {
  const { t } = useTranslation();
  const isVisible = other.lastSeq !== null;
  const facts = [
    other.receivedAt && momentText(other.receivedAt, t),
    other.channel && t(`complaint.channel.${other.channel}`),
    other.unitName,
  ];
  const known = isVisible ? facts.filter(Boolean).join(' · ') : t('complaintLink.outOfScope');
  return (
    <>
      <div className="row">
        <StateTag tone={other.relation === 'linked' ? 'neutral' : 'info'}>
          {other.kind ? t(`complaint.linkKind.${other.kind}`) : t(`complaintLink.relation.${other.relation}`)}
        </StateTag>
        {isVisible ? (
          <Button type="link" size="small" aria-label={t('complaintLink.open', other)} onClick={onOpen}>
            {other.number}
          </Button>
        ) : (
          <span>{other.number}</span>
        )}
        {other.status && <StateTag>{t(`complaint.status.${other.status}`)}</StateTag>}
        <span className="t3 nw el" title={known}>
          {known}
        </span>
        <span className="sp" />
        {onUndo && (
          <Button size="small" type="text" onClick={onUndo}>
            {t(other.relation === 'linked' ? 'complaintLink.unlink' : 'complaintLink.undo')}
          </Button>
        )}
      </div>
      {other.content && (
        <div className="t2 el" title={other.content}>
          {other.content}
        </div>
      )}
    </>
  );
}
