import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { clauseContent } from '#shared/standard/clause.schema.ts';
import { scorecardContent } from '#shared/standard/scorecard.schema.ts';

const read = (path: string): unknown => JSON.parse(readFileSync(`resources/${path}`, 'utf8'));
const filesOf = (folder: string) => readdirSync(`resources/${folder}`).map((name) => `${folder}/${name}`);
const clauses = filesOf('clauses').flatMap((path) => z.array(clauseContent).parse(read(path)));
const cards = [...filesOf('scorecards'), 'sample/hall-48.json'].map((path) => scorecardContent.parse(read(path)));

describe('shipped clauses', () => {
  it('are numbered once', () => {
    expect(clauses.map((clause) => clause.code).filter((code, i, all) => all.indexOf(code) !== i)).toEqual([]);
  });

  it('are what every item of every shipped card points at, in their own words and with their source', () => {
    const byCode = new Map(clauses.map((clause) => [clause.code, clause]));
    for (const card of cards)
      for (const { code, clause } of card.sections.flatMap((section) => section.items)) {
        const found = byCode.get(clause.code);
        // a library that holds nothing else begins at edition 1
        expect([card.code, code, clause.edition, clause.text, clause.source.zh]).toEqual([
          card.code,
          code,
          1,
          { zh: found?.textZh, en: found?.textEn },
          [found?.sourceTitle, found?.sourceNumber, found?.article].filter(Boolean).join(' '),
        ]);
        // nobody is scored by a clause that isn't in force yet
        expect([code, (found?.effectiveOn ?? '9') <= card.effectiveOn]).toEqual([code, true]);
      }
  });

  it('are verified only where a source was read: no example document, nothing still to be checked', () => {
    const verified = clauses.filter((clause) => clause.isVerified);
    for (const { code, textZh, sourceTitle, article, sourceNumber } of verified) {
      expect([code, /（示例）|（样例）/.test(sourceTitle), /使用前请核对/.test(textZh)]).toEqual([code, false, false]);
      // with a number or a place of its source; the trial rules of third-generation mobile service have neither
      expect([code, article !== '' || sourceNumber !== '' || code.startsWith('3G-')]).toEqual([code, true]);
    }
    const examples = clauses.filter((clause) => /（示例）/.test(clause.sourceTitle));
    expect(examples.length).toBe(21);
    expect(examples.filter((clause) => clause.isVerified)).toEqual([]);
  });
});
