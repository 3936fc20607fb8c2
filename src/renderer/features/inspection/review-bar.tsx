import { CheckOutlined, HistoryOutlined, RollbackOutlined } from '@ant-design/icons';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { App, Button, Input, Modal } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { InspectionDetail } from '#shared/inspection/inspection.schema.ts';
import type { ReviewState } from '#shared/inspection/review.schema.ts';
import { formatInstant } from '#shared/kernel/dates.ts';
import { formatPoints } from '#shared/kernel/points.ts';
import { useMay } from '../../app/session.tsx';
import { client, orpc } from '../../rpc/client.ts';
import { errorText } from '../../rpc/error-text.ts';
import { StateTag, type Tone } from '../../ui/state-tag.tsx';
import { AppealForm } from './appeal-form.tsx';
import { ReviewHistory } from './review-history.tsx';
import './review.css';

export const stageTones: Record<ReviewState['stage'], Tone> = {
  draft: 'info',
  returned: 'warning',
  submitted: 'info',
  reviewed: 'good',
  published: 'good',
};

/** How far a sheet has come after it was handed in, who decided, and what can be done next; nothing for a new draft. */
export function ReviewBar({ detail }: { detail: InspectionDetail }) {
  const { t } = useTranslation();
  const may = useMay();
  const { inspectionId, stage } = detail;
  const options = orpc.inspection.review.queryOptions({ input: { inspectionId }, refetchInterval: 60_000 });
  // asked anew once the sheet has been handed in here
  const query = useQuery({ ...options, queryKey: [...options.queryKey, stage] as unknown as typeof options.queryKey });
  const [asked, setAsked] = useState<'approve' | 'giveBack'>();
  const [isHistory, setHistory] = useState(false);
  const [isAppealing, setAppealing] = useState(false);
  const review = query.data;
  if (!review || review.stage === 'draft') return null;
  const { canApprove, canReturn } = review;
  return (
    <section className="review-bar" aria-label={t('review.bar.history')}>
      <StateTag tone={stageTones[review.stage]}>{t(`review.stage.${review.stage}`)}</StateTag>
      <Progress review={review} />
      <span className="sp" />
      {review.revisedPoints !== null && (
        <b>
          {t('review.bar.both', {
            before: formatPoints(review.effectivePoints ?? 0),
            after: formatPoints(review.revisedPoints),
          })}
        </b>
      )}
      <Button size="small" icon={<HistoryOutlined />} onClick={() => setHistory(true)}>
        {t('review.bar.history')}
      </Button>
      {review.stage === 'published' && may('inspection:appeal') && (
        <Button size="small" onClick={() => setAppealing(true)}>
          {t('review.bar.appeal')}
        </Button>
      )}
      {canReturn && (
        <Button size="small" icon={<RollbackOutlined />} onClick={() => setAsked('giveBack')}>
          {t('review.bar.giveBack')}
        </Button>
      )}
      {canApprove && (
        <Button size="small" type="primary" icon={<CheckOutlined />} onClick={() => setAsked('approve')}>
          {t('review.bar.approve')}
        </Button>
      )}
      {asked && <DecisionModal review={review} act={asked} onClose={() => setAsked(undefined)} />}
      {isHistory && <ReviewHistory review={review} onClose={() => setHistory(false)} />}
      {isAppealing && <AppealForm detail={detail} onClose={() => setAppealing(false)} />}
    </section>
  );
}

/** What has happened in this submission and what it waits for; why it came back, if it did. */
function Progress({ review }: { review: ReviewState }) {
  const { t } = useTranslation();
  const may = useMay();
  const last = review.reviews.at(-1);
  if (review.stage === 'returned' && last)
    return (
      <span role="alert" className="wa">
        {t('review.bar.returned', { name: last.reviewerName, time: formatInstant(last.decidedAt) })}：{last.comment}
      </span>
    );
  const passed = review.reviews.filter((each) => each.submission === review.submissions);
  const parts = passed.map((each) =>
    t('review.bar.passed', { level: t(`review.level.${each.level}`), name: each.reviewerName }),
  );
  const next = review.levels[review.passed];
  if (review.stage === 'submitted' && next)
    parts.push(
      t('review.bar.waits', {
        level: t(`review.level.${next}`),
        step: review.passed + 1,
        all: review.levels.length,
      }),
    );
  if (review.levels.length === 0) parts.push(t('review.bar.none'));
  if (review.publicationNumber) parts.push(t('review.bar.publication', { number: review.publicationNumber }));
  if (review.appealUntil) parts.push(t('review.bar.appealUntil', { day: review.appealUntil }));
  if (review.submissions > 1) parts.push(t('review.bar.submission', { count: review.submissions }));
  const why = may('inspection:review') && review.stage === 'submitted' && review.hindrance;
  return (
    <span className="t2 el">
      {parts.join(' · ')}
      {why && <span className="t3">（{t(`review.hindrance.${why}`)}）</span>}
    </span>
  );
}

function DecisionModal({
  review,
  act,
  onClose,
}: {
  review: ReviewState;
  act: 'approve' | 'giveBack';
  onClose(): void;
}) {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const queries = useQueryClient();
  const [comment, setComment] = useState('');
  const { inspectionId, revision, number } = review;
  const decide = useMutation({
    mutationFn: () => client.inspection[act]({ inspectionId, revision, comment }),
    onSuccess: () => queries.invalidateQueries().then(onClose),
    onError: (error) => message.error(errorText(error, t), 8),
  });
  const isShort = act === 'giveBack' && comment.trim().length < 4;
  const go = () => !isShort && !decide.isPending && decide.mutate();
  return (
    <Modal
      open
      title={t(`review.bar.${act}Title`, { number })}
      okText={t(`review.bar.${act}`)}
      cancelText={t('common.cancel')}
      okButtonProps={{ disabled: isShort, danger: act === 'giveBack' }}
      confirmLoading={decide.isPending}
      onOk={go}
      onCancel={onClose}
    >
      {act === 'giveBack' && <p className="t2">{t('review.bar.giveBackText')}</p>}
      <Input.TextArea
        autoFocus
        rows={3}
        maxLength={1000}
        value={comment}
        aria-label={t('review.bar.comment')}
        placeholder={t(act === 'giveBack' ? 'review.bar.commentNeeded' : 'review.bar.comment')}
        onChange={(event) => setComment(event.target.value)}
        onKeyDown={(event) => event.key === 'Enter' && event.ctrlKey && go()}
      />
    </Modal>
  );
}
