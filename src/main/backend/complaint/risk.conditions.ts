import { type RawBuilder, sql } from 'kysely';
import { type RiskMoment, riskWeights, unansweredStatuses } from '#shared/complaint/risk.rules.ts';

/** Points of an open complaint at a moment, as SQL: `riskOf` of risk.rules.ts over the list columns. */
export function riskPoints({ now, passedBefore, nearBefore, comingBefore }: RiskMoment): RawBuilder<number> {
  const { limitPassed, limitNear, limitComing, overdue, repeated, otherChannel } = riskWeights;
  const unanswered = sql.join(unansweredStatuses.map((status) => sql.lit(status)));
  return sql<number>`(complaint.risk_points
    + case when complaint.repeat_count > 0 then ${sql.lit(repeated)} else 0 end
    + case when complaint.channel_repeat_count > 0 then ${sql.lit(otherChannel)} else 0 end
    + case when complaint.due_sort <= ${now} then ${sql.lit(overdue)} else 0 end
    + case when complaint.status not in (${unanswered}) then 0
        when complaint.received_at < ${passedBefore} then ${sql.lit(limitPassed)}
        when complaint.received_at < ${nearBefore} then ${sql.lit(limitNear)}
        when complaint.received_at < ${comingBefore} then ${sql.lit(limitComing)}
        else 0 end)`;
}
