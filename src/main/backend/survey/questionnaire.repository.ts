import { type QuestionnaireDefinition, questionnaireDefinition } from '#shared/survey/questionnaire.schema.ts';
import type { Database } from '../database/dialect.ts';
import type { QuestionnaireVersionTable } from './survey.table.ts';

/** A stored version with its definition read. */
export interface Questionnaire extends Omit<QuestionnaireVersionTable, 'definitionJson'> {
  definition: QuestionnaireDefinition;
}

function read({ definitionJson, ...row }: QuestionnaireVersionTable): Questionnaire {
  return { ...row, definition: questionnaireDefinition.parse(JSON.parse(definitionJson)) };
}

/** All published versions, the newest of each questionnaire first. */
export async function listQuestionnaires(db: Database): Promise<Questionnaire[]> {
  const rows = await db
    .selectFrom('questionnaireVersion')
    .selectAll()
    .orderBy('code')
    .orderBy('version', 'desc')
    .execute();
  return rows.map(read);
}

export async function findQuestionnaire(
  db: Database,
  questionnaireVersionId: string,
): Promise<Questionnaire | undefined> {
  const row = await db
    .selectFrom('questionnaireVersion')
    .selectAll()
    .where('questionnaireVersionId', '=', questionnaireVersionId)
    .executeTakeFirst();
  return row && read(row);
}

export const findQuestionnaireByCode = (db: Database, code: string, version: number) =>
  db
    .selectFrom('questionnaireVersion')
    .select(['questionnaireVersionId', 'contentHash'])
    .where('code', '=', code)
    .where('version', '=', version)
    .executeTakeFirst();

/** @returns false when another instance published the same version in the meantime */
export async function insertQuestionnaire(db: Database, row: QuestionnaireVersionTable): Promise<boolean> {
  const done = await db
    .insertInto('questionnaireVersion')
    .values(row)
    .onConflict((conflict) => conflict.columns(['code', 'version']).doNothing())
    .executeTakeFirst();
  return Number(done.numInsertedOrUpdatedRows ?? 0) > 0;
}
