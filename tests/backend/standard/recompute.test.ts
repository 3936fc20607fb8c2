import { afterEach, beforeEach, expect, it } from 'vitest';
import { emptyEntry, type ItemEntry } from '#shared/inspection/result.schema.ts';
import { changeItem } from '#shared/standard/scorecard.edit.ts';
import type { ScorecardContent } from '#shared/standard/scorecard.schema.ts';
import { recomputation } from '#shared/standard/standard.contract.ts';
import { inTransaction } from '../../../src/main/backend/database/transaction.ts';
import { insertInspections } from '../../../src/main/backend/inspection/bulk.service.ts';
import { type Client, describeBackends, type TestBackend } from '../../support/backend.ts';
import { buildUnits } from '../inspection/inspection.builder.ts';

/** Full marks but for `changes`. */
const entriesOf = (card: ScorecardContent, changes: Record<string, Partial<ItemEntry>>): ItemEntry[] =>
  card.sections
    .flatMap((section) => section.items)
    .map(({ code, rule }) => {
      const results = {
        passFail: { kind: 'pass', passed: true },
        linear: { kind: 'share', met: 100, total: 100 },
        meanAndMax: { kind: 'meanAndMax', count: 9, mean: 0, max: 0 },
      } as const;
      const result = results[rule.kind as keyof typeof results] ?? { kind: 'count', count: 0 };
      return { ...emptyEntry(code), result, ...changes[code] };
    });
const count = (n: number): Partial<ItemEntry> => ({ result: { kind: 'count', count: n } });

describeBackends('scoring published sheets again by a draft', (start) => {
  let backend: TestBackend;
  let client: Client;
  beforeEach(async () => {
    backend = await start();
    client = await backend.as('supervisor');
  });
  afterEach(() => backend.close());

  /** Three sheets of October and one of September, by the shipped hall card. */
  async function build() {
    const units = await buildUnits(await backend.as('admin'));
    const hall = (await client.standard.scorecards({})).find((card) => card.code === 'SC-QT-01');
    const { content, scorecardVersionId } = await client.standard.scorecard({
      scorecardVersionId: hall?.scorecardVersionId ?? '',
    });
    const sheet = (
      inspectionId: string,
      inspectedOn: string,
      unitId: string,
      changes: Record<string, Partial<ItemEntry>>,
    ) => ({
      inspectionId,
      unitId,
      line: 'front' as const,
      scorecardVersionId,
      method: 'announced' as const,
      inspectedOn,
      companionNames: '',
      inspecteeNames: '',
      samplingNote: '',
      reference: '',
      impression: '',
      staffIds: [],
      inspectorAccountId: null,
      inspectorName: '检查员',
      startedAt: `${inspectedOn}T02:00:00.000Z`,
      submittedAt: `${inspectedOn}T03:00:00.000Z`,
      isSample: 0 as const,
      entries: entriesOf(content, changes),
    });
    const stored = await inTransaction(backend.app.deps, (tx) =>
      insertInspections(tx, [
        sheet('a', '2026-10-05', units.hall.unitId, {}),
        sheet('b', '2026-10-06', units.hall.unitId, { '1.2': count(1) }),
        sheet('c', '2026-10-07', units.other.unitId, { '1.2': count(2) }),
        sheet('d', '2026-09-30', units.hall.unitId, { '1.2': count(2) }),
      ]),
    );
    const draft = await client.standard.createDraft({ from: 'version', scorecardVersionId });
    return { units, draft, stored };
  }
  const run = async (scorecardDraftId: string, as = client, unitId: string | null = null) => {
    const { jobId } = await as.standard.recompute({ scorecardDraftId, month: '2026-10', unitId });
    const job = await backend.app.deps.jobs.settled(jobId);
    expect(job.error).toBeNull();
    return recomputation.parse(job.result);
  };

  it('gives each sheet its own score on the one side and the draft’s on the other', async () => {
    const { draft, stored, units } = await build();
    const same = await run(draft.scorecardDraftId);
    const october = stored.slice(0, 3).map((row) => row.effectivePoints ?? 0);
    expect(same).toMatchObject({ sheets: 3, up: 0, down: 0, changed: [], assumed: [] });
    expect(same.before.mean).toBe(Math.round(october.reduce((sum, each) => sum + each, 0) / 3));
    expect(same.after).toEqual(same.before);

    // 1.2 costs the 20 points of its section: who failed it falls from 100 to 80
    const item = draft.content.sections[0]?.items[1];
    const content = changeItem(
      draft.content,
      { section: 0, item: 1 },
      {
        critical: { severity: 'key', effect: 'zeroSection', trigger: 'onFailure' },
        ...(item && { rule: { ...item.rule, perPoints: 2000 } as typeof item.rule }),
      },
    );
    await client.standard.saveDraft({ ...draft, content });
    const harder = await run(draft.scorecardDraftId);
    expect(harder).toMatchObject({ up: 0, down: 2, sheets: 3 });
    expect(harder.after.grades).toEqual({ excellent: 1, good: 2 });
    expect(harder.changed.map((row) => [row.inspectionId, row.beforeGrade, row.afterGrade])).toEqual([
      ['b', 'excellent', 'good'],
      ['c', 'excellent', 'good'],
    ]);
    const one = await run(draft.scorecardDraftId, client, units.other.unitId);
    expect(one).toMatchObject({ sheets: 1, down: 1 });
  });

  it('says which items the sheets hold nothing for', async () => {
    const { draft } = await build();
    const content = changeItem(draft.content, { section: 0, item: 1 }, { rule: { kind: 'passFail' } });
    await client.standard.saveDraft({ ...draft, content });
    const result = await run(draft.scorecardDraftId);
    expect(result.assumed).toEqual(['1.2']);
    expect(result.after.mean).toBeGreaterThan(result.before.mean ?? 0);
  });
});
