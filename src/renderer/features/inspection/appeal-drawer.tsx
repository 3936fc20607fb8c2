import { CloseOutlined } from '@ant-design/icons';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { App, Button } from 'antd';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { AppealDetail } from '#shared/inspection/appeal.schema.ts';
import { deductionSentence } from '#shared/inspection/deduction.words.ts';
import { entryText } from '#shared/inspection/entry.words.ts';
import { scoreItem } from '#shared/inspection/item.rules.ts';
import type { ItemEntry } from '#shared/inspection/result.schema.ts';
import { formatInstant } from '#shared/kernel/dates.ts';
import { formatPoints } from '#shared/kernel/points.ts';
import { type Language, ruleSentence } from '#shared/standard/rule.words.ts';
import { useScopedPath } from '../../app/period-scope.tsx';
import { usePreferences } from '../../app/preferences.tsx';
import { client, orpc } from '../../rpc/client.ts';
import { errorText } from '../../rpc/error-text.ts';
import { ErrorPanel } from '../../ui/error-panel.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { StateTag } from '../../ui/state-tag.tsx';
import { appealTones } from './appeal.format.ts';
import { AppealDecision } from './appeal-decision.tsx';

/** One appeal beside the list, original and revised side by side; J and K go on, Esc closes. */
export function AppealDrawer({
  scoreAppealId,
  onClose,
  onStep,
}: {
  scoreAppealId: string;
  onClose(): void;
  onStep(step: 1 | -1): void;
}) {
  const { t } = useTranslation();
  const { modal, message } = App.useApp();
  const queries = useQueryClient();
  const scoped = useScopedPath();
  const language: Language = usePreferences().language === 'en' ? 'en' : 'zh';
  const query = useQuery(orpc.inspection.appeal.queryOptions({ input: { scoreAppealId } }));
  useEffect(() => {
    const listen = (event: KeyboardEvent) => {
      const typing =
        event.target instanceof HTMLElement && event.target.closest('input,textarea,[contenteditable],.ant-select');
      if (event.key === 'Escape' && !typing) onClose();
      if (typing || event.ctrlKey || event.altKey || event.metaKey) return;
      if (event.key === 'j') onStep(1);
      if (event.key === 'k') onStep(-1);
    };
    window.addEventListener('keydown', listen);
    return () => window.removeEventListener('keydown', listen);
  }, [onClose, onStep]);
  const withdraw = useMutation({
    mutationFn: () => client.inspection.withdrawAppeal({ scoreAppealId }),
    onSuccess: () => queries.invalidateQueries().then(() => message.success(t('appeal.withdrawn'))),
    onError: (error) => message.error(errorText(error, t)),
  });
  const appeal = query.data;
  return (
    <aside className="panel appeal-drawer" aria-label={t('appeal.title')}>
      <div className="head">
        {appeal && (
          <>
            <h2>{appeal.number}</h2>
            <StateTag tone={appeal.isOverdue ? 'bad' : appealTones[appeal.state]}>
              {t(`appeal.state.${appeal.state}`)}
              {appeal.isOverdue && ` · ${t('appeal.overdue')}`}
            </StateTag>
          </>
        )}
        <span className="sp" />
        <span title={t('appeal.keys')}>
          <kbd>J</kbd> <kbd>K</kbd>
        </span>
        <Button type="text" size="small" icon={<CloseOutlined />} aria-label={t('common.close')} onClick={onClose} />
      </div>
      {query.error && <ErrorPanel error={query.error} onRetry={() => query.refetch()} />}
      {!appeal && !query.error && <Skeleton rows={10} />}
      {appeal && (
        <div className="inner">
          <p className="text">
            <b>
              {appeal.itemCode} {appeal.item.title[language]}
            </b>
            <br />
            <span className="t2">{ruleSentence(appeal.item, language)}</span>
            <br />
            <span className="t3">
              {appeal.unitName} · {t('appeal.inspector')} {appeal.inspectorName} · {appeal.inspectedOn} ·{' '}
              {t('appeal.round', { count: appeal.round })} ·{' '}
              <Link to={scoped(`/inspection/${appeal.inspectionId}`, { item: appeal.itemCode })}>
                {appeal.inspectionNumber} {t('appeal.openSheet')}
              </Link>
            </span>
          </p>
          <h3>{t('appeal.grounds')}</h3>
          <p className="text">{appeal.grounds}</p>
          <p className="t3 fs">
            {t('appeal.by', { name: appeal.raisedByName, time: formatInstant(appeal.raisedAt) })} ·{' '}
            {t('appeal.decideBy')} {appeal.decideBy}
          </p>
          <Evidence appeal={appeal} />
          <Versions appeal={appeal} language={language} />
          {appeal.state !== 'open' && (
            <>
              <h3>{t(`appeal.state.${appeal.state}`)}</h3>
              <p className="text">{appeal.reason}</p>
              <p className="t3 fs">
                {t('appeal.by', { name: appeal.decidedByName, time: formatInstant(appeal.decidedAt ?? '') })}
              </p>
            </>
          )}
        </div>
      )}
      {appeal?.state === 'open' && appeal.canDecide && (
        <AppealDecision key={appeal.scoreAppealId} appeal={appeal} language={language} />
      )}
      {appeal?.state === 'open' && !appeal.canDecide && (
        <div className="decide">
          <span className="t3">
            {appeal.hindrance && t('appeal.decide.cannot', { reason: t(`review.hindrance.${appeal.hindrance}`) })}
          </span>
          {appeal.canWithdraw && (
            <Button
              onClick={() =>
                modal.confirm({
                  title: t('appeal.withdraw'),
                  content: t('appeal.withdrawText'),
                  onOk: () => withdraw.mutateAsync(),
                })
              }
            >
              {t('appeal.withdraw')}
            </Button>
          )}
        </div>
      )}
    </aside>
  );
}

