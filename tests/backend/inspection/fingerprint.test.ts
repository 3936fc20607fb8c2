import { describe, expect, it } from 'vitest';
import { emptyEntry, type ItemEntry } from '#shared/inspection/result.schema.ts';
import { scorecardContent } from '#shared/standard/scorecard.schema.ts';
import {
  fingerprintHolds,
  type SealedSheet,
  sheetFingerprint,
} from '../../../src/main/backend/inspection/sheet.rules.ts';
import { readResource } from '../../../src/main/backend/resources.ts';

const entry: ItemEntry = { ...emptyEntry('1.1'), result: { kind: 'count', count: 2 }, note: '灯箱不亮' };
const sheet: SealedSheet = {
  contentHash: 'c'.repeat(64),
  card: scorecardContent.parse(readResource('scorecards', 'hall.json')),
  head: {
    number: 'JC-2026-11-0001',
    unitId: 'unit-1',
    method: 'announced',
    inspectedOn: '2026-11-20',
    inspectorName: '何谷雨',
    companionNames: '',
    inspecteeNames: '',
    samplingNote: '',
    reference: '',
    impression: '',
  },
  staffIds: [],
  entries: [entry],
  evidence: [{ itemCode: '1.1', sha256: 'e'.repeat(64) }],
};

describe('fingerprint of a sheet', () => {
  it('covers the head, the staff, every entry and the evidence', () => {
    const fingerprint = sheetFingerprint(sheet);
    expect(fingerprintHolds(fingerprint, sheet)).toBe(true);
    const changed: Partial<SealedSheet>[] = [
      { contentHash: 'd'.repeat(64) },
      { head: { ...sheet.head, reference: 'GD-7' } },
      { head: { ...sheet.head, impression: '好' } },
      { head: { ...sheet.head, inspectedOn: '2026-11-21' } },
      { staffIds: ['staff-1'] },
      { entries: [{ ...entry, staffIds: ['staff-1'] }] },
      { entries: [{ ...entry, note: '' }] },
      { entries: [] },
      { evidence: [] },
      { evidence: [{ itemCode: '1.2', sha256: 'e'.repeat(64) }] },
    ];
    for (const part of changed)
      expect([part, fingerprintHolds(fingerprint, { ...sheet, ...part })]).toEqual([part, false]);
  });

  it('still holds for sheets handed in before staff, reference and impression were part of it', () => {
    // made by the first layout over the same sheet
    const first = 'eb2caf226cef767fa861004594afdcde26ee43ec3d844f780ab206ef405c0d06';
    expect(fingerprintHolds(first, sheet)).toBe(true);
    expect(fingerprintHolds(first, { ...sheet, entries: [] })).toBe(false);
    expect(sheetFingerprint(sheet)).not.toBe(first);
  });
});
