import { CloseOutlined } from '@ant-design/icons';
import { useQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { formatPoints } from '#shared/kernel/points.ts';
import { limitSentence } from '#shared/standard/clause.rules.ts';
import type { ClauseEditionView } from '#shared/standard/clause.schema.ts';
import { gradeWords } from '#shared/standard/standard.words.ts';
import { useScopedPath } from '../../app/period-scope.tsx';
import { useMay } from '../../app/session.tsx';
import { orpc } from '../../rpc/client.ts';
import { ErrorPanel } from '../../ui/error-panel.tsx';
import { Panel } from '../../ui/panel.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { StateTag } from '../../ui/state-tag.tsx';
import { ClauseForm } from './clause-form.tsx';
import { useWords } from './use-words.ts';

/** A clause beside the list: all its editions, and the items that check it. */
export function ClauseDrawer({ code, onClose }: { code: string; onClose(): void }) {
  const { t } = useTranslation();
  const words = useWords();
  const may = useMay();
  const scoped = useScopedPath();
  const [isAdding, setAdding] = useState(false);
  const clause = useQuery(orpc.standard.clause.queryOptions({ input: { code } }));
  const newest = clause.data?.editions[0];
  return (
    <Panel
      className="standard-costs"
      title={newest ? `${code} ${(words === 'en' && newest.titleEn) || newest.titleZh}` : code}
      extra={
        <>
          {newest && may('standard:write') && (
            <Button size="small" onClick={() => setAdding(true)}>
              {t('standard.clause.newEdition')}
            </Button>
          )}
          <Button size="small" type="text" icon={<CloseOutlined />} aria-label={t('common.close')} onClick={onClose} />
        </>
      }
    >
      {clause.isPending && <Skeleton rows={8} />}
      {clause.error && <ErrorPanel error={clause.error} onRetry={() => clause.refetch()} />}
      {clause.data && (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard
        <div className="standard-scroll standard-detail" tabIndex={0} role="region" aria-label={code}>
          {clause.data.editions.map((edition) => (
            <Edition key={edition.edition} edition={edition} />
          ))}
          <h3>{t('standard.clause.checkedBy', { count: clause.data.items.length })}</h3>
          {clause.data.items.length === 0 && <p className="t3 fs">{t('standard.clause.checkedByNone')}</p>}
          <ul>
            {clause.data.items.map((item) => (
              <li key={`${item.scorecardVersionId}${item.itemCode}`}>
                <Link to={scoped('/standard', { card: item.scorecardVersionId })}>
                  {(words === 'en' && item.cardTitleEn) || item.cardTitleZh}{' '}
                  {t('standard.version', { version: item.version })}
                </Link>{' '}
                {item.itemCode} {(words === 'en' && item.titleEn) || item.titleZh}{' '}
                <span className="t3">{formatPoints(item.fullPoints)}</span>
                {item.edition !== null && (
                  <span className="t3"> · {t('standard.clause.pointsAt', { version: item.edition })}</span>
                )}
              </li>
            ))}
          </ul>
        </div>
      )}
      {isAdding && newest && <ClauseForm from={newest} onClose={() => setAdding(false)} onDone={() => {}} />}
    </Panel>
  );
}

function Edition({ edition }: { edition: ClauseEditionView }) {
  const { t } = useTranslation();
  const words = useWords();
  const { lastOn, limits } = edition;
  return (
    <section>
      <div className="row">
        <b>{t('standard.version', { version: edition.edition })}</b>
        <span className="t2 fs">
          {lastOn
            ? t('standard.clause.fromTo', { from: edition.effectiveOn, to: lastOn })
            : t('standard.effective', { day: edition.effectiveOn })}
        </span>
        {!edition.isVerified && <StateTag tone="warning">{t('standard.clause.notVerified')}</StateTag>}
      </div>
      <p>{(words === 'en' && edition.textEn) || edition.textZh}</p>
      {limits.length > 0 && (
        <table className="standard-limits">
          <tbody>
            {limits.map((limit) => (
              <tr key={limit.customerGrade}>
                <th>{gradeWords[limit.customerGrade][words]}</th>
                <td>{limitSentence(limit, edition.limitUnit, words)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      <p className="t3 fs">
        {t(`standard.audience.${edition.audience}`)} · {t(`standard.class.${edition.class}`)} ·{' '}
        {t(`standard.promise.${edition.promise}`)} ·{' '}
        {[edition.sourceTitle, edition.sourceNumber, edition.article].filter(Boolean).join(' ')}
      </p>
    </section>
  );
}
