import { useTranslation } from 'react-i18next';
import type { Bilingual, ScoringRule } from '#shared/standard/scorecard.schema.ts';
import { ChoiceField, TextField } from './fields.tsx';

/** The values of one kind of rule. */
type RuleOf<K extends ScoringRule['kind']> = Extract<ScoringRule, { kind: K }>;
/** What the form of a rule of one kind gets; points in 1/1000. */
export interface RuleFormProps<K extends ScoringRule['kind'] = ScoringRule['kind']> {
  readonly rule: RuleOf<K>;
  readonly fullPoints: number;
  onChange(rule: ScoringRule): void;
}

type WithUnit = Extract<ScoringRule, { unit: Bilingual }>;
/** What is counted or measured. */
export function Unit({ rule, onChange }: { rule: WithUnit; onChange(rule: ScoringRule): void }) {
  const { t } = useTranslation();
  return (
    <TextField
      label={t('standard.rule.unit')}
      width={84}
      maxLength={20}
      value={rule.unit.zh}
      // a sign such as % is the same in both languages
      onChange={(zh) =>
        onChange({
          ...rule,
          unit: rule.unit.en === rule.unit.zh ? { zh, en: zh } : { ...rule.unit, zh },
        } as ScoringRule)
      }
    />
  );
}

/** Whether a value is entered as it is or as a share of a whole. */
export function Measure({
  rule,
  onChange,
}: {
  rule: RuleOf<'linear' | 'bands' | 'interpolation'>;
  onChange(rule: ScoringRule): void;
}) {
  const { t } = useTranslation();
  return (
    <ChoiceField
      label={t('standard.rule.measure')}
      width={116}
      value={rule.measure}
      words={{ value: t('standard.rule.asValue'), share: t('standard.rule.asShare') }}
      onChange={(measure) => onChange({ ...rule, measure } as ScoringRule)}
    />
  );
}
/** Whether more is better or less is. */
export function Direction({ rule, onChange }: { rule: RuleOf<'linear' | 'bands'>; onChange(rule: ScoringRule): void }) {
  const { t } = useTranslation();
  return (
    <ChoiceField
      label={t('standard.rule.direction')}
      width={96}
      value={rule.direction}
      words={{ atLeast: t('standard.rule.atLeast'), atMost: t('standard.rule.atMost') }}
      onChange={(direction) => onChange({ ...rule, direction } as ScoringRule)}
    />
  );
}
