import { readFileSync } from 'node:fs';
import type { Page } from '@playwright/test';
import type { QuestionnaireDefinition } from '#shared/survey/questionnaire.schema.ts';
import { expect, expectAccessible, expectNoSidewaysScroll, type Program, test } from './support/fixtures.ts';

const read = (path: string): unknown => JSON.parse(readFileSync(path, 'utf8'));
const definition = read('resources/questionnaires/ecsi-24.json') as QuestionnaireDefinition;
const { answerCounts } = read('resources/sample/survey-model.json') as { answerCounts: Record<string, number[]> };

/** 250 rows with the answer counts of the ECSI mobile-phone survey: its published indices by simple means follow. */
function surveyFile(change: (answer: number) => number | string = (answer) => answer): Buffer {
  const columns = definition.items.map(({ code }) =>
    (answerCounts[code] ?? []).flatMap((count, index) => new Array<number>(count).fill(index + 1)),
  );
  const rows = Array.from({ length: 250 }, (_, row) =>
    columns.map((column) => change(column[row] as number)).join(','),
  );
  return Buffer.from([definition.items.map((item) => item.code).join(','), ...rows].join('\r\n'));
}

async function createWave(page: Page, name: string): Promise<void> {
  await page.getByRole('button', { name: '新建批次' }).first().click();
  await page.getByLabel('批次名称').fill(name);
  await page.getByRole('button', { name: '保存' }).click();
  await expect(page.getByRole('heading', { name })).toBeVisible();
}

async function importFile(page: Page, name: string, buffer: Buffer, button: RegExp): Promise<void> {
  await page.getByRole('button', { name: '导入答卷' }).first().click();
  await page.locator('input[type=file]').setInputFiles({ name, mimeType: 'text/csv', buffer });
  await page.getByRole('button', { name: button }).click();
}

