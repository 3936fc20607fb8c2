import { App, Button, Modal, Progress, Select } from 'antd';
import { useEffect, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { addDays, dayOf } from '#shared/kernel/dates.ts';
import { formatPoints } from '#shared/kernel/points.ts';
import type { ScorecardContent } from '#shared/standard/scorecard.schema.ts';
import { type Recomputation, recomputation } from '#shared/standard/standard.contract.ts';
import { useJob } from '../../app/jobs.tsx';
import { useScopedPath } from '../../app/period-scope.tsx';
import { client } from '../../rpc/client.ts';
import { errorText } from '../../rpc/error-text.ts';
import { useWords } from './use-words.ts';

/** This month and those before it, newest first. */
function recentMonths(count: number): string[] {
  const list = [dayOf(Date.now()).slice(0, 7)];
  while (list.length < count) list.push(addDays(`${list.at(-1)}-01`, -1).slice(0, 7));
  return list;
}

interface Props {
  readonly scorecardDraftId: string;
  readonly card: ScorecardContent;
  readonly published: ScorecardContent;
  readonly names: { draft: string; old: string };
  flush(): Promise<number>;
}

/** Published sheets of a month by the draft beside their own card: what the new card would have changed. */
export function RecomputePanel({ scorecardDraftId, card, published, names, flush }: Props) {
  const { t } = useTranslation();
  const words = useWords();
  const { message } = App.useApp();
  const months = useMemo(() => recentMonths(18), []);
  // the sheets of the month before this one are published as a rule
  const [month, setMonth] = useState(months[1] as string);
  const [jobId, setJobId] = useState<string>();
  const [isOpen, setOpen] = useState(false);
  const job = useJob(jobId);
  const result = useMemo(
    () => (job?.state === 'completed' ? recomputation.safeParse(job.result).data : undefined),
    [job],
  );
  useEffect(() => {
    if (job?.state === 'failed' && job.error) message.error(errorText(job.error, t));
  }, [job, message, t]);
  const start = async () => {
    try {
      await flush();
      setJobId((await client.standard.recompute({ scorecardDraftId, month })).jobId);
    } catch (error) {
      message.error(errorText(error, t));
    }
  };
  const isRunning = jobId !== undefined && (!job || job.state === 'running');
  const codes = [...new Set([...published.grades, ...card.grades].map((grade) => grade.code))];
  const title = (code: string) =>
    [...card.grades, ...published.grades].find((grade) => grade.code === code)?.title[words] ?? code;
  return (
    <div className="std-recompute">
      <div className="row">
        <b className="fs sp">
          {result ? t('standard.recompute.finding', { count: result.sheets }) : t('standard.recompute.title')}
        </b>
        <Select
          size="small"
          aria-label={t('standard.recompute.month')}
          value={month}
          onChange={setMonth}
          style={{ width: 92 }}
          options={months.map((value) => ({ value, label: value }))}
        />
        <Button size="small" loading={isRunning} onClick={start}>
          {t('standard.recompute.start')}
        </Button>
      </div>
      {isRunning && (
        <Progress size="small" percent={job && job.total > 0 ? Math.floor((job.done / job.total) * 100) : 0} />
      )}
      {result && result.sheets > 0 && (
        <>
          <table>
            <thead>
              <tr>
                <th aria-label={t('standard.recompute.card')} />
                {codes.map((code) => (
                  <th key={code} className="num">
                    {title(code)}
                  </th>
                ))}
                <th className="num">{t('standard.recompute.mean')}</th>
              </tr>
            </thead>
            <tbody>
              {(
                [
                  ['before', names.old],
                  ['after', names.draft],
                ] as const
              ).map(([side, name]) => (
                <tr key={side}>
                  <td className="t2">{name}</td>
                  {codes.map((code) => (
                    <td key={code} className="num">
                      {result[side].grades[code] ?? 0}
                    </td>
                  ))}
                  <td className="num b">{result[side].mean === null ? '—' : formatPoints(result[side].mean)}</td>
                </tr>
              ))}
            </tbody>
          </table>
          <span className="fs">
            {t('standard.recompute.changes', { up: result.up, down: result.down })}{' '}
            {result.changed.length > 0 && (
              <Button type="link" size="small" onClick={() => setOpen(true)}>
                {t('standard.recompute.list')}
              </Button>
            )}
          </span>
          {result.assumed.length > 0 && (
            <span className="fs wa">
              {t('standard.recompute.assumed', {
                count: result.assumed.length,
                codes: result.assumed.slice(0, 8).join(' '),
              })}
            </span>
          )}
        </>
      )}
      {result && <Changed result={result} names={names} isOpen={isOpen} title={title} onClose={() => setOpen(false)} />}
    </div>
  );
}

function Changed({
  result,
  names,
  isOpen,
  title,
  onClose,
}: {
  result: Recomputation;
  names: Props['names'];
  isOpen: boolean;
  title(code: string): string;
  onClose(): void;
}) {
  const { t } = useTranslation();
  const scoped = useScopedPath();
  const points = (value: number | null, grade: string | null) =>
    value === null ? '—' : `${formatPoints(value)} ${grade === null ? '' : title(grade)}`;
  return (
    <Modal
      open={isOpen}
      onCancel={onClose}
      footer={null}
      width={640}
      title={t('standard.recompute.changedTitle', { count: result.changed.length })}
    >
      <div className="std-list">
        <table className="standard-table">
          <thead>
            <tr>
              <th>{t('standard.recompute.number')}</th>
              <th>{t('standard.recompute.unit')}</th>
              <th className="num">{names.old}</th>
              <th className="num">{names.draft}</th>
            </tr>
          </thead>
          <tbody>
            {result.changed.map((row) => (
              <tr key={row.inspectionId}>
                <td>
                  <Link to={scoped(`/inspection/${row.inspectionId}`)}>{row.number}</Link>
                </td>
                <td>{row.unitName}</td>
                <td className="num">{points(row.beforePoints, row.beforeGrade)}</td>
                <td className="num b">{points(row.afterPoints, row.afterGrade)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </Modal>
  );
}
