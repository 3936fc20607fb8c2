export const words = {
  title: '可能重复',
  find: '查找可能重复的行',
  searching: '正在与已有投诉和本文件其他行比对',
  none: '没有发现可能重复的行',
  found: '{{count}} 行可能重复，已选关联 {{joined}} 行',
  harmless: '照常写入；只有勾选的行写入后才会关联',
  look: '查看',
  list: '可能重复的行',
  shown: '按相似程度列出前 {{count}} 行',
  line: '第 {{line}} 行',
  stored: '已有 {{label}}',
  inFile: '本文件 {{label}}',
  join: '关联第 {{line}} 行',
  joinAll: '全部关联',
  joinNone: '全部不关联',
};
export const errors = {};
export const jobs = {
  importAlike: '查找可能重复的行',
};
