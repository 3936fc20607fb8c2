import { useCallback, useState } from 'react';
import { ruleFaults } from '#shared/complaint/rule.rules.ts';
import { type DeadlineRuleInput, deadlineRule } from '#shared/complaint/rule.schema.ts';

/** A set of rules being changed, until it is published or given up. */
export interface RuleDraft {
  basedOn: number;
  rules: DeadlineRuleInput[];
}
const place = 'service-audit.ruleDraft';

/** A rule of a draft begun before rules had all their fields of today. */
function completed(rule: DeadlineRuleInput): DeadlineRuleInput {
  const read = deadlineRule.safeParse(rule);
  return read.success ? read.data : { ...rule, dayEnd: rule.dayEnd ?? 'midnight' };
}

function stored(): RuleDraft | null {
  try {
    const text = localStorage.getItem(place);
    const draft = text ? (JSON.parse(text) as RuleDraft) : null;
    return draft && { ...draft, rules: draft.rules.map(completed) };
  } catch {
    return null;
  }
}

/** The draft outlives a closed window: it is kept on this computer until it is published or thrown away. */
export function useRuleDraft() {
  const [draft, setDraft] = useState<RuleDraft | null>(stored);
  const keep = useCallback((next: RuleDraft | null) => {
    setDraft(next);
    if (next) localStorage.setItem(place, JSON.stringify(next));
    else localStorage.removeItem(place);
  }, []);
  return { draft, keep };
}

export type RuleChange = 'added' | 'changed' | 'removed';

/** What a draft changes against the edition it is based on, by code. */
export function ruleChanges(
  before: readonly DeadlineRuleInput[],
  after: readonly DeadlineRuleInput[],
): Map<string, RuleChange> {
  const changes = new Map<string, RuleChange>();
  const known = new Map(before.map((rule) => [rule.code, rule]));
  const left = new Set(after.map((rule) => rule.code));
  for (const rule of after) {
    const old = known.get(rule.code);
    if (!old) changes.set(rule.code, 'added');
    else if (JSON.stringify(old) !== JSON.stringify(rule)) changes.set(rule.code, 'changed');
  }
  for (const rule of before) if (!left.has(rule.code)) changes.set(rule.code, 'removed');
  return changes;
}

/** Faults of a draft by code. */
export function faultsByCode(rules: readonly DeadlineRuleInput[]) {
  return new Map(ruleFaults(rules).map((one) => [one.code, one]));
}
