import { readFile } from 'node:fs/promises';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { describeBackends, type TestBackend } from '../../support/backend.ts';
import { act, smallProvince, told, travel } from './complaint.builder.ts';

describeBackends('deadline rules', (start) => {
  let backend: TestBackend;
  let units: Awaited<ReturnType<typeof smallProvince>>;
  beforeEach(async () => {
    backend = await start();
    await travel(backend, '2026-11-19T08:20:00.000Z');
    units = await smallProvince(backend);
  });
  afterEach(() => backend.close());

  it('come in editions: what runs keeps its own until it is moved on purpose, one by one or all', async () => {
    const supervisor = await backend.as('supervisor');
    const basic = { ...told, customerGrade: 'basic' as const, unitId: units.hall };
    const before = await supervisor.complaint.register(basic);
    const rules = await supervisor.complaint.rules({ edition: 1 });
    const shorter = rules.map((rule) => (rule.code === 'SL-5' ? { ...rule, amount: 2 } : rule));
    const published = await supervisor.complaint.publishRules({
      basedOn: 1,
      note: '省公司 2026-45 号',
      rules: shorter,
    });
    expect(published).toMatchObject({ number: 2, rules: rules.length, open: 0, note: '省公司 2026-45 号' });
    const after = await supervisor.complaint.register(basic);
    const due = async (id: string) => {
      const detail = await supervisor.complaint.get({ complaintId: id });
      return detail.clocks.find((clock) => clock.kind === 'finalResponse')?.dueAt;
    };
    expect(await due(before.row.complaintId)).toBe('2026-11-26T16:00:00.000Z');
    expect(await due(after.row.complaintId)).toBe('2026-11-23T16:00:00.000Z');
    expect((await supervisor.complaint.ruleEditions({})).map((one) => [one.number, one.open])).toEqual([
      [2, 1],
      [1, 1],
    ]);

    const moved = await supervisor.complaint.moveRule({
      complaintId: before.row.complaintId,
      lastSeq: before.lastSeq,
      edition: 2,
      note: '新规从严',
    });
    expect(moved.events[0]).toMatchObject({ type: 'ruleMoved', note: '新规从严' });
    expect(await due(before.row.complaintId)).toBe('2026-11-23T16:00:00.000Z');
    await expect(
      supervisor.complaint.moveRule({
        complaintId: before.row.complaintId,
        lastSeq: moved.lastSeq,
        edition: 2,
        note: '再来',
      }),
    ).rejects.toMatchObject({ code: 'COMPLAINT_RULE_SAME' });
    const closed = await supervisor.complaint.register(basic);
    await act(supervisor, closed.row.complaintId, 'withdraw', { note: '撤诉' });
    const { jobId } = await supervisor.complaint.moveRules({ from: 2, to: 1, note: '暂缓执行' });
    expect((await backend.app.deps.jobs.settled(jobId)).result).toEqual({ moved: 2, changed: 2 });
    expect(await due(after.row.complaintId)).toBe('2026-11-26T16:00:00.000Z');
    expect((await supervisor.complaint.get({ complaintId: closed.row.complaintId })).events[0]?.type).toBe('withdrawn');
  });

  it('refuses what contradicts itself or was changed meanwhile, and writes nothing', async () => {
    const supervisor = await backend.as('supervisor');
    const rules = await supervisor.complaint.rules({ edition: 1 });
    const law = rules.find((rule) => rule.code === 'CN-35-15') as (typeof rules)[0];
    const publish = (list: typeof rules, basedOn = 1) =>
      supervisor.complaint.publishRules({ basedOn, note: 'x', rules: list });
    const refused = (fault: string) => ({ code: 'COMPLAINT_RULE_CONTRADICTORY', data: { fault } });
    await expect(publish([...rules, law])).rejects.toMatchObject(refused('duplicate'));
    await expect(publish([...rules, { ...law, code: 'X', amount: 20 }])).rejects.toMatchObject(refused('conflict'));
    await expect(publish([{ ...law, amount: 0 }])).rejects.toMatchObject(refused('amount'));
    await expect(publish([{ ...law, stopEvent: 'closed' }])).rejects.toMatchObject(refused('events'));
    await expect(publish([{ ...law, effectiveTo: '2010-01-01' }])).rejects.toMatchObject(refused('backwards'));
    await expect(publish([{ ...law, category: 'no.such' }])).rejects.toMatchObject({
      code: 'COMPLAINT_CATEGORY_UNKNOWN',
    });
    expect(await supervisor.complaint.ruleEditions({})).toHaveLength(1);
    await publish(rules);
    await expect(publish(rules)).rejects.toMatchObject({ code: 'COMPLAINT_RULES_CHANGED', data: { edition: 2 } });
    await expect(supervisor.complaint.rules({ edition: 9 })).rejects.toMatchObject({
      code: 'COMPLAINT_RULE_EDITION_UNKNOWN',
    });
  });

  it('keeps times of day and ends of the last day; editions without them speak of any time and midnight', async () => {
    const supervisor = await backend.as('supervisor');
    const shipped = await supervisor.complaint.rules({ edition: 1 });
    for (const rule of shipped.filter((one) => !one.code.startsWith('SL-V')))
      expect(rule).toMatchObject({ startFrom: null, startUntil: null, dayEnd: 'midnight' });
    const base = shipped.find((rule) => rule.code === 'SL-5') as (typeof shipped)[0];
    const limits = { unit: 'hours' as const, clause: '派单协议' };
    const rules = [
      { ...base, ...limits, code: 'D-24', amount: 24, startFrom: '14:00' },
      { ...base, ...limits, code: 'D-8', amount: 8, startUntil: '14:00' },
      { ...base, code: 'Z-3', amount: 3, dayEnd: 'closeOfBusiness' as const, grades: ['silver' as const] },
    ];
    await supervisor.complaint.publishRules({ basedOn: 1, note: '约定', rules });
    expect(await supervisor.complaint.rules({ edition: 2 })).toEqual(rules);
    // 11-19 16:20: 24 hours on; the third working day after it is 11-24
    const register = async (customerGrade: 'basic' | 'silver') => {
      const made = await supervisor.complaint.register({ ...told, customerGrade, unitId: units.hall });
      return made.clocks.find((clock) => clock.kind === 'finalResponse');
    };
    expect(await register('basic')).toMatchObject({
      rule: { code: 'D-24', startFrom: '14:00', startUntil: null },
      dueAt: '2026-11-20T08:20:00.000Z',
      others: [],
    });
    expect((await register('silver'))?.others).toMatchObject([
      { rule: { code: 'Z-3', dayEnd: 'closeOfBusiness' }, dueAt: '2026-11-24T09:30:00.000Z' },
    ]);
    await travel(backend, '2026-11-20T05:59:59.999Z');
    expect(await register('basic')).toMatchObject({ rule: { code: 'D-8' }, dueAt: '2026-11-20T13:59:59.999Z' });
    const bad = [{ ...base, code: 'B', startFrom: '14:00', startUntil: '14:00' }];
    await expect(supervisor.complaint.publishRules({ basedOn: 2, note: 'x', rules: bad })).rejects.toMatchObject({
      code: 'COMPLAINT_RULE_CONTRADICTORY',
      data: { fault: 'window' },
    });
  });

  it('goes out to a workbook and comes back the same in both languages; faults are named by row', async () => {
    const supervisor = await backend.as('supervisor');
    const rules = await supervisor.complaint.rules({ edition: 1 });
    const upload = async (bytes: Uint8Array, name: string) =>
      (await supervisor.system.uploadFile({ file: new File([bytes as Uint8Array<ArrayBuffer>], name) })).fileId;
    for (const language of ['zh', 'en'] as const) {
      const { fileId } = await supervisor.complaint.exportRules({ edition: 1, language });
      const account = await supervisor.account.me({});
      const bytes = await readFile(backend.app.deps.files.open(fileId, account.accountId).path);
      const back = await supervisor.complaint.readRules({ fileId: await upload(bytes, 'rules.xlsx') });
      expect(back).toEqual({ rules, problems: [] });
    }
    const csv = [
      '规则编号,名称,时钟,时限值,单位,渠道',
      'A-1,甲,最终答复,三天,工作日,',
      'A-2,乙,办结,3,工作日,电报、热线',
    ];
    const wrong = await supervisor.complaint.readRules({
      fileId: await upload(new TextEncoder().encode(csv.join('\n')), 'rules.csv'),
    });
    expect(wrong.rules).toEqual([]);
    expect(wrong.problems.map((one) => [one.row, one.code, one.zh])).toEqual([
      [2, 'A-1', '“时限值”缺少或写法不对'],
      [3, 'A-2', '“渠道”不认识“电报”'],
    ]);
  });
});
