import { afterEach, beforeEach, expect, it } from 'vitest';
import { deductionSentence } from '#shared/inspection/deduction.words.ts';
import { scoreSheet } from '#shared/inspection/inspection.rules.ts';
import type { InspectionDetail } from '#shared/inspection/inspection.schema.ts';
import type { ItemEntry, ItemResult } from '#shared/inspection/result.schema.ts';
import type { ScorecardContent, ScorecardItem } from '#shared/standard/scorecard.schema.ts';
import { saveItem } from '../../../src/main/backend/inspection/save.service.ts';
import { type Client, describeBackends, type TestBackend } from '../../support/backend.ts';
import { addPictures, entriesOf, printedChanges } from './inspection.builder.ts';
import { buildLevels, setReview, settled, submit } from './review.builder.ts';

type Changes = Record<string, Partial<ItemEntry>>;
const found = (result: ItemResult): Partial<ItemEntry> => ({ result });
const text = (zh: string) => ({ zh, en: zh });

function itemIn(card: ScorecardContent, code: string): ScorecardItem {
  const item = card.sections.flatMap((section) => section.items).find((each) => each.code === code);
  if (!item) throw new Error(`no item ${code}`);
  return item;
}

/** One version: what became of the one before, what is found by it, and what that comes to, worked by hand. */
interface Version {
  readonly change: (card: ScorecardContent) => void;
  readonly changes: Changes;
  readonly raw: number;
  readonly final: number;
  readonly grade: string;
  /** one of its deductions in words */
  readonly said: readonly [code: string, sentence: string];
}

const byRules: Changes = {
  ...printedChanges,
  '1.1': found({ kind: 'rating', choice: 1 }),
  '2.2': found({ kind: 'count', count: 2, doubled: 1 }),
};

const versions: readonly Version[] = [
  {
    // the shipped card: 15.5 + 13÷21×25 + 25.8 + 13 + 9.5 + 1, capped below “good” by 2.3
    change: () => {},
    changes: printedChanges,
    raw: 80_280,
    final: 79_990,
    grade: 'fair',
    said: ['3.5', '97.4% (487/500)，低于 98% 0.6 个百分点，每 0.1% 扣 0.20 → 扣 1.20'],
  },
  {
    // weights: 15.5 + 14÷22×25 + 25.8 + 13 + 9.5 + 1
    change: (card) => {
      itemIn(card, '1.1').fullPoints = 2000;
      itemIn(card, '1.2').fullPoints = 3000;
      itemIn(card, '2.5').fullPoints = 4000;
      itemIn(card, '2.6').fullPoints = 3000;
    },
    changes: printedChanges,
    raw: 80_710,
    final: 79_990,
    grade: 'fair',
    said: ['1.1', '1 处 × 1.00 → 扣 1.00'],
  },
  {
    // rules: 15.7 + 13÷22×25 + 26.7 + 13 + 9.5 + 1, and nothing caps any more
    change: (card) => {
      itemIn(card, '1.1').rule = {
        kind: 'rating',
        choices: [
          { title: text('好'), points: 2000 },
          { title: text('一般'), points: 1200 },
          { title: text('差'), points: 0 },
        ],
      };
      itemIn(card, '2.2').rule = {
        kind: 'deductPerOccurrence',
        perPoints: 500,
        unit: text('环节'),
        floorPoints: 0,
        doubling: { factor: 3, title: text('虚报') },
      };
      itemIn(card, '2.3').critical = null;
      itemIn(card, '3.5').rule = {
        kind: 'interpolation',
        measure: 'share',
        unit: text('%'),
        knots: [
          { at: 90_000, points: 0 },
          { at: 95_000, points: 2500 },
          { at: 98_000, points: 4000 },
        ],
      };
    },
    changes: byRules,
    raw: 80_670,
    final: 80_670,
    grade: 'good',
    said: ['3.5', '97.4% 得 2.50 + (97.4 − 95) ÷ 3 × 1.50 = 3.70 → 扣 0.30'],
  },
  {
    // limits: 17.7 + 13÷22×25 + 25.8 + 14 + 9.5 + 1
    change: (card) => {
      const waiting = itemIn(card, '1.4').rule;
      if (waiting.kind === 'meanAndMax') {
        waiting.meanLimit = 10_500;
        waiting.meanStep = 500;
        waiting.maxLimit = 25_000;
      }
      itemIn(card, '3.5').rule = {
        kind: 'linear',
        measure: 'share',
        direction: 'atLeast',
        target: 99_000,
        step: 1000,
        perPoints: 600,
        stepping: 'begun',
        unit: text('%'),
        floorPoints: 2500,
      };
      const registered = itemIn(card, '4.2').rule;
      if (registered.kind === 'deductPerOccurrence') registered.floorPoints = 3000;
    },
    changes: byRules,
    raw: 82_770,
    final: 82_770,
    grade: 'good',
    said: ['4.2', '2 件 × 1.00，扣完为止 → 扣 1.00'],
  },
  {
    // bands, rounding, what doesn't apply: 17.7 + 13 + 21.8÷26×30 + 14 + 9.5 + 1, to a thousandth
    change: (card) => {
      card.roundingPoints = 1;
      for (const [i, fromPoints] of [95_000, 85_000, 75_000, 0].entries())
        (card.grades[i] as { fromPoints: number }).fromPoints = fromPoints;
      itemIn(card, '2.6').notApplicable = 'zero';
    },
    changes: {
      ...byRules,
      '3.6': { result: null, isNotApplicable: true },
    },
    raw: 80_354,
    final: 80_354,
    grade: 'fair',
    said: ['2.6', '不适用，按零分 → 扣 3.00'],
  },
];

