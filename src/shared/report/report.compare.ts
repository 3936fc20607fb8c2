import { count, decimal, percent } from './report.format.ts';
import type { Difference, ReportBlock, ReportSnapshot, Source, SourceChange } from './report.schema.ts';

interface Printed {
  block: ReportBlock;
  zh: string;
  en: string;
  text: string;
}

/** Every number of a report as it is printed, under a key that says what it is of. */
function printed(snapshot: ReportSnapshot): Map<string, Printed> {
  const all = new Map<string, Printed>();
  const put = (block: ReportBlock, key: string, zh: string, en: string, text: string) =>
    all.set(`${block}/${key}`, { block, zh, en, text });
  const { inspection, complaint, satisfaction } = snapshot;
  put('inspection', 'n', '检查次数', 'Inspections', count(inspection.total.n));
  put('inspection', 'mean', '检查平均得分', 'Mean inspection score', decimal(inspection.total.mean, 2));
  for (const { line, units } of inspection.lines)
    for (const unit of units) {
      put(
        'inspection',
        `${line}/${unit.unitId}/n`,
        `${unit.name}检查次数`,
        `${unit.name}: inspections`,
        count(unit.figure.n),
      );
      put(
        'inspection',
        `${line}/${unit.unitId}`,
        `${unit.name}检查得分`,
        `${unit.name}: inspection score`,
        decimal(unit.figure.mean, 2),
      );
    }
  for (const item of inspection.lostItems)
    put(
      'inspection',
      `lost/${item.code}/${item.zh}`,
      `失分：${item.zh}`,
      `Lost points: ${item.en}`,
      decimal(item.lost, 2),
    );
  complaintNumbers(complaint, put);
  for (const wave of satisfaction.waves) {
    put('satisfaction', `${wave.waveId}/n`, `${wave.name}答卷数`, `${wave.name}: submissions`, count(wave.submissions));
    for (const each of wave.constructs)
      put(
        'satisfaction',
        `${wave.waveId}/${each.code}`,
        `${wave.name} ${each.zh}`,
        `${wave.name}: ${each.en}`,
        decimal(each.figure.mean, 1),
      );
  }
  return all;
}

type Put = (block: ReportBlock, key: string, zh: string, en: string, text: string) => void;

function complaintNumbers(complaint: ReportSnapshot['complaint'], put: Put): void {
  const { current } = complaint;
  put('complaint', 'received', '受理投诉', 'Complaints received', count(current.received));
  put('complaint', 'due', '到期应办结', 'Complaints due', count(current.timeliness.n));
  put('complaint', 'inTime', '按时办结', 'Answered in time', count(current.timeliness.hits));
  put('complaint', 'timeliness', '处理及时率（%）', 'Timeliness (%)', percent(current.timeliness.rate));
  put('complaint', 'founded', '成立率（%）', 'Founded (%)', percent(current.founded.rate));
  put('complaint', 'median', '中位办结时长（小时）', 'Median closing time (hours)', decimal(current.medianHours));
  put('complaint', 'open', '未办结', 'Still open', count(complaint.open));
  put('complaint', 'overdue', '超时未办结', 'Overdue', count(complaint.overdue));
  for (const unit of complaint.units) {
    put(
      'complaint',
      `unit/${unit.unitId}`,
      `${unit.name}受理投诉`,
      `${unit.name}: complaints received`,
      count(unit.received),
    );
    put(
      'complaint',
      `unit/${unit.unitId}/timeliness`,
      `${unit.name}处理及时率（%）`,
      `${unit.name}: timeliness (%)`,
      percent(unit.timeliness.rate),
    );
  }
  for (const row of complaint.categories)
    put('complaint', `category/${row.code}`, `投诉原因：${row.zh}`, `Cause: ${row.en}`, count(row.count));
}

/** The printed numbers that differ between two snapshots, in the order of the report; one that is missing shows as a dash. */
export function compareSnapshots(before: ReportSnapshot, after: ReportSnapshot): Difference[] {
  const old = printed(before);
  const now = printed(after);
  const keys = [...new Set([...old.keys(), ...now.keys()])];
  return keys.flatMap((key) => {
    const was = old.get(key);
    const is = now.get(key);
    const either = was ?? is;
    if (!either || was?.text === is?.text) return [];
    return [{ block: either.block, zh: either.zh, en: either.en, before: was?.text ?? '—', after: is?.text ?? '—' }];
  });
}

/** Marks of the rows behind a snapshot: per source, `id mark → content mark`. */
export type RowMarks = Readonly<Record<Source, Readonly<Record<string, string>>>>;

/** How many rows came, went or changed between two sets of marks; sources without any are left out. */
export function compareMarks(before: RowMarks, after: RowMarks): SourceChange[] {
  return (Object.keys(after) as Source[])
    .map((source) => {
      const old = before[source];
      const now = after[source];
      let added = 0;
      let changed = 0;
      for (const [id, mark] of Object.entries(now)) {
        if (old[id] === undefined) added += 1;
        else if (old[id] !== mark) changed += 1;
      }
      const removed = Object.keys(old).filter((id) => now[id] === undefined).length;
      return { source, added, removed, changed };
    })
    .filter(({ added, removed, changed }) => added + removed + changed > 0);
}
