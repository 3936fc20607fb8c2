import { afterEach, beforeEach, expect, it } from 'vitest';
import { buildCalendar } from '#shared/calendar/calendar.rules.ts';
import { tablesWorkbook } from '../../../src/main/backend/platform/workbook/write-tables.ts';
import { describeBackends, type TestBackend } from '../../support/backend.ts';
import { smallProvince, told, travel } from '../complaint/complaint.builder.ts';

const newYear = { on: '2027-01-01', kind: 'holiday' as const, name: '元旦' };

describeBackends('working calendars', (start) => {
  let backend: TestBackend;
  beforeEach(async () => {
    backend = await start();
    await travel(backend, '2026-10-30T02:00:00.000Z');
  });
  afterEach(() => backend.close());
  const upload = async (content: string | Uint8Array, name: string) =>
    (
      await (
        await backend.as('admin')
      ).system.uploadFile({
        file: new File([content as BlobPart], name),
      })
    ).fileId;

  it('says which years are missing: the next one from November on, and how many complaints wait for it', async () => {
    const admin = await backend.as('admin');
    expect((await admin.calendar.list({})).missing).toEqual([]);
    await travel(backend, '2026-10-31T15:59:59.000Z');
    expect((await admin.calendar.list({})).missing).toEqual([]);
    await travel(backend, '2026-10-31T16:00:00.000Z');
    expect((await admin.calendar.list({})).missing).toEqual([{ year: 2027, complaints: 0 }]);
    const units = await smallProvince(backend);
    await travel(backend, '2026-12-30T02:00:00.000Z');
    const officer = await backend.as('complaintOfficer');
    await officer.complaint.register({ ...told, customerGrade: 'basic', unitId: units.hall });
    expect((await admin.calendar.list({})).missing).toEqual([{ year: 2027, complaints: 1 }]);
    expect((await officer.calendar.list({})).missing).toEqual([{ year: 2027, complaints: null }]);
    await admin.calendar.importYear({ year: 2027, source: '国办发明电〔2026〕9号', days: [newYear] });
    expect((await admin.calendar.list({})).missing).toEqual([]);
  });

  it('keeps every edition with its source, its maker and the reason', async () => {
    const admin = await backend.as('admin');
    const first = (await admin.calendar.list({})).years.find((year) => year.year === 2026);
    const days = [...(first?.days ?? []), { on: '2026-11-20', kind: 'holiday' as const, name: '临时放假' }];
    await expect(
      admin.calendar.importYear({ year: 2026, source: '省政府通知', reason: '', days, basedOn: 1 }),
    ).rejects.toMatchObject({ code: 'CALENDAR_REASON_MISSING' });
    await admin.calendar.importYear({ year: 2026, source: '省政府通知', reason: '临时放假一天', days, basedOn: 1 });
    await expect(
      admin.calendar.importYear({ year: 2026, source: 'x', reason: 'x', days: [], basedOn: 1 }),
    ).rejects.toMatchObject({ code: 'CALENDAR_EDITION_CHANGED', data: { year: 2026, number: 2 } });
    await expect(
      admin.calendar.importYear({ year: 2026, source: '省政府通知', reason: 'x', days, basedOn: 2 }),
    ).rejects.toMatchObject({ code: 'CALENDAR_EDITION_SAME' });
    const viewer = await backend.as('viewer');
    const editions = await viewer.calendar.editions({ year: 2026 });
    expect(editions.map((edition) => [edition.number, edition.days.length, edition.reason])).toEqual([
      [2, days.length, '临时放假一天'],
      [1, days.length - 1, ''],
    ]);
    expect(editions[0]?.accountName).toMatch(/^admin/);
    expect(editions[1]?.accountName).toBe('');
    expect((await viewer.calendar.list({})).years.find((year) => year.year === 2026)?.number).toBe(2);
  });

  it('refuses days that cannot be, by name, and writes nothing', async () => {
    const admin = await backend.as('admin');
    const refused = (code: string, ...days: { on: string; kind: 'holiday' | 'makeup'; name: string }[]) =>
      expect(admin.calendar.importYear({ year: 2027, source: 'x', days })).rejects.toMatchObject({ code });
    const day = (on: string, kind: 'holiday' | 'makeup' = 'holiday') => ({ on, kind, name: '' });
    await refused('CALENDAR_DAY_CONTRADICTORY', day('2027-01-02'), day('2027-01-02', 'makeup'));
    await refused('CALENDAR_DAY_TWICE', day('2027-01-02'), day('2027-01-02'));
    await refused('CALENDAR_DAY_OUTSIDE_YEAR', day('2026-12-31'));
    await refused('CALENDAR_DAY_INVALID', day('2027-02-30'));
    await refused('CALENDAR_DAY_INVALID', day('元旦'));
    await refused('CALENDAR_MAKEUP_ON_WEEKDAY', day('2027-01-04', 'makeup'));
    expect(await admin.calendar.editions({ year: 2027 })).toEqual([]);
  });

  it('tells before saving how many running complaints get another deadline, and saving gives just that', async () => {
    await travel(backend, '2026-11-19T08:20:00.000Z');
    const units = await smallProvince(backend);
    const officer = await backend.as('complaintOfficer');
    const register = (rest: Partial<typeof told>) =>
      officer.complaint.register({ ...told, ...rest, unitId: units.hall });
    // due 11-23 11:50 by working hours; five working days to 11-26; an answered one
    const gold = await register({});
    const basic = await register({ customerGrade: 'basic', customerNumber: '1' });
    const answered = await register({ customerGrade: 'basic', customerNumber: '2' });
    await officer.complaint.act({
      complaintId: answered.row.complaintId,
      lastSeq: answered.lastSeq,
      act: 'withdraw',
      note: '用户撤回',
    });
    const admin = await backend.as('admin');
    const inForce = (await admin.calendar.list({})).years.find((year) => year.year === 2026);
    const known = inForce?.days ?? [];
    const off = (on: string) => ({ on, kind: 'holiday' as const, name: '临时放假' });
    const preview = (days: typeof known) => admin.calendar.previewYear({ year: 2026, days });

    expect(await preview(known)).toMatchObject({ candidates: 0, changed: 0 });
    expect(await preview(known.map((day) => ({ ...day, name: '改名' })))).toMatchObject({ candidates: 0, changed: 0 });
    // after both deadlines: nothing to look at
    expect(await preview([...known, off('2026-12-01')])).toMatchObject({ candidates: 0, changed: 0 });
    // before they were received: not even looked at
    expect(await preview([...known, off('2026-11-18')])).toMatchObject({ candidates: 0, changed: 0 });
    expect(await preview([...known, off('2026-11-26')])).toMatchObject({ examined: 1, changed: 1, later: 1 });
    // their first answer is due on the 20th too
    expect(await preview([...known, off('2026-11-20')])).toMatchObject({ examined: 2, changed: 2, later: 2 });
    const saturday = [...known, { on: '2026-11-21', kind: 'makeup' as const, name: '调休' }];
    expect(await preview(saturday)).toMatchObject({ changed: 2, earlier: 2, overdue: 0 });
    await travel(backend, '2026-11-25T16:30:00.000Z');
    expect(await preview(saturday)).toMatchObject({ earlier: 2, overdue: 1 });
    await expect(preview([off('2025-01-01')])).rejects.toMatchObject({ code: 'CALENDAR_DAY_OUTSIDE_YEAR' });

    await admin.calendar.importYear({ year: 2026, source: 'x', reason: '调休', days: saturday, basedOn: 1 });
    await Promise.all((await admin.system.jobs({})).map((job) => backend.app.deps.jobs.settled(job.jobId)));
    const due = async (id: string) =>
      (await officer.complaint.list({ view: 'all' })).rows.find((row) => row.complaintId === id)?.badge.dueAt;
    expect(await due(gold.row.complaintId)).toBe('2026-11-21T03:50:00.000Z');
    expect(await due(basic.row.complaintId)).toBe('2026-11-25T16:00:00.000Z');
  });

  it('tells what other working hours would do', async () => {
    await travel(backend, '2026-11-19T08:20:00.000Z');
    const units = await smallProvince(backend);
    const officer = await backend.as('complaintOfficer');
    await officer.complaint.register({ ...told, unitId: units.hall });
    const admin = await backend.as('admin');
    const whole = [{ from: '00:00', to: '24:00' }];
    expect(await admin.calendar.previewHours({ workingHours: whole })).toMatchObject({ examined: 1, earlier: 1 });
    const same = [
      { from: '08:30', to: '12:00' },
      { from: '13:30', to: '17:30' },
    ];
    expect(await admin.calendar.previewHours({ workingHours: same })).toMatchObject({ examined: 1, changed: 0 });
    await expect(admin.calendar.previewHours({ workingHours: [{ from: '17:30', to: '08:30' }] })).rejects.toMatchObject(
      { code: 'CALENDAR_HOURS_INVALID' },
    );
  });

  it('keeps working hours with the day they are in force from: deadlines of earlier days stay', async () => {
    await travel(backend, '2026-11-19T08:20:00.000Z');
    const units = await smallProvince(backend);
    const officer = await backend.as('complaintOfficer');
    const made = await officer.complaint.register({ ...told, unitId: units.hall });
    const admin = await backend.as('admin');
    const known = (await admin.calendar.list({})).workingHours;
    // 12 working hours from 11-19 16:20 end on 11-23 11:50; from that day on people begin at ten
    const later = [
      ...known,
      { from: '10:00', to: '12:00', since: '2026-11-23' },
      { from: '13:30', to: '19:00', since: '2026-11-23' },
    ];
    expect(await admin.calendar.previewHours({ workingHours: later })).toMatchObject({ examined: 1, later: 1 });
    const far = later.map((span) => ('since' in span ? { ...span, since: '2026-11-24' } : span));
    expect(await admin.calendar.previewHours({ workingHours: far })).toMatchObject({ examined: 1, changed: 0 });
    expect(await admin.calendar.setWorkingHours({ workingHours: later })).toEqual({ workingHours: later });
    expect((await admin.calendar.list({})).workingHours).toEqual(later);
    const detail = await officer.complaint.get({ complaintId: made.row.complaintId });
    // 1:10 on 11-19, 7:30 on 11-20, 3:20 are left: 2:00 until noon, 1:20 from 13:30
    expect(detail.clocks.find((clock) => clock.kind === 'finalResponse')?.dueAt).toBe('2026-11-23T06:50:00.000Z');
    expect(detail.workingHours).toEqual(later);
    const lost = later.filter((span) => 'since' in span);
    await expect(admin.calendar.setWorkingHours({ workingHours: lost })).rejects.toMatchObject({
      code: 'CALENDAR_HOURS_INVALID',
    });
  });

  it('exports an edition in three formats and reads each of them back', async () => {
    const admin = await backend.as('admin');
    const [edition] = await admin.calendar.editions({ year: 2026 });
    for (const language of ['zh', 'en'] as const)
      for (const format of ['xlsx', 'csv', 'json'] as const) {
        const { fileId, name } = await admin.calendar.exportEdition({
          editionId: edition?.editionId ?? '',
          format,
          language,
        });
        expect(name).toMatch(new RegExp(`2026.*\\.${format}$`));
        const file = await admin.system.downloadFile({ fileId });
        const sent = await upload(new Uint8Array(await file.arrayBuffer()), 'x');
        const reading = await admin.calendar.readFile({ fileId: sent, year: 2026 });
        expect(reading.remarks, `${language} ${format}`).toEqual([]);
        expect(reading.days).toEqual(edition?.days);
      }
    await expect(admin.calendar.exportEdition({ editionId: 'x', format: 'csv', language: 'zh' })).rejects.toMatchObject(
      { code: 'CALENDAR_EDITION_NOT_FOUND' },
    );
  });

  it('reads files as people have them', async () => {
    const admin = await backend.as('admin');
    const read = async (content: string | Uint8Array, name = 'x.csv') =>
      admin.calendar.readFile({ fileId: await upload(content, name), year: 2027 });
    const gbk = Uint8Array.from([
      ...[0xc8, 0xd5, 0xc6, 0xda, 0x2c, 0xc0, 0xe0, 0xd0, 0xcd, 0x2c, 0xc3, 0xfb, 0xb3, 0xc6, 0x0d, 0x0a],
      ...new TextEncoder().encode('2027-1-1,'),
      ...[0xd0, 0xdd, 0x2c, 0xd4, 0xaa, 0xb5, 0xa9, 0x0d, 0x0a],
    ]);
    expect((await read(gbk)).days).toEqual([newYear]);
    const sheet = await tablesWorkbook([
      { name: '说明', title: '说明', notes: [], columns: [{ header: '内容', width: 10 }], rows: [['请看第二页']] },
      {
        name: '日历',
        title: '2027 年',
        notes: ['依据某通知'],
        columns: ['名称', '日期', '类型'].map((header) => ({ header, width: 10 })),
        rows: [
          ['元旦', '1月1日', '放假'],
          ['国庆', '10月1日至3日', '放假'],
          ['', '2027-02-30', '休'],
          ['', '2027-02-06', '也许'],
        ],
      },
    ]);
    const reading = await read(sheet, 'x.xlsx');
    expect(reading.days.map((day) => day.on)).toEqual(['2027-01-01', '2027-10-01', '2027-10-02', '2027-10-03']);
    expect(reading.remarks.map((remark) => [remark.fault, remark.line])).toEqual([
      ['noSuchDay', 6],
      ['noKind', 7],
    ]);
    expect((await read('一、元旦：1月1日放假1天。\n二、春节：2月6日（周六）上班。', 'x.txt')).days).toHaveLength(2);
    for (const content of ['姓名,工号\n张三,1', '{"a":1}', '{"days":', '[1,2']) {
      const answer = read(content);
      await expect(answer).rejects.toMatchObject({ code: 'CALENDAR_FILE_INVALID' });
    }
    expect((await read('[1, 2]')).remarks.map((remark) => remark.fault)).toEqual(['noSuchDay', 'noSuchDay']);
  });
});

it('a stored edition that would be refused today is still read', () => {
  expect(() =>
    buildCalendar([{ year: 2027, number: 1, source: '', days: [{ on: '2027-01-04', kind: 'makeup', name: '' }] }]),
  ).not.toThrow();
});
