import { readFileSync } from 'node:fs';
import type { ImportRow } from '#shared/import/import.target.ts';
import { questionnaireDefinition } from '#shared/survey/questionnaire.schema.ts';
import { inTransaction } from '../../../src/main/backend/database/transaction.ts';
import { submissionImport } from '../../../src/main/backend/survey/survey.import.ts';
import type { Client, TestBackend } from '../../support/backend.ts';

export const definition = questionnaireDefinition.parse(
  JSON.parse(readFileSync('resources/questionnaires/ecsi-24.json', 'utf8')),
);

const { answerCounts } = JSON.parse(readFileSync('resources/sample/survey-model.json', 'utf8')) as {
  answerCounts: Record<string, number[]>;
};

/** 250 answers with the counts of the ECSI mobile-phone survey (Tenenhaus et al. 2005), item by item. */
export function publishedAnswers(): number[][] {
  const columns = definition.items.map((item) =>
    (answerCounts[item.code] as number[]).flatMap((count, i) => new Array<number>(count).fill(i + 1)),
  );
  return Array.from({ length: 250 }, (_, row) => columns.map((column) => column[row] as number));
}

/** A province with two cities. */
export async function buildUnits(admin: Client) {
  const unit = { line: 'front', channel: 'none' } as const;
  const province = await admin.organization.createUnit({
    ...unit,
    parentId: null,
    code: 'P',
    name: '示例省公司',
    level: 'province',
  });
  const cities = [];
  for (const [code, name] of [
    ['C1', '青禾'],
    ['C2', '云泊'],
  ] as const) {
    cities.push(await admin.organization.createUnit({ ...unit, parentId: province.unitId, code, name, level: 'city' }));
  }
  return { province, first: cities[0] as typeof province, second: cities[1] as typeof province };
}

export async function buildWave(
  client: Client,
  unitId: string,
  name = '2026Q3 移动批次',
  startOn = '2026-07-01',
  endOn = '2026-09-30',
) {
  const questionnaire = (await client.survey.questionnaires({})).find((each) => each.code === 'ecsi-24');
  const questionnaireVersionId = questionnaire?.questionnaireVersionId as string;
  return client.survey.createWave({ name, business: 'mobile', unitId, questionnaireVersionId, startOn, endOn });
}

/** A row as the import engine hands it over. */
export function importRow(
  line: number,
  answers: readonly (number | null)[],
  more: Record<string, string | number | null> = {},
  extra: Record<string, string> = {},
): ImportRow {
  const values: Record<string, string | number | null> = {
    externalId: null,
    unitId: null,
    business: null,
    channel: null,
    grade: null,
    durationSeconds: null,
    ...more,
  };
  definition.items.forEach((item, index) => {
    values[`item:${item.code}`] = answers[index] ?? null;
  });
  const key = typeof more.externalId === 'string' ? more.externalId : `row ${line}`;
  return { line, key, contentHash: '', state: 'new', values, extra };
}

/** Writes rows into a wave the way the import engine does. */
export async function importRows(backend: TestBackend, waveId: string, rows: readonly ImportRow[]) {
  const ctx = await backend.context('supervisor');
  const batch = { batchId: 'batch', fileName: 'survey.csv', options: { wave: waveId }, importedAt: ctx.clock.now() };
  return inTransaction(ctx, (tx) => submissionImport.write(tx, ctx, rows, batch));
}
