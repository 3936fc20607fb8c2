import { type Period, parsePeriod } from '../kernel/period.ts';
import type { ReportLanguage } from './report.schema.ts';

const quarters = ['一', '二', '三', '四'];

/** 2026 年第三季度 / Q3 2026. */
export function periodName(period: Pick<Period, 'kind' | 'year' | 'index'>, language: ReportLanguage): string {
  const { kind, year, index } = period;
  if (language === 'en')
    return {
      month: `${year}-${String(index).padStart(2, '0')}`,
      quarter: `Q${index} ${year}`,
      half: `H${index} ${year}`,
      year: `${year}`,
    }[kind];
  return {
    month: `${year} 年 ${index} 月`,
    quarter: `${year} 年第${quarters[index - 1]}季度`,
    half: `${year} 年${index === 1 ? '上' : '下'}半年`,
    year: `${year} 年度`,
  }[kind];
}

/** The title a report has unless its author gives another one. */
export const reportTitle = (period: Pick<Period, 'kind' | 'year' | 'index'>, language: ReportLanguage): string =>
  language === 'zh'
    ? `${periodName(period, 'zh')}服务质量与满意度审计报告`
    : `Service quality and satisfaction audit report, ${periodName(period, 'en')}`;

/** The title of a report in a language: one that its author didn't write is said in the reader's words. */
export function titleIn(
  report: { readonly title: string; readonly periodKey: string },
  language: ReportLanguage,
): string {
  const period = parsePeriod(report.periodKey);
  return period && report.title === reportTitle(period, 'zh') ? reportTitle(period, language) : report.title;
}
