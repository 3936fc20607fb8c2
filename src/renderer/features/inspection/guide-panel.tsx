import { Input } from 'antd';
import type { TextAreaRef } from 'antd/es/input/TextArea';
import type { Ref } from 'react';
import { useTranslation } from 'react-i18next';
import { arithmeticSentence } from '#shared/inspection/arithmetic.ts';
import type { ItemOutcome } from '#shared/inspection/inspection.rules.ts';
import type { ItemEntry } from '#shared/inspection/result.schema.ts';
import { formatPoints } from '#shared/kernel/points.ts';
import { criticalSentence, type Language } from '#shared/standard/rule.words.ts';
import type { ScorecardContent, ScorecardItem } from '#shared/standard/scorecard.schema.ts';
import { Panel } from '../../ui/panel.tsx';

interface Props {
  readonly card: ScorecardContent;
  readonly item: ScorecardItem;
  readonly entry: ItemEntry;
  readonly outcome: ItemOutcome;
  readonly language: Language;
  readonly canEdit: boolean;
  readonly noteRef: Ref<TextAreaRef>;
  onNote(note: string): void;
  onNoteDone(): void;
}

/** How to inspect the current item, the clause it stands on, what it costs now, and the note. */
export function GuidePanel({ card, item, entry, outcome, language, canEdit, noteRef, onNote, onNoteDone }: Props) {
  const { t } = useTranslation();
  const critical = criticalSentence(card, item, language);
  return (
    <Panel className="guide" title={t('inspection.sheet.guide', { code: item.code })}>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard */}
      <div
        className="guide-body"
        tabIndex={0}
        role="region"
        aria-label={t('inspection.sheet.guide', { code: item.code })}
      >
        <h3>{t('inspection.sheet.clause')}</h3>
        <div className="clause">
          <b>{item.clause.code}</b>
          <p>{item.clause.text[language]}</p>
          <div className="fs t3">{item.clause.source[language]}</div>
        </div>
        {item.guidance.length > 0 && (
          <>
            <h3>{t('inspection.sheet.steps')}</h3>
            <ol>
              {item.guidance.map((step) => (
                <li key={step.zh}>{step[language]}</li>
              ))}
            </ol>
          </>
        )}
        <h3>{t('inspection.sheet.thisItem')}</h3>
        <Arithmetic outcome={outcome} language={language} />
        {critical && <p className="fs er">{critical}</p>}
        <p className="fs t3">
          {t(`inspection.sheet.evidenceRule.${item.evidence.demand}`)} ·{' '}
          {t(`inspection.sheet.naHow.${item.notApplicable}`)}
        </p>
        <h3>{t('inspection.sheet.noteTitle')}</h3>
        <Input.TextArea
          key={item.code}
          ref={noteRef}
          defaultValue={entry.note}
          disabled={!canEdit}
          maxLength={1000}
          aria-label={t('inspection.sheet.noteTitle')}
          placeholder={t('inspection.sheet.notePlaceholder')}
          autoSize={{ minRows: 2, maxRows: 5 }}
          onBlur={(event) => event.target.value !== entry.note && onNote(event.target.value)}
          onKeyDown={(event) => {
            if (event.key !== 'Escape' && !(event.key === 'Enter' && event.ctrlKey)) return;
            event.stopPropagation();
            event.currentTarget.blur();
            onNoteDone();
          }}
        />
      </div>
    </Panel>
  );
}

function Arithmetic({ outcome, language }: { outcome: ItemOutcome; language: Language }) {
  const { t } = useTranslation();
  const part = outcome.arithmetic;
  if (outcome.state !== 'scored' || !part)
    return (
      <p className="fs t3">
        {t(outcome.state === 'notApplicable' ? 'inspection.sheet.notApplicable' : 'inspection.sheet.unscored')}
      </p>
    );
  const isChanged = outcome.lostPoints > 0 || part.kind === 'award';
  return (
    <>
      <div className="calc">
        <span>{isChanged ? arithmeticSentence(part, language) : t('inspection.sheet.nothingLost')}</span>
        <b className={outcome.lostPoints > 0 ? 'er' : 'ok'}>{formatPoints(outcome.earnedPoints ?? 0)}</b>
      </div>
      {outcome.lostPoints > 0 && 'isFloored' in part && part.isFloored && (
        <p className="fs t3">{t('inspection.sheet.atFloor')}</p>
      )}
    </>
  );
}
