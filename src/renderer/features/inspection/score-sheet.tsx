import { CheckOutlined, StopOutlined } from '@ant-design/icons';
import { useQueryClient } from '@tanstack/react-query';
import { App, Modal } from 'antd';
import type { TextAreaRef } from 'antd/es/input/TextArea';
import { Fragment, useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useSearchParams } from 'react-router';
import type { InspectionDetail } from '#shared/inspection/inspection.schema.ts';
import { emptyEntry } from '#shared/inspection/result.schema.ts';
import { formatPoints } from '#shared/kernel/points.ts';
import type { Language } from '#shared/standard/rule.words.ts';
import { usePreferences } from '../../app/preferences.tsx';
import { client, orpc } from '../../rpc/client.ts';
import { errorText } from '../../rpc/error-text.ts';
import { EvidenceStrip } from './evidence-strip.tsx';
import { GuidePanel } from './guide-panel.tsx';
import { ItemRow } from './item-table.tsx';
import { KeysBar, KeysModal } from './keys-bar.tsx';
import { ScorePanel } from './score-panel.tsx';
import { SheetHead } from './sheet-head.tsx';
import { type Sheet, useSheet } from './use-sheet.ts';
import { useSheetKeys } from './use-sheet-keys.ts';

/** The open sheet: items, guidance, running score and evidence around one current item. */
export function ScoreSheet({ detail, onReload }: { detail: InspectionDetail; onReload(): Promise<unknown> }) {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const language: Language = usePreferences().language === 'en' ? 'en' : 'zh';
  const sheet = useSheet(detail);
  const { content: card } = detail.card;
  const items = useMemo(() => card.sections.flatMap((section) => section.items), [card]);
  const [params, setParams] = useSearchParams();
  const atStart = params.get('item') ?? '';
  // the address follows later: the next key must find the next cell at once
  const [chosen, select] = useState(atStart);
  useEffect(() => {
    if (chosen === atStart) return;
    const keep = (before: URLSearchParams) =>
      new URLSearchParams([...before].filter(([name]) => name !== 'item').concat([['item', chosen]]));
    const timer = setTimeout(() => setParams(keep, { replace: true }), 400);
    return () => clearTimeout(timer);
  }, [chosen, atStart, setParams]);
  const item = items.find((each) => each.code === chosen) ?? items[0];
  const current = item?.code ?? '';
  const [hovered, setHovered] = useState<string>();
  const [isShowingKeys, setShowingKeys] = useState(false);
  const [isSubmitting, setSubmitting] = useState(false);
  const note = useRef<TextAreaRef>(null);
  const picker = useRef<HTMLInputElement>(null);
  const { canEdit } = detail;
  const evidence = useEvidence(detail, current, onReload);
  const isReady = sheet.outcome.unscored.length === 0 && sheet.outcome.evidenceMissing.length === 0;
  const submit = () => {
    if (!canEdit) return;
    if (sheet.pending > 0) message.warning(t('inspection.submit.wait'));
    else if (isReady) setSubmitting(true);
    else message.warning(lacking(sheet, t));
  };
  const onKey = useSheetKeys({
    card,
    sheet,
    current,
    canEdit,
    select,
    submit,
    openNote: () => note.current?.focus(),
    openPicker: () => picker.current?.click(),
    openKeys: () => setShowingKeys(true),
    refuse: (reason) => message.info(t(reason === 'na' ? 'inspection.sheet.naCannot' : 'inspection.sheet.vetoCannot')),
  });
  const outcome = sheet.outcome.items.find((each) => each.code === current);
  if (!item || !outcome) return null;
  const nextLacking = sheet.outcome.unscored[0] ?? sheet.outcome.evidenceMissing[0];
  return (
    <div className="page sheet">
      <SheetHead detail={detail} sheet={sheet} language={language} onSubmit={submit} />
      <div className="sheet-work">
        <div className="sheet-left">
          <div className="sheet-up">
            <section className="panel items">
              <SectionTabs card={card} sheet={sheet} language={language} current={current} onSelect={select} />
              <ItemTable
                detail={detail}
                sheet={sheet}
                language={language}
                current={current}
                hovered={hovered}
                onSelect={select}
                onKey={onKey}
              />
            </section>
            <GuidePanel
              card={card}
              item={item}
              entry={sheet.entryOf(current)}
              outcome={outcome}
              language={language}
              canEdit={canEdit}
              noteRef={note}
              onNote={(text) => sheet.change(current, { note: text })}
              onNoteDone={() => document.querySelector<HTMLInputElement>('.cell.edit input')?.focus()}
            />
          </div>
          <EvidenceStrip
            code={current}
            pieces={detail.evidence}
            missing={outcome.missingEvidence}
            canEdit={canEdit}
            isAdding={evidence.isAdding}
            picker={picker}
            onAdd={evidence.add}
            onRemove={evidence.remove}
          />
        </div>
        <ScorePanel
          card={card}
          outcome={sheet.outcome}
          language={language}
          current={current}
          onSelect={select}
          onHover={setHovered}
        />
      </div>
      <KeysBar
        text={isReady ? t('inspection.submit.ready') : lacking(sheet, t)}
        isReady={isReady}
        onText={() => nextLacking && select(nextLacking)}
        onKeys={() => setShowingKeys(true)}
      />
      <KeysModal isOpen={isShowingKeys} onClose={() => setShowingKeys(false)} />
      {isSubmitting && (
        <SubmitModal
          detail={detail}
          sheet={sheet}
          language={language}
          onClose={() => setSubmitting(false)}
          onReload={onReload}
        />
      )}
    </div>
  );
}

