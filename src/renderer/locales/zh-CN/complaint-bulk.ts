/** Acts on the ticked complaints. */
export const words = {
  escalate: '批量督办',
  assign: '批量派单',
  note: { escalate: '督办要求', assign: '说明（改派时必填）' },
  hint: { escalate: '逐件升级到上一级，写入经过，列入“已升级”。', assign: '未派的派单，已派的改派；逐件写入经过。' },
  send: { escalate: '督办 {{count}} 件', assign: '派给该单位（{{count}} 件）' },
  done: { escalate: '已督办 {{count}} 件', assign: '已派单 {{count}} 件' },
  running: '{{done}}/{{total}}',
  refused: '{{count}} 件没有办，保持原样：',
  unknownNumber: '（不在您的范围内）',
  notAllowed: { escalate: '已是“{{status}}”，不能督办', assign: '现在是“{{status}}”，不能派单或改派' },
  paused: '正在暂停，恢复后再派',
  noteMissing: '已派给单位，改派须写说明',
  close: '知道了',
};
export const errors = {};
export const jobs = {
  assignComplaints: '批量派单',
  escalateComplaints: '批量督办',
};