/** Everything that was on the sheet when it was handed in. */
interface Recorded {
  readonly detail: InspectionDetail;
  readonly outcome: ReturnType<typeof scoreSheet>;
  readonly sentences: readonly (readonly [code: string, zh: string, en: string])[];
  readonly print: string;
}

function scored({ entries, evidence }: InspectionDetail, card: ScorecardContent) {
  const pieces: Record<string, number> = {};
  for (const { itemCode } of evidence) pieces[itemCode] = (pieces[itemCode] ?? 0) + 1;
  const outcome = scoreSheet(card, entries, pieces);
  const sentences = outcome.items.flatMap(({ code, arithmetic }) =>
    arithmetic ? [[code, deductionSentence(arithmetic, 'zh'), deductionSentence(arithmetic, 'en')] as const] : [],
  );
  return { outcome, sentences };
}

describeBackends('five versions of a card', (start) => {
  let backend: TestBackend;
  let units: Awaited<ReturnType<typeof buildLevels>>;
  let inspector: Client;
  let supervisor: Client;
  let viewer: Client;
  beforeEach(async () => {
    backend = await start();
    const admin = await backend.as('admin');
    units = await buildLevels(admin);
    await setReview(admin, []);
    inspector = await backend.as('inspector');
    supervisor = await backend.as('supervisor');
    viewer = await backend.as('viewer');
  });
  afterEach(() => backend.close());

  /** The card goes out to a workbook and comes in again. */
  async function throughExcel(scorecardDraftId: string): Promise<ScorecardContent> {
    const { fileId } = await supervisor.standard.exportDraft({ scorecardDraftId, language: 'zh' });
    const file = await supervisor.system.downloadFile({ fileId });
    const sent = await supervisor.system.uploadFile({ file: new File([await file.arrayBuffer()], 'card.xlsx') });
    const { content, problems } = await supervisor.standard.readScorecardFile(sent);
    expect(problems).toEqual([]);
    return content as ScorecardContent;
  }

  /** Publishes the next version, the last one by way of a workbook. @returns its id */
  async function nextVersion(scorecardVersionId: string, { change }: Version, isByExcel: boolean): Promise<string> {
    const draft = await supervisor.standard.createDraft({ from: 'version', scorecardVersionId });
    const content = structuredClone(draft.content) as ScorecardContent;
    change(content);
    let saved = await supervisor.standard.saveDraft({ ...draft, content });
    if (isByExcel) {
      const { revision } = saved;
      const { scorecardDraftId } = draft;
      saved = await supervisor.standard.saveDraft({
        scorecardDraftId,
        revision,
        content: await throughExcel(scorecardDraftId),
      });
    }
    return (await supervisor.standard.publishDraft({ ...draft, ...saved })).scorecardVersionId;
  }

  /** The sheet as it is printed, but for the foot that says when. */
  const printed = async ({ inspectionId }: InspectionDetail) =>
    (await viewer.inspection.print({ inspectionId, language: 'zh' })).html.replace(/--ft-l:"[^"]*"/, '');

  async function handIn(scorecardVersionId: string, changes: Changes): Promise<Recorded> {
    const sheet = await inspector.inspection.start({
      unitId: units.hall.unitId,
      scorecardVersionId,
      method: 'announced',
      inspectedOn: '2026-11-20',
    });
    // entries go in by the service: what comes back later is what goes the long way
    const ctx = await backend.context('inspector');
    const { inspectionId } = sheet;
    let { revision } = sheet;
    for (const entry of entriesOf(sheet, changes))
      ({ revision } = await saveItem(ctx, { inspectionId, revision, entry }));
    await addPictures(
      inspector,
      sheet.inspectionId,
      Object.keys(changes).filter((code) => !changes[code]?.isNotApplicable),
    );
    const detail = await submit(inspector, sheet.inspectionId);
    return { detail, ...scored(detail, detail.card.content), print: await printed(detail) };
  }

  /** Opens a sheet: all of it has to be what was recorded. */
  async function reopened({ detail }: Recorded): Promise<void> {
    expect(await viewer.inspection.get(detail)).toEqual(detail);
  }

  /** Computes a sheet again from what is stored, by the version that is stored; lists and paper say the same. */
  async function recomputed({ detail, outcome, sentences, print }: Recorded): Promise<void> {
    const seen = await viewer.inspection.get(detail);
    const card = await viewer.standard.scorecard(seen.card);
    expect(scored(seen, card.content)).toEqual({ outcome, sentences });
    const { rawPoints, effectivePoints, effectiveGrade } = outcome;
    const { rows } = await viewer.inspection.list({ q: detail.number });
    expect(rows[0]).toMatchObject({ rawPoints, effectivePoints, effectiveGrade, cardVersion: detail.cardVersion });
    expect(seen).toMatchObject({ rawPoints, effectivePoints, effectiveGrade });
    // what is published says so on paper too
    if (seen.stage === detail.stage) expect(await printed(detail)).toBe(print);
  }

  it('leave every sheet as it was handed in, to the last digit and the last word', async () => {
    const hall = (await supervisor.standard.scorecards({})).find((card) => card.code === 'SC-QT-01');
    const ids = [hall?.scorecardVersionId as string];
    const sheets: Recorded[] = [];
    for (const [i, version] of versions.entries()) {
      if (i > 0) ids.push(await nextVersion(ids[i - 1] as string, version, i === 4));
      const sheet = await handIn(ids[i] as string, version.changes);
      expect(sheet.detail).toMatchObject({
        cardVersion: i + 1,
        rawPoints: version.raw,
        effectivePoints: version.final,
        effectiveGrade: version.grade,
      });
      expect(sheet.outcome).toMatchObject({ rawPoints: version.raw, effectivePoints: version.final });
      const [code, sentence] = version.said;
      expect(sheet.sentences.find(([at]) => at === code)?.[1]).toBe(sentence);
      sheets.push(sheet);
      backend.clock.advance(1);
      for (const old of sheets) await reopened(old);
    }

    // the old versions are retired, a sixth is being written and goes to Excel and back
    for (const scorecardVersionId of ids.slice(0, 4))
      await supervisor.standard.retire({ scorecardVersionId, reason: '新版代替' });
    const draft = await supervisor.standard.createDraft({ from: 'version', scorecardVersionId: ids[4] as string });
    const content = structuredClone(draft.content) as ScorecardContent;
    for (const item of content.sections.flatMap((section) => section.items))
      if (item.rule.kind === 'deductPerOccurrence') item.rule.perPoints = 1;
    await supervisor.standard.saveDraft({ ...draft, content });
    expect(await throughExcel(draft.scorecardDraftId)).toEqual(content);
    for (const old of sheets) {
      await reopened(old);
      await recomputed(old);
    }

    // an appeal is decided by the version of its sheet: 15.5 + 19÷21×25 + 25.8 + 13 + 9.5 + 1
    const [first, ...others] = sheets as [Recorded, ...Recorded[]];
    const { inspectionId } = first.detail;
    await settled(backend, await supervisor.inspection.publish({ inspectionIds: [inspectionId] }));
    const liaison = await backend.as('liaison', units.hall.unitId);
    const grounds = '录音中并无顶撞，请复核。';
    const appeal = await liaison.inspection.raiseAppeal({ inspectionId, itemCode: '2.3', grounds });
    const entry = { ...appeal.originalEntry, result: { kind: 'count', count: 0 } as const };
    expect(await supervisor.inspection.acceptAppeal({ ...appeal, entry, reason: '录音属实' })).toMatchObject({
      originalPoints: 79_990,
      originalGrade: 'fair',
      revisedPoints: 87_420,
      revisedGrade: 'good',
    });
    await recomputed(first);
    for (const old of others) await reopened(old);
  });
});
