import { type Interval, MINIMUM_SAMPLE } from '../statistics/interval.ts';
import { count, decimal, percent, percentRange, range, signed } from './report.format.ts';
import type { ComplaintFigures, MeanFigure, RateFigure, ReportLanguage, ReportSnapshot } from './report.schema.ts';

/** Sentences the program writes beside the author's: only what the numbers carry. */
export interface Findings {
  /** headline of a block, printed in its bar */
  summary: string;
  inspection: string;
  complaint: string;
  satisfaction: string;
  shortcoming: string;
  /** numbered sentences of the summary */
  points: string[];
}

const overlaps = (a: Interval | null, b: Interval | null) =>
  a === null || b === null || (a.low <= b.high && b.low <= a.high);

/** What may be said of two shares: their difference by the intervals (Newcombe 1998, method 10). */
export function rateChange(
  now: RateFigure,
  before: RateFigure | null,
): { points: number | null; verdict: 'up' | 'down' | 'same' | 'small' | 'none' } {
  if (!before || before.rate === null || now.rate === null || !now.interval || !before.interval)
    return { points: null, verdict: 'none' };
  const points = (now.rate - before.rate) * 100;
  if (now.n < MINIMUM_SAMPLE || before.n < MINIMUM_SAMPLE) return { points, verdict: 'small' };
  const difference = now.rate - before.rate;
  const low = difference - Math.hypot(now.rate - now.interval.low, before.interval.high - before.rate);
  const high = difference + Math.hypot(now.interval.high - now.rate, before.rate - before.interval.low);
  return { points, verdict: low > 0 ? 'up' : high < 0 ? 'down' : 'same' };
}

const zhVerdict = {
  up: '上升，变化显著',
  down: '下降，变化显著',
  same: '差异不显著',
  small: '样本不足 30，不下判断',
  none: '',
} as const;
const enVerdict = {
  up: 'a significant rise',
  down: 'a significant fall',
  same: 'no significant change',
  small: 'fewer than 30 cases, no verdict',
  none: '',
} as const;

function timelinessSentence(now: ComplaintFigures, before: ComplaintFigures | null, zh: boolean): string {
  const { timeliness } = now;
  if (timeliness.n === 0)
    return zh
      ? `本期受理投诉 ${count(now.received)} 件，没有到期应办结的投诉`
      : `${count(now.received)} complaints were received; none fell due`;
  const change = rateChange(timeliness, before?.timeliness ?? null);
  const head = zh
    ? `受理投诉 ${count(now.received)} 件；到期应办结 ${count(timeliness.n)} 件，按时 ${count(timeliness.hits)} 件，及时率 ${percent(timeliness.rate)}%（95% 区间 ${percentRange(timeliness.interval)}）`
    : `${count(now.received)} complaints were received; ${count(timeliness.hits)} of ${count(timeliness.n)} due were answered in time, ${percent(timeliness.rate)}% (95% interval ${percentRange(timeliness.interval)})`;
  if (change.verdict === 'none')
    return zh ? `${head}，上期数据不足，不作环比` : `${head}; too little data before to compare`;
  return zh
    ? `${head}，环比 ${signed(change.points)} 个百分点，${zhVerdict[change.verdict]}`
    : `${head}, ${signed(change.points)} points on the period before, ${enVerdict[change.verdict]}`;
}

function scoreSentence(total: MeanFigure, before: MeanFigure | null, zh: boolean): string {
  if (total.n === 0) return zh ? '本期没有终审的检查' : 'No inspection was finished in the period';
  const head = zh
    ? `检查 ${count(total.n)} 次，平均 ${decimal(total.mean)} 分（95% 区间 ${range(total.interval)}）`
    : `${count(total.n)} inspections, mean ${decimal(total.mean)} (95% interval ${range(total.interval)})`;
  if (!before || before.mean === null || total.mean === null)
    return zh ? `${head}，上期数据不足，不作环比` : `${head}; too little data before to compare`;
  const same = overlaps(total.interval, before.interval);
  return zh
    ? `${head}，环比 ${signed(total.mean - before.mean)} 分，${same ? '两期区间重叠' : '两期区间不重叠'}`
    : `${head}, ${signed(total.mean - before.mean)} on the period before, intervals ${same ? 'overlap' : 'do not overlap'}`;
}

