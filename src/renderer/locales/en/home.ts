export const words = {
  title: 'Home', greeting: '{{weekday}}, {{month}}-{{day}}. {{part}}. {{overdue}} overdue, {{today}} due today.', asOf: 'Data as of {{time}}', comma: ', ',
  weekday: { 0: 'Sunday', 1: 'Monday', 2: 'Tuesday', 3: 'Wednesday', 4: 'Thursday', 5: 'Friday', 6: 'Saturday' }, part: { morning: 'Good morning', afternoon: 'Good afternoon', evening: 'Good evening' },
  loading: 'The sample province is being loaded; figures will appear here.', 
  empty: 'Nothing here yet. Import your units, then complaints and surveys, or start an inspection.',
  tile: { timeliness: 'Answered in time', volume: 'Complaints received', overdue: 'Overdue now', founded: 'Founded share', satisfaction: 'Satisfaction index', inspection: 'Front desk mean points' },
  unit: { rate: '%', count: 'cases', index: 'points', points: 'points' },
  state: { inControl: 'In control', belowLimit: 'Below limit', aboveLimit: 'Above limit', run: 'Run of 9', trendUp: '6 rising', trendDown: '6 falling', tooFew: 'Too few', running: 'Month runs' },
  stateHint: {
    inControl: 'The last point shows no signal (Nelson 1–3)', belowLimit: 'The last point is below the lower control limit (Nelson 1)', aboveLimit: 'The last point is above the upper control limit (Nelson 1)', run: '9 points on one side of the centre (Nelson 2)',
    trendUp: '6 points rising (Nelson 3)', trendDown: '6 points falling (Nelson 3)', tooFew: 'Fewer than 6 months, or fewer than 30 cases in the last one: no verdict', running: 'The month has not ended; its number is not judged',
  },
  interval: '95% {{low}}–{{high}}', n: 'n {{n}}', previous: 'before {{value}}', same: 'unchanged',
  remaining: { over: '{{amount}} {{unit}} over', left: '{{amount}} {{unit}} left' }, timeUnit: { minute: 'min', hour: 'h', day: 'd', workMinute: 'work min', workHour: 'work h', workDay: 'work d' },
  todo: { title: 'To do today', overdue: 'Overdue', today: 'Due today', later: 'Visits and drafts', none: 'Nothing overdue or due today.', select: 'select', open: 'open', shown: '{{count}} shown' },
  kind: { complaint: 'Case', followUp: 'Visit', inspection: 'Sheet', report: 'Report' }, act: { complaint: 'Handle', followUp: 'Visit', inspection: 'Go on', report: 'View' },
  group: { city: 'Cities', department: 'Departments', vendor: 'Vendors' },
  heat: {
    metric: 'Metric', timeliness: 'Answered in time %', volume: 'Complaints received', calm: 'No unit is out of control this month', signals: '{{units}}: {{count}} out of control', none: 'No complaints in this scope yet.', month: '{{month}}',
    cell: '{{unit}} {{month}}: {{value}}, n = {{n}}; opens the cases', volumeHint: 'Shades relate to the largest value of the table', band: { b2: 'below 95', b1: '95–97', h0: '97–98', g1: '98 on target', g2: '99 and more', signal: 'outside limits' },
  },
  alert: {
    title: 'Alerts {{count}}', none: 'No alerts.', outside: 'Limit', trend: 'Trend', detail: '{{value}}, limit {{limit}}, n = {{n}}',
    timeliness: { belowLimit: '{{unit}}: answered in time below the lower limit', trendDown: '{{unit}}: answered in time falling for 6 months' },
    volume: { aboveLimit: '{{unit}}: complaints above the upper limit', trendUp: '{{unit}}: complaints rising for 6 months' },
  },
};
export const errors = {};
export const jobs = {};
