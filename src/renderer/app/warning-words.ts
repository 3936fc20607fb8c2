import type { TFunction } from 'i18next';
import type { WarningView } from '#shared/complaint/warning.schema.ts';

/** The stage of a warning as people say it: `已用 80%`, `剩余 4 工作小时`, `到期`, `超时 8 工作小时`. */
export const stageText = ({ kind, value }: Pick<WarningView, 'kind' | 'value'>, t: TFunction): string =>
  t(kind === 'over' && value === 0 ? 'watch.stage.overNow' : `watch.stage.${kind}`, { value });

/** Which clock a warning is about: `最终答复`, or `最终答复（暂停中）` where a limit goes on beside a pause. */
export const warnedClock = ({ clockKind, besidePause }: Pick<WarningView, 'clockKind' | 'besidePause'>, t: TFunction) =>
  `${t(`complaint.clock.${clockKind}`)}${besidePause ? t('watch.besidePause') : ''}`;
