import { afterEach, beforeEach, expect, it } from 'vitest';
import { describeEveryWay, type TestBackend } from '../../support/backend.ts';
import { act, smallProvince, told, travel } from './complaint.builder.ts';

describeEveryWay('files and papers of complaints', (start) => {
  let backend: TestBackend;
  let units: Awaited<ReturnType<typeof smallProvince>>;
  beforeEach(async () => {
    backend = await start();
    await travel(backend, '2026-11-19T01:00:00.000Z');
    units = await smallProvince(backend);
  });
  afterEach(() => backend.close());
  const png = new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 1, 2, 3, 4, 5, 6, 7, 8]);

  it('attaches as an act: proof of an answer lets close, taken off it no longer does, bytes come back the same', async () => {
    const officer = await backend.as('complaintOfficer');
    const made = await officer.complaint.register({ ...told, unitId: units.hall, acknowledged: true });
    const complaintId = made.row.complaintId;
    await act(officer, complaintId, 'respond', { note: '电话答复' });
    const visited = await act(officer, complaintId, 'followUp', { visitResult: 'satisfied' });
    expect(visited.missingForClose).toContain('evidence');
    const file = new File([png], '../答复截图.png');
    const input = { complaintId, lastSeq: visited.lastSeq, purpose: 'response' as const, name: file.name, file };
    const attached = await officer.complaint.attach(input);
    expect(attached.missingForClose).not.toContain('evidence');
    expect(attached.events[0]).toMatchObject({ type: 'attached' });
    await expect(officer.complaint.attach(input)).rejects.toMatchObject({ code: 'COMPLAINT_CHANGED' });
    const [piece] = await officer.complaint.attachments({ complaintId });
    expect(piece).toMatchObject({ mediaType: 'image/png', size: png.length, purpose: 'response' });
    expect(piece?.name).not.toContain('/');
    const attachmentId = piece?.attachmentId as string;
    const blob = await officer.complaint.attachment({ attachmentId });
    expect(new Uint8Array(await blob.arrayBuffer())).toEqual(png);
    await expect(
      officer.complaint.attach({
        ...input,
        lastSeq: attached.lastSeq,
        file: new File(['MZ not a picture at all'], 'a.png'),
      }),
    ).rejects.toMatchObject({ code: 'EVIDENCE_TYPE_REFUSED' });
    const stranger = await backend.as('liaison', units.other);
    await expect(stranger.complaint.attachment({ attachmentId })).rejects.toMatchObject({
      code: 'COMPLAINT_NOT_FOUND',
    });
    const taken = await officer.complaint.detach({
      complaintId,
      lastSeq: attached.lastSeq,
      attachmentId,
      note: '传错了',
    });
    expect(taken.missingForClose).toContain('evidence');
    expect(await officer.complaint.attachments({ complaintId })).toEqual([]);
  });

  it('prints the sheet masked and escaped, the letter in full and logged, the circular only of founded ones', async () => {
    const officer = await backend.as('complaintOfficer');
    const made = await officer.complaint.register({
      ...told,
      unitId: units.hall,
      acknowledged: true,
      content: '<b>账单</b> & "多扣"',
    });
    const complaintId = made.row.complaintId;
    const papers = (what: 'sheet' | 'circular') =>
      officer.complaint.printPapers({ complaintIds: [complaintId], what, language: 'zh' });
    await expect(officer.complaint.printLetter({ complaintId, language: 'zh' })).rejects.toMatchObject({
      code: 'COMPLAINT_NOT_ANSWERED',
    });
    await expect(papers('circular')).rejects.toMatchObject({ code: 'COMPLAINT_NONE_FOUNDED' });
    await act(officer, complaintId, 'respond', {
      note: '已退费',
      conclusion: 'founded',
      causeCode: 'vendor.noShow',
      measure: '退费',
    });
    const { html } = await papers('sheet');
    expect(html).toContain('&lt;b&gt;账单&lt;/b&gt; &amp; &quot;多扣&quot;');
    expect(html).not.toContain('沈知秋');
    expect(html).not.toContain(told.customerNumber);
    for (const part of ['一、受理信息', '二、时限', '三、办理经过', '四、责任段落与用时归属', '六、回访', '七、办结'])
      expect(html).toContain(part);
    // how the deadline came about stands under the clocks; the end of a day is 24:00 of that day
    expect(html).toMatch(/最终答复截止的算法：<\/b>[^<]*起算[^<]*得 <b[^>]*>\d\d-\d\d (?:24:00|\d\d:\d\d)<\/b>/);
    expect(html).not.toMatch(/截止的算法：[^p]*00:00/);
    const letter = await officer.complaint.printLetter({ complaintId, language: 'zh' });
    expect(letter.html).toContain('沈知秋');
    const log = await (await backend.as('admin')).system.changes({ entity: 'complaint', entityId: complaintId });
    expect(log.rows[0]?.action).toBe('reveal');
    const liaison = await backend.as('liaison', units.hall);
    await expect(liaison.complaint.printLetter({ complaintId, language: 'zh' })).rejects.toMatchObject({
      code: 'PERMISSION_DENIED',
    });
    expect((await papers('circular')).html).toContain('白榆北桥厅：');
  });
});
