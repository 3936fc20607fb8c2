import { dayOf } from '#shared/kernel/dates.ts';
import {
  type CardRole,
  generateVisits,
  type InspectionWorld,
  type SampleVisit,
} from '#shared/sample/inspection.sample.ts';
import type { SampleOrganization } from '#shared/sample/organization.sample.ts';
import { fnv1a32, streamOf } from '#shared/sample/random.ts';
import { loadTimeFrame } from '../calendar/calendar.service.ts';
import { insertInspections, type WholeInspection } from '../inspection/inspection.service.ts';
import { listPublishedScorecards, requireScorecard, type Scorecard } from '../standard/standard.service.ts';
import type { SampleLoad } from './sample.load.ts';

/** Codes of the shipped cards that the sample scores by. */
const cardCodes: Record<CardRole, string> = { hall: 'SC-QT-01', backOffice: 'SC-HT-01', onSite: 'SC-DW-01' };
const chunk = 400;

/** Writes the inspections, scored by the engine; those not handed in at the cutoff are drafts. @returns the visits */
export async function loadInspections(load: SampleLoad, organization: SampleOrganization): Promise<SampleVisit[]> {
  const { tx, span, figures, seed, scale } = load;
  const cards = await cardsOf(load);
  const { calendar } = await loadTimeFrame(tx);
  const world: InspectionWorld = {
    units: organization.units,
    inspectors: organization.inspectors,
    cards: { hall: cards.hall.content, backOffice: cards.backOffice.content, onSite: cards.onSite.content },
    calendar,
    span,
    hallEveryMonths: Math.round(figures.inspection.hallEveryMonths[scale] / load.thinning),
  };
  const visits = generateVisits(streamOf(seed, 'inspection'), figures.inspection, world).sort(
    (a, b) => a.startedMs - b.startedMs || (a.inspectionId < b.inspectionId ? -1 : 1),
  );
  const inspectees = firstPeople(organization);
  for (let start = 0; start < visits.length; start += chunk) {
    const group = visits.slice(start, start + chunk);
    await insertInspections(
      tx,
      group.map((visit) => sheetOf(visit, cards[visit.role], span.cutoff, inspectees)),
    );
    await load.step(Math.min(1, (start + chunk) / visits.length));
  }
  return visits;
}

async function cardsOf({ ctx, tx }: SampleLoad): Promise<Record<CardRole, Scorecard>> {
  const published = await listPublishedScorecards({ ...ctx, read: tx });
  const find = (role: CardRole) =>
    requireScorecard(
      tx,
      published.find((card) => card.code === cardCodes[role])?.scorecardVersionId ?? cardCodes[role],
    );
  return { hall: await find('hall'), backOffice: await find('backOffice'), onSite: await find('onSite') };
}

/** Name of one person of each unit, to have been there. */
function firstPeople({ staff }: SampleOrganization): Map<string, string> {
  const names = new Map<string, string>();
  for (const person of staff) if (!names.has(person.unitId)) names.set(person.unitId, person.name);
  return names;
}

function sheetOf(
  visit: SampleVisit,
  card: Scorecard,
  cutoff: number,
  inspectees: ReadonlyMap<string, string>,
): WholeInspection {
  const isDraft = visit.submittedMs >= cutoff;
  // A draft has its first half or more filled in.
  const filled = 0.4 + (0.5 * fnv1a32(visit.inspectionId)) / 2 ** 32;
  return {
    inspectionId: visit.inspectionId,
    unitId: visit.unit.unitId,
    line: visit.unit.line,
    scorecardVersionId: card.scorecardVersionId,
    method: visit.method,
    inspectedOn: dayOf(visit.startedMs),
    inspectorAccountId: null,
    inspectorName: visit.inspector.name,
    companionNames: '',
    inspecteeNames: inspectees.get(visit.unit.unitId) ?? '',
    samplingNote: '',
    startedAt: new Date(visit.startedMs).toISOString(),
    submittedAt: isDraft ? null : new Date(visit.submittedMs).toISOString(),
    isSample: 1,
    entries: isDraft ? visit.entries.slice(0, Math.floor(visit.entries.length * filled)) : visit.entries,
  };
}
