import type { Role } from '#shared/kernel/permissions.ts';
import type { JobView } from '#shared/system/system.schema.ts';
import type { Client, TestBackend } from '../../support/backend.ts';

/** Drives an import over the calls, as the page does. */
export class ImportDriver {
  readonly client: Client;
  private readonly backend: TestBackend;

  private constructor(backend: TestBackend, client: Client) {
    this.backend = backend;
    this.client = client;
  }

  static async as(backend: TestBackend, role: Role = 'supervisor'): Promise<ImportDriver> {
    return new ImportDriver(backend, await backend.as(role));
  }

  /** Waits for a job. */
  settled(jobId: string): Promise<JobView> {
    return this.backend.app.deps.jobs.settled(jobId);
  }

  /** Uploads and opens. @returns the job that read the file */
  async tryOpen(name: string, bytes: Uint8Array | string, more: Record<string, unknown> = {}): Promise<JobView> {
    const content = typeof bytes === 'string' ? new TextEncoder().encode(bytes) : bytes;
    const { fileId } = await this.client.system.uploadFile({ file: new File([content as BlobPart], name) });
    const { jobId } = await this.client.import.open({ target: 'probe', options: {}, fileId, ...more });
    return this.settled(jobId);
  }

  /** Uploads and opens a file that must be readable. @returns the session id */
  async open(name: string, bytes: Uint8Array | string, more: Record<string, unknown> = {}): Promise<string> {
    const job = await this.tryOpen(name, bytes, more);
    if (job.state !== 'completed') throw new Error(`not opened: ${JSON.stringify(job.error)}`);
    return String(job.result?.sessionId);
  }

  async review(input: Parameters<Client['import']['review']>[0]): Promise<void> {
    const { jobId } = await this.client.import.review(input);
    if (jobId !== null) await this.settled(jobId);
  }

  async write(sessionId: string, mode: 'all' | 'good' = 'good'): Promise<JobView> {
    const { jobId } = await this.client.import.write({ sessionId, mode, language: 'zh' });
    return this.settled(jobId);
  }
}
