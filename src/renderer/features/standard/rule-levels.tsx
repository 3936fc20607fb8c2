import { DeleteOutlined, PlusOutlined } from '@ant-design/icons';
import { Button, InputNumber } from 'antd';
import { useTranslation } from 'react-i18next';
import { withText } from './fields.tsx';
import { Direction, Measure, type RuleFormProps, Unit } from './rule-fields.tsx';

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

/** Points by the band a value falls in. */
export function Bands({ rule, fullPoints, onChange }: RuleFormProps<'bands'>) {
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

/** Points on the straight lines between knots. */
export function Interpolation({ rule, fullPoints, onChange }: RuleFormProps<'interpolation'>) {
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

/** Points by the level that is chosen. */
export function Rating({ rule, fullPoints, onChange }: RuleFormProps<'rating'>) {
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
