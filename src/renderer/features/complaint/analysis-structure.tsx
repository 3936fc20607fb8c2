import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Segmented } from 'antd';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { type CasesScope, countedCases, onDays } from '#shared/complaint/analysis.cases.ts';
import { type ParetoBar, paretoOf } from '#shared/complaint/analysis.rules.ts';
import type { StructureAnalysis } from '#shared/complaint/analysis.schema.ts';
import { useUrlState } from '../../app/period-scope.tsx';
import { usePreferences } from '../../app/preferences.tsx';
import { orpc } from '../../rpc/client.ts';
import { Panel } from '../../ui/panel.tsx';
import { percentText, pText } from './analysis.format.ts';
import { CauseHeat } from './analysis-heat.tsx';
import { CasesLink } from './analysis-parts.tsx';
import { AnalysisState } from './analysis-state.tsx';
import { useCatalogue } from './catalogue.ts';

type Level = 'top' | 'leaf';

/** What complaints are about, what caused them, and where. */
export function StructureView({ scope }: { scope: CasesScope }) {
  const { t } = useTranslation();
  const [chosen, setLevel] = useUrlState('level', 'top');
  const level: Level = chosen === 'leaf' ? 'leaf' : 'top';
  const catalogue = useCatalogue();
  const query = useQuery({
    ...orpc.complaint.structureAnalysis.queryOptions({ input: scope }),
    placeholderData: keepPreviousData,
  });
  const names = useMemo(
    () => (code: string) => {
      const name = catalogue.codeName(code);
      return { zh: name, en: name };
    },
    [catalogue],
  );
  return (
    <AnalysisState query={query} isEmpty={({ total }) => total === 0}>
      {(analysis) => {
        const categories = paretoOf(analysis.categories, level, names);
        const causes = paretoOf(analysis.causes, level, names);
        return (
          <>
            <div className="figures-row" style={{ flex: '0 0 262px' }}>
              <Panel
                title={vitalFew(categories, (count, share) =>
                  count
                    ? t('complaintAnalysis.structure.categories', { count, share })
                    : t('complaintAnalysis.structure.categoriesNone'),
                )}
                style={{ flex: 1 }}
                extra={
                  <Segmented
                    size="small"
                    aria-label={t('complaintAnalysis.structure.level')}
                    value={level}
                    onChange={setLevel}
                    options={(['top', 'leaf'] as const).map((value) => ({
                      value,
                      label: t(`complaintAnalysis.structure.${value}`),
                    }))}
                  />
                }
                foot={<Shift analysis={analysis} />}
              >
                <Pareto scope={scope} bars={categories} analysis={analysis} kind="category" />
              </Panel>
              <Panel
                title={vitalFew(causes, (count, share) =>
                  count
                    ? t('complaintAnalysis.structure.causes', { count, share })
                    : t('complaintAnalysis.structure.causesNone'),
                )}
                style={{ flex: 1 }}
              >
                <Pareto scope={scope} bars={causes} analysis={analysis} kind="cause" />
              </Panel>
            </div>
            <CauseHeat scope={scope} analysis={analysis} causes={causes} />
          </>
        );
      }}
    </AnalysisState>
  );
}

/** The fewest that make up four fifths, said as the title. */
function vitalFew(bars: readonly ParetoBar[], say: (count: number, share: string) => string): string {
  const last = bars.findIndex(({ running }) => running >= 0.8);
  return last < 0 ? say(0, '') : say(last + 1, percentText((bars[last] as ParetoBar).running, 0));
}

function Shift({ analysis: { shift } }: { analysis: StructureAnalysis }) {
  const { t } = useTranslation();
  if (!shift) return null;
  const word = shift.p < 0.05 ? 'shift' : 'noShift';
  return (
    <span className={shift.p < 0.05 ? 'wa' : 't3'}>
      {t(`complaintAnalysis.structure.${word}`, {
        chi: shift.chiSquare.toFixed(1),
        df: shift.degreesOfFreedom,
        p: pText(shift.p),
      })}
    </span>
  );
}

/** Rows by count; each bar begins where the one above it ends, so that the right edge is the running share. */
function Pareto({
  scope,
  bars,
  analysis: { total, previousOn },
  kind,
}: {
  scope: CasesScope;
  bars: readonly ParetoBar[];
  analysis: StructureAnalysis;
  kind: 'category' | 'cause';
}) {
  const { t } = useTranslation();
  const { language } = usePreferences();
  return (
    <div className="figures-scroll">
      <table className="figures-table" aria-label={t(`complaintAnalysis.structure.${kind}Chart`)}>
        <thead>
          <tr>
            <th style={{ width: 148 }}>{t(`complaintAnalysis.column.${kind}`)}</th>
            <th className="num short">{t('complaintAnalysis.column.count')}</th>
            <th />
            <th className="num short">{t('complaintAnalysis.column.share')}</th>
            <th className="num short">{t('complaintAnalysis.column.running')}</th>
            <th className="num short">{t('complaintAnalysis.column.before')}</th>
          </tr>
        </thead>
        <tbody>
          {bars.map((bar) => {
            const name = language === 'en' ? bar.en : bar.zh;
            const share = total === 0 ? 0 : bar.count / total;
            return (
              <tr key={bar.filter}>
                <th scope="row" className="el" title={name}>
                  {name}
                </th>
                <td className="num">
                  <CasesLink cases={{ ...countedCases(scope), [kind]: bar.filter }} count={bar.count} label={name} />
                </td>
                <td className="figures-track">
                  <i style={{ left: `${(bar.running - share) * 100}%`, width: `${share * 100}%` }} />
                </td>
                <td className="num">{percentText(share)}</td>
                <td className="num t3">{percentText(bar.running)}</td>
                <td className="num">
                  <CasesLink
                    cases={onDays({ ...countedCases(scope), [kind]: bar.filter }, previousOn)}
                    count={bar.previous}
                    label={`${name} ${t('complaintAnalysis.column.before')}`}
                  />
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </div>
  );
}
