import { useQuery } from '@tanstack/react-query';
import { App, Select } from 'antd';
import { memo, useEffect, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { arithmeticSentence } from '#shared/inspection/arithmetic.ts';
import type { ItemOutcome, SheetOutcome } from '#shared/inspection/inspection.rules.ts';
import { formatPoints } from '#shared/kernel/points.ts';
import type { CardPlace } from '#shared/standard/scorecard.edit.ts';
import type { ScorecardContent, ScorecardItem } from '#shared/standard/scorecard.schema.ts';
import { useMay } from '../../app/session.tsx';
import { client, orpc } from '../../rpc/client.ts';
import { errorText } from '../../rpc/error-text.ts';
import { Panel } from '../../ui/panel.tsx';
import { StateTag } from '../../ui/state-tag.tsx';
import type { Trial, Tried } from './use-trial.ts';
import { scrollToRow, useWindow } from './use-window.ts';
import { useWords } from './use-words.ts';

const rowHeight = 30;
const gradeTones = ['good', 'info', 'warning', 'bad'] as const;

function Score({
  name,
  outcome,
  card,
  big,
}: {
  name: string;
  outcome: SheetOutcome | null;
  card: ScorecardContent;
  big?: boolean;
}) {
  const words = useWords();
  const points = outcome?.effectivePoints ?? null;
  const index = card.grades.findIndex((grade) => grade.code === outcome?.effectiveGrade);
  const grade = card.grades[index];
  const tone =
    index < 0 ? 'neutral' : index === card.grades.length - 1 ? 'bad' : (gradeTones[Math.min(index, 2)] ?? 'neutral');
  return (
    <div className={big ? 'std-score big' : 'std-score'}>
      <span className="t3 fs">{name}</span>
      <span>
        <b>{points === null ? '—' : formatPoints(points)}</b>
        {grade && <StateTag tone={tone}>{grade.title[words] || grade.title.zh}</StateTag>}
      </span>
    </div>
  );
}

/** Published or running sheets of the card the draft began from, to take their entries. */
function SheetChoice({ published, onTake }: { published: ScorecardContent | undefined; onTake: Trial['take'] }) {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const may = useMay();
  const [chosen, setChosen] = useState('');
  const mayRead = may('inspection:read') && published !== undefined;
  const sheets = useQuery({
    ...orpc.inspection.list.queryOptions({ input: { scorecardCode: published?.code ?? '', limit: 200 } }),
    enabled: mayRead,
  });
  const own = (sheets.data?.rows ?? []).filter((row) => row.enteredItems > 0);
  if (!mayRead) return null;
  const take = async (inspectionId: string) => {
    setChosen(inspectionId);
    if (inspectionId === '') return onTake(published, []);
    try {
      const sheet = await client.inspection.get({ inspectionId });
      onTake(sheet.card.content, sheet.entries);
    } catch (error) {
      message.error(errorText(error, t));
    }
  };
  return (
    <Select
      size="small"
      aria-label={t('standard.trial.sheet')}
      value={chosen}
      loading={sheets.isFetching}
      style={{ width: 196 }}
      popupMatchSelectWidth={320}
      onChange={take}
      options={[
        { value: '', label: t('standard.trial.byHand') },
        ...own.map((row) => ({
          value: row.inspectionId,
          label: `${row.number} ${row.unitName}${row.effectivePoints === null ? '' : ` ${formatPoints(row.effectivePoints)}`}`,
        })),
      ]}
    />
  );
}

interface Props {
  readonly card: ScorecardContent;
  readonly published: ScorecardContent | undefined;
  readonly names: { draft: string; old: string };
  readonly trial: Trial;
  readonly place: CardPlace | null;
  onSelect(place: CardPlace): void;
  readonly below: React.ReactNode;
}

/** Trial scoring: the draft beside the version it began from, on the same entries. */
export const TrialPanel = memo(function TrialPanel(props: Props) {
  const { card, published, names, trial, place, onSelect, below } = props;
  const { t } = useTranslation();
  const host = useRef<HTMLDivElement>(null);
  const rows = useMemo(
    () => card.sections.flatMap((section, s) => section.items.map((item, i) => ({ item, section: s, index: i }))),
    [card],
  );
  const seen = useWindow(host, rows.length, rowHeight);
  const at = rows.findIndex((row) => row.section === place?.section && row.index === place?.item);
  useEffect(() => scrollToRow(host.current, at, rowHeight), [at]);
  const [news, olds] = useMemo(
    () => [trial.draft, trial.published].map((outcome) => new Map(outcome?.items.map((item) => [item.code, item]))),
    [trial.draft, trial.published],
  ) as [Map<string, ItemOutcome>, Map<string, ItemOutcome>];
  const both = published && trial.draft && trial.published;
  const difference = both ? (trial.draft?.effectivePoints ?? 0) - (trial.published?.effectivePoints ?? 0) : 0;
  return (
    <Panel
      className="std-right"
      title={t('standard.trial.title')}
      extra={<SheetChoice published={published} onTake={trial.take} />}
      foot={t('standard.trial.foot')}
    >
      <div className="std-scores">
        <Score name={names.draft} outcome={trial.draft} card={card} big />
        {published && <Score name={names.old} outcome={trial.published} card={published} />}
        {both && (
          <div className="std-score">
            <span className="t3 fs">{t('standard.trial.difference')}</span>
            <b className={difference < 0 ? 'er' : difference > 0 ? 'ok' : ''}>
              {difference > 0 && '+'}
              {formatPoints(difference)}
            </b>
          </div>
        )}
      </div>
      <div className="std-trial-head fs t2">
        <span className="code">{t('standard.columns.code')}</span>
        <span className="sp">{t('standard.trial.entry')}</span>
        <span className="num">{names.draft}</span>
        {published && <span className="num">{names.old}</span>}
      </div>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard */}
      <div ref={host} className="std-trial" tabIndex={0} role="region" aria-label={t('standard.trial.entry')}>
        <div style={{ height: seen.height, position: 'relative' }}>
          {rows.slice(seen.first, seen.last).map(({ item, section, index }, i) => (
            <TrialRow
              key={`${section}.${index}`}
              top={seen.before + i * rowHeight}
              item={item}
              tried={trial.tried.get(item.code)}
              outcome={news.get(item.code)}
              before={olds.get(item.code)}
              hasBefore={published !== undefined}
              isCurrent={section === place?.section && index === place?.item}
              onType={trial.type}
              onFocus={() => onSelect({ section, item: index })}
            />
          ))}
        </div>
      </div>
      {below}
    </Panel>
  );
});

