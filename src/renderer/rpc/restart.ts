import { client } from './client.ts';
import { TransportError } from './link.ts';
import { sessionToken } from './session-token.ts';

const patienceMs = 5 * 60_000;
const pauseMs = 400;

/**
 * Waits until the backend has started again on another database, then begins the page anew at the sign-in: sessions,
 * units and periods of the database that was left mean nothing there.
 * @param instanceId of the backend that goes
 * @throws TransportError when it doesn't come back; when it can't start, the page that says why takes this one's place
 */
export async function beginAnewAfterRestart(instanceId: string): Promise<void> {
  const end = Date.now() + patienceMs;
  while (Date.now() < end) {
    const state = await client.system.state({}).catch(() => undefined);
    if (state && state.instanceId !== instanceId) {
      sessionToken.clear();
      window.location.hash = '#/';
      window.location.reload();
      return;
    }
    await new Promise((resolve) => setTimeout(resolve, pauseMs));
  }
  throw new TransportError('BACKEND_UNREACHABLE');
}
