import { rpc } from '../rpc/rpc.ts';
import { moveToEdition } from './complaint.service.ts';
import { exportRules, listRuleEditions, publishRules, readRules, rulesOfEdition } from './rule.service.ts';
import { moveRules } from './rule-move.service.ts';

const { ruleEditions, rules, publishRules: publish, exportRules: out, readRules: read, ...move } = rpc.complaint;

/** Calls about deadline rules. */
export const ruleHandlers = {
  ruleEditions: ruleEditions.handler(({ context }) => listRuleEditions(context.service)),
  rules: rules.handler(({ context, input }) => rulesOfEdition(context.service, input.edition)),
  publishRules: publish.handler(({ context, input }) => publishRules(context.service, input)),
  exportRules: out.handler(({ context, input }) => exportRules(context.service, input)),
  readRules: read.handler(({ context, input }) => readRules(context.service, input)),
  moveRule: move.moveRule.handler(({ context, input }) => moveToEdition(context.service, input)),
  moveRules: move.moveRules.handler(({ context, input }) => moveRules(context.service, input)),
};
