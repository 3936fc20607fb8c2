import { AuditOutlined, EditOutlined, FileDoneOutlined, LockOutlined } from '@ant-design/icons';
import { useTranslation } from 'react-i18next';
import { type ReportState, reportStates } from '#shared/report/report.schema.ts';
import { StateTag } from '../../ui/state-tag.tsx';

const icons = {
  draft: <EditOutlined />,
  reviewed: <AuditOutlined />,
  signed: <FileDoneOutlined />,
  issued: <LockOutlined />,
} as const;
const tones = { draft: 'neutral', reviewed: 'info', signed: 'warning', issued: 'good' } as const;

/** State of a report as colour, word and icon. */
export function ReportStateTag({ state }: { state: ReportState }) {
  const { t } = useTranslation();
  return (
    <StateTag tone={tones[state]} icon={icons[state]}>
      {t(`report.state.${state}`)}
    </StateTag>
  );
}

/** The four steps with the names of those who took them. */
export function ReportSteps({
  state,
  names,
}: {
  state: ReportState;
  names: Partial<Record<ReportState, string | null>>;
}) {
  const { t } = useTranslation();
  const at = reportStates.indexOf(state);
  return (
    <ol className="report-steps" aria-label={t('report.list.state')}>
      {reportStates.map((step, index) => (
        <li
          key={step}
          className={index < at || state === 'issued' ? 'done' : index === at ? 'now' : ''}
          aria-current={index === at ? 'step' : undefined}
        >
          {icons[step]} {t(`report.step.${step}`)} {names[step] && <span className="t3">{names[step]}</span>}
        </li>
      ))}
    </ol>
  );
}
