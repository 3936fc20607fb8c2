import { dayOf } from '#shared/kernel/dates.ts';
import { periodOfDay, shiftPeriod } from '#shared/kernel/period.ts';
import { type Measurement, measured } from './measure.ts';
import type { Workspace } from './workspace.ts';

const english = (count: number | undefined) => (count ?? 0).toLocaleString('en-US');

/** What the first page after signing in asks for: twelve months of figures, heat map, alerts and what is to be done. */
export async function measureHome({ app, client }: Workspace, size: number, runs: number): Promise<Measurement[]> {
  const endOn = dayOf(app.deps.clock.now());
  const city = (await client.organization.units({})).find((unit) => unit.level === 'city');
  const scopes = { 'the province': undefined, 'its largest city': city?.unitId };
  const measurements: Measurement[] = [];
  for (const [scope, unitId] of Object.entries(scopes)) {
    const asked = () => client.home.overview(unitId ? { endOn, unitId } : { endOn });
    const { tiles } = await asked();
    measurements.push({
      name: `home page of ${scope}`,
      at: { size, of: 'complaints' },
      ...(await measured(runs, asked)),
      note: `twelve months up to today, ${english(tiles.find((tile) => tile.key === 'volume')?.n)} complaints in the last; warm`,
    });
  }
  return measurements;
}

/** Every view of the complaint analysis for the last quarter that is over. */
export async function measureAnalysis({ app, client }: Workspace, size: number, runs: number): Promise<Measurement[]> {
  const { startOn, endOn } = shiftPeriod(periodOfDay('quarter', dayOf(app.deps.clock.now())), -1);
  const input = { startOn, endOn };
  const { complaint } = client;
  const views = {
    'volume by month and unit': () => complaint.volumeAnalysis(input),
    'categories and causes by unit': () => complaint.structureAnalysis(input),
    'ageing of open ones': () => complaint.ageingAnalysis(input),
    'closing curves by category': () => complaint.closingAnalysis({ ...input, by: 'category' }),
    'timeliness by unit': () => complaint.timelinessAnalysis(input),
    'control charts of volume, 24 months': () => complaint.controlAnalysis(input),
    'control charts of founded share, 52 weeks': () =>
      complaint.controlAnalysis({ ...input, measure: 'founded', step: 'week' }),
  };
  const { received } = await complaint.volumeAnalysis(input);
  const measurements: Measurement[] = [];
  for (const [name, asked] of Object.entries(views)) {
    await asked();
    measurements.push({
      name: `complaint analysis: ${name}`,
      at: { size, of: 'complaints' },
      ...(await measured(Math.min(runs, 7), asked)),
      note: `one quarter with ${english(received)} complaints; warm`,
    });
  }
  return measurements;
}
