import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { bandCount, bandsOf, chanceOfBand, likeness, piecesOf } from '#shared/complaint/similarity.rules.ts';
import { type Comparable, reasonsInWords, suggestionOf } from '#shared/complaint/suggestion.rules.ts';
import { complaintTexts } from '#shared/sample/complaint-text.sample.ts';
import { integerBelow, pickOne, streamOf } from '#shared/sample/random.ts';

/** Real files lie beside the repository; without them these tests are left out. */
const realFile = fileURLToPath(new URL('../../../../shared/data/complaints-comcast-2015.csv', import.meta.url));
const similarity = 0.5;
const share = (a: string, b: string) => likeness(piecesOf(a), piecesOf(b)).share;
const comparable = (text: string, rest: Partial<Comparable> = {}): Comparable => ({
  customerNumber: '',
  receivedAt: '2026-11-19T02:00:00.000Z',
  categoryCode: null,
  city: '',
  pieces: piecesOf(text),
  ...rest,
});

describe('likeness', () => {
  test('order of clauses, punctuation, full width, upper case and phrases of a call make no difference', () => {
    expect(share('宽带断网三天，报修两次没人来。', '报修两次没人来；宽带断网三天')).toBe(1);
    expect(share('宽带断网三天没人来', '您好，我要投诉一下，宽带断网三天没人来，请尽快处理，谢谢')).toBe(1);
    expect(share('客户来电反映：宽带断网三天没人来', '宽带断网三天没人来')).toBe(1);
    expect(share('ＩＰＴＶ 卡顿 ３０ 分钟', 'iptv卡顿30分钟')).toBe(1);
    expect(share("Comcast's Data Caps", 'the data cap of COMCAST')).toBe(1);
  });
  test('one changed character of n costs two pairs, one changed word one', () => {
    // ten characters, nine pairs; two of them differ: seven of eleven
    expect(share('宽带断网三天没有修好', '宽带断网五天没有修好')).toBeCloseTo(7 / 11, 10);
    expect(share('slow internet speed', 'slow internet line')).toBeCloseTo(2 / 4, 10);
  });
  test('nothing in common, nothing there', () => {
    expect(share('宽带断网', '话费多扣')).toBe(0);
    expect(share('', '')).toBe(0);
    expect(share('……！', '？')).toBe(0);
    expect(bandsOf(piecesOf('……！'))).toEqual([]);
  });
  test('any text gives pieces, ascending and each once, and the same bands again', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 200 }), (text) => {
        const pieces = piecesOf(text);
        expect([...pieces]).toEqual([...new Set(pieces)].sort((a, b) => a - b));
        const bands = bandsOf(pieces);
        expect(bands).toEqual(bandsOf(piecesOf(text)));
        expect(bands.length).toBe(pieces.length === 0 ? 0 : bandCount);
        for (const band of bands) expect(band).toBe(band | 0);
      }),
    );
  });
  test('signatures stored today are found tomorrow: the bands of a text never change', () => {
    expect(bandsOf(piecesOf('宽带断网三天，报修两次没人来。'))).toEqual([
      430378454, 2090318032, 1129640633, -1950503683, -1294969282, 1173740019,
    ]);
  });
});

