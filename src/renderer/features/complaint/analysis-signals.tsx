import { Button, Segmented } from 'antd';
import { useTranslation } from 'react-i18next';
import { type CasesScope, pointCases } from '#shared/complaint/analysis.cases.ts';
import { isWorse } from '#shared/complaint/analysis-control.rules.ts';
import type { ControlAnalysis, ControlInput, ControlSignal } from '#shared/complaint/analysis-control.schema.ts';
import { useUrlState } from '../../app/period-scope.tsx';
import { usePreferences } from '../../app/preferences.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Panel } from '../../ui/panel.tsx';
import { StateTag } from '../../ui/state-tag.tsx';
import { controlText } from './analysis.format.ts';
import { CasesLink, usePlaceName } from './analysis-parts.tsx';

/** Signals of all charts in words, beside how many chance alone would bring; each opens its complaints and its chart. */
export function SignalTable({
  scope,
  input,
  analysis,
  onShow,
}: {
  scope: CasesScope;
  input: ControlInput;
  analysis: ControlAnalysis;
  onShow(signal: ControlSignal): void;
}) {
  const { t } = useTranslation();
  const [chosen, setChosen] = useUrlState('signals', 'period');
  const span = chosen === 'all' ? 'all' : 'period';
  const { looked, unlisted } = analysis;
  const signals = analysis.signals.filter(({ isInPeriod }) => span === 'all' || isInPeriod);
  const title =
    span === 'all'
      ? t('complaintAnalysis.control.signalsTitleAll', {
          count: signals.length + unlisted,
          points: looked.points,
          expected: looked.expected.toFixed(1),
        })
      : looked.pointsInPeriod === 0
        ? t('complaintAnalysis.control.noPoints')
        : t('complaintAnalysis.control.signalsTitle', {
            count: signals.length,
            points: looked.pointsInPeriod,
            expected: looked.expectedInPeriod.toFixed(1),
          });
  return (
    <Panel
      title={title}
      style={{ flex: '1 1 230px', minHeight: 160 }}
      extra={
        <Segmented
          size="small"
          aria-label={t('complaintAnalysis.control.signals')}
          value={span}
          onChange={setChosen}
          options={(['period', 'all'] as const).map((value) => ({
            value,
            label: t(`complaintAnalysis.control.scope.${value}`),
          }))}
        />
      }
      foot={unlisted > 0 && span === 'all' && t('complaintAnalysis.control.unlisted', { count: unlisted })}
    >
      {signals.length === 0 ? (
        <EmptyState
          text={t('complaintAnalysis.control.noSignals')}
          action={
            analysis.signals.length > 0 && (
              <Button size="small" onClick={() => setChosen('all')}>
                {t('complaintAnalysis.control.showAll', { count: analysis.signals.length + unlisted })}
              </Button>
            )
          }
        />
      ) : (
        <div className="figures-scroll">
          <table className="figures-table">
            <thead>
              <tr>
                {(['at', 'unit', 'category', 'rule'] as const).map((key) => (
                  <th key={key}>{t(`complaintAnalysis.column.${key}`)}</th>
                ))}
                {(['value', 'limits', 'cases'] as const).map((key) => (
                  <th key={key} className="num">
                    {t(`complaintAnalysis.column.${key}`)}
                  </th>
                ))}
                <th className="short" />
              </tr>
            </thead>
            <tbody>
              {signals.map((signal) => (
                <SignalRow
                  key={`${signal.place?.unitId} ${signal.category?.code} ${signal.rule} ${signal.point.key}`}
                  scope={scope}
                  input={input}
                  signal={signal}
                  onShow={() => onShow(signal)}
                />
              ))}
            </tbody>
          </table>
        </div>
      )}
    </Panel>
  );
}

function SignalRow({
  scope,
  input,
  signal,
  onShow,
}: {
  scope: CasesScope;
  input: ControlInput;
  signal: ControlSignal;
  onShow(): void;
}) {
  const { t } = useTranslation();
  const { language } = usePreferences();
  const nameOf = usePlaceName();
  const { place, category, rule, direction, per, point } = signal;
  const name = place ? nameOf(place) : t('complaintAnalysis.control.whole');
  const said = t(`complaintAnalysis.control.said.rule${rule}${direction}`);
  const worse = isWorse(input.measure, direction);
  const { counted } = pointCases(scope, input.measure, place, category?.code ?? input.category, point);
  return (
    <tr>
      <td className="nw">
        {input.step === 'week' ? t('complaintAnalysis.control.week', { from: point.startOn }) : point.key}
      </td>
      <th scope="row" className="el">
        {name}
      </th>
      <td className="el">{category ? (language === 'en' ? category.en : category.zh) : t('complaintAnalysis.all')}</td>
      <td>
        <StateTag tone={worse ? 'bad' : 'info'}>
          {direction === 'up' ? '↑' : '↓'} {said}
        </StateTag>
      </td>
      <td className="num b">{controlText(point.value, per)}</td>
      <td className="num t3">
        {t('complaintAnalysis.control.limits', {
          lower: controlText(point.lower, per),
          upper: controlText(point.upper, per),
        })}
      </td>
      <td className="num">
        <CasesLink cases={counted} count={point.count} label={`${name} ${point.key}`} />
      </td>
      <td>
        <Button type="link" size="small" onClick={onShow}>
          {t('complaintAnalysis.control.more')}
        </Button>
      </td>
    </tr>
  );
}
