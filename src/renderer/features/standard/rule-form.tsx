import { DeleteOutlined, PlusOutlined } from '@ant-design/icons';
import { Button, Checkbox, InputNumber } from 'antd';
import { memo } from 'react';
import { useTranslation } from 'react-i18next';
import type { Bilingual, ScoringRule } from '#shared/standard/scorecard.schema.ts';
import { ChoiceField, CountField, ScaledField, TextField, withText } from './fields.tsx';

type RuleOf<K extends ScoringRule['kind']> = Extract<ScoringRule, { kind: K }>;
interface Props<K extends ScoringRule['kind'] = ScoringRule['kind']> {
  readonly rule: RuleOf<K>;
  readonly fullPoints: number;
  onChange(rule: ScoringRule): void;
}

type WithUnit = Extract<ScoringRule, { unit: Bilingual }>;
function Unit({ rule, onChange }: { rule: WithUnit; onChange(rule: ScoringRule): void }) {
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

function Occurrence({ rule, onChange }: Props<'deductPerOccurrence'>) {
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

function Measure({
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
function Direction({ rule, onChange }: { rule: RuleOf<'linear' | 'bands'>; onChange(rule: ScoringRule): void }) {
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

function Linear({ rule, onChange }: Props<'linear'>) {
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

/** A small table of levels: rows can be added and taken out. */
function Levels<T>({
  rows,
  least,
  most,
  heads,
  cells,
  fresh,
  onRows,
}: {
  rows: readonly T[];
  least: number;
  most: number;
  heads: readonly string[];
  cells(row: T, change: (patch: Partial<T>) => void, i: number): React.ReactNode[];
  fresh(last: T | undefined): T;
  onRows(rows: T[]): void;
}) {
  const { t } = useTranslation();
  return (
    <table className="std-levels">
      <thead>
        <tr>
          {heads.map((head) => (
            <th key={head}>{head}</th>
          ))}
          <th>
            <Button
              type="text"
              size="small"
              icon={<PlusOutlined />}
              disabled={rows.length >= most}
              aria-label={t('standard.rule.addLevel')}
              onClick={() => onRows([...rows, fresh(rows.at(-1))])}
            />
          </th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row, i) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a level is its place
          <tr key={i}>
            {cells(row, (patch) => onRows(rows.map((each, j) => (j === i ? { ...each, ...patch } : each))), i).map(
              (cell, j) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: a cell is its column
                <td key={j}>{cell}</td>
              ),
            )}
            <td>
              <Button
                type="text"
                size="small"
                icon={<DeleteOutlined />}
                disabled={rows.length <= least}
                aria-label={t('standard.rule.removeLevel', { n: i + 1 })}
                onClick={() => onRows(rows.filter((_each, j) => j !== i))}
              />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function ScaledCell({
  label,
  value,
  onChange,
  unit,
}: {
  label: string;
  value: number;
  onChange(value: number): void;
  unit?: string;
}) {
  return (
    <InputNumber<number>
      aria-label={label}
      value={value / 1000}
      min={0}
      max={1_000_000}
      controls={false}
      suffix={unit ?? null}
      style={{ width: 104 }}
      onChange={(typed) => typed !== null && onChange(Math.round(typed * 1000))}
    />
  );
}

function Bands({ rule, fullPoints, onChange }: Props<'bands'>) {
  const { t } = useTranslation();
  const [limit, points] = [t(`standard.rule.${rule.direction}`), t('standard.rule.earns')];
  return (
    <>
      <Direction rule={rule} onChange={onChange} />
      <Unit rule={rule} onChange={onChange} />
      <Measure rule={rule} onChange={onChange} />
      <Levels
        rows={rule.bands}
        least={1}
        most={12}
        heads={[limit, points]}
        fresh={(last) => ({
          limit: Math.max(0, (last?.limit ?? 95_000) - 5000),
          points: Math.floor((last?.points ?? fullPoints) / 2),
        })}
        onRows={(bands) => onChange({ ...rule, bands })}
        cells={(band, change, i) => [
          <ScaledCell
            key="limit"
            label={`${limit} ${i + 1}`}
            value={band.limit}
            unit={rule.unit.zh}
            onChange={(value) => change({ limit: value })}
          />,
          <ScaledCell
            key="points"
            label={`${points} ${i + 1}`}
            value={band.points}
            unit={t('standard.points')}
            onChange={(value) => change({ points: value })}
          />,
        ]}
      />
    </>
  );
}

function Interpolation({ rule, fullPoints, onChange }: Props<'interpolation'>) {
  const { t } = useTranslation();
  const [at, points] = [t('standard.rule.knot'), t('standard.rule.earns')];
  return (
    <>
      <Unit rule={rule} onChange={onChange} />
      <Measure rule={rule} onChange={onChange} />
      <Levels
        rows={rule.knots}
        least={2}
        most={12}
        heads={[at, points]}
        fresh={(last) => ({ at: (last?.at ?? 0) + 5000, points: last?.points ?? fullPoints })}
        onRows={(knots) => onChange({ ...rule, knots })}
        cells={(knot, change, i) => [
          <ScaledCell
            key="at"
            label={`${at} ${i + 1}`}
            value={knot.at}
            unit={rule.unit.zh}
            onChange={(value) => change({ at: value })}
          />,
          <ScaledCell
            key="points"
            label={`${points} ${i + 1}`}
            value={knot.points}
            unit={t('standard.points')}
            onChange={(value) => change({ points: value })}
          />,
        ]}
      />
    </>
  );
}

function Rating({ rule, fullPoints, onChange }: Props<'rating'>) {
  const { t } = useTranslation();
  const [title, points] = [t('standard.rule.choice'), t('standard.rule.earns')];
  return (
    <Levels
      rows={rule.choices}
      least={2}
      most={10}
      heads={[title, points]}
      fresh={(last) => ({
        title: { zh: '', en: '' },
        points: Math.max(0, Math.floor((last?.points ?? fullPoints) / 2)),
      })}
      onRows={(choices) => onChange({ ...rule, choices })}
      cells={(choice, change, i) => [
        <input
          key="title"
          className="std-input"
          aria-label={`${title} ${i + 1}`}
          value={choice.title.zh}
          maxLength={40}
          onChange={(event) => change({ title: withText(choice.title, 'zh', event.target.value) })}
        />,
        <ScaledCell
          key="points"
          label={`${points} ${i + 1}`}
          value={choice.points}
          unit={t('standard.points')}
          onChange={(value) => change({ points: value })}
        />,
      ]}
    />
  );
}

function MeanAndMax({ rule, onChange }: Props<'meanAndMax'>) {
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

function Award({ rule, onChange }: Props<'award'>) {
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
export const RuleForm = memo(function RuleForm({ rule, fullPoints, onChange }: Props) {
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
