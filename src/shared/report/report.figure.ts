import { z } from 'zod';
import type { ReportSnapshot } from './report.schema.ts';

/**
 * What a number of a report counts. `sheets` are submitted inspections, `lostItem` those that lost points on an item;
 * `complaints` came in or fell due in the period; `submissions` are survey answers, with a construct those that have one.
 */
export const figureKinds = [
  'sheets',
  'grade',
  'lostItem',
  'complaints',
  'received',
  'due',
  'inTime',
  'decided',
  'overdue',
  'category',
  'submissions',
] as const;

/** Names the rows behind one number of a report; every part narrows them. */
export const reportFigure = z.strictObject({
  of: z.enum(figureKinds),
  /** the period before or the same a year ago instead of the report's own */
  at: z.enum(['previous', 'lastYear']).optional(),
  /** rows of this place of the report's tables, see `placeOf` */
  unitId: z.string().optional(),
  line: z.string().optional(),
  /** of a lost item or a category; null are complaints without one */
  code: z.string().nullable().optional(),
  /** Chinese title of a grade or a lost item */
  title: z.string().optional(),
  waveId: z.string().optional(),
  construct: z.string().optional(),
});
export type ReportFigure = z.infer<typeof reportFigure>;

export const figureSources = ['inspection', 'complaint', 'survey'] as const;
export type FigureSource = (typeof figureSources)[number];

const sourceOfKind: Record<(typeof figureKinds)[number], FigureSource> = {
  sheets: 'inspection',
  grade: 'inspection',
  lostItem: 'inspection',
  complaints: 'complaint',
  received: 'complaint',
  due: 'complaint',
  inTime: 'complaint',
  decided: 'complaint',
  overdue: 'complaint',
  category: 'complaint',
  submissions: 'survey',
};
export const figureSource = (figure: ReportFigure): FigureSource => sourceOfKind[figure.of];

/** How many rows the report says are behind a figure; null when it has no such number. */
export function statedCount(snapshot: ReportSnapshot, figure: ReportFigure): number | null {
  const source = figureSource(figure);
  if (source === 'inspection') return statedSheets(snapshot.inspection, figure);
  return source === 'complaint' ? statedComplaints(snapshot, figure) : statedSubmissions(snapshot, figure);
}

function statedSheets(block: ReportSnapshot['inspection'], figure: ReportFigure): number | null {
  if (figure.of === 'lostItem')
    return block.lostItems.find((item) => item.code === figure.code && item.zh === figure.title)?.count ?? null;
  if (figure.at) return block[figure.at]?.n ?? null;
  if (!figure.line) return block.total.n;
  const line = block.lines.find((each) => each.line === figure.line);
  if (figure.of === 'grade') return line?.grades.find((grade) => grade.zh === figure.title)?.count ?? null;
  if (!figure.unitId) return line?.total.n ?? null;
  return line?.units.find((unit) => unit.unitId === figure.unitId)?.figure.n ?? null;
}

function statedComplaints({ complaint, fingerprints }: ReportSnapshot, figure: ReportFigure): number | null {
  const { of, unitId, at } = figure;
  if (of === 'complaints') return fingerprints.find((print) => print.source === 'complaint')?.count ?? null;
  if (of === 'category') return complaint.categories.find((each) => each.code === figure.code)?.count ?? null;
  if (unitId) {
    const unit = complaint.units.find((each) => each.unitId === unitId);
    const counts = { received: unit?.received, due: unit?.timeliness.n, inTime: unit?.timeliness.hits };
    return { ...counts, decided: undefined, overdue: unit?.overdue }[of as 'received'] ?? null;
  }
  if (of === 'overdue') return complaint.overdue;
  const figures = at ? complaint[at] : complaint.current;
  const counts = { received: figures?.received, due: figures?.timeliness.n, inTime: figures?.timeliness.hits };
  return { ...counts, decided: figures?.founded.n }[of as 'received'] ?? null;
}

function statedSubmissions({ satisfaction, fingerprints }: ReportSnapshot, figure: ReportFigure): number | null {
  if (!figure.waveId) return fingerprints.find((print) => print.source === 'survey')?.count ?? null;
  const wave = satisfaction.waves.find((each) => each.waveId === figure.waveId);
  if (!figure.construct) return wave?.submissions ?? null;
  return wave?.constructs.find((each) => each.code === figure.construct)?.figure.n ?? null;
}

/** A figure as it stands in pages, addresses and stored shortcomings. */
export const figureText = (figure: ReportFigure): string => JSON.stringify(figure);

/** Reads {@link figureText}. @returns undefined for anything else */
export function parseFigure(text: string): ReportFigure | undefined {
  try {
    return reportFigure.parse(JSON.parse(text));
  } catch {
    return undefined;
  }
}

/** One row behind a figure. */
export const figureRow = z.object({
  id: z.string(),
  number: z.string(),
  unitName: z.string(),
  /** day of the inspection, of the receipt, or of the answer when it is known */
  on: z.string().nullable(),
  /** state of a complaint; null elsewhere */
  status: z.string().nullable(),
  /** whether a complaint was answered in time; null when that isn't known or it isn't one */
  isInTime: z.boolean().nullable(),
  /** points of a sheet or index of a submission, 0–100 */
  value: z.number().nullable(),
  /** where the row is opened in the window */
  path: z.string(),
});
export type FigureRow = z.infer<typeof figureRow>;
