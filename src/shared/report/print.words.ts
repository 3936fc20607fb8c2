import type { ReportLanguage } from './report.schema.ts';

const zh = {
  internal: '内部资料　注意保存', number: '编号', period: '期间', to: '至', asOf: '数据截止', author: '编　制', reviewer: '复　核', signer: '签　发', toc: '目　录', tables: '图表目录',
  reading: '阅读说明：比率一律附样本量 n 和 Wilson 95% 区间，均值附 95% t 区间；“变化显著”指两期差的 95% 区间不含 0。n 小于 30 的单位只列数，不排名，不下判断。报告印发后数据冻结，后来的更正另见差异说明，不改本报告。',
  draft: '未印发，数字仅供编制使用', fingerprint: '数据指纹',
  h: { summary: '一、摘要', inspection: '二、检查评分', complaint: '三、投诉闭环', satisfaction: '四、满意度', shortcoming: '五、短板与建议', appendix: '附：口径、版本与数据指纹' },
  s: { points: '（一）结论', figures: '（二）主要指标', words: '（三）需要决定的事项', ranking: '各类得分与排名', lost: '失分条款', timeliness: '（一）处理及时率', causes: '（二）投诉原因', index: '（一）满意度指数', analysis: '分析与说明', list: '（一）短板', measures: '（二）建议与措施', method: '1. 口径', error: '2. 误差与修约', data: '3. 数据来源与指纹', note: '4. 说明' },
  line: { front: '前台', back: '后台支撑', network: '网络', vendor: '代维外包' } as Record<string, string>,
  indicator: '指标', now: '本期', interval: '95% 区间', previous: '上期', change: '环比', lastYear: '去年同期', yearChange: '同比', judgement: '判断', unit: '单位', mean: '均值', sd: '标准差', rank: '名次', grade: '等级', sheets: '次数', item: '条款', times: '失分次数', lost: '失分', share: '占比', reached: '累计',
  score: '检查得分', received: '受理投诉（件）', timeliness: '处理及时率（%）', founded: '成立率（%）', median: '中位办结时长（小时）', open: '未办结（件）', overdue: '超时未办结', due: '应办结', inTime: '按时', construct: '结构变量', index: '指数', difference: '变化', differenceInterval: '变化的 95% 区间', total: '合计', cause: '投诉原因', count: '件数', shortcoming: '短板', value: '数值', month: '月份',
  significant: '显著', notSignificant: '误差内', small: '样本不足', none: '不足', up: '上升', down: '下降',
  insufficient: '上期或去年同期没有可比数据的，记“不足”，不作比较。', noText: '（作者未写）', noInspection: '本期没有终审的检查评分，本块不列数。', noComplaint: '本期没有投诉，本块不列数。', noSurvey: '本期没有满意度批次，本块不列数。', noShortcoming: '没有达到列入条件的短板。',
  simpleMean: '简单均值口径：每份答卷取该结构变量已答题项的均值（至少答一半），换算为 0—100，再对答卷取平均；未用 PLS 权重，与 ACSI 公式的指数不可直接相比。',
  source: { inspection: '检查评分', complaint: '投诉及事件', survey: '满意度答卷' }, records: '记录数', sha: 'SHA-256（前 32 位）', whole: '全部数据与参数的指纹', methodVersion: '方法版本',
  numerator: '分子', denominator: '分母', exclusions: '时限与排除',
  methods: [
    ['检查得分', '有效得分之和', '已提交的检查次数', '一票否决后的有效得分；各类分开排名，不混排'],
    ['处理及时率', '按时限答复', '本期到期应办结', '停表时间不计；在办且已过时限的计入分母；撤诉和没有时限的不计'],
    ['成立率', '成立或部分成立', '已有结论', '没有结论的不计'],
    ['中位办结时长', '—', '本期受理', 'Kaplan–Meier，自然时间；未办结按截止时刻删失'],
    ['满意度指数', '各答卷指数之和', '有效答卷', '简单均值，0—100；未用 PLS 权重'],
  ],
  error: '分值按千分之一分的整数计算，只在最后四舍五入一次。比率用 Wilson 95% 区间；均值用 t 区间；两个比率的差用 Newcombe 区间，两个指数的差用 Welch 区间。单位的区间上限低于本范围总体的，列为短板；n 小于 30 的不列。',
  figure: '图', table: '表', whole2: '总体', unknownDeadline: (n: string) => `另有 ${n} 件因缺少该年度工作日历或时刻不明，不能判定是否及时，未计入。`,
};