const lacking = (sheet: Sheet, t: (key: string, data: Record<string, number>) => string) =>
  t('inspection.submit.lacking', {
    unscored: sheet.outcome.unscored.length,
    evidence: sheet.outcome.evidenceMissing.length,
  });

/** Adds and takes off evidence of the current item; pasting and dropping work anywhere on the page. */
function useEvidence(detail: InspectionDetail, itemCode: string, onReload: () => Promise<unknown>) {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const [adding, setAdding] = useState(0);
  const { inspectionId, canEdit } = detail;
  const add = useCallback(
    async (files: readonly File[]) => {
      if (!canEdit || files.length === 0) return;
      setAdding((count) => count + 1);
      for (const file of files) {
        const name = file.name === 'image.png' ? `${t('inspection.evidence.pasted')}.png` : file.name;
        await client.inspection
          .addEvidence({ inspectionId, itemCode, name: name.slice(-200), file })
          .catch((error: unknown) => message.error(errorText(error, t), 8));
      }
      setAdding((count) => count - 1);
      await onReload();
    },
    [inspectionId, itemCode, canEdit, onReload, message, t],
  );
  useEffect(() => {
    const paste = (event: ClipboardEvent) => {
      const files = [...(event.clipboardData?.files ?? [])];
      if (files.length === 0) return;
      event.preventDefault();
      add(files);
    };
    const over = (event: DragEvent) => event.preventDefault();
    const drop = (event: DragEvent) => {
      event.preventDefault();
      add([...(event.dataTransfer?.files ?? [])]);
    };
    window.addEventListener('paste', paste);
    window.addEventListener('dragover', over);
    window.addEventListener('drop', drop);
    return () => {
      window.removeEventListener('paste', paste);
      window.removeEventListener('dragover', over);
      window.removeEventListener('drop', drop);
    };
  }, [add]);
  const remove = useCallback(
    (evidenceId: string) =>
      client.inspection
        .removeEvidence({ evidenceId })
        .then(() => message.success(t('inspection.evidence.removed')))
        .catch((error: unknown) => message.error(errorText(error, t)))
        .then(onReload),
    [onReload, message, t],
  );
  return { add, remove, isAdding: adding > 0 };
}

interface Part {
  readonly sheet: Sheet;
  readonly language: Language;
  readonly current: string;
  onSelect(code: string): void;
}

const ordinal = (index: number, language: Language) =>
  language === 'zh' ? '一二三四五六七八九十'[index] : String(index + 1);

function SectionTabs({
  card,
  sheet,
  language,
  current,
  onSelect,
}: Part & { card: InspectionDetail['card']['content'] }) {
  const { t } = useTranslation();
  return (
    <div className="section-tabs" role="tablist">
      {card.sections.map((section, index) => {
        const result = sheet.outcome.sections[index];
        const isOn = section.items.some((item) => item.code === current);
        const isHit = sheet.outcome.hits.some((hit) => section.items.some((item) => item.code === hit.itemCode));
        const isDone = result?.entered === result?.items;
        const points =
          !result || result.entered === 0
            ? t('inspection.sheet.sectionFull', { points: formatPoints(section.fullPoints) })
            : section.kind === 'award'
              ? `+${formatPoints(result.points ?? 0)}`
              : formatPoints(-result.lostPoints);
        return (
          <button
            type="button"
            role="tab"
            key={section.code}
            aria-selected={isOn}
            className={isOn ? 'on' : ''}
            title={section.title[language]}
            onClick={() => onSelect(section.items[0]?.code ?? '')}
          >
            <span className="row">
              <span className="t3">
                {section.kind === 'award' ? t('inspection.sheet.award') : ordinal(index, language)}
              </span>
              <b className="el">{section.title[language]}</b>
              {isHit ? <StopOutlined className="er" /> : isDone && <CheckOutlined className="ok" />}
            </span>
            <span className="row fs t3">
              <span>
                {result?.entered}/{result?.items}
              </span>
              <span className="sp" />
              <span className={result && result.lostPoints > 0 ? 'er' : ''}>{points}</span>
            </span>
          </button>
        );
      })}
    </div>
  );
}

