import { expect, it } from 'vitest';
import type { ClockView, EventView } from '#shared/complaint/detail.schema.ts';
import { complaintSheetPart } from '#shared/complaint/sheet.print.ts';
import { describeDatabases } from '../../support/backend.ts';
import { act, smallProvince, told, travel } from './complaint.builder.ts';

/** Text of a printed document, without its marks. */
const textOf = (html: string) =>
  html
    .slice(Math.max(0, html.indexOf('<body')))
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

    // answers are numbered as they come, and what was written with a stop doesn't bring a second one
    const letter = async (language: 'zh' | 'en') =>
      textOf((await officer.complaint.printLetter({ complaintId, language })).html);
    expect(await letter('zh')).toMatch(
      /（[^）]*[^。]）我公司.*\|一、调查结论：投诉成立。\|二、处理情况：已修好；换线。\|如您/,
    );
    expect(await letter('en')).toMatch(
      /\|1\. Conclusion: your complaint is founded\.\|2\. What was done: 已修好; 换线\.\|/,
    );
    const circular = async (language: 'zh' | 'en') =>
      textOf((await officer.complaint.printPapers({ complaintIds: [complaintId], what: 'circular', language })).html);
    expect(await circular('zh')).toContain('|2026-11-19 受理并查实的投诉中，你单位有 1 件');
    expect(await circular('en')).toContain('received on 2026-11-19, 1 of your unit');

    // whoever looked whether it is really settled signs with the result
    const print = {
      language: 'zh',
      organizationName: '',
      printedBy: '',
      printedAt: '2026-12-03T01:00:00.000Z',
      statusAfter: new Map(),
      causeName: '',
      fingerprint: '',
      qr: [],
    } as const;
    const audited = {
      ...(late.events[0] as EventView),
      type: 'audited',
      happenedAt: '2026-12-02T01:00:00.000Z',
      accountName: '韩示意',
      data: { closureAuditId: '1', result: 'flawed' },
    } as const;
    const signed = (events: EventView[]) =>
      textOf(String(complaintSheetPart({ ...print, detail: { ...late, events } }).body));
    expect(signed([audited, ...late.events])).toContain('|办结质量抽查：|有瑕疵 韩示意|2026-12-02|');
    expect(signed(late.events)).not.toContain('韩示意');
    await backend.close();
  });

  it('says how long a clock stood still and went on, in working time for a limit of working days', async () => {
    const backend = await start();
    const units = await smallProvince(backend);
    const supervisor = await backend.as('supervisor');
    const later = (at: string) => travel(backend, at);
    await later('2026-09-18T08:20:00.000Z');
    const { row } = await supervisor.complaint.register({ ...told, customerGrade: 'basic', unitId: units.hall });
    await act(supervisor, row.complaintId, 'acknowledge');
    await later('2026-09-21T06:00:00.000Z');
    await act(supervisor, row.complaintId, 'suspend', { reason: 'customer', note: '等账单截图' });
    const final = (clocks: readonly ClockView[]) => clocks.find((clock) => clock.kind === 'finalResponse');
    // the house's limit stands still; told is the law's, which goes on in plain time: Friday 16:20 to Monday 14:00
    const paused = await supervisor.complaint.get({ complaintId: row.complaintId });
    expect(final(paused.clocks)).toMatchObject({
      standing: { unit: 'workDays' },
      rule: { unit: 'naturalDays' },
      netMinutes: 4_180,
      pausedMinutes: 0,
    });
    await later('2026-09-22T02:30:00.000Z');
    await act(supervisor, row.complaintId, 'resume', { note: '收齐' });
    await later('2026-09-28T03:10:00.000Z');
    const done = await act(supervisor, row.complaintId, 'respond', {
      note: '已退费',
      conclusion: 'founded',
      causeCode: 'vendor.noShow',
      measure: '退费',
      evidence: '录音 1',
    });
    // Friday 16:20–17:30, Sunday 20 to Thursday 24 September (a make-up day first), none in the holiday, Monday
    // 08:30–11:10: 1:10 + 5 × 7:30 + 2:40 = 41:20, less Monday 14:00–17:30 and Tuesday 08:30–10:30
    expect(final(done.clocks)).toMatchObject({ rule: { unit: 'workDays' }, netMinutes: 2_150, pausedMinutes: 330 });
    const { html } = await supervisor.complaint.printPapers({
      complaintIds: [row.complaintId],
      what: 'sheet',
      language: 'zh',
    });
    expect(textOf(html)).toMatch(/\|时钟\|规则\|起算\|停表\|截止\|实际\|净用时\|占时限\|结果\|/);
    expect(textOf(html)).toMatch(/\|最终答复\|[^|]+\|[^|]+\|09-18 16:20\|5:30\|[^|]+\|09-28 11:10\|35:50\|/);
    await backend.close();
  });
});