const en: typeof zh = {
  internal: 'Internal', number: 'No.', period: 'Period', to: 'to', asOf: 'Data as of', author: 'Prepared by', reviewer: 'Reviewed by', signer: 'Approved by', toc: 'Contents', tables: 'Figures and tables',
  reading: 'How to read: every share comes with its n and 95% Wilson interval, every mean with its 95% t interval; a change is significant when the 95% interval of the difference leaves out 0. Units with n below 30 are listed without rank or verdict. Once issued the numbers are frozen; later corrections are shown as differences and never change this report.',
  draft: 'Not issued: numbers for preparation only', fingerprint: 'Fingerprint',
  h: { summary: '1 Summary', inspection: '2 Inspection scores', complaint: '3 Complaints', satisfaction: '4 Satisfaction', shortcoming: '5 Shortcomings and measures', appendix: 'Appendix: definitions, versions, fingerprint' },
  s: { points: '1.1 Findings', figures: '1.2 Main figures', words: '1.3 Decisions needed', ranking: 'Scores and ranks', lost: 'Lost points', timeliness: '3.1 Timeliness', causes: '3.2 Causes', index: '4.1 Satisfaction index', analysis: 'Analysis', list: '5.1 Shortcomings', measures: '5.2 Measures', method: '1. Definitions', error: '2. Error and rounding', data: '3. Data and fingerprints', note: '4. Notes' },
  line: { front: 'Front desk', back: 'Back office', network: 'Network', vendor: 'Vendors' },
  indicator: 'Figure', now: 'Now', interval: '95% interval', previous: 'Before', change: 'Change', lastYear: 'Year ago', yearChange: 'On year', judgement: 'Verdict', unit: 'Unit', mean: 'Mean', sd: 'SD', rank: 'Rank', grade: 'Grade', sheets: 'Sheets', item: 'Item', times: 'Times lost', lost: 'Points lost', share: 'Share', reached: 'Reached',
  score: 'Inspection score', received: 'Complaints received', timeliness: 'Timeliness (%)', founded: 'Founded (%)', median: 'Median closing time (h)', open: 'Still open', overdue: 'Overdue', due: 'Due', inTime: 'In time', construct: 'Construct', index: 'Index', difference: 'Change', differenceInterval: '95% interval of change', total: 'Total', cause: 'Cause', count: 'Count', shortcoming: 'Shortcoming', value: 'Value', month: 'Month',
  significant: 'significant', notSignificant: 'within error', small: 'too few', none: 'no data', up: 'up', down: 'down',
  insufficient: 'Where the period before or the year before has no comparable data, "no data" stands and nothing is compared.', noText: '(not written)', noInspection: 'No inspection was finished in this period.', noComplaint: 'No complaint in this period.', noSurvey: 'No survey wave in this period.', noShortcoming: 'Nothing met the conditions to be listed.',
  simpleMean: 'Simple means: per submission the mean of the answered items of a construct (at least half), scaled to 0–100, then averaged over submissions. No PLS weights: not comparable with indices by the ACSI formula.',
  source: { inspection: 'Inspection scores', complaint: 'Complaints and events', survey: 'Survey submissions' }, records: 'Records', sha: 'SHA-256 (first 32)', whole: 'Fingerprint of all data and parameters', methodVersion: 'Method version',
  numerator: 'Numerator', denominator: 'Denominator', exclusions: 'Limits and exclusions',
  methods: [
    ['Inspection score', 'Sum of effective scores', 'Submitted sheets', 'After vetoes; lines are never ranked together'],
    ['Timeliness', 'Answered in time', 'Due in the period', 'Paused time left out; open ones past their limit count; withdrawn ones and those without a limit do not'],
    ['Founded', 'Founded or partly founded', 'Decided', 'Undecided ones left out'],
    ['Median closing time', '—', 'Received', 'Kaplan–Meier, natural time; open ones censored at the data date'],
    ['Satisfaction index', 'Sum of indices', 'Valid submissions', 'Simple means, 0–100; no PLS weights'],
  ],
  error: 'Scores are integers of 1/1000 point, rounded half-up once at the end. Shares have Wilson intervals, means t intervals; differences of shares Newcombe, of indices Welch intervals. A unit whose interval ends below the total of the scope is listed as a shortcoming; below n = 30 none is.',
  figure: 'Figure', table: 'Table', whole2: 'Total', unknownDeadline: (n) => `${n} more can't be judged: no working calendar for their year, or unknown times; they are left out.`,
};

export const printWords: Record<ReportLanguage, typeof zh> = { zh, en };
export type PrintWords = typeof zh;