function ItemTable({
  detail,
  sheet,
  language,
  current,
  hovered,
  onSelect,
  onKey,
}: Part & { detail: InspectionDetail; hovered: string | undefined; onKey: ReturnType<typeof useSheetKeys> }) {
  const { t } = useTranslation();
  const { content: card } = detail.card;
  const outcomes = new Map(sheet.outcome.items.map((item) => [item.code, item]));
  const blank = useMemo(
    () =>
      new Map(
        card.sections.flatMap((section) => section.items.map((item) => [item.code, emptyEntry(item.code)] as const)),
      ),
    [card],
  );
  const pieces = new Map<string, number>();
  for (const piece of detail.evidence) pieces.set(piece.itemCode, (pieces.get(piece.itemCode) ?? 0) + 1);
  return (
    <div className="items-scroll" tabIndex={0} role="region" aria-label={t('inspection.sheet.item')}>
      <table className="it">
        <colgroup>
          {[44, 216, undefined, 52, 104, 62, 60].map((width, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: columns never move
            <col key={index} style={width ? { width } : {}} />
          ))}
        </colgroup>
        <thead>
          <tr>
            {(['code', 'item', 'rule', 'full', 'entry', 'points', 'evidence'] as const).map((column) => (
              <th key={column} className={column === 'full' || column === 'points' ? 'num' : ''}>
                {t(`inspection.sheet.${column}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {card.sections.map((section, index) => {
            const result = sheet.outcome.sections[index];
            return (
              <Fragment key={section.code}>
                <tr className="grp">
                  <td colSpan={4}>
                    {section.kind === 'award' ? t('inspection.sheet.award') : ordinal(index, language)}{' '}
                    {section.title[language]}
                    <span className="t3">
                      {t('inspection.sheet.entered', { done: result?.entered ?? 0, all: result?.items ?? 0 })}
                    </span>
                  </td>
                  <td className="num" colSpan={3}>
                    <span className="t3">
                      {t('inspection.sheet.sectionFull', { points: formatPoints(section.fullPoints) })}
                    </span>
                    {result?.points != null &&
                      result.entered > 0 &&
                      t('inspection.sheet.sectionEarned', { points: formatPoints(result.points) })}
                  </td>
                </tr>
                {section.items.map((item) => {
                  const outcome = outcomes.get(item.code);
                  const entry = sheet.entries.get(item.code) ?? blank.get(item.code);
                  if (!outcome || !entry) return null;
                  return (
                    <ItemRow
                      key={item.code}
                      card={card}
                      item={item}
                      entry={entry}
                      outcome={outcome}
                      pieces={pieces.get(item.code) ?? 0}
                      language={language}
                      isCurrent={item.code === current}
                      isHovered={item.code === hovered}
                      canEdit={detail.canEdit}
                      onSelect={onSelect}
                      onChange={sheet.change}
                      onKey={onKey}
                    />
                  );
                })}
              </Fragment>
            );
          })}
        </tbody>
      </table>
    </div>
  );
}

function SubmitModal({
  detail,
  sheet,
  language,
  onClose,
  onReload,
}: {
  detail: InspectionDetail;
  sheet: Sheet;
  language: Language;
  onClose(): void;
  onReload(): Promise<unknown>;
}) {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const queries = useQueryClient();
  const [isBusy, setBusy] = useState(false);
  const { effectivePoints, effectiveGrade } = sheet.outcome;
  const grade = detail.card.content.grades.find((each) => each.code === effectiveGrade)?.title[language] ?? '—';
  const submit = async () => {
    setBusy(true);
    try {
      await client.inspection.submit({ inspectionId: detail.inspectionId, revision: sheet.revision() });
      queries.invalidateQueries({ queryKey: orpc.inspection.key(), refetchType: 'none' });
      await onReload();
      onClose();
    } catch (error) {
      message.error(errorText(error, t), 8);
      setBusy(false);
    }
  };
  return (
    <Modal
      open
      title={t('inspection.submit.title')}
      okText={t('inspection.submit.ok')}
      cancelText={t('common.cancel')}
      confirmLoading={isBusy}
      onOk={submit}
      onCancel={onClose}
      okButtonProps={{ autoFocus: true }}
    >
      {effectivePoints === null
        ? t('inspection.submit.noScore')
        : t('inspection.submit.text', { points: formatPoints(effectivePoints), grade })}
    </Modal>
  );
}
