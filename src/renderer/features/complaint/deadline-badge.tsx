import {
  CheckCircleOutlined,
  ClockCircleOutlined,
  CloseCircleOutlined,
  ExclamationCircleOutlined,
  MinusCircleOutlined,
  PauseCircleOutlined,
  QuestionCircleOutlined,
} from '@ant-design/icons';
import { useTranslation } from 'react-i18next';
import type { BadgeView } from '#shared/complaint/complaint.schema.ts';
import { StateTag } from '../../ui/state-tag.tsx';
import { badgeFace, dueText } from './complaint.format.ts';

function iconOf(badge: Pick<BadgeView, 'state' | 'remaining'>) {
  if (badge.state === 'running') return badge.remaining?.overdue ? <CloseCircleOutlined /> : <ClockCircleOutlined />;
  if (badge.state === 'paused') return <PauseCircleOutlined />;
  if (badge.state === 'answered') return <CheckCircleOutlined />;
  if (badge.state === 'answeredLate') return <CloseCircleOutlined />;
  if (badge.state === 'noCalendar') return <ExclamationCircleOutlined />;
  return badge.state === 'unknown' ? <QuestionCircleOutlined /> : <MinusCircleOutlined />;
}

/** How much time is left or over, in the unit of the rule. The tooltip gives the exact moment and the rule. */
export function DeadlineBadge({ badge }: { badge: BadgeView }) {
  const { t } = useTranslation();
  const face = badgeFace(badge, t);
  const { text } = face;
  const exact = badge.dueAt ? t('complaint.badge.exact', { at: dueText(badge.dueAt), rule: badge.rule ?? '' }) : text;
  // a stricter limit may wait for a year's calendar: said even where there is much time left
  const doubt = badge.dueAt && badge.missingYear !== null ? t('clock.earlier', { year: badge.missingYear }) : '';
  const tone = doubt && face.tone === 'neutral' ? 'warning' : face.tone;
  return (
    <StateTag
      tone={tone}
      icon={doubt ? <ExclamationCircleOutlined /> : iconOf(badge)}
      title={[exact, doubt].filter(Boolean).join('　')}
    >
      {text}
    </StateTag>
  );
}
