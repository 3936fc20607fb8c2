import { createHash } from 'node:crypto';
import { readdirSync } from 'node:fs';
import { DomainError } from '#shared/kernel/errors.ts';
import { questionnaireDefinition } from '#shared/survey/questionnaire.schema.ts';
import type { Deps, ServiceContext } from '../context.ts';
import type { Database } from '../database/dialect.ts';
import { inTransaction, type Tx } from '../database/transaction.ts';
import { readResource, resourcePath } from '../resources.ts';
import { recordChange } from '../system/change-log.repository.ts';
import {
  findQuestionnaire,
  findQuestionnaireByCode,
  insertQuestionnaire,
  listQuestionnaires,
  type Questionnaire,
} from './questionnaire.repository.ts';

/** Who writes when the program itself brings its data in. */
type Publisher = Pick<Deps, 'clock' | 'kind' | 'newId'> & { user: { accountId: string | null; displayName: string } };

const summary = ({ definition, contentHash: _hash, ...row }: Questionnaire) => ({
  ...row,
  items: definition.items.length,
});

/** Published questionnaires with the number of their items. */
export async function listPublishedQuestionnaires(ctx: ServiceContext) {
  return (await listQuestionnaires(ctx.read)).map(summary);
}

/** @throws DomainError QUESTIONNAIRE_NOT_FOUND */
export async function requireQuestionnaire(db: Database, questionnaireVersionId: string): Promise<Questionnaire> {
  const found = await findQuestionnaire(db, questionnaireVersionId);
  if (!found) throw new DomainError('QUESTIONNAIRE_NOT_FOUND', { questionnaireVersionId });
  return found;
}

export async function getQuestionnaire(ctx: ServiceContext, input: { questionnaireVersionId: string }) {
  const found = await requireQuestionnaire(ctx.read, input.questionnaireVersionId);
  return { ...summary(found), definition: found.definition };
}

/**
 * Publishes one version for good. The same definition again changes nothing.
 * @returns the id of the version
 * @throws DomainError QUESTIONNAIRE_INVALID, QUESTIONNAIRE_PUBLISHED when that version exists with another content
 */
export async function publishQuestionnaire(tx: Tx, by: Publisher, raw: unknown): Promise<string> {
  const parsed = questionnaireDefinition.safeParse(raw);
  if (!parsed.success)
    throw new DomainError('QUESTIONNAIRE_INVALID', { reason: parsed.error.issues[0]?.message ?? '' });
  const definition = parsed.data;
  const { code, version, labels } = definition;
  const definitionJson = JSON.stringify(definition);
  const contentHash = createHash('sha256').update(definitionJson).digest('hex');
  const stored = await findQuestionnaireByCode(tx, code, version);
  if (stored && stored.contentHash !== contentHash) throw new DomainError('QUESTIONNAIRE_PUBLISHED', { code, version });
  if (stored) return stored.questionnaireVersionId;
  const questionnaireVersionId = by.newId();
  const publishedAt = by.clock.now();
  const row = {
    questionnaireVersionId,
    code,
    version,
    labelZh: labels.zh,
    labelEn: labels.en,
    definitionJson,
    contentHash,
    publishedAt,
  };
  if (await insertQuestionnaire(tx, row)) {
    const after = { code, version, contentHash };
    await recordChange(tx, by, {
      entity: 'questionnaireVersion',
      entityId: questionnaireVersionId,
      action: 'publish',
      after,
    });
    return questionnaireVersionId;
  }
  return (await findQuestionnaireByCode(tx, code, version))?.questionnaireVersionId ?? questionnaireVersionId;
}

/** Brings the questionnaires that ship with the program into the database; called at every start, cheap when done. */
export async function publishShippedQuestionnaires(deps: Deps): Promise<void> {
  const files = readdirSync(resourcePath('questionnaires'))
    .filter((name) => name.endsWith('.json'))
    .sort();
  const known = new Set((await listQuestionnaires(deps.read)).map((row) => `${row.code}/${row.version}`));
  const shipped = files.map((name) => questionnaireDefinition.parse(readResource('questionnaires', name)));
  const missing = shipped.filter((definition) => !known.has(`${definition.code}/${definition.version}`));
  if (missing.length === 0) return;
  const by: Publisher = { ...deps, user: { accountId: null, displayName: 'system' } };
  await inTransaction(deps, async (tx) => {
    for (const definition of missing) await publishQuestionnaire(tx, by, definition);
  });
}
