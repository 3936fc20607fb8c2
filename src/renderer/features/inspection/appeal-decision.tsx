import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { App, Button, Checkbox, Input, Segmented } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { saysTheSame } from '#shared/inspection/appeal.rules.ts';
import type { AppealDetail } from '#shared/inspection/appeal.schema.ts';
import { parseResult, resultText } from '#shared/inspection/entry.words.ts';
import { entryFits } from '#shared/inspection/inspection.rules.ts';
import { type ItemEntry, resultKindOf } from '#shared/inspection/result.schema.ts';
import { formatPoints } from '#shared/kernel/points.ts';
import type { Language } from '#shared/standard/rule.words.ts';
import { client, orpc } from '../../rpc/client.ts';
import { errorText } from '../../rpc/error-text.ts';

/** What the new entry would say; undefined while it can't stand. */
function useRevision(appeal: AppealDetail) {
  const { item, originalEntry } = appeal;
  const kind = resultKindOf(item.rule);
  const [typed, setTyped] = useState(() => resultText(originalEntry.result));
  const [passed, setPassed] = useState(originalEntry.result?.kind === 'pass' ? originalEntry.result.passed : true);
  const [isNotApplicable, setNotApplicable] = useState(originalEntry.isNotApplicable);
  const [isCriticalHit, setCriticalHit] = useState(originalEntry.isCriticalHit);
  const [note, setNote] = useState('');
  const result = isNotApplicable ? null : kind === 'pass' ? ({ kind, passed } as const) : parseResult(item, typed);
  const { staffIds } = originalEntry;
  const entry: ItemEntry | undefined =
    result === undefined || (result === null && !isNotApplicable && !isCriticalHit)
      ? undefined
      : {
          itemCode: item.code,
          result,
          isNotApplicable,
          isCriticalHit: isCriticalHit && !isNotApplicable,
          note,
          ...(staffIds && { staffIds }),
        };
  return {
    kind,
    typed,
    setTyped,
    passed,
    setPassed,
    isNotApplicable,
    setNotApplicable,
    isCriticalHit,
    setCriticalHit,
    note,
    setNote,
    entry: entry && entryFits(item, entry) ? entry : undefined,
  };
}

/** Decides an open appeal: revise with a new entry whose outcome is shown beforehand, or keep the score. */
export function AppealDecision({ appeal, language }: { appeal: AppealDetail; language: Language }) {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const queries = useQueryClient();
  const [verdict, setVerdict] = useState<'accept' | 'reject'>('accept');
  const [reason, setReason] = useState('');
  const revision = useRevision(appeal);
  const { item, scoreAppealId } = appeal;
  const { entry } = revision;
  const isSame = entry !== undefined && saysTheSame(appeal.originalEntry, entry);
  const trial = useQuery({
    ...orpc.inspection.tryAppeal.queryOptions({ input: { scoreAppealId, entry: entry as ItemEntry } }),
    enabled: verdict === 'accept' && entry !== undefined && !isSame,
    retry: false,
  });
  const decide = useMutation({
    mutationFn: () =>
      verdict === 'accept' && entry
        ? client.inspection.acceptAppeal({ scoreAppealId, revision: appeal.revision, entry, reason })
        : client.inspection.rejectAppeal({ scoreAppealId, revision: appeal.revision, reason }),
    onSuccess: async (answer) => {
      message.success(t(answer.state === 'accepted' ? 'appeal.decide.accepted' : 'appeal.decide.rejected'));
      await queries.invalidateQueries();
    },
    onError: (error) => message.error(errorText(error, t), 8),
  });
  const isReady =
    reason.trim().length >= 4 && (verdict === 'reject' || (entry !== undefined && !isSame && trial.isSuccess));
  const grade = trial.data?.grade ? (appeal.gradeTitles[trial.data.grade]?.[language] ?? trial.data.grade) : '—';
  return (
    <form
      className="decide"
      aria-label={t('appeal.decide.title')}
      onSubmit={(event) => event.preventDefault()}
      onKeyDown={(event) => event.key === 'Enter' && event.ctrlKey && isReady && !decide.isPending && decide.mutate()}
    >
      <Segmented
        value={verdict}
        onChange={setVerdict}
        options={[
          { value: 'accept', label: t('appeal.decide.accept') },
          { value: 'reject', label: t('appeal.decide.reject') },
        ]}
      />
      {verdict === 'accept' && (
        <>
          <div className="row">
            <span className="t2 nw">{t('appeal.decide.entry')}</span>
            {revision.kind === 'pass' ? (
              <Segmented
                disabled={revision.isNotApplicable}
                value={revision.passed ? 'met' : 'notMet'}
                onChange={(value) => revision.setPassed(value === 'met')}
                options={['met', 'notMet'].map((value) => ({ value, label: t(`inspection.sheet.${value}`) }))}
              />
            ) : (
              <Input
                style={{ width: 150 }}
                aria-label={t('appeal.decide.entry')}
                value={revision.typed}
                disabled={revision.isNotApplicable}
                status={revision.entry ? '' : 'error'}
                onChange={(event) => revision.setTyped(event.target.value)}
              />
            )}
            <span className="t3 fs">{'unit' in item.rule && item.rule.unit[language]}</span>
            {item.notApplicable !== 'notAllowed' && (
              <Checkbox
                checked={revision.isNotApplicable}
                onChange={(event) => revision.setNotApplicable(event.target.checked)}
              >
                {t('appeal.decide.notApplicable')}
              </Checkbox>
            )}
            {item.critical && (
              <Checkbox
                checked={revision.isCriticalHit}
                disabled={revision.isNotApplicable}
                onChange={(event) => revision.setCriticalHit(event.target.checked)}
              >
                {t('appeal.decide.hit')}
              </Checkbox>
            )}
          </div>
          <span role="status" className={isSame ? 't3 fs' : trial.error || !entry ? 'er fs' : 'b'}>
            {!entry && t('appeal.decide.invalid')}
            {isSame && t('appeal.decide.same')}
            {entry && !isSame && trial.error && errorText(trial.error, t)}
            {entry &&
              !isSame &&
              trial.data &&
              t('appeal.decide.result', {
                lost: formatPoints(trial.data.lostPoints),
                points: trial.data.points === null ? t('appeal.decide.noScore') : formatPoints(trial.data.points),
                grade,
              })}
          </span>
        </>
      )}
      <Input.TextArea
        rows={2}
        maxLength={2000}
        value={reason}
        placeholder={t('appeal.decide.reason')}
        aria-label={t('appeal.decide.reason')}
        onChange={(event) => setReason(event.target.value)}
      />
      <Button type="primary" disabled={!isReady} loading={decide.isPending} onClick={() => decide.mutate()}>
        {t(`appeal.decide.${verdict}`)} <kbd>Ctrl Enter</kbd>
      </Button>
    </form>
  );
}
