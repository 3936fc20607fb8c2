import { join } from 'node:path';
import { accountRouter } from './account/account.router.ts';
import { calendarRouter } from './calendar/calendar.router.ts';
import { calendarFollowers, seedCalendars } from './calendar/calendar.service.ts';
import { complaintFollower } from './complaint/calendar-impact.service.ts';
import { complaintRouter } from './complaint/complaint.router.ts';
import { seedComplaints, tendColumns, tendSignatures, tendTextIndex } from './complaint/complaint.service.ts';
import { watchWarnings } from './complaint/warning.service.ts';
import type { Deps } from './context.ts';
import { backupSqlite } from './database/migrate.ts';
import { openDatabase } from './database/open.ts';
import type { DatabaseSetting } from './database/setting.ts';
import { storedFiles, sweepStoredFiles } from './database/stored-files.ts';
import { homeRouter } from './home/home.router.ts';
import { importRouter } from './import/import.router.ts';
import { openImportRegistry } from './imports.ts';
import { inspectionRouter } from './inspection/inspection.router.ts';
import { organizationRouter } from './organization/organization.router.ts';
import { type Clock, systemClock } from './platform/clock.ts';
import { FileStore } from './platform/files.ts';
import { newId } from './platform/ids.ts';
import { JobCenter } from './platform/jobs.ts';
import type { Log } from './platform/log.ts';
import type { PdfPrinter } from './platform/pdf/pdf.port.ts';
import { reportRouter } from './report/report.router.ts';
import { rpc } from './rpc/rpc.ts';
import { publishShippedClauses } from './standard/clause.service.ts';
import { standardRouter } from './standard/standard.router.ts';
import { publishShippedScorecards } from './standard/standard.service.ts';
import { publishShippedQuestionnaires } from './survey/questionnaire.service.ts';
import { surveyRouter } from './survey/survey.router.ts';
import { systemRouter } from './system/system.router.ts';

export interface AppConfig {
  readonly dataDir: string;
  readonly log: Log;
  readonly pdf: PdfPrinter;
  readonly database?: DatabaseSetting;
  readonly clock?: Clock;
  /** closes and begins anew, once the running call has been answered; without it a changed setting waits for the next start */
  readonly restart?: () => void;
  /** whether deadlines are watched and warnings given; a spec that moves the clock does it by itself */
  readonly watches?: boolean;
}

/** The one router: everything of the contract, nothing else. */
export const router = rpc.router({
  system: systemRouter,
  home: homeRouter,
  account: accountRouter,
  organization: organizationRouter,
  standard: standardRouter,
  inspection: inspectionRouter,
  calendar: calendarRouter,
  complaint: complaintRouter,
  survey: surveyRouter,
  report: reportRouter,
  import: importRouter,
});

export interface App {
  readonly router: typeof router;
  readonly deps: Deps;
  close(): Promise<void>;
}

/**
 * Composition root: configuration → database → shared parts → router.
 * @throws DomainError when the database can't be opened (in use, too new, damaged, unreachable)
 */
export async function createApp(config: AppConfig): Promise<App> {
  const database = await openDatabase(config.dataDir, config.database);
  const jobs = new JobCenter();
  const deps: Deps = {
    db: database.db,
    read: database.read,
    kind: database.kind,
    clock: config.clock ?? systemClock,
    newId: () => newId(),
    jobs,
    files: new FileStore(
      config.dataDir,
      () => newId(),
      database.kind === 'postgres' ? storedFiles(database.db) : undefined,
    ),
    log: config.log,
    pdf: config.pdf,
    imports: openImportRegistry(),
    dataDir: config.dataDir,
    instanceId: newId(),
    place: database.place,
    restart: config.restart ?? (() => {}),
    backup: async (name) =>
      database.file ? backupSqlite(database.file, join(config.dataDir, 'backup'), name) : undefined,
  };
  const seed = async () => {
    await publishShippedClauses(deps);
    await publishShippedScorecards(deps);
    await publishShippedQuestionnaires(deps);
    await seedCalendars(deps);
    await seedComplaints(deps);
  };
  calendarFollowers.add(complaintFollower);
  await seed().catch(async (error: unknown) => {
    await database.close();
    throw error;
  });
  const closing = new AbortController();
  const tidying = database.kind === 'postgres' ? tidyStoredFiles(deps, closing.signal) : undefined;
  const signing = tendColumns(deps, closing.signal)
    .then(() => tendSignatures(deps, closing.signal))
    .then(() => tendTextIndex(deps, closing.signal));
  const watching = config.watches === false ? undefined : watchWarnings(deps, closing.signal);
  return {
    router,
    deps,
    async close() {
      closing.abort();
      jobs.abortAll();
      await tidying;
      await signing;
      await watching;
      await deps.imports.sessions.dropAll();
      await database.close();
    },
  };
}

/** After the start, beside the first calls: nobody waits for it, and what fails today is done at the next start. */
async function tidyStoredFiles({ db, files, log }: Deps, signal: AbortSignal): Promise<void> {
  try {
    const handedOver = await files.handOver(signal);
    signal.throwIfAborted();
    const swept = await sweepStoredFiles(db);
    if (handedOver + swept > 0) log.info('kept files', { handedOver, swept });
  } catch (error) {
    if (!signal.aborted) log.error('kept files could not be tidied', { message: String(error) });
  }
}
