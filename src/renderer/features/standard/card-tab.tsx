import { FileExcelOutlined, PlusOutlined } from '@ant-design/icons';
import { useQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { formatInstant } from '#shared/kernel/dates.ts';
import type { DraftSummary, ScorecardSummary } from '#shared/standard/standard.contract.ts';
import { useScopedPath, useUrlState } from '../../app/period-scope.tsx';
import { useMay } from '../../app/session.tsx';
import { orpc } from '../../rpc/client.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ErrorPanel } from '../../ui/error-panel.tsx';
import { Panel } from '../../ui/panel.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { StateTag } from '../../ui/state-tag.tsx';
import { useCardFile } from './card-file.tsx';
import { CardView } from './card-view.tsx';
import { NewCard } from './new-card.tsx';
import { useCreateDraft } from './use-create-draft.ts';
import { useWords } from './use-words.ts';

/** All cards: of each its draft and its versions, newest first. */
export function CardTab({ head }: { head(acts: ReactNode): ReactNode }) {
  const { t } = useTranslation();
  const may = useMay();
  const mayWrite = may('standard:write');
  const [chosen, setChosen] = useUrlState('card');
  const [isNew, setNew] = useState(false);
  const create = useCreateDraft();
  const cards = useQuery(orpc.standard.scorecards.queryOptions({ input: {} }));
  const drafts = useQuery({ ...orpc.standard.drafts.queryOptions({ input: {} }), enabled: mayWrite });
  const file = useCardFile((content) => create({ from: 'content', content }));
  const selected = chosen || cards.data?.[0]?.scorecardVersionId;
  const groups = Map.groupBy(cards.data ?? [], (card) => card.code);
  const fresh = (drafts.data ?? []).filter((draft) => !groups.has(draft.code));
  return (
    <>
      {head(
        mayWrite && (
          <>
            <Button icon={<FileExcelOutlined />} onClick={file.choose}>
              {t('standard.excel.new')}
            </Button>
            <Button type="primary" icon={<PlusOutlined />} onClick={() => setNew(true)}>
              {t('standard.create.open')}
            </Button>
            {file.element}
          </>
        ),
      )}
      <div className="page-body standard-body">
        <Panel
          className="standard-list"
          title={
            cards.data &&
            t('standard.list.finding', { cards: groups.size + fresh.length, drafts: drafts.data?.length ?? 0 })
          }
        >
          {cards.isPending && <Skeleton rows={6} />}
          {(cards.error ?? drafts.error) && (
            <ErrorPanel error={cards.error ?? drafts.error} onRetry={() => (cards.error ? cards : drafts).refetch()} />
          )}
          {cards.data?.length === 0 && fresh.length === 0 && <EmptyState text={t('standard.empty')} />}
          {fresh.map((draft) => (
            <CardGroup key={draft.code} versions={[]} draft={draft} selected={selected} onChoose={setChosen} />
          ))}
          {[...groups].map(([code, versions]) => (
            <CardGroup
              key={code}
              versions={versions}
              draft={drafts.data?.find((draft) => draft.code === code)}
              selected={selected}
              onChoose={setChosen}
            />
          ))}
        </Panel>
        {selected ? (
          <CardView scorecardVersionId={selected} all={cards.data ?? []} />
        ) : (
          <Panel style={{ flex: 1 }}>{cards.data && <EmptyState text={t('standard.choose')} />}</Panel>
        )}
      </div>
      {isNew && <NewCard onClose={() => setNew(false)} />}
    </>
  );
}

function CardGroup({
  versions,
  draft,
  selected,
  onChoose,
}: {
  versions: readonly ScorecardSummary[];
  draft: DraftSummary | undefined;
  selected: string | undefined;
  onChoose(scorecardVersionId: string): void;
}) {
  const { t } = useTranslation();
  const words = useWords();
  const navigate = useNavigate();
  const scoped = useScopedPath();
  const top = versions[0] ?? draft;
  if (!top) return null;
  const inUse = versions.find((version) => version.retiredAt === null);
  return (
    <div className="standard-group">
      <div className="name">
        <b className="el">{(words === 'en' && top.titleEn) || top.titleZh || top.code}</b>
        <span className="t3 fs">
          {top.code} · {t(`line.${top.line}`)} · {t('standard.items', { count: top.itemCount })}
        </span>
      </div>
      {draft && (
        <button type="button" onClick={() => navigate(scoped(`/standard/draft/${draft.scorecardDraftId}`))}>
          <span>{t('standard.version', { version: draft.version })}</span>
          <StateTag tone="info">{t('standard.state.draft')}</StateTag>
          <span className="t3 fs el sp num" title={formatInstant(draft.updatedAt)}>
            {t('standard.list.changed', { name: draft.updatedBy, at: formatInstant(draft.updatedAt).slice(5) })}
          </span>
        </button>
      )}
      {versions.map((card) => (
        <button
          type="button"
          key={card.scorecardVersionId}
          className={card.scorecardVersionId === selected ? 'on' : ''}
          aria-pressed={card.scorecardVersionId === selected}
          onClick={() => onChoose(card.scorecardVersionId)}
        >
          <span>{t('standard.version', { version: card.version })}</span>
          {card.retiredAt ? (
            <StateTag>{t('standard.state.retired')}</StateTag>
          ) : (
            <StateTag tone={card === inUse ? 'good' : 'neutral'}>{t('standard.state.published')}</StateTag>
          )}
          <span className="t3 fs sp num">{t('standard.effective', { day: card.effectiveOn })}</span>
        </button>
      ))}
    </div>
  );
}
