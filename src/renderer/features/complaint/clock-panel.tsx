import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { ComplaintDetail } from '#shared/complaint/detail.schema.ts';
import { newsNumber, shownClocks } from '#shared/complaint/shown-clocks.ts';
import { StateTag } from '../../ui/state-tag.tsx';
import { ClockLine } from './clock-line.tsx';
import { DeadlineWhy } from './deadline-why.tsx';
import { RuleMove } from './rule-move.tsx';
import './clock-panel.css';

/** Earlier news that were late, as many as stand there unasked. */
const lateNewsShown = 2;

/** Clocks of a complaint, and for the chosen one, at first that of the final answer, why its deadline is what it is. */
export function ClockPanel({ detail }: { detail: ComplaintDetail }) {
  const { t } = useTranslation();
  const [chosen, setChosen] = useState<string | null>(null);
  const [unfolded, setUnfolded] = useState(false);
  const shown =
    detail.clocks.find((clock) => clock.key === chosen) ??
    detail.clocks.find((clock) => clock.kind === 'finalResponse');
  const told = shownClocks(detail.clocks);
  const earlierNews = told.filter(({ kind }) => kind === 'progress').slice(0, -1);
  const folded = unfolded ? [] : earlierNews.slice(0, -lateNewsShown);
  return (
    <section aria-label={t('complaint.clocks')}>
      <div className="complaint-section">
        <b>{t('complaint.clocks')}</b>
        <span className="sp" />
        {shown?.rule && (
          <Link
            className="fs"
            to={`/complaint/rule?edition=${detail.ruleEdition}&rule=${encodeURIComponent(shown.rule.code)}`}
          >
            {t('complaint.ruleOf', { code: shown.rule.code, edition: detail.ruleEdition })}
          </Link>
        )}
        {shown?.rule?.verification === 'example' && <StateTag tone="info">{t('complaint.exampleRule')}</StateTag>}
        {detail.acts.includes('moveRule') && <RuleMove detail={detail} />}
      </div>
      {told
        .filter((clock) => !folded.includes(clock))
        .map((clock) => (
          <ClockLine
            key={clock.key}
            clock={clock}
            number={newsNumber(detail.clocks, clock)}
            pausedReason={detail.row.badge.pausedReason}
            isShown={clock === shown}
            onShow={clock.rule ? () => setChosen(clock.key) : undefined}
          />
        ))}
      {folded.length > 0 && (
        <Button type="link" size="small" onClick={() => setUnfolded(true)}>
          {t('clock.folded', { count: folded.length })}
        </Button>
      )}
      {shown?.rule && <DeadlineWhy clock={shown} hours={detail.workingHours} />}
    </section>
  );
}
