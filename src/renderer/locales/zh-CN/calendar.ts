export const words = {
  covered: '工作日历已有 {{from}}–{{to}} 年',
  edition: '第 {{number}} 版',
  importTitle: '导入一年的节假日安排',
  workingHoursAre: '工作时间 {{hours}}',
  adminOnly: '由系统管理员导入。',
  kind: { holiday: '休', makeup: '班' },
  year: '年份',
  source: '依据',
  sourceOf: '国务院办公厅关于{{year}}年部分节假日安排的通知',
  notice: '放假与调休上班日',
  noticeHint: '每行一天：日期、休或班、节日名。周末不用写。',
  imported: '{{year}} 年日历第 {{number}} 版已生效，投诉期限正在重算。',
  putInForce: '导入并生效',
};
export const errors = {
  CALENDAR_YEAR_MISSING:
    '还没有 {{year}} 年的工作日历，期限算不出来。请系统管理员在“系统 › 工作日历”导入国务院公布的 {{year}} 年节假日安排。',
  CALENDAR_DAY_CONTRADICTORY: '{{day}} 既写成放假又写成调休上班，请核对通知后改成一种。这次没有写入任何内容。',
  CALENDAR_DAY_OUTSIDE_YEAR: '{{day}} 不在 {{year}} 年里，请核对年份。这次没有写入任何内容。',
  CALENDAR_DAY_INVALID: '“{{day}}”不是存在的日期，请改成 2027-01-01 这样的写法。',
  CALENDAR_HOURS_INVALID: '工作时间“{{span}}”不对：起止颠倒、重叠或为空。请按先后填写，例如 08:30–12:00、13:30–17:30。',
};
export const jobs = {};
