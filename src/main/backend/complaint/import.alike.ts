import type { ComplaintPolicy } from '#shared/complaint/policy.schema.ts';
import { normalNumber } from '#shared/complaint/repeat.rules.ts';
import { bandsOf, piecesOf } from '#shared/complaint/similarity.rules.ts';
import { type Comparable, reasonsInWords, type Suggestion, suggestionOf } from '#shared/complaint/suggestion.rules.ts';
import type { ImportRow } from '#shared/import/import.target.ts';
import type { ServiceContext } from '../context.ts';
import type { Database } from '../database/dialect.ts';
import type { AlikeRow, AlikeSearch } from '../import/import.registry.ts';
import { factsOf } from './import.facts.ts';
import { type ComparedRow, comparedRows, newestOfBands, newestOfNumbers } from './similar.repository.ts';
import { loadWorld } from './world.service.ts';

/** Earlier rows of the file that are remembered for each band; the newest count. */
const perBand = 4;
/** So many rows of a file are compared with each other at a time: what they say is held in memory. */
const mostRemembered = 100_000;
const excerpt = 120;
const dayMs = 86_400_000;

interface Told extends Comparable {
  key: string;
  content: string;
  bands: readonly number[];
}
type Other = AlikeRow['other'];

/** Earlier rows of the same file, by band and by number. */
class Remembered {
  private readonly byBand = new Map<number, Told[]>();
  private readonly byNumber = new Map<string, Told>();
  private count = 0;

  candidates({ bands, customerNumber }: Told): Set<Told> {
    const found = new Set(bands.flatMap((band) => this.byBand.get(band) ?? []));
    const same = customerNumber === '' ? undefined : this.byNumber.get(customerNumber);
    if (same) found.add(same);
    return found;
  }

  add(told: Told): void {
    if (this.count >= mostRemembered) {
      this.byBand.clear();
      this.byNumber.clear();
      this.count = 0;
    }
    this.count += 1;
    for (const band of told.bands) this.byBand.set(band, [...(this.byBand.get(band) ?? []), told].slice(-perBand));
    if (told.customerNumber !== '') this.byNumber.set(told.customerNumber, told);
  }
}

/**
 * Searches the rows of a file for complaints that may be stored already under another number, or that another row tells
 * as well: by number and by text, inside the window of the policy. Of those stored, the newest of each band and of the
 * number are compared.
 */
export async function complaintAlike(db: Database, ctx: ServiceContext): Promise<AlikeSearch> {
  const { policy } = await loadWorld(db);
  const remembered = new Remembered();
  return {
    async take(rows: readonly ImportRow[]) {
      const told = rows.map(toldOf);
      const stored = await storedFor(db, told, ctx.user.unitPath);
      return told.flatMap((one) => {
        const others = [
          ...stored.of(one).map((row) => ({ comparable: { ...row.told, ...row.row }, other: storedOther(row.row) })),
          ...[...remembered.candidates(one)].map((row) => ({ comparable: row, other: fileOther(row) })),
        ];
        remembered.add(one);
        return bestOf(one, others, policy.repeat);
      });
    },
  };
}

function toldOf(row: ImportRow): Told {
  const { customerNumber, content, city, categoryCode } = factsOf(row.values);
  const pieces = piecesOf(content);
  const receivedAt = String(row.values.receivedAt ?? '');
  return {
    key: row.key,
    content,
    customerNumber: normalNumber(customerNumber),
    receivedAt,
    categoryCode,
    city,
    pieces,
    bands: bandsOf(pieces),
  };
}

const storedOther = (row: ComparedRow): Other => ({
  id: row.complaintId,
  key: null,
  label: row.number,
  text: row.content.slice(0, excerpt),
});
const fileOther = (row: Told): Other => ({
  id: null,
  key: row.key,
  label: row.key,
  text: row.content.slice(0, excerpt),
});

interface Stored {
  row: ComparedRow;
  told: { pieces: Comparable['pieces'] };
}

/** The stored candidates of a chunk of rows, read at once. */
async function storedFor(db: Database, told: readonly Told[], unitPath: string) {
  const bands = await newestOfBands(db, [...new Set(told.flatMap((one) => one.bands))]);
  const numbers = [...new Set(told.map((one) => one.customerNumber).filter(Boolean))];
  const ofNumber = await newestOfNumbers(db, numbers);
  const ids = [...new Set([...bands.values(), ...ofNumber.values()])];
  const rows = ids.length === 0 ? [] : await comparedRows(db, ids, '');
  const known = new Map(
    rows
      .filter((row) => row.unitPath.startsWith(unitPath))
      .map((row): [string, Stored] => [row.complaintId, { row, told: { pieces: piecesOf(row.content) } }]),
  );
  return {
    of({ bands: own, customerNumber }: Told): Stored[] {
      const wanted = new Set([...own.map((band) => bands.get(band)), ofNumber.get(customerNumber)]);
      return [...wanted].flatMap((id) => (id === undefined ? [] : (known.get(id) ?? [])));
    },
  };
}

function bestOf(
  one: Told,
  others: readonly { comparable: Comparable; other: Other }[],
  { windowDays, similarity }: ComplaintPolicy['repeat'],
): AlikeRow[] {
  let best: { suggestion: Suggestion; other: Other } | undefined;
  for (const { comparable, other } of others) {
    const apart = Math.abs(Date.parse(one.receivedAt) - Date.parse(comparable.receivedAt));
    if (!(apart <= windowDays * dayMs)) continue;
    const suggestion = suggestionOf(one, comparable, similarity);
    if (suggestion && (!best || best.suggestion.score < suggestion.score)) best = { suggestion, other };
  }
  if (!best) return [];
  const { suggestion, other } = best;
  const reason = reasonsInWords(suggestion.reasons);
  return [{ key: one.key, text: one.content.slice(0, excerpt), score: suggestion.score, reason, other }];
}
