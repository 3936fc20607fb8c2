import { EditOutlined, LockOutlined } from '@ant-design/icons';
import { useTranslation } from 'react-i18next';
import type { WaveState as State } from '#shared/survey/survey.schema.ts';
import { StateTag } from '../../ui/state-tag.tsx';

/** Open or locked, as colour, word and icon. */
export function WaveState({ state }: { state: State }) {
  const { t } = useTranslation();
  const isLocked = state === 'locked';
  return (
    <StateTag tone={isLocked ? 'good' : 'info'} icon={isLocked ? <LockOutlined /> : <EditOutlined />}>
      {t(`survey.state.${state}`)}
    </StateTag>
  );
}
