import { Segmented } from 'antd';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { atPlace, type Cases, type CasesScope, countedCases } from '#shared/complaint/analysis.cases.ts';
import type { ParetoBar } from '#shared/complaint/analysis.rules.ts';
import type { StructureAnalysis } from '#shared/complaint/analysis.schema.ts';
import { useUrlState } from '../../app/period-scope.tsx';
import { usePreferences } from '../../app/preferences.tsx';
import { Panel } from '../../ui/panel.tsx';
import { percentText, rateText } from './analysis.format.ts';
import { CasesLink, useCasesPath, usePlaceName } from './analysis-parts.tsx';

const colourings = ['count', 'rate', 'share'] as const;
type Colouring = (typeof colourings)[number];
/** Below this many a cell is shown and never named as the one that stands out. */
const fewestNamed = 10;

interface Cell {
  readonly unit: number;
  readonly bar: number;
  readonly count: number;
  readonly rate: number | null;
  readonly share: number;
}

/** Cells of the shown causes: those of deeper codes go to the first-level one where that is shown. */
function cellsOf({ cells, causes, units }: StructureAnalysis, bars: readonly ParetoBar[]): Map<string, Cell> {
  const shown = new Map(bars.map((bar, index) => [bar.code, index]));
  const found = new Map<string, Cell>();
  for (const [unit, cause, count] of cells) {
    const figure = causes[cause];
    const bar = shown.get(figure?.code ?? null) ?? shown.get(figure?.top ?? null);
    const place = units[unit];
    if (bar === undefined || !place) continue;
    const key = `${unit} ${bar}`;
    const sum = (found.get(key)?.count ?? 0) + count;
    const rate = place.exposure ? sum / place.exposure : null;
    found.set(key, { unit, bar, count: sum, rate, share: sum / place.count });
  }
  return found;
}

/** Causes by unit: each cell with its count, coloured by count, rate or share of the unit, and opening its complaints. */
export function CauseHeat({
  scope,
  analysis,
  causes,
}: {
  scope: CasesScope;
  analysis: StructureAnalysis;
  causes: readonly ParetoBar[];
}) {
  const { t } = useTranslation();
  const { language } = usePreferences();
  const path = useCasesPath();
  const nameOf = usePlaceName();
  const hasRates = analysis.units.some(({ exposure }) => exposure);
  const [chosen, setColour] = useUrlState('colour', hasRates ? 'rate' : 'share');
  const colour: Colouring = (colourings as readonly string[]).includes(chosen) ? (chosen as Colouring) : 'share';
  const bars = causes.filter(({ count }) => count > 0);
  const cells = useMemo(() => cellsOf(analysis, bars), [analysis, bars]);
  const most = Math.max(1e-9, ...[...cells.values()].map((cell) => cell[colour] ?? 0));
  const causeName = (bar: ParetoBar) => (language === 'en' ? bar.en : bar.zh);
  const said = (cell: Cell) =>
    cell.rate === null
      ? t('complaintAnalysis.noUsersHere')
      : t('complaintAnalysis.structure.rate', { rate: rateText(cell.rate) });
  const outstanding = [...cells.values()]
    .filter((cell) => cell.count >= fewestNamed && bars[cell.bar]?.code !== null)
    .sort((a, b) => (b[colour] ?? 0) - (a[colour] ?? 0))[0];
  const title = outstanding
    ? t('complaintAnalysis.structure.heatFinding', {
        unit: nameOf((analysis.units[outstanding.unit] as StructureAnalysis['units'][number]).place),
        cause: causeName(bars[outstanding.bar] as ParetoBar),
        value:
          colour === 'rate'
            ? said(outstanding)
            : colour === 'share'
              ? percentText(outstanding.share)
              : String(outstanding.count),
      })
    : t('complaintAnalysis.structure.heat');
  return (
    <Panel
      title={title}
      style={{ flex: '1 0 240px' }}
      extra={
        <Segmented
          size="small"
          aria-label={t('complaintAnalysis.structure.color')}
          value={colour}
          onChange={setColour}
          options={colourings.map((value) => ({ value, label: t(`complaintAnalysis.structure.colors.${value}`) }))}
        />
      }
    >
      <div className="figures-scroll">
        <table className="figures-heat" aria-label={t('complaintAnalysis.structure.heat')}>
          <thead>
            <tr>
              <th />
              <th>{t('complaintAnalysis.structure.total')}</th>
              {bars.map((bar) => (
                <th key={bar.filter} title={causeName(bar)}>
                  {causeName(bar)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {analysis.units.map(({ place, count }, unit) => {
              const name = nameOf(place);
              const there = atPlace(countedCases(scope), place);
              return (
                <tr key={place.unitId}>
                  <th scope="row" title={name}>
                    {name}
                  </th>
                  <td>
                    <CasesLink cases={there} count={count} label={name} />
                  </td>
                  {bars.map((bar, index) => {
                    const cell = cells.get(`${unit} ${index}`);
                    if (!cell) return <td key={bar.filter} />;
                    const cases: Cases = { ...there, cause: bar.filter };
                    const label = t('complaintAnalysis.structure.cell', {
                      unit: name,
                      cause: causeName(bar),
                      count: cell.count,
                      rate: said(cell),
                      share: percentText(cell.share),
                    });
                    const small = cell.rate === null ? percentText(cell.share, 0) : rateText(cell.rate);
                    return (
                      <td key={bar.filter}>
                        <Link
                          to={path(cases)}
                          title={label}
                          aria-label={`${cell.count} ${small} ${label}`}
                          style={
                            { '--heat': `${Math.round(((cell[colour] ?? 0) / most) * 50)}%` } as React.CSSProperties
                          }
                        >
                          {cell.count} <small>{small}</small>
                        </Link>
                      </td>
                    );
                  })}
                </tr>
              );
            })}
          </tbody>
        </table>
      </div>
    </Panel>
  );
}
