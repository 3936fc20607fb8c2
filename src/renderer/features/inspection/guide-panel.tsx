import { UserOutlined } from '@ant-design/icons';
import { memo, type Ref } from 'react';
import { useTranslation } from 'react-i18next';
import { deductionSentence } from '#shared/inspection/deduction.words.ts';
import type { ItemOutcome } from '#shared/inspection/inspection.rules.ts';
import type { ScoredStaff } from '#shared/inspection/inspection.schema.ts';
import type { ItemEntry } from '#shared/inspection/result.schema.ts';
import type { ItemHistory } from '#shared/inspection/sheet.contract.ts';
import { formatPoints } from '#shared/kernel/points.ts';
import { criticalSentence, type Language } from '#shared/standard/rule.words.ts';
import type { ScorecardContent, ScorecardItem } from '#shared/standard/scorecard.schema.ts';
import { Panel } from '../../ui/panel.tsx';
import { ItemPast } from './item-past.tsx';
import { NoteBox, type NoteHandle } from './note-box.tsx';

interface Props {
  readonly card: ScorecardContent;
  readonly item: ScorecardItem;
  readonly entry: ItemEntry;
  readonly outcome: ItemOutcome;
  readonly staff: readonly ScoredStaff[];
  readonly history: ItemHistory | undefined;
  readonly language: Language;
  readonly canEdit: boolean;
  readonly note: Ref<NoteHandle>;
  onChange(patch: Partial<ItemEntry>): void;
  onNoteDone(): void;
}

/** How to inspect the current item, the clause it stands on, what it costs now and cost before, who, and the note. */
export const GuidePanel = memo(function GuidePanel(props: Props) {
  const { card, item, entry, outcome, staff, history, language, canEdit, note, onChange, onNoteDone } = props;
  const { t } = useTranslation();
  const critical = criticalSentence(card, item, language);
  const title = t('inspection.sheet.guide', { code: item.code });
  return (
    <Panel className="guide" title={title}>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard */}
      <div className="guide-body" tabIndex={0} role="region" aria-label={title}>
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
        <Reason outcome={outcome} language={language} />
        {critical && <p className="fs er">{critical}</p>}
        <p className="fs t3">
          {t(`inspection.sheet.evidenceRule.${item.evidence.demand}`)} ·{' '}
          {t(`inspection.sheet.naHow.${item.notApplicable}`)}
        </p>
        <h3>{t('inspection.past.title')}</h3>
        <ItemPast history={history} outcome={outcome} />
        {staff.length > 0 && (
          <>
            <h3>
              {t('inspection.staff.title')} {canEdit && <kbd>P</kbd>}
            </h3>
            <StaffChips staff={staff} entry={entry} canEdit={canEdit} onChange={onChange} />
          </>
        )}
      </div>
      <div className="guide-note">
        <h3>
          {t('inspection.sheet.noteTitle')} {canEdit && <kbd>F2</kbd>}
        </h3>
        <NoteBox
          key={item.code}
          note={entry.note}
          canEdit={canEdit}
          handle={note}
          onNote={(text) => onChange({ note: text })}
          onDone={onNoteDone}
        />
      </div>
    </Panel>
  );
});

/** The other state of one person for an item. */
export const toggleStaff = (entry: ItemEntry, staffId: string): Partial<ItemEntry> => {
  const before = entry.staffIds ?? [];
  return {
    staffIds: before.includes(staffId) ? before.filter((each) => each !== staffId) : [...before, staffId],
  };
};

function StaffChips({
  staff,
  entry,
  canEdit,
  onChange,
}: Pick<Props, 'entry' | 'canEdit' | 'onChange'> & { staff: readonly ScoredStaff[] }) {
  return (
    <div className="staff-chips">
      {staff.map((person) => {
        const isOn = (entry.staffIds ?? []).includes(person.staffId);
        return (
          <button
            type="button"
            key={person.staffId}
            className={isOn ? 'on' : ''}
            aria-pressed={isOn}
            disabled={!canEdit}
            title={`${person.code} ${person.post}`}
            onClick={() => onChange(toggleStaff(entry, person.staffId))}
          >
            <UserOutlined /> {person.name}
          </button>
        );
      })}
    </div>
  );
}

/** The arithmetic of the item in a sentence, with what it earns. */
function Reason({ outcome, language }: { outcome: ItemOutcome; language: Language }) {
  const { t } = useTranslation();
  const part = outcome.arithmetic;
  if (outcome.state === 'unscored' || !part)
    return (
      <p className="fs t3">
        {t(outcome.state === 'notApplicable' ? 'inspection.sheet.notApplicable' : 'inspection.sheet.unscored')}
      </p>
    );
  const isChanged = outcome.lostPoints > 0 || part.kind === 'award';
  return (
    <>
      <div className="calc">
        <span>{isChanged ? deductionSentence(part, language) : t('inspection.sheet.nothingLost')}</span>
        <b className={outcome.lostPoints > 0 ? 'er' : 'ok'}>{formatPoints(outcome.earnedPoints ?? 0)}</b>
      </div>
      {outcome.lostPoints > 0 && 'isFloored' in part && part.isFloored && (
        <p className="fs t3">{t('inspection.sheet.atFloor')}</p>
      )}
    </>
  );
}
