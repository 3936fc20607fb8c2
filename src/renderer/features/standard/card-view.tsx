import { DownloadOutlined, EditOutlined, PrinterOutlined } from '@ant-design/icons';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { App, Button, Dropdown, Input, Modal } from 'antd';
import { Fragment, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { formatPoints } from '#shared/kernel/points.ts';
import { criticalSentence, ruleSentence } from '#shared/standard/rule.words.ts';
import type { ScorecardItem } from '#shared/standard/scorecard.schema.ts';
import type { ScorecardSummary, ScorecardView } from '#shared/standard/standard.contract.ts';
import { useMay } from '../../app/session.tsx';
import { client, orpc } from '../../rpc/client.ts';
import { errorText } from '../../rpc/error-text.ts';
import { printHtml, saveFileAs } from '../../rpc/files.ts';
import { ErrorPanel } from '../../ui/error-panel.tsx';
import { Panel } from '../../ui/panel.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { StateTag } from '../../ui/state-tag.tsx';
import { DifferenceDrawer } from './difference-drawer.tsx';
import { NewCard } from './new-card.tsx';
import { useCreateDraft } from './use-create-draft.ts';
import { useWords } from './use-words.ts';

const useCard = (scorecardVersionId: string | undefined) =>
  useQuery({
    ...orpc.standard.scorecard.queryOptions({ input: { scorecardVersionId: scorecardVersionId ?? '' } }),
    staleTime: Number.POSITIVE_INFINITY,
    enabled: scorecardVersionId !== undefined,
  });

/** A published version: what stands in it, and what can be done with it. */
export function CardView({
  scorecardVersionId,
  all,
}: {
  scorecardVersionId: string;
  all: readonly ScorecardSummary[];
}) {
  const { t } = useTranslation();
  const words = useWords();
  const { message } = App.useApp();
  const card = useCard(scorecardVersionId);
  const summary = all.find((each) => each.scorecardVersionId === scorecardVersionId);
  const { data } = card;
  const print = useMutation({
    mutationFn: async () => printHtml((await client.standard.printBlank({ scorecardVersionId, language: words })).html),
    onError: (error) => message.error(errorText(error, t)),
  });
  return (
    <Panel
      style={{ flex: 1 }}
      title={data && `${data.content.title[words]} · ${data.code}`}
      extra={
        data && (
          <>
            {summary?.retiredAt ? (
              <StateTag>{t('standard.state.retired')}</StateTag>
            ) : (
              <StateTag tone="good">{t('standard.published')}</StateTag>
            )}
            <Button size="small" icon={<PrinterOutlined />} loading={print.isPending} onClick={() => print.mutate()}>
              {t('standard.printBlank')}
            </Button>
            {summary && <CardActions summary={summary} all={all} card={data} />}
          </>
        )
      }
      foot={data && <span className="el">{data.content.source[words]}</span>}
    >
      {card.isPending && <Skeleton rows={14} />}
      {card.error && <ErrorPanel error={card.error} onRetry={() => card.refetch()} />}
      {data && <CardTable card={data} />}
    </Panel>
  );
}

function CardActions({
  summary,
  all,
  card,
}: {
  summary: ScorecardSummary;
  all: readonly ScorecardSummary[];
  card: ScorecardView;
}) {
  const { t } = useTranslation();
  const words = useWords();
  const may = useMay();
  const { message } = App.useApp();
  const create = useCreateDraft();
  const [isCopying, setCopying] = useState(false);
  const [isRetiring, setRetiring] = useState(false);
  const [other, setOther] = useState<ScorecardSummary>();
  const { scorecardVersionId, code, version } = summary;
  const others = all.filter((each) => each.code === code && each.version !== version);
  const out = () =>
    client.standard
      .exportScorecard({ scorecardVersionId, language: words })
      .then(({ fileId }) => saveFileAs(fileId))
      .catch((error: unknown) => message.error(errorText(error, t)));
  const name = (each: { version: number }) => t('standard.version', { version: each.version });
  const mayWrite = may('standard:write');
  return (
    <>
      <Button size="small" icon={<DownloadOutlined />} onClick={out}>
        Excel
      </Button>
      {(mayWrite || others.length > 0) && (
        <Dropdown
          trigger={['click']}
          menu={{
            items: [
              ...others.map((each) => ({
                key: each.scorecardVersionId,
                label: t('standard.compareWith', { version: each.version }),
              })),
              ...(mayWrite ? [{ key: 'copy', label: t('standard.copy') }] : []),
              ...(mayWrite && !summary.retiredAt
                ? [{ key: 'retire', label: t('standard.retire.open'), danger: true }]
                : []),
            ],
            onClick: ({ key }) => {
              if (key === 'copy') setCopying(true);
              else if (key === 'retire') setRetiring(true);
              else setOther(others.find((each) => each.scorecardVersionId === key));
            },
          }}
        >
          <Button size="small">{t('standard.more')}</Button>
        </Dropdown>
      )}
      {mayWrite && (
        <Button
          size="small"
          type="primary"
          icon={<EditOutlined />}
          onClick={() => create({ from: 'version', scorecardVersionId })}
        >
          {t('standard.newVersion')}
        </Button>
      )}
      {isCopying && <NewCard copyOf={scorecardVersionId} onClose={() => setCopying(false)} />}
      {isRetiring && <Retire summary={summary} onClose={() => setRetiring(false)} />}
      {other && <Comparison card={card} other={other} name={name} onClose={() => setOther(undefined)} />}
    </>
  );
}

function Comparison({
  card,
  other,
  name,
  onClose,
}: {
  card: ScorecardView;
  other: ScorecardSummary;
  name(each: { version: number }): string;
  onClose(): void;
}) {
  const found = useCard(other.scorecardVersionId);
  if (!found.data) return null;
  const [old, recent] = card.version < other.version ? [card, found.data] : [found.data, card];
  return (
    <DifferenceDrawer
      before={old.content}
      after={recent.content}
      names={{ old: name(old), draft: name(recent) }}
      isOpen
      onClose={onClose}
    />
  );
}

function Retire({ summary, onClose }: { summary: ScorecardSummary; onClose(): void }) {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const queries = useQueryClient();
  const [reason, setReason] = useState('');
  const retire = useMutation({
    mutationFn: () => client.standard.retire({ scorecardVersionId: summary.scorecardVersionId, reason: reason.trim() }),
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: orpc.standard.scorecards.key() });
      onClose();
    },
    onError: (error) => message.error(errorText(error, t)),
  });
  return (
    <Modal
      open
      title={t('standard.retire.title', { version: summary.version })}
      okText={t('standard.retire.ok')}
      cancelText={t('common.cancel')}
      okButtonProps={{ danger: true, disabled: reason.trim() === '', loading: retire.isPending }}
      onOk={() => retire.mutate()}
      onCancel={onClose}
    >
      <p className="t2">{t('standard.retire.text')}</p>
      <Input.TextArea
        autoFocus
        rows={2}
        maxLength={400}
        aria-label={t('standard.retire.reason')}
        placeholder={t('standard.retire.reason')}
        value={reason}
        onChange={(event) => setReason(event.target.value)}
      />
    </Modal>
  );
}

