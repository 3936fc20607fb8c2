import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Alert, Button, Checkbox, Modal } from 'antd';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { AlikeView } from '#shared/import/alike.contract.ts';
import type { ImportSessionView } from '#shared/import/import.schema.ts';
import { useJob } from '../../app/jobs.tsx';
import { client, orpc } from '../../rpc/client.ts';
import { errorText } from '../../rpc/error-text.ts';
import './alike-panel.css';
import { type Review, useWordLanguage } from './import.queries.ts';

/** Files of up to so many rows are compared unasked. */
const unasked = 20_000;

/** Rows that may repeat what is stored or what another row says: counted, looked at, and linked where one says so. */
export function AlikePanel({ session, review }: { session: ImportSessionView; review: Review }) {
  const { t } = useTranslation();
  const { sessionId, revision } = session;
  const [jobId, setJobId] = useState<string | null>(null);
  const [isOpen, setOpen] = useState(false);
  const job = useJob(jobId);
  const query = useQuery({
    // a new look at the rows makes what was found stale
    ...orpc.import.alike.queryOptions({ input: { sessionId }, staleTime: 0 }),
    enabled: session.target.findsAlike,
  });
  const { refetch } = query;
  const search = useMutation({
    mutationFn: () => client.import.findAlike({ sessionId }),
    onSuccess: (started) => setJobId(started.jobId),
  });
  const isSearching = search.isPending || job?.state === 'running';
  // biome-ignore lint/correctness/useExhaustiveDependencies: asked again with each look at the rows and each search that ends
  useEffect(() => {
    refetch();
  }, [revision, job?.state, refetch]);
  const found = query.data;
  const wants = session.target.findsAlike && found?.isSearched === false && !query.isFetching && !review.isBusy;
  const { mutate } = search;
  // biome-ignore lint/correctness/useExhaustiveDependencies: once for each look at the rows, whatever else is drawn anew
  useEffect(() => {
    if (wants && !isSearching && session.counts.total <= unasked) mutate();
  }, [wants, revision]);
  if (!session.target.findsAlike || !found) return null;
  const error = search.error ?? job?.error;
  return (
    <section className="panel import-alike fs" aria-label={t('importAlike.title')}>
      {isSearching ? (
        <span className="t3">
          {t('importAlike.searching')}{' '}
          {job && job.total > 0 && `${job.done.toLocaleString()} / ${job.total.toLocaleString()}`}
        </span>
      ) : !found.isSearched ? (
        <Button size="small" disabled={review.isBusy} onClick={() => mutate()}>
          {t('importAlike.find')}
        </Button>
      ) : found.count === 0 ? (
        <span className="t3">{t('importAlike.none')}</span>
      ) : (
        <>
          <b className="wa">{t('importAlike.found', { count: found.count, joined: found.joined })}</b>
          <Button size="small" onClick={() => setOpen(true)}>
            {t('importAlike.look')}
          </Button>
          <span className="t3 el">{t('importAlike.harmless')}</span>
        </>
      )}
      {error && <Alert type="error" showIcon title={errorText(error, t)} />}
      {isOpen && <AlikeList sessionId={sessionId} found={found} onClose={() => setOpen(false)} />}
    </section>
  );
}

function AlikeList({ sessionId, found, onClose }: { sessionId: string; found: AlikeView; onClose(): void }) {
  const { t } = useTranslation();
  const language = useWordLanguage();
  const queries = useQueryClient();
  const join = useMutation({
    mutationFn: ({ indexes, isJoined }: { indexes: number[]; isJoined: boolean }) =>
      client.import.joinAlike({ sessionId, indexes, isJoined }),
    onSuccess: (view) => queries.setQueryData(orpc.import.alike.queryOptions({ input: { sessionId } }).queryKey, view),
  });
  const all = found.rows.map((row) => row.index);
  return (
    <Modal open width={900} title={t('importAlike.list')} footer={null} onCancel={onClose}>
      <div className="row">
        <span className="t3 fs">{t('importAlike.shown', { count: found.rows.length })}</span>
        <span className="sp" />
        <Button size="small" onClick={() => join.mutate({ indexes: all, isJoined: true })}>
          {t('importAlike.joinAll')}
        </Button>
        <Button size="small" onClick={() => join.mutate({ indexes: all, isJoined: false })}>
          {t('importAlike.joinNone')}
        </Button>
      </div>
      {join.error && <Alert type="error" showIcon title={errorText(join.error, t)} />}
      <div className="import-alike-list">
        <table className="fs">
          <tbody>
            {found.rows.map((row) => (
              <tr key={row.index}>
                <td>
                  <Checkbox
                    checked={row.isJoined}
                    aria-label={t('importAlike.join', { line: row.line })}
                    onChange={(event) => join.mutate({ indexes: [row.index], isJoined: event.target.checked })}
                  />
                </td>
                <td className="num b wa">{Math.round(row.score * 100)}%</td>
                <td>
                  <span className="t3">{t('importAlike.line', { line: row.line })}</span> {row.text}
                </td>
                <td>
                  <span className="t3">
                    {t(row.other.isStored ? 'importAlike.stored' : 'importAlike.inFile', { label: row.other.label })}
                  </span>{' '}
                  {row.other.text}
                </td>
                <td className="t2">{row.reason[language]}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </Modal>
  );
}
