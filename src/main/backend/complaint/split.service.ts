import { partyOfLine } from '#shared/complaint/complaint.rules.ts';
import type { ComplaintEvent } from '#shared/complaint/event.schema.ts';
import type { SplitInput } from '#shared/complaint/link.schema.ts';
import { maskNumber } from '#shared/complaint/masking.rules.ts';
import { noRepeats } from '#shared/complaint/repeat.rules.ts';
import type { ServiceContext } from '../context.ts';
import { inTransaction, type Tx } from '../database/transaction.ts';
import { requireUnit } from '../organization/organization.service.ts';
import { recordChange } from '../system/change-log.repository.ts';
import { type ActTarget, actTarget, appendEvents, refuseUnlessAllowed } from './act.service.ts';
import { checkFacts } from './facts.check.ts';
import { insertHistories } from './history.service.ts';
import { refreshRepeats } from './repeat.service.ts';
import { loadWorld } from './world.service.ts';

type Draft = Omit<ComplaintEvent, 'seq'>;

/**
 * How the part begins: with what happened to the customer's contact as a whole. Receipt and first responder are those of
 * the original (首问人 never changes), and so are the first contact, what an import told, and approved pauses up to now.
 */
function beginnings({ row, events, state }: ActTarget): Draft[] {
  const shared: readonly ComplaintEvent['type'][] = ['received', 'imported', 'acknowledged', 'suspended', 'resumed'];
  return events
    .filter(({ type }) => shared.includes(type))
    .map(({ seq: _seq, ...event }) =>
      event.type === 'received'
        ? {
            ...event,
            data: {
              ...event.data,
              ruleEdition: state.ruleEdition,
              splitFrom: { complaintId: row.complaintId, number: row.number },
            },
          }
        : event,
    ) as Draft[];
}

/** What is done to the part now: a lasting pause of the original ends, why it was split, and where it goes. */
async function now(tx: Tx, ctx: ServiceContext, original: ActTarget, input: SplitInput): Promise<Draft[]> {
  const at = ctx.clock.now();
  const base = { happenedAt: at, recordedAt: at, accountId: ctx.user.accountId };
  const isPaused = original.state.pauses.at(-1)?.to === null;
  const drafts = [
    ...(isPaused ? [{ ...base, type: 'resumed' as const, data: { note: input.note } }] : []),
    { ...base, type: 'noted' as const, data: { note: input.note } },
  ] as Draft[];
  if (!input.assignTo) return drafts;
  const unit = await requireUnit(tx, ctx, input.assignTo);
  const data = { unitId: unit.unitId, party: partyOfLine[unit.line], note: '' };
  return [...drafts, { ...base, type: 'assigned', data } as Draft];
}

/**
 * A complaint with two matters becomes two: the new one has a number of its own, the same customer, channel, receipt and
 * first responder, so that its deadline has been running since the customer came. The original notes it.
 * @returns the id of the new one
 * @throws DomainError COMPLAINT_CONTENT_TOO_LONG, COMPLAINT_CATEGORY_UNKNOWN and those of acts
 */
export const splitComplaint = (ctx: ServiceContext, input: SplitInput): Promise<string> =>
  inTransaction(ctx, async (tx) => {
    const at = ctx.clock.now();
    const world = await loadWorld(tx);
    const original = await actTarget(tx, ctx, input.complaintId, input.lastSeq);
    refuseUnlessAllowed(ctx, original.state, 'split', world);
    await checkFacts(tx, input);
    const { row } = original;
    const names = await namesOf(tx, row.complaintId);
    const begun = beginnings(original);
    const drafts = [...begun, ...(await now(tx, ctx, original, input))];
    const facts = {
      complaintId: ctx.newId(),
      channel: row.channel,
      customerName: row.customerName,
      customerNumber: row.customerNumber,
      customerGrade: row.customerGrade,
      business: input.business ?? row.business,
      categoryCode: input.categoryCode,
      area: row.area,
      region: row.region,
      city: row.city,
      content: input.content,
      demand: input.demand,
      sourceSystem: null,
      externalNumber: null,
      isSample: row.isSample,
      createdAt: at,
    };
    const history = {
      facts,
      events: drafts.map((draft, i) => ({ ...draft, seq: i + 1 }) as ComplaintEvent),
      accountName: ctx.user.displayName,
      // those copied keep the name of who did them
      ...noRepeats,
      accountNames: begun.map((draft) => names.get(`${draft.type} ${draft.recordedAt}`) ?? ''),
    };
    const [part] = await insertHistories(tx, [history], world, at);
    const number = part?.number ?? '';
    await recordChange(tx, ctx, {
      entity: 'complaint',
      entityId: facts.complaintId,
      action: 'register',
      after: {
        number,
        splitFrom: row.number,
        channel: facts.channel,
        categoryCode: facts.categoryCode,
        unitId: part?.unitId,
        customerNumber: maskNumber(facts.customerNumber),
      },
    });
    const data = { complaintId: facts.complaintId, number, note: input.note };
    await appendEvents(tx, ctx, original, [{ type: 'split', data }], world, 'split');
    await refreshRepeats(tx, world.policy.repeat, [{ ...facts, receivedAt: row.receivedAt }]);
    return facts.complaintId;
  });

async function namesOf(tx: Tx, complaintId: string): Promise<Map<string, string>> {
  const rows = await tx
    .selectFrom('complaintEvent')
    .select(['type', 'recordedAt', 'accountName'])
    .where('complaintId', '=', complaintId)
    .execute();
  return new Map(rows.map((row) => [`${row.type} ${row.recordedAt}`, row.accountName]));
}