/** A wave with its submissions, made past the window. @returns its id */
async function preparedWave({ page, client, host, signInAs }: Program, name: string, startOn: string, file: Buffer) {
  const [known] = await client.organization.units({});
  const place = {
    parentId: null,
    code: 'P',
    name: '示例省公司',
    line: 'front',
    channel: 'none',
    level: 'province',
  } as const;
  const unit = known ?? (await client.organization.createUnit(place));
  await signInAs('supervisor');
  const token = await page.evaluate(() => sessionStorage.getItem('service-audit.session'));
  const supervisor = host.client(token ?? '');
  const [questionnaire] = await supervisor.survey.questionnaires({});
  const questionnaireVersionId = questionnaire?.questionnaireVersionId ?? '';
  const days = { startOn, endOn: startOn };
  const { waveId } = await supervisor.survey.createWave({
    name,
    business: 'mobile',
    unitId: unit.unitId,
    questionnaireVersionId,
    ...days,
  });
  const settled = async (jobId: string) => {
    for (;;) {
      const job = (await supervisor.system.jobs({})).find((each) => each.jobId === jobId);
      if (job && job.state !== 'running') return job.result ?? {};
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  };
  const { fileId } = await supervisor.system.uploadFile({ file: new File([new Uint8Array(file)], 'survey.csv') });
  const opened = await supervisor.import.open({ target: 'submission', options: { wave: waveId }, fileId });
  const { sessionId } = await settled(opened.jobId);
  const written = await supervisor.import.write({ sessionId: String(sessionId), mode: 'all', language: 'zh' });
  expect(await settled(written.jobId)).toMatchObject({ inserted: 250 });
  return waveId;
}

test.describe('satisfaction', () => {
  test('from an empty wave to the index, its interval and the submissions behind it', async ({ program }) => {
    const { page, client, open, signInAs } = program;
    const unit = { line: 'front', channel: 'none', level: 'province' } as const;
    await client.organization.createUnit({ ...unit, parentId: null, code: 'P', name: '示例省公司' });
    await signInAs('supervisor');
    await open('/survey?period=2026-Q3');
    await expect(page.getByText('还没有满意度调查批次')).toBeVisible();
    await createWave(page, '2026Q3 移动批次');
    await expect(page.getByText('这个批次还没有答卷')).toBeVisible();
    await expect(page.getByRole('button', { name: '锁定' })).toBeDisabled();

    await importFile(page, 'mobi.csv', surveyFile(), /写入 250 行/);
    await expect(page.getByText('已导入 250 行')).toBeVisible();
    await page.getByRole('button', { name: '打开列表' }).click();

    await expect(page.getByRole('heading', { name: '用户满意度指数 72.0，尚无可比批次' })).toBeVisible();
    await expect(page.getByText('简单均值口径，未用 PLS 权重').first()).toBeVisible();
    for (const [construct, index] of [
      ['品牌形象', '72.6'],
      ['预期质量', '72.4'],
      ['感知质量', '74.6'],
      ['感知价值', '61.5'],
      ['用户满意度', '72.0'],
      ['用户抱怨', '67.4'],
      ['用户忠诚', '63.4'],
    ] as const) {
      const row = page.getByRole('row', { name: new RegExp(`^${construct} 250 ${index} `) });
      await expect(row).toBeVisible();
    }
    await expect(page.getByRole('row', { name: /^用户抱怨 250 67\.4 64\.3–70\.6/ })).toBeVisible();
    await expectNoSidewaysScroll(page);
    await expectAccessible(page);

    await page.getByRole('row', { name: /^用户满意度 250/ }).click();
    await expect(page.getByText('背后的答卷：250 份')).toBeVisible();
    await expect(page).toHaveURL(/rows=/);
    await page.goBack();
    await expect(page.getByText('背后的答卷')).toHaveCount(0);
  });

  test('the same file again changes nothing, and bad answers are refused with their place', async ({ program }) => {
    const { page, open } = program;
    const wave = await preparedWave(program, '2026Q3 移动批次', '2026-07-01', surveyFile());
    await open(`/survey/${wave}`);
    await importFile(page, 'again.csv', surveyFile(), /写入 0 行/);
    await expect(page.getByText('没有变化：内容都已在库里')).toBeVisible();
    await page.getByRole('button', { name: '打开列表' }).click();
    await page.getByRole('button', { name: '导入答卷' }).first().click();
    const buffer = surveyFile((answer) => (answer === 1 ? 11 : answer));
    await page.locator('input[type=file]').setInputFiles({ name: 'bad.csv', mimeType: 'text/csv', buffer });
    await expect(page.getByRole('button', { name: /下载错行/ })).toBeEnabled();
  });

  test('a wave is compared with the one before, and locked', async ({ program }) => {
    const { page, open } = program;
    await preparedWave(
      program,
      '2026Q2 移动批次',
      '2026-04-01',
      surveyFile((answer) => Math.max(1, answer - 1)),
    );
    const wave = await preparedWave(program, '2026Q3 移动批次', '2026-07-01', surveyFile());
    await open(`/survey/${wave}`);
    const finding = /^用户满意度指数 72\.0，比上批上升 \d+\.\d，变化显著$/;
    await expect(page.getByRole('heading', { name: finding })).toBeVisible();
    await page.getByRole('tab', { name: '问卷' }).click();
    await expect(page.getByText('7 个结构变量、24 个题项')).toBeVisible();
    await page.getByRole('tab', { name: '样本与质量' }).click();
    await expect(page.getByRole('heading', { name: /^缺失率 0\.0%/ })).toBeVisible();
    await expectAccessible(page);
    await page.getByRole('button', { name: '锁定' }).click();
    await page.getByRole('dialog').getByRole('button', { name: '锁定' }).click();
    await expect(page.getByText('已锁定')).toBeVisible();
    await expect(page.getByRole('button', { name: '导入答卷' })).toHaveCount(0);
  });

  test('a reader sees results but neither creates, imports nor locks', async ({ program }) => {
    const { page, open, signInAs } = program;
    await signInAs('viewer');
    await open('/survey');
    await expect(page.getByText('批次由稽查主管建立')).toBeVisible();
    await expect(page.getByRole('button', { name: '新建批次' })).toHaveCount(0);
  });
});
