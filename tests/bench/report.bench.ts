import { dayOf } from '#shared/kernel/dates.ts';
import { periodOfDay, previousPeriod } from '#shared/kernel/period.ts';
import { type Measurement, timed } from './measure.ts';
import { jobResult, openWorkspace, sampleDirectory } from './workspace.ts';

/** The audit report of the last whole quarter: taking its numbers, and its workbook. */
export async function benchReport(thinning: number, runs: number): Promise<Measurement[]> {
  const workspace = await openWorkspace(await sampleDirectory(thinning));
  const { client, app } = workspace;
  const { total } = await client.complaint.list({ view: 'all', limit: 1 });
  const periodKey = previousPeriod(periodOfDay('quarter', dayOf(app.deps.clock.now()))).key;
  const size = `${total.toLocaleString('en-US')} complaints in the database`;
  let reportId = '';
  const remove = async () => {
    if (reportId) await client.report.remove({ reportId });
  };
  const taking = await timed(
    runs,
    async () => {
      const result = await jobResult(client, (await client.report.create({ periodKey })).jobId);
      reportId = String(result.reportId);
    },
    remove,
  );
  const workbook = await timed(runs, async () => {
    const { jobId } = await client.report.exportWorkbook({ reportId, language: 'zh' });
    await jobResult(client, jobId);
  });
  await workspace.close();
  return [
    { name: 'numbers of a quarterly report', runs: taking, note: `${periodKey}; ${size}` },
    { name: 'report to xlsx', runs: workbook, note: `native charts, formulas with cached values; ${size}` },
  ];
}
