import { useQuery } from '@tanstack/react-query';
import { Drawer } from 'antd';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { ReviewState } from '#shared/inspection/review.schema.ts';
import { formatInstant } from '#shared/kernel/dates.ts';
import { formatPoints } from '#shared/kernel/points.ts';
import { useScopedPath } from '../../app/period-scope.tsx';
import { usePreferences } from '../../app/preferences.tsx';
import { orpc } from '../../rpc/client.ts';
import { StateTag } from '../../ui/state-tag.tsx';
import { appealTones } from './appeal.format.ts';

const columns = ['submission', 'step', 'level', 'decision', 'reviewer', 'points', 'fingerprint', 'at'] as const;

/** Every decision about every submission of a sheet, and the appeals about it with both versions. */
export function ReviewHistory({ review, onClose }: { review: ReviewState; onClose(): void }) {
  const { t } = useTranslation();
  return (
    <Drawer open size={860} title={`${t('review.bar.history')} ${review.number}`} onClose={onClose}>
      <h3>{t('review.history.title')}</h3>
      {review.reviews.length === 0 && <p className="t3">{t('review.history.none')}</p>}
      {review.reviews.length > 0 && (
        <table className="review-table">
          <thead>
            <tr>
              {columns.map((column) => (
                <th key={column}>{t(`review.history.${column}`)}</th>
              ))}
              <th>{t('review.history.comment')}</th>
            </tr>
          </thead>
          <tbody>
            {review.reviews.map((each) => (
              <tr key={each.inspectionReviewId}>
                <td>{each.submission}</td>
                <td>{each.step}</td>
                <td>{t(`review.level.${each.level}`)}</td>
                <td>
                  <StateTag tone={each.decision === 'approved' ? 'good' : 'warning'}>
                    {t(`review.decision.${each.decision}`)}
                  </StateTag>
                </td>
                <td>{each.reviewerName}</td>
                <td className="num">{each.effectivePoints === null ? '—' : formatPoints(each.effectivePoints)}</td>
                <td title={each.fingerprint ?? ''}>
                  <code>{each.fingerprint?.slice(0, 8) ?? '—'}</code>
                </td>
                <td className="nw">{formatInstant(each.decidedAt)}</td>
                <td>{each.comment || '—'}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      <h3>{t('review.history.appeals')}</h3>
      <SheetAppeals inspectionId={review.inspectionId} />
    </Drawer>
  );
}

function SheetAppeals({ inspectionId }: { inspectionId: string }) {
  const { t } = useTranslation();
  const isEnglish = usePreferences().language === 'en';
  const scoped = useScopedPath();
  const { data } = useQuery(orpc.inspection.appeals.queryOptions({ input: { inspectionId, limit: 200 } }));
  if (!data) return null;
  if (data.total === 0) return <p className="t3">{t('review.history.noAppeals')}</p>;
  const points = (value: number | null) => (value === null ? '—' : formatPoints(value));
  return (
    <table className="review-table">
      <thead>
        <tr>
          <th>{t('appeal.number')}</th>
          <th>{t('appeal.item')}</th>
          <th>{t('appeal.stateTitle')}</th>
          <th>
            {t('appeal.lost')} {t('appeal.original')}
          </th>
          <th>{t('appeal.revised')}</th>
          <th>
            {t('appeal.points')} {t('appeal.original')}
          </th>
          <th>{t('appeal.revised')}</th>
        </tr>
      </thead>
      <tbody>
        {data.rows.map((row) => (
          <tr key={row.scoreAppealId}>
            <td className="nw">
              <Link to={scoped('/inspection/appeal', { open: row.scoreAppealId })}>{row.number}</Link>
            </td>
            <td>
              {row.itemCode} {isEnglish ? row.itemTitleEn : row.itemTitleZh}
            </td>
            <td>
              <StateTag tone={appealTones[row.state]}>{t(`appeal.state.${row.state}`)}</StateTag>
            </td>
            <td className="num">{points(row.originalLostPoints)}</td>
            <td className="num">{points(row.revisedLostPoints)}</td>
            <td className="num">{points(row.originalPoints)}</td>
            <td className="num">{points(row.revisedPoints)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
