import { expect, it } from 'vitest';
import type { ClauseContent } from '#shared/standard/clause.schema.ts';
import { type ScorecardContent, scorecardContent } from '#shared/standard/scorecard.schema.ts';
import { inTransaction } from '../../../src/main/backend/database/transaction.ts';
import { readResource } from '../../../src/main/backend/resources.ts';
import { publishShippedClauses, writeEditions } from '../../../src/main/backend/standard/clause.service.ts';
import { publishScorecard, publishShippedScorecards } from '../../../src/main/backend/standard/standard.service.ts';
import { describeDatabases } from '../../support/backend.ts';

const own: ClauseContent = {
  code: '营-101',
  audience: 'household',
  class: 'functional',
  promise: 'outside',
  titleZh: '本公司自己的条款',
  titleEn: '',
  textZh: '门头每日清洁。',
  textEn: '',
  sourceTitle: '营业厅管理办法',
  sourceNumber: '',
  article: '第二条',
  limitUnit: null,
  limits: [],
  effectiveOn: '2024-01-01',
  expiresOn: null,
  isVerified: true,
};

/** The hall card as an earlier program shipped it: clauses by number only, one that the library never held. */
function earlierHall(): ScorecardContent {
  const card = scorecardContent.parse(readResource('scorecards', 'hall.json'));
  for (const item of card.sections.flatMap((section) => section.items)) delete item.clause.edition;
  const curt = card.sections[1]?.items[2];
  if (curt) curt.clause.code = '营-205';
  return card;
}

describeDatabases('what ships with the program', (start) => {
  it('is a library that every item of a published card points into', async () => {
    const backend = await start();
    try {
      const client = await backend.as('viewer');
      const cards = await client.standard.scorecards({});
      expect(cards).toHaveLength(3);
      for (const { scorecardVersionId } of cards) {
        const { content } = await client.standard.scorecard({ scorecardVersionId });
        for (const { clause } of content.sections.flatMap((section) => section.items)) {
          const { editions } = await client.standard.clause(clause);
          expect(editions.map((each) => [each.edition, each.textZh])).toContainEqual([clause.edition, clause.text.zh]);
        }
      }
    } finally {
      await backend.close();
    }
  });

  it('leaves a database in use as it is: no published version, no own clause, no draft changes', async () => {
    const card = earlierHall();
    const backend = await start(undefined, async (deps) => {
      const by = { ...deps, user: { accountId: null, displayName: 'system' } };
      await inTransaction(deps, async (tx) => {
        await publishScorecard(tx, by, card);
        await writeEditions(tx, by, [{ content: own, edition: 1 }]);
      });
    });
    try {
      const client = await backend.as('supervisor');
      const state = async () => ({
        cards: await client.standard.scorecards({}),
        clauses: await client.standard.clauses({}),
      });
      const first = await state();
      const hall = first.cards.filter((each) => each.code === card.code);
      expect(hall).toMatchObject([{ version: 1 }]);
      const [version] = hall as [(typeof hall)[number]];
      expect((await client.standard.scorecard(version)).content).toEqual(card);
      expect(first.clauses.find((clause) => clause.code === own.code)).toMatchObject({ ...own, edition: 1 });
      expect(first.clauses.map((clause) => clause.code)).toEqual(expect.arrayContaining(['营-103', 'A10', 'E11']));

      // the next version is the place for what is new
      const draft = await client.standard.createDraft({ from: 'version', ...version });
      await publishShippedClauses(backend.app.deps);
      await publishShippedScorecards(backend.app.deps);
      expect(await state()).toEqual(first);
      const content = structuredClone(draft.content) as ScorecardContent;
      for (const item of content.sections.flatMap((section) => section.items))
        item.clause =
          item.clause.code === '营-205' ? { ...item.clause, code: 'B4', edition: 1 } : { ...item.clause, edition: 1 };
      const { revision } = await client.standard.saveDraft({ ...draft, content });
      expect(await client.standard.publishDraft({ ...draft, revision })).toMatchObject({ version: 2 });
    } finally {
      await backend.close();
    }
  });
});
