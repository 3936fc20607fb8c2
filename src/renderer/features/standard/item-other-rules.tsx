import { memo } from 'react';
import { useTranslation } from 'react-i18next';
import type { Critical, ScorecardContent, ScorecardItem } from '#shared/standard/scorecard.schema.ts';
import { inLanguage, policyWords, severityWords } from '#shared/standard/standard.words.ts';
import { ChoiceField, CountField } from './fields.tsx';
import type { ChangeItem } from './item-change.ts';
import { useWords } from './use-words.ts';

interface Props extends Pick<ScorecardItem, 'notApplicable' | 'evidence' | 'critical'> {
  readonly grades: ScorecardContent['grades'];
  readonly onChange: ChangeItem;
}

/** What an item demands besides points: when it may be left out, its evidence, and what a critical failure costs. */
export const OtherRules = memo(function OtherRules(props: Props) {
  const { grades, notApplicable, evidence, critical, onChange } = props;
  const { t } = useTranslation();
  const words = useWords();
  const severity = critical ? (critical.severity ?? 'veto') : 'general';
  const setCritical = (patch: Partial<Critical>) => {
    const next = { ...(critical as Critical), ...patch };
    const { grade, ...plain } = next;
    const cap = grade ?? grades.at(-2)?.code ?? '';
    onChange({ critical: next.effect === 'capGrade' ? { ...plain, grade: cap } : plain }, '');
  };
  const chooseSeverity = (value: 'veto' | 'key' | 'general') => {
    if (value === 'general') return onChange({ critical: null }, '');
    const effect = value === 'veto' ? ('zeroWhole' as const) : ('zeroSection' as const);
    onChange(
      { critical: critical ? { ...critical, severity: value } : { severity: value, effect, trigger: 'onFailure' } },
      '',
    );
  };
  return (
    <div className="std-other">
      <b className="fs">{t('standard.editor.other')}</b>
      <ChoiceField
        label={t('standard.columns.notApplicable')}
        value={notApplicable}
        words={inLanguage(policyWords, words)}
        onChange={(policy) => onChange({ notApplicable: policy }, '')}
      />
      <ChoiceField
        label={t('standard.columns.evidence')}
        value={evidence.demand}
        words={{
          never: t('standard.evidence.never'),
          onFailure: t('standard.evidence.onFailure'),
          always: t('standard.evidence.always'),
        }}
        onChange={(demand) => onChange({ evidence: { ...evidence, demand } }, '')}
      />
      {evidence.demand !== 'never' && (
        <div className="std-line">
          <CountField
            label={t('standard.editor.least')}
            width={84}
            min={1}
            max={20}
            value={evidence.least}
            onChange={(least) => onChange({ evidence: { ...evidence, least } }, 'least')}
          />
          <CountField
            label={t('standard.editor.most')}
            width={84}
            min={1}
            max={50}
            value={evidence.most}
            onChange={(most) => onChange({ evidence: { ...evidence, most } }, 'most')}
            onClear={() => onChange({ evidence: { demand: evidence.demand, least: evidence.least } }, 'most')}
          />
        </div>
      )}
      <ChoiceField
        label={t('standard.editor.severity')}
        value={severity}
        words={inLanguage(severityWords, words)}
        onChange={chooseSeverity}
      />
      {critical && (
        <>
          <ChoiceField
            label={t('standard.editor.effect')}
            value={critical.effect}
            words={{
              zeroItem: t('standard.critical.zeroItem'),
              zeroSection: t('standard.critical.zeroSection'),
              capGrade: t('standard.critical.capGrade'),
              zeroWhole: t('standard.critical.zeroWhole'),
            }}
            onChange={(effect) => setCritical({ effect })}
          />
          {critical.effect === 'capGrade' && (
            <ChoiceField
              label={t('standard.editor.cap')}
              value={critical.grade ?? ''}
              words={Object.fromEntries(grades.map((grade) => [grade.code, grade.title[words] || grade.title.zh]))}
              onChange={(grade) => setCritical({ grade })}
            />
          )}
          <ChoiceField
            label={t('standard.editor.trigger')}
            value={critical.trigger}
            words={{ onFailure: t('standard.trigger.onFailure'), marked: t('standard.trigger.marked') }}
            onChange={(trigger) => setCritical({ trigger })}
          />
        </>
      )}
    </div>
  );
});
