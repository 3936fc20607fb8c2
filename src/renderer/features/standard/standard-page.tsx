import { PrinterOutlined } from '@ant-design/icons';
import { useMutation, useQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { Fragment } from 'react';
import { useTranslation } from 'react-i18next';
import { formatPoints } from '#shared/kernel/points.ts';
import { criticalSentence, ruleSentence } from '#shared/standard/rule.words.ts';
import type { ScorecardItem } from '#shared/standard/scorecard.schema.ts';
import type { ScorecardView } from '#shared/standard/standard.contract.ts';
import { useUrlState } from '../../app/period-scope.tsx';
import { usePreferences } from '../../app/preferences.tsx';
import { client, orpc } from '../../rpc/client.ts';
import { printHtml } from '../../rpc/files.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ErrorPanel } from '../../ui/error-panel.tsx';
import { PageHead } from '../../ui/page-head.tsx';
import { Panel } from '../../ui/panel.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { StateTag } from '../../ui/state-tag.tsx';
import './standard.css';

const useWords = () => (usePreferences().language === 'en' ? 'en' : 'zh');

/** Published scorecards and what stands in the chosen one. */
export default function StandardPage() {
  const { t } = useTranslation();
  const words = useWords();
  const [chosen, setChosen] = useUrlState('card');
  const cards = useQuery(orpc.standard.scorecards.queryOptions({ input: {} }));
  const selected = chosen || cards.data?.[0]?.scorecardVersionId;
  return (
    <div className="page">
      <PageHead title={t('standard.title')} detail={cards.data && t('standard.cards', { count: cards.data.length })} />
      <div className="page-body standard-body">
        <Panel className="standard-list">
          {cards.isPending && <Skeleton rows={6} />}
          {cards.error && <ErrorPanel error={cards.error} onRetry={() => cards.refetch()} />}
          {cards.data?.length === 0 && <EmptyState text={t('standard.empty')} />}
          {cards.data?.map((card) => (
            <button
              type="button"
              key={card.scorecardVersionId}
              className={card.scorecardVersionId === selected ? 'on' : ''}
              aria-pressed={card.scorecardVersionId === selected}
              onClick={() => setChosen(card.scorecardVersionId)}
            >
              <b>{words === 'en' ? card.titleEn : card.titleZh}</b>
              <span className="t3 fs">
                {card.code} · {t('standard.version', { version: card.version })} · {t(`line.${card.line}`)} ·{' '}
                {t('standard.items', { count: card.itemCount })}
              </span>
            </button>
          ))}
        </Panel>
        {selected ? (
          <CardView scorecardVersionId={selected} />
        ) : (
          <Panel style={{ flex: 1 }}>{cards.data && <EmptyState text={t('standard.choose')} />}</Panel>
        )}
      </div>
    </div>
  );
}

function CardView({ scorecardVersionId }: { scorecardVersionId: string }) {
  const { t } = useTranslation();
  const words = useWords();
  const card = useQuery(
    orpc.standard.scorecard.queryOptions({ input: { scorecardVersionId }, staleTime: Number.POSITIVE_INFINITY }),
  );
  const print = useMutation({
    mutationFn: async () => printHtml((await client.standard.printBlank({ scorecardVersionId, language: words })).html),
  });
  const { data } = card;
  return (
    <Panel
      style={{ flex: 1 }}
      title={data && `${data.content.title[words]} · ${data.code}`}
      extra={
        data && (
          <>
            <StateTag tone="good">{t('standard.published')}</StateTag>
            <Button size="small" icon={<PrinterOutlined />} loading={print.isPending} onClick={() => print.mutate()}>
              {t('standard.printBlank')}
            </Button>
          </>
        )
      }
      foot={data && <span className="el">{data.content.source[words]}</span>}
    >
      {card.isPending && <Skeleton rows={14} />}
      {(card.error ?? print.error) && <ErrorPanel error={card.error ?? print.error} onRetry={() => card.refetch()} />}
      {data && <CardTable card={data} />}
    </Panel>
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
