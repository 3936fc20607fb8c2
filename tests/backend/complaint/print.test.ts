import { expect, it } from 'vitest';
import { describeDatabases } from '../../support/backend.ts';
import { act, smallProvince, told, travel } from './complaint.builder.ts';

/** Text of a printed document, without its marks. */
const textOf = (html: string) =>
  html
    .slice(html.indexOf('<body'))
    .replace(/<[^>]*>/g, '|')
    .replace(/\|+/g, '|');

describeDatabases('the printed sheet of a complaint', (start) => {
  it('says by how much answers were late, whose time it was, and what belongs to it', async () => {
    const backend = await start();
    const units = await smallProvince(backend);
    const officer = await backend.as('complaintOfficer');
    await travel(backend, '2026-11-19T01:00:00.000Z');
    const register = async () =>
      (await officer.complaint.register({ ...told, customerGrade: 'basic', unitId: units.hall })).row;
    const { complaintId } = await register();
    const twin = await register();
    const seen = async (id: string) => (await officer.complaint.get({ complaintId: id })).lastSeq;
    await officer.complaint.merge({
      complaintId: twin.complaintId,
      lastSeq: await seen(twin.complaintId),
      otherId: complaintId,
      otherSeq: await seen(complaintId),
      note: '同一件事',
    });
    // two working hours were allowed: 50 minutes over
    await travel(backend, '2026-11-19T03:50:00.000Z');
    await act(officer, complaintId, 'acknowledge');
    await act(officer, complaintId, 'assign', { unitId: units.vendor });
    // working days later
    await travel(backend, '2026-12-01T01:00:00.000Z');
    const late = await act(officer, complaintId, 'respond', {
      note: '已修好',
      conclusion: 'founded',
      causeCode: 'vendor.noShow',
      measure: '换线',
      evidence: '录音 1',
    });
    const final = late.clocks.find((clock) => clock.kind === 'finalResponse');
    expect(final).toMatchObject({ state: 'answeredLate', lateBy: { overdue: true } });
    expect(late.clocks.find((clock) => clock.kind === 'firstResponse')?.lateBy).toMatchObject({ unit: 'workMinute' });

    const sheet = async (language: 'zh' | 'en', id = complaintId) =>
      textOf((await officer.complaint.printPapers({ complaintIds: [id], what: 'sheet', language })).html);
    const zh = await sheet('zh');
    expect(zh).toContain('|超 0:50|');
    expect(zh).toContain(`并来 ${twin.number}`);
    expect(zh).toMatch(/\|归属\|自然用时\|占比\|工作用时\|占比\|前台\|2:50\|[\d.]+%\|2:50\|/);
    expect(zh).toMatch(/\|合计\|288:00\|100\.0%\|[\d:]+\|100\.0%\|/);
    // facts, not what is left to do: nobody was visited, nothing was paid
    const [boxes = ''] = /\|七、办结.*?承办人/.exec(zh) ?? [];
    expect(boxes).not.toContain('补偿');
    const en = await sheet('en');
    expect(en).toContain('|0:50 late|');
    expect(en).toContain(`took in ${twin.number}`);
    expect(en).toMatch(/\|Total\|288:00\|100\.0%\|/);

    // one that ended at once used no time, and goes on using none
    const merged = await officer.complaint.get({ complaintId: twin.complaintId });
    expect(merged.clocks.map((clock) => [clock.state, clock.usedMinutes])).toEqual([
      ['stopped', null],
      ['stopped', null],
    ]);
    expect(await sheet('zh', twin.complaintId)).toContain('受理后随即结束，没有用时。');
    await backend.close();
  });
});