function Versions({ appeal, language }: { appeal: AppealDetail; language: Language }) {
  const { t } = useTranslation();
  const { item, originalEntry, revisedEntry } = appeal;
  const points = (value: number | null) => (value === null ? '—' : formatPoints(value));
  const grade = (code: string | null) => (code === null ? '—' : (appeal.gradeTitles[code]?.[language] ?? code));
  const said = (entry: ItemEntry) =>
    [
      entry.isNotApplicable ? t('appeal.decide.notApplicable') : entryText(item, entry, language),
      entry.isCriticalHit ? t('appeal.decide.hit') : '',
    ]
      .filter(Boolean)
      .join(' · ') || '—';
  const sum = (entry: ItemEntry) => {
    const exact = scoreItem(item, entry);
    return exact ? deductionSentence(exact.arithmetic, language) : '';
  };
  const rows: [label: string, original: string, revised: string][] = [
    [t('appeal.entry'), said(originalEntry), revisedEntry ? said(revisedEntry) : '—'],
    [t('appeal.sum'), sum(originalEntry), revisedEntry ? sum(revisedEntry) : ''],
    [t('appeal.lost'), points(appeal.originalLostPoints), points(appeal.revisedLostPoints)],
    [t('appeal.points'), points(appeal.originalPoints), points(appeal.revisedPoints)],
    [t('appeal.grade'), grade(appeal.originalGrade), grade(appeal.revisedGrade)],
    [t('appeal.note'), originalEntry.note, revisedEntry?.note ?? ''],
  ];
  return (
    <table className="two" style={{ marginTop: 8, tableLayout: 'fixed' }}>
      <colgroup>
        <col style={{ width: 84 }} />
        <col />
        <col />
      </colgroup>
      <thead>
        <tr>
          <td />
          <th>{t('appeal.original')}</th>
          <th>{t('appeal.revised')}</th>
        </tr>
      </thead>
      <tbody>
        {rows
          .filter(([, original, revised]) => original || revised)
          .map(([label, original, revised]) => (
            <tr key={`${label}${original}`}>
              {label ? <th>{label}</th> : <td />}
              <td>{original}</td>
              <td>{revised}</td>
            </tr>
          ))}
      </tbody>
    </table>
  );
}

function Evidence({ appeal }: { appeal: AppealDetail }) {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const open = async (evidenceId: string, name: string) => {
    try {
      const blob = await client.inspection.appealEvidence({ evidenceId });
      const link = document.createElement('a');
      link.href = URL.createObjectURL(blob);
      link.download = name;
      document.body.append(link);
      link.click();
      link.remove();
      setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
    } catch (error) {
      message.error(errorText(error, t));
    }
  };
  if (appeal.evidence.length === 0) return <p className="t3 fs">{t('appeal.noEvidence')}</p>;
  return (
    <>
      <h3>{t('appeal.evidence', { count: appeal.evidence.length })}</h3>
      <ul className="appeal-files">
        {appeal.evidence.map((piece) => (
          <li key={piece.evidenceId}>
            <Button type="link" size="small" onClick={() => open(piece.evidenceId, piece.name)}>
              {piece.name}
            </Button>{' '}
            <span className="t3 fs">
              {piece.mediaType} · <code>{piece.sha256.slice(0, 8)}</code>
            </span>
          </li>
        ))}
      </ul>
    </>
  );
}
