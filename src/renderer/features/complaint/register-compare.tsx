import { Button } from 'antd';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { SimilarComplaint } from '#shared/complaint/link.schema.ts';
import { useCatalogue } from './catalogue.ts';
import { ComparePanel } from './compare-panel.tsx';
import type { RegisterValues } from './register-draft.ts';

interface Props {
  told: Partial<RegisterValues>;
  row: SimilarComplaint;
  isSending: boolean;
  onJoin(how: 'link' | 'merge'): void;
  onBack(): void;
}

/** What is being taken down beside the one that may be the same: register it linked (L), merged (M), or go back (Esc). */
export function RegisterCompare({ told, row, isSending, onJoin, onBack }: Props) {
  const { t, i18n } = useTranslation();
  const { categoryName } = useCatalogue();
  const first = useRef<HTMLButtonElement>(null);
  const canMerge = row.isOpen && row.sameCustomer;
  useEffect(() => first.current?.focus(), []);
  useEffect(() => {
    const listen = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.altKey || event.metaKey) return;
      const act = { l: () => onJoin('link'), m: () => canMerge && onJoin('merge'), escape: onBack }[
        event.key.toLowerCase()
      ];
      if (!act) return;
      event.preventDefault();
      act();
    };
    window.addEventListener('keydown', listen);
    return () => window.removeEventListener('keydown', listen);
  });
  const one = {
    title: t('complaintLink.newOne'),
    customer: [told.customerName, told.customerNumber].filter(Boolean).join(' '),
    channel: told.channel ? t(`complaint.channel.${told.channel}`) : null,
    category: told.categoryCode ? categoryName(told.categoryCode) : null,
    place: told.city ?? '',
    receivedAt: null,
    unit: '',
    content: told.content ?? '',
    demand: told.demand ?? '',
  };
  return (
    <>
      <div className="complaint-drawer-body">
        <p className="fs">
          <b className="wa">{Math.round(row.score * 100)}%</b> {i18n.language === 'en' ? row.reasonEn : row.reasonZh}
        </p>
        <ComparePanel one={one} otherId={row.complaintId} />
      </div>
      <div className="complaint-acts">
        <Button
          ref={first}
          type="primary"
          loading={isSending}
          title={t('complaintLink.joinLinkHint')}
          onClick={() => onJoin('link')}
        >
          {t('complaintLink.joinLink')} <kbd>L</kbd>
        </Button>
        {canMerge && (
          <Button disabled={isSending} title={t('complaintLink.joinMergeHint')} onClick={() => onJoin('merge')}>
            {t('complaintLink.joinMerge')} <kbd>M</kbd>
          </Button>
        )}
        <span className="sp" />
        <Button onClick={onBack}>
          {t('complaintLink.back')} <kbd>Esc</kbd>
        </Button>
      </div>
    </>
  );
}
