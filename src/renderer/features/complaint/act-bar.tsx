import { LockOutlined } from '@ant-design/icons';
import { Button, Dropdown } from 'antd';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import type { PlainAct } from '#shared/complaint/complaint.enums.ts';
import type { ComplaintDetail } from '#shared/complaint/detail.schema.ts';
import { actKeys } from './act-keys.ts';

/** What usually comes next stands first and is the one primary button. */
const order: readonly PlainAct[] = [
  'close',
  'followUp',
  'resume',
  'approveCompensation',
  'acknowledge',
  'assign',
  'respond',
  'accept',
  'handBack',
  'transfer',
  'suspend',
  'return',
  'requestSuspension',
  'inform',
  'escalate',
  'exhaust',
  'proposeCompensation',
  'refuseCompensation',
  'refuseSuspension',
  'assess',
  'note',
  'reopen',
  'withdraw',
];
/** English words are longer, and what closing still needs must stay readable beside them. */
const shownIn = (language: string) => (language === 'en' ? 3 : 4);

interface Props {
  detail: ComplaintDetail;
  onAct(act: PlainAct): void;
}

/** Only the acts allowed now, and what closing still needs. */
export function ActBar({ detail, onAct }: Props) {
  const { t, i18n } = useTranslation();
  const shown = shownIn(i18n.language);
  const acts = order.filter((act) => detail.acts.includes(act));
  useEffect(() => {
    const listen = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.altKey || event.metaKey) return;
      if (
        event.target instanceof HTMLElement &&
        event.target.closest('input,textarea,[contenteditable],.ant-select,.ant-modal')
      )
        return;
      const act = acts.find((one) => actKeys[one] === event.key.toUpperCase());
      if (!act) return;
      event.preventDefault();
      onAct(act);
    };
    window.addEventListener('keydown', listen);
    return () => window.removeEventListener('keydown', listen);
  });
  const label = (act: PlainAct) => (
    <>
      {t(`complaint.act.${act}`)}
      {act === 'return' ? (
        <span className="t3 fs">{`${detail.returnsUsed}/${detail.returnsAllowed}`}</span>
      ) : (
        <kbd>{actKeys[act]}</kbd>
      )}
    </>
  );
  const rest = acts.slice(shown);
  const missing = detail.missingForClose;
  const gate = t('complaint.missing', {
    list: missing.map((m) => t(`complaint.requirement.${m}`)).join(t('common.comma')),
  });
  return (
    <>
      {missing.length > 0 && (
        <div className="complaint-gate t3 fs">
          <LockOutlined /> {gate}
        </div>
      )}
      <div className="complaint-acts">
        {acts.slice(0, shown).map((act, i) => (
          <Button key={act} type={i === 0 ? 'primary' : 'default'} onClick={() => onAct(act)}>
            {label(act)}
          </Button>
        ))}
        {rest.length > 0 && (
          <Dropdown
            trigger={['click']}
            menu={{
              items: rest.map((act) => ({ key: act, label: <span className="row">{label(act)}</span> })),
              onClick: ({ key }) => onAct(key as PlainAct),
            }}
          >
            <Button>{t('complaint.moreActs')}</Button>
          </Dropdown>
        )}
        {acts.length === 0 && <span className="t3 fs">{t('complaint.noActs')}</span>}
      </div>
    </>
  );
}
