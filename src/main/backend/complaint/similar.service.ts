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
  type Suggestion,
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

/** Why a complaint is offered; where it was merged, the one that goes on is offered for it. */
interface Offer {
  row: ComparedRow;
  suggestion: Suggestion;
}

/** The likeliest reason of each complaint that is still worked on by itself. */
async function offersOf(ctx: ServiceContext, asked: Asked, rows: readonly ComparedRow[], similarity: number) {
  const known = new Map(rows.map((row) => [row.complaintId, row]));
  // A ring can't be; a chain of mergings is short.
  for (let missing = mainsOf(rows, known); missing.length > 0; missing = mainsOf([...known.values()], known)) {
    const mains = await comparedRows(ctx.read, missing, '');
    for (const row of mains) known.set(row.complaintId, row);
    if (mains.length < missing.length) break;
  }
  const best = new Map<string, Offer>();
  for (const one of rows) {
    const suggestion = suggestionOf(asked, { ...one, pieces: piecesOf(one.content) }, similarity);
    let row: ComparedRow | undefined = one;
    while (row?.mergedInto) row = known.get(row.mergedInto);
    if (!suggestion || !row || asked.without.has(row.complaintId)) continue;
    const before = best.get(row.complaintId);
    if (!before || before.suggestion.score < suggestion.score) best.set(row.complaintId, { row, suggestion });
  }
  return [...best.values()];
}

const mainsOf = (rows: readonly ComparedRow[], known: ReadonlyMap<string, ComparedRow>): string[] => [
  ...new Set(rows.flatMap(({ mergedInto }) => (mergedInto && !known.has(mergedInto) ? [mergedInto] : []))),
];

function viewOf(asked: Asked, { row, suggestion }: Offer, channelHours: number): SimilarComplaint {
  const words = reasonsInWords(suggestion.reasons);
  const { complaintId, number, lastSeq, status, receivedAt, channel, categoryZh, categoryEn, unitName } = row;
  const sameCustomer = suggestion.reasons.some((reason) => reason.kind === 'number');
  return {
    ...{ complaintId, number, lastSeq, status, receivedAt, channel, categoryZh, categoryEn, unitName },
    content: row.content.slice(0, excerpt),
    otherChannel:
      sameCustomer &&
      asked.channel !== null &&
      isOtherChannel({ channel: asked.channel, receivedAt: asked.receivedAt }, row, channelHours),
    sameCustomer,
    isOpen: row.isOpen === 1,
    score: suggestion.score,
    reasonZh: words.zh,
    reasonEn: words.en,
  };
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
  const offers = await offersOf(ctx, asked, rows, policy.repeat.similarity);
  offers.sort((a, b) => b.suggestion.score - a.suggestion.score || (a.row.receivedAt < b.row.receivedAt ? 1 : -1));
  const isVisible = ({ row }: Offer) => row.unitPath.startsWith(ctx.user.unitPath);
  const isSameCustomer = ({ suggestion }: Offer) => suggestion.reasons.some(({ kind }) => kind === 'number');
  return {
    rows: offers
      .filter(isVisible)
      .slice(0, mostOffered)
      .map((offer) => viewOf(asked, offer, policy.repeat.channelHours)),
    outside: offers.filter((offer) => isSameCustomer(offer) && !isVisible(offer)).length,
    mass: today >= massFrom ? { count: today, place: asked.city } : null,
  };
}
