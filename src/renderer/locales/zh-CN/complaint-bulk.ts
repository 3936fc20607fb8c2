/** Acts on the chosen complaints: those ticked, or all that a filter leaves. */
export const words = {
  escalate: '批量督办',
  assign: '批量派单',
  note: { escalate: '督办要求', assign: '说明（改派时必填）' },
  hint: { escalate: '逐件升级到上一级，写入经过，列入“已升级”。', assign: '未派的派单，已派的改派；逐件写入经过。' },
  send: { escalate: '督办 {{count, number}} 件', assign: '派给该单位（{{count, number}} 件）' },
  done: {
    escalate: '已督办 {{count, number}} 件',
    assign: '已派单 {{count, number}} 件',
    print: '已打印 {{count, number}} 件',
  },
  running: '{{done}}/{{total}}',
  chooseAll: '选择全部 {{count, number}} 条',
  allChosen: '已选全部 {{count, number}} 条（筛选结果）',
  chooseAgain: '列表已变，改选现在的 {{count, number}} 条',
  clear: '取消选择',
  tooMany: '要一次办完全部，请先筛选到 {{limit, number}} 条以内',
  stop: '停止',
  left: '已停止：还有 {{count, number}} 件没有办到，保持原样。',
  refused: {
    escalate: '{{count, number}} 件没有办，保持原样：',
    assign: '{{count, number}} 件没有办，保持原样：',
    print: '{{count, number}} 件没有打印：',
  },
  unknownNumber: '（不在您的范围内）',
  notAllowed: { escalate: '已是“{{status}}”，不能督办', assign: '现在是“{{status}}”，不能派单或改派' },
  paused: '正在暂停，恢复后再派',
  notFounded: '没有查实成立，不列入通报单',
  noteMissing: '已派给单位，改派须写说明',
  close: '知道了',
};
export const errors = {
  COMPLAINT_TOO_MANY:
    '一次最多办理或打印 {{limit, number}} 条，现在选了 {{count, number}} 条，一条也没有办。请用单位、状态或日期缩小范围，分批来。',
  COMPLAINT_LISTED_CHANGED:
    '选好之后筛选结果变了：新进 {{came, number}} 条，移出 {{gone, number}} 条，现在共 {{count, number}} 条。一条也没有办；已按现在的结果重选，核对件数后再办一次。',
  COMPLAINT_NOT_FOUNDED: '这件投诉没有查实成立，不列入通报单。',
};
export const jobs = {
  assignComplaints: '批量派单',
  escalateComplaints: '批量督办',
};
