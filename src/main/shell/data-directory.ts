import { posix, win32 } from 'node:path';

/**
 * Where the data of the user of this machine lives when nothing else is asked: the same place for the Electron window
 * and the browser window, so that switching between them loses nothing.
 * @param env APPDATA on Windows, XDG_DATA_HOME elsewhere; SERVICE_AUDIT_DATA wins over both
 */
export function defaultDataDirectory(
  platform: string,
  env: Readonly<Record<string, string | undefined>>,
  home: string,
): string {
  if (env.SERVICE_AUDIT_DATA) return env.SERVICE_AUDIT_DATA;
  if (platform === 'win32') return win32.join(env.APPDATA || win32.join(home, 'AppData', 'Roaming'), 'service-audit');
  if (platform === 'darwin') return posix.join(home, 'Library', 'Application Support', 'service-audit');
  return posix.join(env.XDG_DATA_HOME || posix.join(home, '.local', 'share'), 'service-audit');
}
