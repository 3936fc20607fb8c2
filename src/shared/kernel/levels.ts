/** Levels of the organisation tree, top down (集团 省 市 区县 网点/班组). */
export const unitLevels = ['group', 'province', 'city', 'district', 'site'] as const;
export type UnitLevel = (typeof unitLevels)[number];

/** Lines of a unit: 前台 后台 网络 代维外包; never ranked together. */
export const unitLines = ['front', 'back', 'network', 'vendor'] as const;
export type UnitLine = (typeof unitLines)[number];

/** Service interfaces of a unit (seeds J4: 七个服务界面, and two for units without customers). */
export const unitChannels = [
  'ownHall',
  'partnerHall',
  'onlineHall',
  'hotline',
  'accountManager',
  'fieldService',
  'onlineService',
  'none',
] as const;
export type UnitChannel = (typeof unitChannels)[number];
