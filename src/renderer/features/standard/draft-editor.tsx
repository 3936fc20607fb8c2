import { CheckOutlined, SyncOutlined, WarningOutlined } from '@ant-design/icons';
import { useQuery } from '@tanstack/react-query';
import { App, Button, Dropdown } from 'antd';
import { useCallback, useDeferredValue, useEffect, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { shanghaiParts } from '#shared/kernel/dates.ts';
import { formatPoints } from '#shared/kernel/points.ts';
import { type CardPlace, changeItem, changeSection } from '#shared/standard/scorecard.edit.ts';
import { scorecardFaults } from '#shared/standard/scorecard.faults.ts';
import type { ScorecardContent, ScorecardItem } from '#shared/standard/scorecard.schema.ts';
import type { DraftView } from '#shared/standard/standard.contract.ts';
import { useScopedPath } from '../../app/period-scope.tsx';
import { orpc } from '../../rpc/client.ts';
import { errorText } from '../../rpc/error-text.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { PageHead } from '../../ui/page-head.tsx';
import { Panel } from '../../ui/panel.tsx';
import { CardForm, SectionForm } from './card-form.tsx';
import { DraftOrigin, EditorActions } from './editor-actions.tsx';
import { ItemForm } from './item-form.tsx';
import { RecomputePanel } from './recompute-panel.tsx';
import { StructureTree } from './structure-tree.tsx';
import { TrialPanel } from './trial-panel.tsx';
import { useActs } from './use-acts.ts';
import { type DraftState, useDraft } from './use-draft.ts';
import { triedValue, useTrial } from './use-trial.ts';

const two = (n: number) => String(n).padStart(2, '0');
const clock = (at: string) => {
  const { hour, minute, second } = shanghaiParts(at);
  return `${two(hour)}:${two(minute)}:${two(second)}`;
};
const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);

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
        <Structure draft={draft} acts={acts} faulty={faulty} />
        <Middle draft={draft} acts={acts} names={names} published={published} trial={trial} />
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

type Acts = ReturnType<typeof useActs>;
interface Names {
  readonly draft: string;
  readonly old: string;
}

function Structure({ draft, acts, faulty }: { draft: DraftState; acts: Acts; faulty: ReadonlySet<string> }) {
  const { t } = useTranslation();
  const { card, place } = draft;
  const base = sum(card.sections.filter((section) => section.kind === 'base').map((section) => section.fullPoints));
  const award = sum(card.sections.filter((section) => section.kind === 'award').map((section) => section.fullPoints));
  const count = sum(card.sections.map((section) => section.items.length));
  const closes =
    base === card.fullPoints &&
    card.sections.every(
      (section) => section.kind === 'award' || sum(section.items.map((item) => item.fullPoints)) === section.fullPoints,
    );
  return (
    <Panel
      className="std-left"
      title={
        <>
          {t('standard.editor.structure')} <span className="t3 fs">{t('standard.items', { count })}</span>
        </>
      }
      extra={
        <span className={closes ? 'ok fs' : 'er fs'}>
          {closes ? <CheckOutlined /> : <WarningOutlined />}{' '}
          {t(award > 0 ? 'standard.editor.sumAward' : 'standard.editor.sum', {
            points: formatPoints(base),
            award: formatPoints(award),
          })}
        </span>
      }
      foot={
        <>
          <span>
            <kbd>Ctrl Enter</kbd> {t('standard.editor.keyAdd')}
          </span>
          <span>
            <kbd>Alt ↑↓</kbd> {t('standard.editor.keyMove')}
          </span>
          <span>
            <kbd>Del</kbd> {t('standard.editor.keyRemove')}
          </span>
        </>
      }
    >
      <div className="std-tree-bar">
        <button
          type="button"
          className={place === null ? 'on' : ''}
          aria-pressed={place === null}
          onClick={() => draft.select(null)}
        >
          {t('standard.editor.card')}
        </button>
        <span className="sp" />
        <Button size="small" type="text" onClick={acts.add}>
          {t('standard.editor.addItem')}
        </Button>
        <Dropdown
          trigger={['click']}
          menu={{
            items: (['base', 'award'] as const).map((kind) => ({
              key: kind,
              label: t(`standard.sectionKind.${kind}`),
            })),
            onClick: ({ key }) => acts.addSection(key as 'base' | 'award'),
          }}
        >
          <Button size="small" type="text">
            {t('standard.editor.addSection')}
          </Button>
        </Dropdown>
      </div>
      {card.sections.length === 0 ? (
        <EmptyState
          text={t('standard.editor.empty')}
          action={
            <Button type="primary" onClick={acts.add}>
              {t('standard.editor.addFirst')}
            </Button>
          }
        />
      ) : (
        <StructureTree
          card={card}
          place={place}
          faulty={faulty}
          onSelect={draft.select}
          onMove={acts.moveTo}
          onRemove={acts.remove}
        />
      )}
    </Panel>
  );
}

function Middle({
  draft,
  acts,
  names,
  published,
  trial,
}: {
  draft: DraftState;
  acts: Acts;
  names: Names;
  published: ScorecardContent | undefined;
  trial: ReturnType<typeof useTrial>;
}) {
  const { card, place, edit } = draft;
  const olds = useMemo(
    () => new Map(published?.sections.flatMap((section) => section.items).map((item) => [item.code, item])),
    [published],
  );
  const section = place && card.sections[place.section];
  const item = section && place.item !== null ? section.items[place.item] : undefined;
  const old = item && olds.get(item.code);
  const change = useCallback(
    (patch: Partial<ScorecardItem>, name: string) => edit((own, at) => (at ? changeItem(own, at, patch) : own), name),
    [edit],
  );
  const restore = useCallback(() => old && change(old, ''), [old, change]);
  if (!section) return <CardForm card={card} onChange={(next, group) => edit(() => next, group)} />;
  if (!item)
    return (
      <SectionForm
        key={place.section}
        section={section}
        onChange={(patch, name) => edit((own) => changeSection(own, place.section, patch), name)}
      />
    );
  return (
    <ItemForm
      key={`${place.section}.${place.item}`}
      grades={card.grades}
      item={item}
      isAward={section.kind === 'award'}
      old={old}
      names={names}
      tried={triedValue(trial.tried.get(item.code))}
      focus={acts.focus}
      onChange={change}
      onDuplicate={acts.duplicate}
      onRestore={restore}
    />
  );
}
