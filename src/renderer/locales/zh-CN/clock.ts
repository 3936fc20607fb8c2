/** Words of the clocks of a complaint. */
export const words = {
  folded: '另有 {{count}} 次告知超时',
  answered: '按时',
  answeredLate: '超时',
  until: '{{what}}（{{until}}）',
  standing: '暂停中',
  mayBeEarlier: '可能更早到期：“{{name}}”要用到 {{year}} 年日历，还没有录入，算不出来；最早可能 {{at}}。',
  earlier: '缺 {{year}} 年日历，可能更早',
  closes: '末日 {{time}} 停止办公，到那时截止。',
  closesNever: '末日不上班，24:00 截止。',
  window: '{{at}} 起算，适用“{{window}}”的时限。',
  ledgerYear: '时间花在谁那里：缺 {{year}} 年工作日历，工作时间算不出来。',
  dueOrEarlier: '{{at}} 或更早到期',
};
export const errors = {};
export const jobs = {};
