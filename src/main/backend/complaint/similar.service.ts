import type { ComplaintChannel } from '#shared/complaint/complaint.enums.ts';
import { foldEvents } from '#shared/complaint/complaint.rules.ts';
import type { SimilarComplaint, SimilarInput, SimilarView } from '#shared/complaint/link.schema.ts';
import { normalNumber } from '#shared/complaint/repeat.rules.ts';
import { piecesOf } from '#shared/complaint/similarity.rules.ts';
import {
  type Comparable,
  isOtherChannel,
  massFrom,
  placeDays,
  reasonsInWords,
  suggestionOf,
} from '#shared/complaint/suggestion.rules.ts';
import { dayOf, instantAt } from '#shared/kernel/dates.ts';
import { DomainError } from '#shared/kernel/errors.ts';
import type { ServiceContext } from '../context.ts';
import { eventOf, eventRowsOf, findComplaint } from './complaint.repository.ts';
import { sharingBands } from './signature.service.ts';
import { atPlace, type ComparedRow, comparedRows, idsOfNumber } from './similar.repository.ts';
import { loadWorld } from './world.service.ts';

/** Open complaints of the same number are offered however old, up to this many days. */
const openDays = 365;
/** How many candidates of each kind are compared; the newest count. */
const most = { ofNumber: 50, perBand: 100, byText: 300, ofCategory: 1000, atPlace: 200 } as const;
const mostOffered = 8;
const excerpt = 160;
const dayMs = 86_400_000;
const back = (at: string, days: number) => new Date(Date.parse(at) - days * dayMs).toISOString();

/** What is compared with everything else. */
interface Asked extends Comparable {
  content: string;
  channel: ComplaintChannel | null;
  /** itself, and those that belong to it already */
  without: ReadonlySet<string>;
}

async function askedOf(ctx: ServiceContext, input: SimilarInput): Promise<Asked> {
  if (!input.complaintId) {
    const { content, city } = input;
    return {
      customerNumber: normalNumber(input.customerNumber),
      receivedAt: ctx.clock.now(),
      categoryCode: input.categoryCode ?? null,
      city,
      content,
      pieces: piecesOf(content),
      channel: input.channel ?? null,
      without: new Set(),
    };
  }
  const row = await findComplaint(ctx.read, input.complaintId);
  if (!row?.unitPath.startsWith(ctx.user.unitPath)) throw new DomainError('COMPLAINT_NOT_FOUND');
  const state = foldEvents((await eventRowsOf(ctx.read, row.complaintId)).map(eventOf));
  const others = [...state.links, ...state.absorbed, ...state.splitInto, state.mergedInto, state.splitFrom];
  const without = new Set([row.complaintId, ...others.flatMap((one) => (one ? [one.complaintId] : []))]);
  return { ...row, pieces: piecesOf(row.content), without };
}

/** Ids of everything that may be alike: by number, by text, by place and category. */
async function candidatesOf(ctx: ServiceContext, asked: Asked) {
  const { customerNumber, content, categoryCode, city, receivedAt } = asked;
  const ids = new Set<string>();
  if (customerNumber.length >= 4)
    for (const id of await idsOfNumber(ctx.read, customerNumber, back(receivedAt, openDays), most.ofNumber))
      ids.add(id);
  ctx.signal.throwIfAborted();
  for (const id of await sharingBands(ctx.read, content, most.perBand, most.byText)) ids.add(id);
  ctx.signal.throwIfAborted();
  const near =
    categoryCode && city
      ? await atPlace(ctx.read, categoryCode, city, back(receivedAt, placeDays), most.ofCategory)
      : [];
  for (const { complaintId } of near.slice(0, most.atPlace)) ids.add(complaintId);
  const midnight = instantAt(dayOf(receivedAt));
  return { ids, today: near.filter((one) => one.receivedAt >= midnight && !asked.without.has(one.complaintId)).length };
}

function offerOf(asked: Asked, row: ComparedRow, policy: { similarity: number; channelHours: number }) {
  const suggestion = suggestionOf(asked, { ...row, pieces: piecesOf(row.content) }, policy.similarity);
  if (!suggestion) return [];
  const words = reasonsInWords(suggestion.reasons);
  const { complaintId, number, lastSeq, status, receivedAt, channel, categoryZh, categoryEn, unitName } = row;
  const sameCustomer = suggestion.reasons.some((reason) => reason.kind === 'number');
  const view: SimilarComplaint = {
    ...{ complaintId, number, lastSeq, status, receivedAt, channel, categoryZh, categoryEn, unitName },
    content: row.content.slice(0, excerpt),
    otherChannel:
      sameCustomer &&
      asked.channel !== null &&
      isOtherChannel({ channel: asked.channel, receivedAt: asked.receivedAt }, row, policy.channelHours),
    sameCustomer,
    isOpen: row.isOpen === 1,
    score: suggestion.score,
    reasonZh: words.zh,
    reasonEn: words.en,
  };
  return [{ view, unitPath: row.unitPath }];
}

/**
 * Complaints that may be about the same matter as one being taken down, or as one that is there: the same number, a text
 * alike, the same place and category; the likeliest first. The time it takes does not grow with what is stored, as only
 * so many candidates are compared.
 * @throws DomainError COMPLAINT_NOT_FOUND
 */
export async function similarComplaints(ctx: ServiceContext, input: SimilarInput): Promise<SimilarView> {
  const { policy } = await loadWorld(ctx.read);
  const asked = await askedOf(ctx, input);
  const { ids, today } = await candidatesOf(ctx, asked);
  const wanted = [...ids].filter((id) => !asked.without.has(id));
  const since = back(asked.receivedAt, policy.repeat.windowDays);
  const rows = wanted.length === 0 ? [] : await comparedRows(ctx.read, wanted, since);
  ctx.signal.throwIfAborted();
  const offers = rows.flatMap((row) => offerOf(asked, row, policy.repeat));
  const visible = offers.filter(({ unitPath }) => unitPath.startsWith(ctx.user.unitPath)).map(({ view }) => view);
  visible.sort((a, b) => b.score - a.score || (a.receivedAt < b.receivedAt ? 1 : -1));
  return {
    rows: visible.slice(0, mostOffered),
    outside: offers.filter(({ view, unitPath }) => view.sameCustomer && !unitPath.startsWith(ctx.user.unitPath)).length,
    mass: today >= massFrom ? { count: today, place: asked.city } : null,
  };
}
