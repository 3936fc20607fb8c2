import { WarningOutlined } from '@ant-design/icons';
import { useTranslation } from 'react-i18next';
import type { ComplaintRow } from '#shared/complaint/complaint.schema.ts';
import { highRiskFrom } from '#shared/complaint/risk.rules.ts';
import { StateTag } from '../../ui/state-tag.tsx';

/** Points of the risk of an appeal, and why, the heaviest reason first. */
export function RiskCell({ risk, labelled = false }: { risk: ComplaintRow['risk']; labelled?: boolean }) {
  const { t } = useTranslation();
  if (!risk) return null;
  const reasons = risk.reasons.map((reason) => t(`watch.risk.reason.${reason}`)).join(t('watch.and'));
  return (
    <span className="complaint-risk" title={`${reasons}\n${t('watch.risk.hint')}`}>
      <StateTag tone={risk.points >= highRiskFrom ? 'bad' : 'warning'} icon={<WarningOutlined />}>
        {labelled ? t('watch.risk.tag', { points: risk.points }) : risk.points}
      </StateTag>
      <span className="el fs t2">{reasons}</span>
    </span>
  );
}
