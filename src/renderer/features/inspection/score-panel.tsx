import { RightOutlined, StopOutlined } from '@ant-design/icons';
import { Segmented } from 'antd';
import { Fragment, memo, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { arithmeticTerm } from '#shared/inspection/arithmetic.ts';
import { deductionSentence } from '#shared/inspection/deduction.words.ts';
import { conversionLoss, type SheetOutcome } from '#shared/inspection/inspection.rules.ts';
import { formatPoints } from '#shared/kernel/points.ts';
import { criticalSentence, type Language } from '#shared/standard/rule.words.ts';
import type { ScorecardContent } from '#shared/standard/scorecard.schema.ts';
import { Panel } from '../../ui/panel.tsx';

interface Props {
  readonly card: ScorecardContent;
  readonly outcome: SheetOutcome;
  readonly language: Language;
  readonly current: string;
  onSelect(code: string): void;
  onHover(code: string | undefined): void;
}
const gradeOf = (card: ScorecardContent, code: string | null, language: Language) =>
  card.grades.find((grade) => grade.code === code)?.title[language] ?? '—';

/** The score as it stands, with every reason for what was lost. */
export const ScorePanel = memo(function ScorePanel(props: Props) {
  const { card, outcome, language } = props;
  const { t } = useTranslation();
  const { enteredPoints, enteredFullPoints, rawPoints } = outcome;
  const isWhole = outcome.unscored.length === 0;
  const share = (points: number) => `${(Math.max(0, points) / card.fullPoints) * 100}%`;
  const lost = Math.max(0, enteredFullPoints - enteredPoints);
  return (
    <Panel
      className="score"
      title={t('inspection.score.title')}
      extra={
        <span className="t3 fs">
          {t('inspection.score.entered', { done: outcome.enteredItems, all: outcome.totalItems })}
        </span>
      }
      foot={t('inspection.score.rounding')}
    >
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard */}
      <div className="score-body" tabIndex={0} role="region" aria-label={t('inspection.score.title')}>
        <div className="score-top">
          <div>
            <div className="fs t3">{t(isWhole ? 'inspection.score.final' : 'inspection.score.part')}</div>
            <b className="big" data-testid="running-score">
              {isWhole
                ? outcome.effectivePoints === null
                  ? '—'
                  : formatPoints(outcome.effectivePoints)
                : formatPoints(enteredPoints)}
            </b>
            <span className="t3"> / {formatPoints(isWhole ? card.fullPoints : enteredFullPoints)}</span>
          </div>
          <span className="sp" />
          {!isWhole && rawPoints !== null && (
            <div className="num">
              <div className="fs t3">{t('inspection.score.ifFull')}</div>
              <b className="if-full">{formatPoints(rawPoints)}</b>
            </div>
          )}
        </div>
        <div className="prog" aria-hidden>
          <i style={{ width: share(enteredPoints), background: 'var(--c1)' }} />
          <i style={{ width: share(lost), background: 'var(--c4)' }} />
        </div>
        <div className="row fs t3 spread">
          <span>{t('inspection.score.got', { points: formatPoints(enteredPoints) })}</span>
          <span className="er">{t('inspection.score.lost', { points: formatPoints(lost) })}</span>
          <span>
            {t('inspection.score.open', { points: formatPoints(Math.max(0, card.fullPoints - enteredFullPoints)) })}
          </span>
        </div>
        {rawPoints === null && <p className="wa fs">{t('inspection.score.noScore')}</p>}
        {outcome.hits.length > 0 && <VetoBox {...props} />}
        <SectionTable {...props} />
        <Deductions {...props} />
        <Bands card={card} grade={outcome.effectiveGrade} language={language} />
      </div>
    </Panel>
  );
});

function VetoBox({ card, outcome, language, onSelect }: Props) {
  const { t } = useTranslation();
  const { rawPoints, effectivePoints } = outcome;
  return (
    <div className="veto-box" role="status">
      {outcome.hits.map((hit) => {
        const item = card.sections.flatMap((section) => section.items).find((each) => each.code === hit.itemCode);
        return (
          <div key={hit.itemCode}>
            <button type="button" className="link er b" onClick={() => onSelect(hit.itemCode)}>
              <StopOutlined /> {t('inspection.score.hit', { code: hit.itemCode })}
            </button>
            <div className="fs">{item && criticalSentence(card, item, language)}</div>
          </div>
        );
      })}
      {rawPoints !== null && effectivePoints !== null && rawPoints !== effectivePoints && (
        <div className="row eq">
          <s>
            {formatPoints(rawPoints)} {gradeOf(card, outcome.rawGrade, language)}
          </s>
          <RightOutlined />
          <b>
            {formatPoints(effectivePoints)} {gradeOf(card, outcome.effectiveGrade, language)}
          </b>
        </div>
      )}
    </div>
  );
}

const plain = (points: number) => String(points / 1000);

