/**
 * A program of its own on a shared PostgreSQL, as a colleague's: started by `clients.bench.ts`, says `ready`, waits for a
 * word, does its work, until a second word at most, and says how long each took. Arguments: address of the database, data directory, what to do, how much.
 */
import { join } from 'node:path';
import { importFile, makeFile } from './import.bench.ts';
import { openWorkspace, temporaryDirectory, type Workspace } from './workspace.ts';

const [url = '', dataDir = '', work = '', amount = '0'] = process.argv.slice(2);

/** What a colleague does. */
export type Work = 'import' | 'register';

async function importing(workspace: Workspace, rows: number): Promise<() => Promise<number[]>> {
  const units = (await workspace.client.organization.units({})).filter((unit) => unit.code.includes('B'));
  const path = join(temporaryDirectory(), 'complaints.csv');
  makeFile(
    path,
    rows,
    units.map((unit) => unit.name),
    `W${process.pid}-`,
  );
  return async () => {
    const start = performance.now();
    await importFile(workspace, path, rows);
    return [performance.now() - start];
  };
}

async function registering({ client }: Workspace, count: number): Promise<() => Promise<number[]>> {
  const told = {
    channel: 'hotline' as const,
    customerName: '沈女士',
    customerGrade: null,
    business: null,
    categoryCode: null,
    content: '宽带断网三天没有修好',
  };
  return async () => {
    const runs: number[] = [];
    let isOver = false;
    process.once('message', () => {
      isOver = true;
    });
    for (let n = 0; n < count && !isOver; n++) {
      const start = performance.now();
      await client.complaint.register({ ...told, customerNumber: `0001${String(process.pid * 1000 + n).slice(-7)}` });
      runs.push(performance.now() - start);
      // a moment to draw breath, as a person takes many
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
    return runs;
  };
}

const workspace = await openWorkspace(dataDir, { kind: 'postgres', url });
const prepare = { import: importing, register: registering }[work as Work];
const act = await prepare(workspace, Number(amount));
process.send?.('ready');
await new Promise((resolve) => process.once('message', resolve));
process.send?.(await act());
await workspace.close();
process.disconnect?.();