const shown = (outcome: ItemOutcome | undefined) =>
  outcome?.earnedPoints === null || outcome === undefined ? '—' : formatPoints(outcome.earnedPoints);

interface RowProps {
  readonly item: ScorecardItem;
  readonly top: number;
  readonly tried: Tried | undefined;
  readonly outcome: ItemOutcome | undefined;
  readonly before: ItemOutcome | undefined;
  readonly hasBefore: boolean;
  readonly isCurrent: boolean;
  onType(item: ScorecardItem, text: string): void;
  onFocus(): void;
}

const TrialRow = memo(
  function TrialRow({ item, top, tried, outcome, before, hasBefore, isCurrent, onType, onFocus }: RowProps) {
    const { t } = useTranslation();
    const words = useWords();
    const sentence = outcome?.arithmetic ? arithmeticSentence(outcome.arithmetic, words) : '';
    const isLost = (outcome?.lostPoints ?? 0) > 0;
    const isOther = hasBefore && outcome?.earnedPoints !== before?.earnedPoints;
    return (
      <div className={`std-trial-row${isCurrent ? ' on' : ''}`} style={{ top }}>
        <span className="code t2" title={item.title[words] || item.title.zh}>
          {item.code}
        </span>
        <input
          className={tried?.isBad ? 'std-input bad' : 'std-input'}
          aria-label={t('standard.trial.entryOf', { code: item.code })}
          aria-invalid={tried?.isBad ?? false}
          placeholder={t(`standard.trial.placeholder.${item.rule.kind}`)}
          value={tried?.text ?? ''}
          onFocus={onFocus}
          onChange={(event) => onType(item, event.target.value)}
        />
        <span className="lost er fs el" title={sentence}>
          {isLost && outcome ? formatPoints(-outcome.lostPoints) : ''}
        </span>
        <span className="num b">{shown(outcome)}</span>
        {hasBefore && <span className={isOther ? 'num wa' : 'num t3'}>{shown(before)}</span>}
      </div>
    );
  },
  (a, b) =>
    a.item === b.item &&
    a.top === b.top &&
    a.tried === b.tried &&
    a.hasBefore === b.hasBefore &&
    a.isCurrent === b.isCurrent &&
    a.onType === b.onType &&
    isSameOutcome(a.outcome, b.outcome) &&
    isSameOutcome(a.before, b.before),
);

const isSameOutcome = (a: ItemOutcome | undefined, b: ItemOutcome | undefined) =>
  a === b || (a?.earnedPoints === b?.earnedPoints && a?.lostPoints === b?.lostPoints && a?.state === b?.state);
