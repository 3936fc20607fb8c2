import { PaperClipOutlined, StopOutlined, UserOutlined } from '@ant-design/icons';
import { type KeyboardEvent, memo, type ReactNode, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Refusal } from '#shared/inspection/entry.refusal.ts';
import { entryText, entryUnit, resultText } from '#shared/inspection/entry.words.ts';
import type { ItemOutcome } from '#shared/inspection/inspection.rules.ts';
import { type ItemEntry, resultKindOf } from '#shared/inspection/result.schema.ts';
import { formatPoints } from '#shared/kernel/points.ts';
import { criticalSentence, type Language, ruleSentence, severityOf } from '#shared/standard/rule.words.ts';
import type { ScorecardContent, ScorecardItem } from '#shared/standard/scorecard.schema.ts';
import { EntryInput, placeholderOf } from './entry-input.tsx';

export interface RowProps {
  readonly card: ScorecardContent;
  readonly item: ScorecardItem;
  readonly entry: ItemEntry;
  readonly outcome: ItemOutcome;
  readonly pieces: number;
  /** names of the scored staff by id */
  readonly names: ReadonlyMap<string, string>;
  readonly language: Language;
  readonly isCurrent: boolean;
  readonly isHovered: boolean;
  readonly canEdit: boolean;
  readonly epoch: number;
  onSelect(code: string): void;
  onChange(code: string, patch: Partial<ItemEntry>): void;
  /** letters and arrows of the sheet; true when the key was one of them */
  onKey(event: KeyboardEvent, item: ScorecardItem): boolean;
  /** typed text was left that can't stand */
  onDropped(code: string, text: string): void;
}

/** One item: a single line, or two with an open cell when it is the current one. */
export const ItemRow = memo(function ItemRow(props: RowProps) {
  const { card, item, outcome, isCurrent, language, onSelect } = props;
  const row = useRef<HTMLTableRowElement>(null);
  const [refusal, setRefusal] = useState<Refusal>();
  useEffect(() => {
    if (isCurrent) row.current?.scrollIntoView({ block: 'nearest' });
    else setRefusal(undefined);
  }, [isCurrent]);
  const severity = severityOf(item);
  const rule =
    item.critical && item.fullPoints === 0 ? criticalSentence(card, item, language) : ruleSentence(item, language);
  const mark = item.critical && (
    <StopOutlined
      className={severity === 'veto' ? 'er' : 'wa'}
      title={criticalSentence(card, item, language)}
      aria-label={criticalSentence(card, item, language)}
    />
  );
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
          <ItemTitle title={item.title[language]} mark={mark} isStrong />
          <SecondLine {...props} refusal={refusal} rule={rule} />
        </td>
      ) : (
        <>
          <td title={item.title[language]}>
            <ItemTitle title={item.title[language]} mark={mark} />
          </td>
          <td className="fs t2 el" title={rule}>
            {rule}
          </td>
        </>
      )}
      <td className="num">{item.fullPoints === 0 ? '—' : formatPoints(item.fullPoints)}</td>
      <td>
        {isCurrent && props.canEdit ? (
          <EntryInput {...props} key={props.epoch} refusal={refusal} onRefusal={setRefusal} />
        ) : (
          <EntryCell {...props} />
        )}
      </td>
      <PointsCell outcome={outcome} />
      <EvidenceCell outcome={outcome} pieces={props.pieces} />
    </tr>
  );
});

/** A title that may be shortened, and the mark of a critical item, which never is. */
function ItemTitle({ title, mark, isStrong = false }: { title: string; mark: ReactNode; isStrong?: boolean }) {
  return (
    <span className="title">
      {isStrong ? <b className="el">{title}</b> : <span className="el">{title}</span>}
      {mark}
    </span>
  );
}

/** Below the title of the current item: why an entry can't stand, the choices of a rating, or the rule; and who it is put down to. */
function SecondLine({
  card,
  item,
  entry,
  names,
  language,
  canEdit,
  refusal,
  rule,
  onChange,
}: RowProps & { refusal: Refusal | undefined; rule: string }) {
  const { t } = useTranslation();
  if (refusal)
    return (
      <div className="fs er" role="alert">
        {t(`inspection.refusal.${refusal.reason}`, { count: refusal.choices })}
      </div>
    );
  const people = (entry.staffIds ?? []).map((staffId) => names.get(staffId) ?? '?');
  const staff = people.length > 0 && (
    <span className="staff">
      <UserOutlined /> {people.join(t('common.comma'))}
    </span>
  );
  if (item.rule.kind === 'rating')
    return (
      <div className="fs choices">
        {item.rule.choices.map((choice, index) => {
          const isOn = entry.result?.kind === 'rating' && entry.result.choice === index;
          return (
            <button
              type="button"
              // biome-ignore lint/suspicious/noArrayIndexKey: a choice is its place
              key={index}
              tabIndex={-1}
              className={isOn ? 'on' : ''}
              aria-pressed={isOn}
              disabled={!canEdit}
              onClick={() => onChange(item.code, { result: { kind: 'rating', choice: index }, isNotApplicable: false })}
            >
              <kbd>{index + 1}</kbd> {choice.title[language]} {formatPoints(choice.points)}
            </button>
          );
        })}
        {staff}
      </div>
    );
  const critical = item.critical && item.fullPoints > 0 ? criticalSentence(card, item, language) : '';
  const text = [rule, critical].filter(Boolean).join(language === 'zh' ? '；' : '; ');
  return (
    <div className="fs t2 el" title={text}>
      {staff} {text}
    </div>
  );
}

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
  const kind = resultKindOf(item.rule);
  const isNamed = kind === 'pass' || kind === 'rating';
  const text = isNamed ? entryText(item, entry, language) : resultText(entry.result);
  return (
    <span className="cell">
      <span className={text ? 'el' : 't3 fs'}>{text || placeholderOf(kind, t)}</span>
      <span className="t3 fs">{entryUnit(item, language)}</span>
    </span>
  );
}
