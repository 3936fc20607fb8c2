export const words = {
  title: 'May be repeated',
  find: 'Find rows that may be repeated',
  searching: 'Comparing with what is stored and with the other rows',
  none: 'No row seems to be repeated',
  found: '{{count}} rows may be repeated; {{joined}} will be linked',
  harmless: 'All are written; only those that are ticked are linked then',
  look: 'Look',
  list: 'Rows that may be repeated',
  shown: 'The {{count}} likeliest, best first',
  line: 'Row {{line}}',
  stored: 'Stored {{label}}',
  inFile: 'In this file {{label}}',
  join: 'Link row {{line}}',
  joinAll: 'Link all',
  joinNone: 'Link none',
};
export const errors = {};
export const jobs = {
  importAlike: 'Find rows that may be repeated',
};
