import { randomUUID } from 'node:crypto';
import { rename, rm, writeFile } from 'node:fs/promises';
import { type BrowserWindow, dialog, shell } from 'electron';
import { safeName } from '#shared/kernel/file-name.ts';

/**
 * Files the user saved in this session. The page knows them by id only: it can open again what the user chose to save,
 * and name no path of its own.
 */
export class SavedFiles {
  private readonly paths = new Map<string, string>();

  /** Asks where, writes there completely or not at all. @returns the id, or undefined when the user gave up */
  async save(window: BrowserWindow, name: string, bytes: Uint8Array): Promise<string | undefined> {
    const answer = await dialog.showSaveDialog(window, { defaultPath: safeName(name) });
    if (answer.canceled || !answer.filePath) return undefined;
    const part = `${answer.filePath}.${randomUUID()}.part`;
    try {
      await writeFile(part, bytes, { flush: true });
      // Excel holds its open workbook: the rename then fails and the old file stays whole
      await rename(part, answer.filePath);
    } catch (error) {
      await rm(part, { force: true });
      throw error;
    }
    const id = randomUUID();
    this.paths.set(id, answer.filePath);
    return id;
  }

  /** @throws Error with the system's sentence when nothing can open it */
  async open(savedId: string): Promise<void> {
    const path = this.paths.get(savedId);
    if (!path) return;
    const problem = await shell.openPath(path);
    if (problem) throw new Error(problem);
  }

  reveal(savedId: string): void {
    const path = this.paths.get(savedId);
    if (path) shell.showItemInFolder(path);
  }
}
