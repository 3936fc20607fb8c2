import { PaperClipOutlined, StopOutlined } from '@ant-design/icons';
import { type KeyboardEvent, memo, useEffect, useLayoutEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { entryText, entryUnit, parseResult, resultText } from '#shared/inspection/entry.words.ts';
import type { ItemOutcome } from '#shared/inspection/inspection.rules.ts';
import { type ItemEntry, type ResultKind, resultKindOf } from '#shared/inspection/result.schema.ts';
import { formatPoints } from '#shared/kernel/points.ts';
import { criticalSentence, type Language, ruleSentence } from '#shared/standard/rule.words.ts';
import type { ScorecardContent, ScorecardItem } from '#shared/standard/scorecard.schema.ts';

/** How a result that isn't one number is typed. */
const placeholderOf = (kind: ResultKind, t: (key: string) => string) =>
  kind === 'count' || kind === 'value' ? '' : t(`inspection.sheet.placeholder.${kind}`);

interface RowProps {
  readonly card: ScorecardContent;
  readonly item: ScorecardItem;
  readonly entry: ItemEntry;
  readonly outcome: ItemOutcome;
  readonly pieces: number;
  readonly language: Language;
  readonly isCurrent: boolean;
  readonly isHovered: boolean;
  readonly canEdit: boolean;
  onSelect(code: string): void;
  onChange(code: string, patch: Partial<ItemEntry>): void;
  /** letters and arrows of the sheet; true when the key was one of them */
  onKey(event: KeyboardEvent, item: ScorecardItem): boolean;
}

/** One item: a single line, or two with an open cell when it is the current one. */
export const ItemRow = memo(function ItemRow(props: RowProps) {
  const { card, item, outcome, isCurrent, language, onSelect } = props;
  const row = useRef<HTMLTableRowElement>(null);
  useEffect(() => {
    if (isCurrent) row.current?.scrollIntoView({ block: 'nearest' });
  }, [isCurrent]);
  const rule =
    item.critical && item.fullPoints === 0 ? criticalSentence(card, item, language) : ruleSentence(item, language);
  const veto = item.critical && <StopOutlined className="er" title={criticalSentence(card, item, language)} />;
  return (
    <tr
      ref={row}
      className={`${isCurrent ? 'cur' : ''}${props.isHovered ? ' hover' : ''}`}
      onClick={() => onSelect(item.code)}
      aria-current={isCurrent}
    >
      <td className="t2">{item.code}</td>
      {isCurrent ? (
        <td colSpan={2}>
          <b>{item.title[language]}</b> {veto}
          <div className="fs t2 el" title={rule}>
            {[rule, item.critical && item.fullPoints > 0 ? criticalSentence(card, item, language) : '']
              .filter(Boolean)
              .join(language === 'zh' ? '；' : '; ')}
          </div>
        </td>
      ) : (
        <>
          <td className="el" title={item.title[language]}>
            {item.title[language]} {veto}
          </td>
          <td className="fs t2 el" title={rule}>
            {rule}
          </td>
        </>
      )}
      <td className="num">{item.fullPoints === 0 ? '—' : formatPoints(item.fullPoints)}</td>
      <td>{isCurrent && props.canEdit ? <EntryInput {...props} /> : <EntryCell {...props} />}</td>
      <PointsCell outcome={outcome} />
      <EvidenceCell outcome={outcome} pieces={props.pieces} />
    </tr>
  );
});

function PointsCell({ outcome }: { outcome: ItemOutcome }) {
  const { t } = useTranslation();
  if (outcome.isCriticalHit)
    return (
      <td className="num">
        <span className="tag bad solid">{t('inspection.sheet.veto')}</span>
      </td>
    );
  if (outcome.state === 'unscored') return <td className="num t3 fs">{t('inspection.sheet.unscored')}</td>;
  if (outcome.earnedPoints === null) return <td className="num t3">—</td>;
  return (
    <td className={outcome.lostPoints > 0 ? 'num er' : 'num'}>
      {formatPoints(outcome.earnedPoints, outcome.earnedPoints % 10 === 0 ? 2 : 3)}
    </td>
  );
}

function EvidenceCell({ outcome, pieces }: { outcome: ItemOutcome; pieces: number }) {
  const { t } = useTranslation();
  if (outcome.missingEvidence > 0)
    return (
      <td className="ctr">
        <span className="tag warning">{t('inspection.sheet.missing', { count: outcome.missingEvidence })}</span>
      </td>
    );
  return (
    <td className="ctr t2 fs">
      {pieces > 0 && (
        <>
          <PaperClipOutlined /> {pieces}
        </>
      )}
    </td>
  );
}

function EntryCell({ item, entry, outcome, language }: RowProps) {
  const { t } = useTranslation();
  if (entry.isNotApplicable) return <span className="cell na">N {t('inspection.sheet.notApplicable')}</span>;
  if (outcome.isCriticalHit && entry.isCriticalHit)
    return (
      <span className="cell veto">
        <StopOutlined /> {t('inspection.sheet.hit')}
      </span>
    );
  const text = entry.result?.kind === 'pass' ? entryText(item, entry, language) : resultText(entry.result);
  const kind = resultKindOf(item.rule);
  return (
    <span className="cell">
      <span className={text ? '' : 't3 fs'}>{text || placeholderOf(kind, t)}</span>
      <span className="t3 fs">{entryUnit(item, language)}</span>
    </span>
  );
}

function EntryInput({ item, entry, outcome, language, onChange, onKey }: RowProps) {
  const { t } = useTranslation();
  const kind = resultKindOf(item.rule);
  const stored = entry.isNotApplicable
    ? `N ${t('inspection.sheet.notApplicable')}`
    : entry.isCriticalHit && !entry.result
      ? t('inspection.sheet.hit')
      : entry.result?.kind === 'pass'
        ? entryText(item, entry, language)
        : resultText(entry.result);
  const [typed, setTyped] = useState<string>();
  const input = useRef<HTMLInputElement>(null);
  // before the next key can come
  useLayoutEffect(() => {
    input.current?.focus({ preventScroll: true });
    input.current?.select();
  }, []);
  const isInvalid = typed !== undefined && parseResult(item, typed) === undefined;
  const hint = t(`inspection.sheet.hints.${kind}`);
  return (
    <span
      className={`cell edit${isInvalid ? ' invalid' : ''}${outcome.isCriticalHit ? ' veto' : ''}`}
      title={isInvalid ? t('inspection.sheet.invalid', { hint }) : hint}
    >
      <input
        ref={input}
        value={typed ?? stored}
        aria-label={`${item.code} ${item.title[language]}`}
        aria-invalid={isInvalid}
        inputMode="decimal"
        placeholder={placeholderOf(kind, t)}
        autoComplete="off"
        onKeyDown={(event) => {
          if (onKey(event, item)) setTyped(undefined);
        }}
        onChange={(event) => {
          const text = event.target.value;
          const result = parseResult(item, text);
          setTyped(text);
          if (result !== undefined) onChange(item.code, { result, isNotApplicable: false });
        }}
      />
      <span className="t3 fs">{entryUnit(item, language)}</span>
    </span>
  );
}
