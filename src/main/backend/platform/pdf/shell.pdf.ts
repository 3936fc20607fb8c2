import { DomainError } from '#shared/kernel/errors.ts';
import type { BackendMessage } from '#shared/kernel/shell-bridge.ts';
import type { PdfPrinter } from './pdf.port.ts';

/** A printer that lives in another process, and the way its answers come in. */
export interface ShellPrinter extends PdfPrinter {
  /** an answer to the document with this id: its bytes, or why there are none */
  done(id: string, bytes: Uint8Array | undefined, error: string | undefined): void;
}

/**
 * Lets the desktop shell print: it has a Chromium, this process has none.
 * @param send brings a message to the shell
 */
export function shellPrinter(send: (message: BackendMessage) => void, newId: () => string): ShellPrinter {
  const pending = new Map<string, { resolve(bytes: Uint8Array): void; reject(error: unknown): void }>();

  async function render(html: string, signal: AbortSignal): Promise<Uint8Array> {
    signal.throwIfAborted();
    const id = newId();
    const cancel = () => {
      send({ kind: 'pdfCancel', id });
      pending.get(id)?.reject(signal.reason);
    };
    signal.addEventListener('abort', cancel, { once: true });
    try {
      return await new Promise<Uint8Array>((resolve, reject) => {
        pending.set(id, { resolve, reject });
        send({ kind: 'pdf', id, html });
      });
    } finally {
      pending.delete(id);
      signal.removeEventListener('abort', cancel);
    }
  }

  return {
    render,
    done(id, bytes, error) {
      if (bytes) pending.get(id)?.resolve(bytes);
      else pending.get(id)?.reject(new DomainError('PDF_UNAVAILABLE', { reason: error ?? '' }));
    },
  };
}
