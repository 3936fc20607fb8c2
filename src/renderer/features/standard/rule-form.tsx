import { Checkbox } from 'antd';
import { memo } from 'react';
import { useTranslation } from 'react-i18next';
import { ChoiceField, CountField, ScaledField, TextField, withText } from './fields.tsx';
import { Direction, Measure, type RuleFormProps, Unit } from './rule-fields.tsx';
import { Bands, Interpolation, Rating } from './rule-levels.tsx';

function Occurrence({ rule, onChange }: RuleFormProps<'deductPerOccurrence'>) {
  const { t } = useTranslation();
  const { doubling } = rule;
  return (
    <>
      <ScaledField
        label={t('standard.rule.perOccurrence')}
        value={rule.perPoints}
        min={1}
        unit={t('standard.points')}
        onChange={(perPoints) => onChange({ ...rule, perPoints })}
      />
      <Unit rule={rule} onChange={onChange} />
      <ScaledField
        label={t('standard.rule.floor')}
        value={rule.floorPoints}
        unit={t('standard.points')}
        onChange={(floorPoints) => onChange({ ...rule, floorPoints })}
      />
      <div className="std-field std-check">
        <Checkbox
          checked={doubling !== undefined}
          onChange={(event) => {
            const { doubling: _gone, ...plain } = rule;
            onChange(
              event.target.checked
                ? { ...rule, doubling: { factor: 2, title: { zh: '虚报', en: 'misreported' } } }
                : plain,
            );
          }}
        >
          {t('standard.rule.doubling')}
        </Checkbox>
      </div>
      {doubling && (
        <>
          <TextField
            label={t('standard.rule.aggravated')}
            width={110}
            maxLength={40}
            value={doubling.title.zh}
            onChange={(zh) =>
              onChange({ ...rule, doubling: { ...doubling, title: withText(doubling.title, 'zh', zh) } })
            }
          />
          <CountField
            label={t('standard.rule.factor')}
            value={doubling.factor}
            min={2}
            max={10}
            onChange={(factor) => onChange({ ...rule, doubling: { ...doubling, factor } })}
          />
        </>
      )}
    </>
  );
}

function Linear({ rule, onChange }: RuleFormProps<'linear'>) {
  const { t } = useTranslation();
  const up = rule.direction === 'atLeast';
  return (
    <>
      <ScaledField
        label={t('standard.rule.target')}
        value={rule.target}
        unit={rule.unit.zh}
        onChange={(target) => onChange({ ...rule, target })}
      />
      <ScaledField
        label={t(up ? 'standard.rule.eachBelow' : 'standard.rule.eachAbove')}
        value={rule.step}
        min={1}
        unit={rule.unit.zh}
        onChange={(step) => onChange({ ...rule, step })}
      />
      <ScaledField
        label={t('standard.rule.takes')}
        value={rule.perPoints}
        min={1}
        unit={t('standard.points')}
        onChange={(perPoints) => onChange({ ...rule, perPoints })}
      />
      <ChoiceField
        label={t('standard.rule.partStep')}
        width={150}
        value={rule.stepping}
        words={{ exact: t('standard.rule.exact'), begun: t('standard.rule.begun') }}
        onChange={(stepping) => onChange({ ...rule, stepping })}
      />
      <ScaledField
        label={t('standard.rule.floor')}
        width={96}
        value={rule.floorPoints ?? 0}
        unit={t('standard.points')}
        onChange={(floorPoints) => onChange({ ...rule, floorPoints })}
      />
      <Direction rule={rule} onChange={onChange} />
      <Unit rule={rule} onChange={onChange} />
      <Measure rule={rule} onChange={onChange} />
    </>
  );
}

function MeanAndMax({ rule, onChange }: RuleFormProps<'meanAndMax'>) {
  const { t } = useTranslation();
  return (
    <>
      <ScaledField
        label={t('standard.rule.meanLimit')}
        value={rule.meanLimit}
        unit={rule.unit.zh}
        onChange={(meanLimit) => onChange({ ...rule, meanLimit })}
      />
      <ScaledField
        label={t('standard.rule.meanStep')}
        value={rule.meanStep}
        min={1}
        unit={rule.unit.zh}
        onChange={(meanStep) => onChange({ ...rule, meanStep })}
      />
      <ScaledField
        label={t('standard.rule.takes')}
        width={96}
        value={rule.meanStepPoints}
        unit={t('standard.points')}
        onChange={(meanStepPoints) => onChange({ ...rule, meanStepPoints })}
      />
      <ScaledField
        label={t('standard.rule.maxLimit')}
        value={rule.maxLimit}
        unit={rule.unit.zh}
        onChange={(maxLimit) => onChange({ ...rule, maxLimit })}
      />
      <ScaledField
        label={t('standard.rule.maxTakes')}
        width={96}
        value={rule.maxPoints}
        unit={t('standard.points')}
        onChange={(maxPoints) => onChange({ ...rule, maxPoints })}
      />
      <Unit rule={rule} onChange={onChange} />
    </>
  );
}

function Award({ rule, onChange }: RuleFormProps<'award'>) {
  const { t } = useTranslation();
  return (
    <>
      <ScaledField
        label={t('standard.rule.eachAdds')}
        value={rule.perPoints}
        min={1}
        unit={t('standard.points')}
        onChange={(perPoints) => onChange({ ...rule, perPoints })}
      />
      <Unit rule={rule} onChange={onChange} />
    </>
  );
}

/** The values of an item's rule, as a form of its kind. */
export const RuleForm = memo(function RuleForm({ rule, fullPoints, onChange }: RuleFormProps) {
  const { t } = useTranslation();
  const common = { fullPoints, onChange };
  const form = () => {
    switch (rule.kind) {
      case 'deductPerOccurrence':
        return <Occurrence rule={rule} {...common} />;
      case 'linear':
        return <Linear rule={rule} {...common} />;
      case 'bands':
        return <Bands rule={rule} {...common} />;
      case 'interpolation':
        return <Interpolation rule={rule} {...common} />;
      case 'rating':
        return <Rating rule={rule} {...common} />;
      case 'meanAndMax':
        return <MeanAndMax rule={rule} {...common} />;
      case 'award':
        return <Award rule={rule} {...common} />;
      default:
        return <span className="t3 fs">{t('standard.rule.passFailHint')}</span>;
    }
  };
  return <div className="std-line wrap">{form()}</div>;
});
