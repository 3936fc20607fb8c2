import { useQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { usePeriodScope, useScopedPath } from '../../app/period-scope.tsx';
import { orpc } from '../../rpc/client.ts';

/** Ways from the list to what waits for review, publication and decision, with how many there are. */
export function ReviewLinks() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const scoped = useScopedPath();
  const { unitId } = usePeriodScope();
  const counts = useQuery(orpc.inspection.counts.queryOptions({ input: { unitId, q: '' } }));
  const appeals = useQuery(orpc.inspection.appeals.queryOptions({ input: { unitId, state: 'open', limit: 1 } }));
  const links = [
    { key: 'review', count: counts.data?.submitted, path: scoped('/inspection/review') },
    { key: 'publish', count: counts.data?.reviewed, path: scoped('/inspection/review', { tab: 'reviewed' }) },
    { key: 'appeals', count: appeals.data?.total, path: scoped('/inspection/appeal') },
  ];
  return (
    <>
      {links.map(({ key, count, path }) => (
        <Button key={key} onClick={() => navigate(path)}>
          {t(`review.links.${key}`, { count: count ?? 0 })}
        </Button>
      ))}
    </>
  );
}
