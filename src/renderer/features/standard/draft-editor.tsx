import { CheckOutlined, SyncOutlined, WarningOutlined } from '@ant-design/icons';
import { useQuery } from '@tanstack/react-query';
import { App, Button } from 'antd';
import { useCallback, useDeferredValue, useEffect, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { shanghaiParts } from '#shared/kernel/dates.ts';
import type { CardPlace } from '#shared/standard/scorecard.edit.ts';
import { scorecardFaults } from '#shared/standard/scorecard.faults.ts';
import type { ScorecardContent } from '#shared/standard/scorecard.schema.ts';
import type { DraftView } from '#shared/standard/standard.contract.ts';
import { useScopedPath } from '../../app/period-scope.tsx';
import { orpc } from '../../rpc/client.ts';
import { errorText } from '../../rpc/error-text.ts';
import { PageHead } from '../../ui/page-head.tsx';
import { DraftOrigin, EditorActions } from './editor-actions.tsx';
import { PlaceForm } from './place-form.tsx';
import { RecomputePanel } from './recompute-panel.tsx';
import { StructurePanel } from './structure-panel.tsx';
import { TrialPanel } from './trial-panel.tsx';
import { useActs } from './use-acts.ts';
import { type DraftState, useDraft } from './use-draft.ts';
import { useTrial } from './use-trial.ts';

const two = (n: number) => String(n).padStart(2, '0');
const clock = (at: string) => {
  const { hour, minute, second } = shanghaiParts(at);
  return `${two(hour)}:${two(minute)}:${two(second)}`;
};

/** Where an item or section (`§`) of this code stands. */
function placeOf(card: ScorecardContent, at: string): CardPlace | null {
  for (const [section, each] of card.sections.entries()) {
    if (at === `§${each.code}`) return { section, item: null };
    const item = each.items.findIndex((own) => own.code === at);
    if (item >= 0) return { section, item };
  }
  return null;
}

/** Tells when another window has saved this draft, before anything is lost. */
function useOtherWindows({ heard }: DraftState, scorecardDraftId: string): void {
  const drafts = useQuery({ ...orpc.standard.drafts.queryOptions({ input: {} }), refetchInterval: 5000 });
  const other = drafts.data?.find((each) => each.scorecardDraftId === scorecardDraftId)?.revision ?? 0;
  useEffect(() => heard(other), [heard, other]);
}

/** The editor of a card: its structure, what is open of it, and what the engine makes of it. */
export function DraftEditor({ view }: { view: DraftView }) {
  const { t } = useTranslation();
  const scoped = useScopedPath();
  const draft = useDraft(view);
  const acts = useActs(draft);
  useOtherWindows(draft, view.scorecardDraftId);
  const { card, flush, select } = draft;
  const published = view.basedOn?.content;
  const trial = useTrial(card, published);
  // typing comes first: what only looks at the card follows when there is time
  const calmDraft = useDeferredValue(draft);
  const calm = calmDraft.card;
  const faults = useMemo(() => scorecardFaults(calm), [calm]);
  const faulty = useMemo(() => new Set(faults.map((fault) => fault.at)), [faults]);
  const { version, basedOnVersion, scorecardDraftId } = view;
  const names = useMemo(
    () => ({ draft: `v${version}`, old: basedOnVersion === null ? '' : `v${basedOnVersion}` }),
    [version, basedOnVersion],
  );
  const go = useCallback((at: string) => select(placeOf(calm, at)), [calm, select]);
  const saved = useMemo(() => <Saving draft={calmDraft} />, [calmDraft]);
  const recompute = useMemo(
    () =>
      published && (
        <RecomputePanel
          scorecardDraftId={scorecardDraftId}
          card={calm}
          published={published}
          names={names}
          flush={flush}
        />
      ),
    [published, scorecardDraftId, calm, names, flush],
  );
  return (
    <div className="page std-editor">
      <PageHead
        crumb={<Link to={scoped('/standard')}>{t('standard.title')}</Link>}
        title={card.title.zh || view.code}
        detail={<DraftOrigin version={version} before={published} after={calm} name={names.old} />}
      >
        <EditorActions
          view={view}
          draft={calmDraft}
          faults={faults}
          names={names}
          published={published}
          onGo={go}
          saved={saved}
        />
      </PageHead>
      <Conflict draft={draft} />
      <div className="page-body std-columns">
        <StructurePanel draft={draft} acts={acts} faulty={faulty} />
        <PlaceForm
          card={card}
          place={draft.opened}
          edit={draft.edit}
          acts={acts}
          names={names}
          published={published}
          trial={trial}
        />
        <TrialPanel
          card={calm}
          published={published}
          names={names}
          trial={trial}
          place={calmDraft.place}
          onSelect={select}
          below={recompute}
        />
      </div>
    </div>
  );
}

function Saving({ draft: { saving, flush } }: { draft: DraftState }) {
  const { t } = useTranslation();
  if (saving.kind === 'failed')
    return (
      <Button
        type="text"
        danger
        icon={<WarningOutlined />}
        title={errorText(saving.error, t)}
        onClick={() => flush().catch(() => {})}
      >
        {t('standard.editor.unsaved')}
      </Button>
    );
  if (saving.kind === 'conflict') return <span className="er fs">{t('standard.editor.unsaved')}</span>;
  if (saving.kind !== 'saved')
    return (
      <span className="t3 fs">
        <SyncOutlined spin={saving.kind === 'saving'} /> {t('standard.editor.saving')}
      </span>
    );
  return (
    <span className="ok fs nw" role="status">
      <CheckOutlined /> {t('standard.editor.saved', { at: clock(saving.savedAt) })}
    </span>
  );
}

function Conflict({ draft }: { draft: DraftState }) {
  const { t } = useTranslation();
  const { message } = App.useApp();
  if (draft.saving.kind !== 'conflict') return null;
  const tell = (work: Promise<unknown>) => work.catch((error: unknown) => message.error(errorText(error, t)));
  return (
    <div className="std-conflict" role="alert">
      <WarningOutlined className="wa" />
      <span className="sp">
        {draft.saving.error ? errorText(draft.saving.error, t) : t('standard.editor.otherWindow')}
      </span>
      <Button size="small" onClick={() => tell(draft.takeTheirs())}>
        {t('standard.editor.takeTheirs')}
      </Button>
      <Button size="small" danger onClick={() => tell(draft.keepMine())}>
        {t('standard.editor.keepMine')}
      </Button>
    </div>
  );
}
