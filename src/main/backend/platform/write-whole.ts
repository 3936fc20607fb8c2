import { rmSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';

/** Writes all of it or leaves no file: half of one would only fill a full disk further. */
export async function writeWhole(path: string, bytes: Uint8Array, options: { flush?: boolean } = {}): Promise<void> {
  try {
    await writeFile(path, bytes, options);
  } catch (error) {
    rmSync(path, { force: true });
    throw error;
  }
}
