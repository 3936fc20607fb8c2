import type { CurrentUser } from '#shared/account/account.schema.ts';
import type { Database } from './database/dialect.ts';
import type { DialectKind } from './database/migration.type.ts';
import type { DatabasePlace } from './database/open.ts';
import type { ImportRegistry } from './import/import.registry.ts';
import type { Clock } from './platform/clock.ts';
import type { FileStore } from './platform/files.ts';
import type { JobCenter } from './platform/jobs.ts';
import type { Log } from './platform/log.ts';
import type { PdfPrinter } from './platform/pdf/pdf.port.ts';

/** What the whole backend shares; made once by app.ts. */
export interface Deps {
  readonly db: Database;
  /** a second connection that only reads: lists stay quick while an import writes */
  readonly read: Database;
  readonly kind: DialectKind;
  readonly clock: Clock;
  readonly newId: () => string;
  readonly jobs: JobCenter;
  readonly files: FileStore;
  readonly log: Log;
  readonly pdf: PdfPrinter;
  /** what can be imported, and the files on their way in */
  readonly imports: ImportRegistry;
  readonly dataDir: string;
  /** new at each start */
  readonly instanceId: string;
  /** where the open database is */
  readonly place: DatabasePlace;
  /** starts the backend again, after the running call has been answered */
  readonly restart: () => void;
  /** copies the database into the backup folder; answers the path, or undefined on PostgreSQL */
  readonly backup: (name: string) => Promise<string | undefined>;
}

/** What a service function gets: the shared parts, who is asking, and when to stop. */
export interface ServiceContext extends Deps {
  readonly user: CurrentUser;
  readonly signal: AbortSignal;
}