describe('what is offered, and why', () => {
  const text = '约好周五上午装机，等了半天没有人来也没有电话';
  test('the same number, however written, whatever the text', () => {
    const found = suggestionOf(
      comparable(text, { customerNumber: '000 1234 1234' }),
      comparable('话费多扣', { customerNumber: '00012341234' }),
      similarity,
    );
    expect(found?.reasons).toEqual([{ kind: 'number' }]);
    expect(found?.score).toBeCloseTo(0.7, 10);
  });
  test('a text alike by itself; more when place and category are the same', () => {
    const other = '约好周五下午装机，等了半天没有人来，也没有电话';
    const alone = suggestionOf(comparable(text), comparable(other), similarity);
    // 18 and 17 pairs, 15 of them common: 15 of 20
    expect(reasonsInWords(alone?.reasons ?? [])).toEqual({ zh: '文字 75% 相同', en: 'text 75% alike' });
    const place = { city: '鹿野市', categoryCode: 'install.noShow' };
    const near = suggestionOf(
      comparable(text, place),
      comparable(other, { ...place, receivedAt: '2026-11-17T05:00:00.000Z' }),
      similarity,
    );
    expect(reasonsInWords(near?.reasons ?? []).zh).toBe('文字 75% 相同，2 天内同地同分类');
    expect(near?.score).toBeGreaterThan(alone?.score ?? 1);
  });
  test('place and category alone are no reason, nor two texts of a few characters', () => {
    const place = { city: '鹿野市', categoryCode: 'fault.unrepaired' };
    expect(suggestionOf(comparable('宽带断网', place), comparable('光猫红灯', place), similarity)).toBeNull();
    expect(suggestionOf(comparable('宽带断网'), comparable('宽带断网'), similarity)).toBeNull();
    expect(suggestionOf(comparable('Comcast data caps'), comparable('comcast data cap'), similarity)).toBeNull();
  });
  test('the limit is the house’s', () => {
    const [a, b] = [comparable(text), comparable('约好周五下午装机，等了半天没有人来，也没有电话')];
    expect(suggestionOf(a, b, 0.75)).not.toBeNull();
    expect(suggestionOf(a, b, 0.76)).toBeNull();
  });
});

/** What somebody else makes of the same complaint. */
function changes(seed: string) {
  const rng = streamOf(1, seed);
  const typo = (text: string) => {
    const characters = [...text];
    const at = 1 + integerBelow(rng, characters.length - 2);
    const other = characters[(at * 7) % characters.length] as string;
    const how = integerBelow(rng, 3);
    if (how === 0) characters.splice(at, 1);
    else if (how === 1) characters.splice(at, 1, other);
    else characters.splice(at - 1, 2, characters[at] as string, characters[at - 1] as string);
    return characters.join('');
  };
  const turned = <T>(list: readonly T[], at: number) => [...list.slice(at), ...list.slice(0, at)];
  return {
    chinese: {
      typo,
      reordered: (text: string) => `${turned(text.split(/[，。]/).filter(Boolean), 1).join('，')}。`,
      greeted: (text: string) =>
        pickOne(rng, ['您好，我要投诉，', '客户来电反映：', '你好，麻烦你们看一下，', '我是老用户了，']) +
        text +
        pickOne(rng, ['谢谢', '请尽快处理。', '已经等了很久了。']),
    },
    english: {
      typo,
      reordered: (text: string) => turned(text.split(/\s+/), Math.floor(text.split(/\s+/).length / 2)).join(' '),
      greeted: (text: string) =>
        pickOne(rng, ['Hello, ', 'Dear sirs, I want to complain about ', 'To whom it may concern: ']) +
        text +
        pickOne(rng, [' please help', ' thank you', '']),
    },
  };
}

/** How many changed texts are found: offered by their likeness, and sharing a band so that they are compared at all. */
function recall(texts: readonly string[], change: (text: string) => string) {
  let found = 0;
  let sharing = 0;
  let expected = 0;
  for (const text of texts) {
    const [before, after] = [comparable(text), comparable(change(text))];
    const bands = new Set(bandsOf(before.pieces));
    const shares = bandsOf(after.pieces).some((band) => bands.has(band));
    if (shares) sharing += 1;
    expected += chanceOfBand(likeness(before.pieces, after.pieces).share);
    if (shares && suggestionOf(before, after, similarity)) found += 1;
  }
  return { found: found / texts.length, sharing: sharing / texts.length, expected: expected / texts.length };
}

/** Share of pairs of different matters that would be offered. */
function chanceOffers(pairs: Iterable<readonly [Comparable, Comparable]>): number {
  let offered = 0;
  let count = 0;
  for (const [a, b] of pairs) {
    count += 1;
    if (suggestionOf(a, b, similarity)) offered += 1;
  }
  return offered / count;
}

