import { CheckOutlined, CloseOutlined } from '@ant-design/icons';
import { memo, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { formatPoints } from '#shared/kernel/points.ts';
import { boundaryCases } from '#shared/standard/boundary.rules.ts';
import type { ScorecardItem } from '#shared/standard/scorecard.schema.ts';
import { useWords } from './use-words.ts';

/** Results at the edges of the rule, scored by the engine as one types. */
export const BoundaryTable = memo(function BoundaryTable({ item }: { item: ScorecardItem }) {
  const { t } = useTranslation();
  const words = useWords();
  const cases = useMemo(() => boundaryCases(item), [item]);
  const good = cases.filter((each) => each.isGood).length;
  return (
    <div className="std-boundary">
      <b className="fs">
        {t('standard.editor.boundary')}{' '}
        <span className={good === cases.length ? 'ok' : 'er'}>
          {t('standard.editor.passed', { good, all: cases.length })}
        </span>
      </b>
      <table>
        <tbody>
          {cases.map(({ shown, says, points, isGood }) => (
            <tr key={`${shown.zh}${says.zh}`}>
              <td className="nw">{shown[words] || shown.zh}</td>
              <td className="t2">{says[words] || says.zh}</td>
              <td className="num b">{points === null ? t('standard.notApplicableShort') : formatPoints(points, 3)}</td>
              <td className="mark">
                {isGood ? (
                  <CheckOutlined className="ok" aria-label={t('standard.editor.good')} />
                ) : (
                  <CloseOutlined className="er" aria-label={t('standard.editor.bad')} />
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
});