function CardTable({ card }: { card: ScorecardView }) {
  const { t } = useTranslation();
  const words = useWords();
  const { content } = card;
  const grades = content.grades
    .map((grade) => `${grade.title[words]} ≥${formatPoints(grade.fromPoints, 0)}`)
    .join('　');
  return (
    <>
      <div className="standard-facts fs t2">
        <span>{t('standard.version', { version: card.version })}</span>
        <span>{t('standard.effective', { day: card.effectiveOn })}</span>
        <span>{t('standard.full', { points: formatPoints(content.fullPoints, 0) })}</span>
        <span>
          {t('standard.grades')}：{grades}
        </span>
        <span className="t3">{t('standard.hash', { hash: card.contentHash.slice(0, 8) })}</span>
      </div>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard */}
      <div className="standard-scroll" tabIndex={0} role="region" aria-label={content.title[words]}>
        <table className="standard-table">
          <thead>
            <tr>
              {(['code', 'item', 'clause', 'rule', 'full', 'notApplicable', 'evidence', 'critical'] as const).map(
                (column) => (
                  <th key={column} className={column === 'full' ? 'num' : ''}>
                    {t(`standard.columns.${column}`)}
                  </th>
                ),
              )}
            </tr>
          </thead>
          <tbody>
            {content.sections.map((section) => (
              <Fragment key={section.code}>
                <tr className="group">
                  <td colSpan={8}>
                    {section.title[words]}
                    <span className="t3">
                      {t(section.kind === 'award' ? 'standard.awardFull' : 'standard.sectionFull', {
                        points: formatPoints(section.fullPoints),
                      })}
                    </span>
                  </td>
                </tr>
                {section.items.map((item) => (
                  <ItemRow key={item.code} card={card} item={item} />
                ))}
              </Fragment>
            ))}
          </tbody>
        </table>
      </div>
    </>
  );
}

function ItemRow({ card, item }: { card: ScorecardView; item: ScorecardItem }) {
  const { t } = useTranslation();
  const words = useWords();
  return (
    <tr>
      <td className="t2">{item.code}</td>
      <td>{item.title[words]}</td>
      <td className="t2 nw" title={item.clause.text[words]}>
        {item.clause.code}
        {item.clause.edition !== undefined && (
          <span className="t3 fs"> {t('standard.version', { version: item.clause.edition })}</span>
        )}
      </td>
      <td className="fs t2">{ruleSentence(item, words)}</td>
      <td className="num">{formatPoints(item.fullPoints)}</td>
      <td className="fs t2">{t(`standard.notApplicable.${item.notApplicable}`)}</td>
      <td className="fs t2">{t(`standard.evidence.${item.evidence.demand}`)}</td>
      <td>
        {item.critical && (
          <StateTag tone="bad" title={criticalSentence(card.content, item, words)}>
            {t(`standard.critical.${item.critical.effect}`)}
          </StateTag>
        )}
      </td>
    </tr>
  );
}