describe('near-duplicates are found, random pairs are not', () => {
  const sample = complaintTexts.parse(JSON.parse(readFileSync('resources/sample/complaint-text.json', 'utf8')));
  const matters = Object.values(sample.subjects);
  // five changes of each text: 700 pairs
  const chinese = [1, 2, 3, 4, 5].flatMap(() =>
    matters.flatMap(({ content, demand }) => content.flatMap((told) => demand.map((wish) => `${told}${wish}。`))),
  );
  test.each([
    ['typo', 0.96],
    ['reordered', 1],
    ['greeted', 0.98],
  ] as const)('Chinese, %s: at least %d of the planted ones', (kind, least) => {
    const { found, sharing, expected } = recall(chinese, changes(`zh ${kind}`).chinese[kind]);
    expect(found).toBeGreaterThanOrEqual(least);
    // the documented chance, within what 700 draws may be off
    expect(Math.abs(sharing - expected)).toBeLessThan(0.02);
  });
  test('Chinese, all three at once: at least 0.86', () => {
    const { typo, reordered, greeted } = changes('zh all').chinese;
    const { found, sharing, expected } = recall(chinese, (text) => greeted(reordered(typo(text))));
    expect(found).toBeGreaterThanOrEqual(0.86);
    expect(Math.abs(sharing - expected)).toBeLessThan(0.03);
  });
  test('Chinese of different matters: none of 2,380 pairs', () => {
    const texts = matters.map(({ content }) => content.map((text) => comparable(text)));
    function* pairs() {
      for (const [i, list] of texts.entries())
        for (const others of texts.slice(0, i)) for (const a of list) for (const b of others) yield [a, b] as const;
    }
    expect([...pairs()].length).toBe(2380);
    expect(chanceOffers(pairs())).toBe(0);
  });

  const isThere = existsSync(realFile);
  const real = isThere
    ? readFileSync(realFile, 'utf8')
        .split('\n')
        .slice(1)
        .map((line) => /^\d+,(?:"((?:[^"]|"")*)"|([^,]*)),/.exec(line))
        .flatMap((found) => (found ? [found[1] ?? found[2] ?? ''] : []))
        .filter(Boolean)
    : [];
  // Titles of a few words say too little to be offered by themselves; those of five and more are tried.
  const long = [...new Set(real.filter((text) => piecesOf(text).length >= 5))];
  test.skipIf(!isThere).each([
    ['typo', 0.88],
    ['reordered', 1],
    ['greeted', 0.98],
  ] as const)('2,224 real complaints, %s: at least %d of the planted ones', (kind, least) => {
    expect(real.length).toBeGreaterThan(2200);
    expect(long.length).toBeGreaterThan(500);
    const { found, sharing, expected } = recall(long, changes(`en ${kind}`).english[kind]);
    expect(found).toBeGreaterThanOrEqual(least);
    expect(Math.abs(sharing - expected)).toBeLessThan(0.03);
  });
  test.skipIf(!isThere)('2,224 real complaints, two drawn at random: fewer than 4 in 10,000 are offered', () => {
    // each of these is about one operator and often about the same thing; equal titles are left out
    const texts = [...new Set(real.map((text) => text.toLowerCase()))].map((text) => comparable(text));
    const rng = streamOf(1, 'pairs');
    function* pairs() {
      for (let n = 0; n < 200_000; n++) {
        const [a, b] = [integerBelow(rng, texts.length), integerBelow(rng, texts.length)];
        if (a !== b) yield [texts[a] as Comparable, texts[b] as Comparable] as const;
      }
    }
    const offered = chanceOffers(pairs());
    expect(offered).toBeLessThan(0.0004);
    // and it is not zero because nothing is ever offered
    expect(offered).toBeGreaterThan(0);
  });
});