function waveSentences({ satisfaction }: ReportSnapshot, zh: boolean): string[] {
  return satisfaction.waves.flatMap((wave) => {
    const target = wave.constructs.find((each) => each.code === wave.target);
    if (!target || target.figure.mean === null) return [];
    const { figure, difference, verdict } = target;
    const head = zh
      ? `${wave.name}${target.zh}指数（简单均值）${decimal(figure.mean)}，n=${count(figure.n)}，95% 区间 ${range(figure.interval)}`
      : `${wave.name}: ${target.en} index by simple means ${decimal(figure.mean)}, n=${count(figure.n)}, 95% interval ${range(figure.interval)}`;
    if (verdict === 'noPrevious' || difference === null)
      return [zh ? `${head}，没有可比的上一批次` : `${head}; no earlier wave to compare with`];
    const words = zh
      ? {
          increased: '变化显著',
          decreased: '变化显著',
          withinError: '差异不显著',
          sampleTooSmall: '样本不足 30，不下判断',
        }[verdict]
      : {
          increased: 'significant',
          decreased: 'significant',
          withinError: 'not significant',
          sampleTooSmall: 'fewer than 30 submissions, no verdict',
        }[verdict];
    return [
      zh
        ? `${head}，比上一批次 ${signed(difference)}，${words}`
        : `${head}, ${signed(difference)} on the wave before, ${words}`,
    ];
  });
}

function shortcomingSentence(snapshot: ReportSnapshot, zh: boolean): string {
  const units = snapshot.shortcomings.filter(({ kind }) => kind === 'unitTimeliness' || kind === 'unitScore');
  const construct = snapshot.shortcomings.find(({ kind }) => kind === 'construct');
  if (units.length > 0) {
    const names = units.slice(0, 3).map((each) => (zh ? each.zh : each.en));
    return zh
      ? `${names.join('、')}明显低于本范围总体（区间上限低于总体）`
      : `${names.join(', ')}: clearly below the total of the scope (upper end of the interval below it)`;
  }
  if (construct)
    return zh
      ? `没有单位明显低于总体；满意度最低的结构变量是「${construct.zh}」，${decimal(construct.value)}`
      : `No unit lies clearly below the total; the lowest construct is ${construct.en}, ${decimal(construct.value)}`;
  return zh ? '没有单位明显低于本范围总体' : 'No unit lies clearly below the total of the scope';
}

/** All computed sentences of a report in one language. */
export function findingsOf(snapshot: ReportSnapshot, language: ReportLanguage): Findings {
  const zh = language === 'zh';
  const stop = zh ? '。' : '.';
  const { inspection, complaint } = snapshot;
  const inspected = scoreSentence(inspection.total, inspection.previous, zh);
  const answered = timelinessSentence(complaint.current, complaint.previous, zh);
  const waves = waveSentences(snapshot, zh);
  const satisfied = waves[0] ?? (zh ? '本期没有满意度批次' : 'No survey wave in the period');
  const short = shortcomingSentence(snapshot, zh);
  const open = zh
    ? `截止时未办结 ${count(complaint.open)} 件，其中超时 ${count(complaint.overdue)} 件；成立率 ${percent(complaint.current.founded.rate)}%，中位办结时长 ${decimal(complaint.current.medianHours)} 小时（自然时间）`
    : `${count(complaint.open)} were still open, ${count(complaint.overdue)} of them overdue; ${percent(complaint.current.founded.rate)}% founded, median closing time ${decimal(complaint.current.medianHours)} hours (natural time)`;
  return {
    summary: short + stop,
    inspection: inspected + stop,
    complaint: answered + stop,
    satisfaction: satisfied + stop,
    shortcoming: short + stop,
    points: [inspected, answered, open, ...waves.slice(0, 4)].map((sentence) => sentence + stop),
  };
}
