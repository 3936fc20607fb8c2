import { useQuery } from '@tanstack/react-query';
import { App } from 'antd';
import { useCallback, useDeferredValue, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { InspectionDetail } from '#shared/inspection/inspection.schema.ts';
import type { Language } from '#shared/standard/rule.words.ts';
import { usePreferences } from '../../app/preferences.tsx';
import { orpc } from '../../rpc/client.ts';
import { ConflictModal } from './conflict-modal.tsx';
import { EvidenceStrip, inShownOrder } from './evidence-strip.tsx';
import { EvidenceViewer } from './evidence-viewer.tsx';
import { GuidePanel } from './guide-panel.tsx';
import { HeadForm } from './head-form.tsx';
import { ItemList } from './item-list.tsx';
import { KeysBar, KeysModal } from './keys-bar.tsx';
import type { NoteHandle } from './note-box.tsx';
import { ReviewBar } from './review-bar.tsx';
import { ScorePanel } from './score-panel.tsx';
import { SectionTabs } from './section-tabs.tsx';
import { SheetHead } from './sheet-head.tsx';
import type { Sheet } from './sheet-state.ts';
import { StaffPicker } from './staff-picker.tsx';
import { SubmitModal } from './submit-modal.tsx';
import { useCurrentItem } from './use-current-item.ts';
import { useEvidence } from './use-evidence.ts';
import { useNextSheet } from './use-next-sheet.tsx';
import { usePresence } from './use-presence.ts';
import { useSheet } from './use-sheet.ts';
import { useSheetKeys } from './use-sheet-keys.ts';

type Overlay = 'keys' | 'head' | 'staff' | 'submit';

/** Back to the open cell, from wherever the focus was. */
const focusCell = () => document.querySelector<HTMLInputElement>('.cell.edit input')?.focus();

const lacking = (sheet: Sheet, t: (key: string, data: Record<string, number>) => string) =>
  t('inspection.submit.lacking', {
    unscored: sheet.outcome.unscored.length,
    evidence: sheet.outcome.evidenceMissing.length,
  });

/** The open sheet: items, guidance, running score and evidence around one current item. */
export function ScoreSheet({ detail, onReload }: { detail: InspectionDetail; onReload(): Promise<unknown> }) {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const language: Language = usePreferences().language === 'en' ? 'en' : 'zh';
  const sheet = useSheet(detail);
  const others = usePresence(detail, sheet, onReload);
  const { content: card } = detail.card;
  const items = useMemo(() => card.sections.flatMap((section) => section.items), [card]);
  const [chosen, select] = useCurrentItem();
  const item = items.find((each) => each.code === chosen) ?? items[0];
  const current = item?.code ?? '';
  const [hovered, setHovered] = useState<string>();
  const [overlay, setOverlay] = useState<Overlay>();
  const [viewed, setViewed] = useState<string>();
  const note = useRef<NoteHandle>(null);
  const picker = useRef<HTMLInputElement>(null);
  const { canEdit, inspectionId } = detail;
  const evidence = useEvidence(detail, current, onReload);
  const { pick } = evidence;
  const shown = inShownOrder(detail.evidence, current);
  const next = useNextSheet(detail, sheet);
  const history = useQuery({
    ...orpc.inspection.history.queryOptions({ input: { inspectionId } }),
    staleTime: Number.POSITIVE_INFINITY,
  });
  // the panel beside may be a moment behind the key that was typed
  const outcomeBeside = useDeferredValue(sheet.outcome);
  const isReady = sheet.outcome.unscored.length === 0 && sheet.outcome.evidenceMissing.length === 0;
  const close = () => {
    setOverlay(undefined);
    setTimeout(focusCell);
  };
  const submit = async () => {
    if (!canEdit) return;
    if (!isReady) message.warning(lacking(sheet, t));
    else if (await sheet.settle()) setOverlay('submit');
    else message.warning(t('inspection.submit.wait'));
  };
  // the same functions at each key, so that the buttons needn't be drawn again
  const latest = useRef({ submit, next });
  latest.current = { submit, next };
  const handIn = useCallback(() => void latest.current.submit(), []);
  const goNext = useCallback(() => void latest.current.next.go(), []);
  const openHead = useCallback(() => setOverlay('head'), []);
  const openStaff = () => {
    if (!canEdit) return;
    if (detail.staff.length > 0) return setOverlay('staff');
    message.info(t('inspection.staff.none'));
  };
  const onKey = useSheetKeys({
    card,
    sheet,
    current,
    canEdit,
    select,
    submit,
    openStaff,
    goNext: next.go,
    moveEvidence: evidence.move,
    openNote: () => note.current?.focus(),
    openPhrases: () => note.current?.openPhrases(),
    openHead: () => canEdit && setOverlay('head'),
    openPicker: () => canEdit && picker.current?.click(),
    openViewer: () =>
      shown[0] ? setViewed(evidence.picked ?? shown[0].evidenceId) : message.info(t('inspection.evidence.none')),
    openKeys: () => setOverlay('keys'),
    refuse: (reason) => message.info(t(`inspection.refuse.${reason}`)),
  });
  const onDropped = useCallback(
    (code: string, text: string) => message.warning(t('inspection.sheet.dropped', { code, text }), 6),
    [message, t],
  );
  const { change } = sheet;
  const changeCurrent = useCallback(
    (patch: Parameters<Sheet['change']>[1]) => change(current, patch),
    [change, current],
  );
  const view = useCallback(
    (evidenceId: string) => {
      pick(evidenceId);
      setViewed(evidenceId);
    },
    [pick],
  );
  const outcome = sheet.outcome.items.find((each) => each.code === current);
  const names = useMemo(() => new Map(detail.staff.map((person) => [person.staffId, person.name])), [detail.staff]);
  if (!item || !outcome) return null;
  const nextLacking = sheet.outcome.unscored[0] ?? sheet.outcome.evidenceMissing[0];
  return (
    <div className="page sheet">
      <SheetHead
        detail={detail}
        sheet={sheet}
        others={others}
        language={language}
        onHead={openHead}
        onNext={goNext}
        onSubmit={handIn}
      />
      <ReviewBar detail={detail} />
      <div className="sheet-work">
        <div className="sheet-left">
          <div className="sheet-up">
            <section className="panel items">
              <SectionTabs
                card={card}
                outcome={sheet.outcome}
                language={language}
                current={current}
                onSelect={select}
              />
              <ItemList
                detail={detail}
                entries={sheet.entries}
                outcome={sheet.outcome}
                epoch={sheet.epoch}
                language={language}
                current={current}
                hovered={hovered}
                onSelect={select}
                onChange={sheet.change}
                onKey={onKey}
                onDropped={onDropped}
              />
            </section>
            <GuidePanel
              card={card}
              item={item}
              entry={sheet.entryOf(current)}
              outcome={outcome}
              staff={detail.staff}
              history={history.data?.find((each) => each.itemCode === current)}
              language={language}
              canEdit={canEdit}
              note={note}
              onChange={changeCurrent}
              onNoteDone={focusCell}
            />
          </div>
          <EvidenceStrip
            code={current}
            pieces={detail.evidence}
            missing={outcome.missingEvidence}
            most={item.evidence.most}
            canEdit={canEdit}
            isAdding={evidence.isAdding}
            picked={evidence.picked}
            picker={picker}
            onAdd={evidence.add}
            onOpen={view}
          />
        </div>
        <ScorePanel
          card={card}
          outcome={outcomeBeside}
          language={language}
          current={current}
          onSelect={select}
          onHover={setHovered}
        />
      </div>
      <KeysBar
        text={
          canEdit ? (isReady ? t('inspection.submit.ready') : lacking(sheet, t)) : t('inspection.sheet.readOnlyHelp')
        }
        isReady={isReady}
        canEdit={canEdit}
        onText={() => nextLacking && select(nextLacking)}
        onKeys={() => setOverlay('keys')}
      />
      {overlay === 'keys' && <KeysModal onClose={close} />}
      {viewed !== undefined && (
        <EvidenceViewer
          pieces={shown}
          opened={viewed}
          canEdit={canEdit}
          onOpen={view}
          onClose={() => {
            setViewed(undefined);
            setTimeout(focusCell);
          }}
          onRemove={evidence.remove}
        />
      )}
      {overlay === 'staff' && (
        <StaffPicker
          code={current}
          staff={detail.staff}
          entry={sheet.entryOf(current)}
          onChange={changeCurrent}
          onClose={close}
        />
      )}
      {overlay === 'head' && <HeadForm detail={detail} sheet={sheet} onClose={close} onSaved={onReload} />}
      {overlay === 'submit' && (
        <SubmitModal detail={detail} sheet={sheet} language={language} onClose={close} onReload={onReload} />
      )}
      {sheet.conflicts.length > 0 && (
        <ConflictModal
          card={card}
          conflicts={sheet.conflicts}
          others={others}
          names={names}
          language={language}
          onChoose={sheet.choose}
        />
      )}
      {next.form}
    </div>
  );
}