function SectionTable({ card, outcome, language }: Props) {
  const { t } = useTranslation();
  const sections = card.sections.map((section, index) => ({ section, result: outcome.sections[index] }));
  return (
    <table className="ar">
      <thead>
        <tr>
          <th>{t('inspection.score.section')}</th>
          <th>{t('inspection.score.full')}</th>
          <th>{t('inspection.score.deducted')}</th>
          <th>{t('inspection.score.points')}</th>
        </tr>
      </thead>
      <tbody>
        {sections.map(({ section, result }) =>
          result && result.entered > 0 ? (
            <Fragment key={section.code}>
              <tr>
                <td className="el">{section.title[language]}</td>
                <td>
                  {section.kind === 'award'
                    ? `+${formatPoints(section.fullPoints)}`
                    : formatPoints(result.enteredPoints)}
                </td>
                <td className={result.lostPoints > 0 ? 'er' : ''}>
                  {section.kind === 'award' ? '—' : formatPoints(-(result.lostPoints + conversionLoss(result)))}
                </td>
                <td>{result.points === null ? '—' : formatPoints(result.points)}</td>
              </tr>
              {result.conversion && (
                <tr className="nt">
                  <td colSpan={4}>
                    {t('inspection.score.spread', {
                      section: section.title[language],
                      points: plain(result.spreadPoints),
                      sum: `${plain(result.earnedPoints)}×${plain(result.fullPoints)}÷${plain(result.conversion.applicablePoints)}`,
                    })}
                  </td>
                </tr>
              )}
              {result.isZeroed && (
                <tr className="nt er">
                  <td colSpan={4}>{t('inspection.score.zeroed')}</td>
                </tr>
              )}
            </Fragment>
          ) : null,
        )}
        <tr className="sum">
          <td>{t('inspection.score.sum')}</td>
          <td>{formatPoints(outcome.enteredFullPoints)}</td>
          <td className={outcome.enteredPoints < outcome.enteredFullPoints ? 'er' : ''}>
            {formatPoints(Math.min(0, outcome.enteredPoints - outcome.enteredFullPoints))}
          </td>
          <td>{formatPoints(outcome.enteredPoints)}</td>
        </tr>
      </tbody>
    </table>
  );
}

function Deductions({ outcome, language, current, onSelect, onHover }: Props) {
  const { t } = useTranslation();
  const [order, setOrder] = useState('order');
  const rows = useMemo(() => {
    const items = outcome.items.flatMap((item) => {
      const { arithmetic } = item;
      if (!arithmetic) return [];
      const points = arithmetic.kind === 'award' ? (item.earnedPoints ?? 0) : -item.lostPoints;
      return points === 0
        ? []
        : [
            {
              code: item.code,
              label: item.code,
              text: arithmeticTerm(arithmetic, language),
              // the points stand at its end
              sentence: deductionSentence(arithmetic, language).split(' → ')[0] ?? '',
              points,
            },
          ];
    });
    const spreads = outcome.sections.flatMap((section) =>
      conversionLoss(section) === 0
        ? []
        : [
            {
              code: '',
              label: `§${section.code}`,
              text: '',
              sentence: t('inspection.score.conversion'),
              points: -conversionLoss(section),
            },
          ],
    );
    const all = [...items, ...spreads];
    return order === 'points' ? all.sort((a, b) => a.points - b.points) : all;
  }, [outcome, language, order, t]);
  return (
    <>
      <div className="row">
        <b>{t('inspection.score.deductions')}</b>
        <span className="sp" />
        <Segmented
          size="small"
          value={order}
          onChange={setOrder}
          options={[
            { value: 'order', label: t('inspection.score.byOrder') },
            { value: 'points', label: t('inspection.score.byPoints') },
          ]}
        />
      </div>
      {rows.length === 0 && <p className="fs t3">{t('inspection.score.none')}</p>}
      <table className="ar dd">
        <tbody>
          {rows.map((row) => (
            <tr
              key={row.label}
              className={row.code === current ? 'on' : ''}
              onClick={() => row.code && onSelect(row.code)}
              onMouseEnter={() => onHover(row.code)}
              onMouseLeave={() => onHover(undefined)}
            >
              <td>{row.label}</td>
              <td title={row.text}>{row.sentence}</td>
              <td
                className={row.points < 0 ? 'er' : 'ok'}
              >{`${row.points > 0 ? '+' : ''}${formatPoints(row.points, row.points % 10 === 0 ? 2 : 3)}`}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </>
  );
}

function Bands({ card, grade, language }: { card: ScorecardContent; grade: string | null; language: Language }) {
  const grades = [...card.grades].reverse();
  return (
    <div className="bands">
      {grades.map((each, index) => (
        <span key={each.code} className={each.code === grade ? 'on' : ''}>
          {each.title[language]} {index === 0 ? `<${plain(grades[1]?.fromPoints ?? 0)}` : `≥${plain(each.fromPoints)}`}
        </span>
      ))}
    </div>
  );
}
