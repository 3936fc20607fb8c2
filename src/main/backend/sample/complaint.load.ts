import { RepeatCounter } from '#shared/complaint/repeat.rules.ts';
import { type ComplaintWorld, sampleRegion, tellComplaint } from '#shared/sample/complaint.sample.ts';
import { generateCases, type SampleCase } from '#shared/sample/complaint-case.sample.ts';
import { prepareDeadlines } from '#shared/sample/deadlines.ts';
import { streamOf, type Uniform } from '#shared/sample/random.ts';
import type { SampleOrganization } from '#shared/sample/staff.sample.ts';
import { placesOf } from '#shared/sample/unit-places.ts';
import { currentEdition, type History, insertHistories, loadWorld } from '../complaint/complaint.service.ts';
import type { SampleLoad } from './sample.load.ts';

const chunk = 1000;

/** Writes the complaints with their histories up to the cutoff. @returns the cases, for the planted truth */
export async function loadComplaints(load: SampleLoad, organization: SampleOrganization): Promise<SampleCase[]> {
  const { figures, seed, span, tx } = load;
  const deadlineWorld = await loadWorld(tx);
  const ruleEdition = currentEdition(deadlineWorld);
  const rules = deadlineWorld.editions.get(ruleEdition) ?? [];
  const cases = generateCases(
    streamOf(seed, 'complaint'),
    figures.complaint,
    figures.organization.cityWeights,
    span,
    figures.complaint.scales[load.scale] * load.thinning,
  );
  const world: ComplaintWorld = {
    texts: figures.texts,
    places: placesOf(organization.units),
    deadlines: prepareDeadlines(rules, deadlineWorld),
    cityNames: figures.organization.cities,
    province: deadlineWorld.province,
    ruleEdition,
    cutoff: span.cutoff,
  };
  const rng = streamOf(seed, 'complaint_event');
  const repeats = new Map<string, RepeatCounter>();
  const counterOf = (number: string) => {
    const known = repeats.get(number) ?? new RepeatCounter(deadlineWorld.policy.repeat);
    repeats.set(number, known);
    return known;
  };
  const officer = organization.staff.find((person) => person.post === '话务员')?.name ?? '';
  for (let start = 0; start < cases.length; start += chunk) {
    const group = cases.slice(start, start + chunk);
    const histories = group.map((item) => history(rng, item, world, officer, counterOf(item.customer.number)));
    await insertHistories(tx, histories, deadlineWorld, load.now);
    await load.step(Math.min(1, (start + chunk) / cases.length));
  }
  return cases;
}

function history(
  rng: Uniform,
  item: SampleCase,
  world: ComplaintWorld,
  accountName: string,
  repeats: RepeatCounter,
): History {
  const told = tellComplaint(rng, item, world);
  const facts = {
    complaintId: item.complaintId,
    channel: item.channel,
    customerName: item.customer.name,
    customerNumber: item.customer.number,
    customerGrade: item.grade,
    business: item.business,
    categoryCode: told.subject.category,
    area: item.area,
    region: sampleRegion,
    city: told.city,
    content: told.content,
    demand: told.demand,
    sourceSystem: null,
    externalNumber: null,
    isSample: 1,
    createdAt: new Date(item.receivedMs).toISOString(),
  };
  const receivedAt = new Date(item.receivedMs).toISOString();
  const counts = repeats.next({ ...facts, receivedAt, splitFrom: null });
  return { facts, events: told.events, accountName, ...counts };
}
