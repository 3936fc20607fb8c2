import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { DomainError } from '#shared/kernel/errors.ts';
import type { PdfPrinter } from './pdf.port.ts';

/** Time a document may take, at least and for each thousand characters: a batch of papers on a busy machine takes minutes. */
const leastMs = 60_000;
const msPerThousand = 100;
const quiet = [
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--disable-extensions',
  '--mute-audio',
];

function candidates(): string[] {
  if (process.platform === 'win32') {
    const roots = ['PROGRAMFILES', 'PROGRAMFILES(X86)', 'LOCALAPPDATA']
      .map((name) => process.env[name])
      .filter((root) => root !== undefined);
    return roots.flatMap((root) => [
      join(root, 'Microsoft', 'Edge', 'Application', 'msedge.exe'),
      join(root, 'Google', 'Chrome', 'Application', 'chrome.exe'),
      join(root, 'Chromium', 'Application', 'chrome.exe'),
    ]);
  }
  if (process.platform === 'darwin')
    return [
      '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
      '/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge',
      '/Applications/Chromium.app/Contents/MacOS/Chromium',
    ];
  const names = [
    'chromium',
    'chromium-browser',
    'google-chrome-stable',
    'google-chrome',
    'microsoft-edge-stable',
    'microsoft-edge',
  ];
  const folders = (process.env.PATH ?? '').split(delimiter).filter(Boolean);
  return names.flatMap((name) => folders.map((folder) => join(folder, name)));
}

/** The first Chromium, Chrome or Edge of this machine; `SERVICE_AUDIT_CHROMIUM` names another one. */
export function findChromium(): string | undefined {
  const named = process.env.SERVICE_AUDIT_CHROMIUM;
  if (named) return existsSync(named) ? named : undefined;
  return candidates().find((path) => existsSync(path));
}

/** Prints by a headless browser of this machine, one process a document, in a profile of its own. */
export function chromiumPrinter(find: () => string | undefined = findChromium): PdfPrinter {
  return {
    async render(html, signal) {
      signal.throwIfAborted();
      const program = find();
      if (!program) throw new DomainError('PDF_UNAVAILABLE', { reason: '' });
      const folder = await mkdtemp(join(tmpdir(), 'service-audit-pdf-'));
      try {
        const page = join(folder, 'page.html');
        const out = join(folder, 'page.pdf');
        await writeFile(page, html, 'utf8');
        // A browser run as root refuses its own sandbox; the page holds no script and may load nothing.
        const asRoot = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
        await run(
          program,
          [
            '--headless=new',
            ...asRoot,
            ...quiet,
            `--user-data-dir=${join(folder, 'profile')}`,
            '--no-pdf-header-footer',
            `--print-to-pdf=${out}`,
            pathToFileURL(page).href,
          ],
          signal,
          leastMs + Math.ceil(html.length / 1000) * msPerThousand,
        );
        signal.throwIfAborted();
        if (!existsSync(out)) throw new DomainError('PDF_UNAVAILABLE', { reason: 'no output' });
        return await readFile(out);
      } finally {
        await rm(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
      }
    },
  };
}

function run(program: string, options: string[], signal: AbortSignal, timeoutMs: number): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, options, {
      signal: AbortSignal.any([signal, AbortSignal.timeout(timeoutMs)]),
      stdio: ['ignore', 'ignore', 'pipe'],
      windowsHide: true,
    });
    let tail = '';
    child.stderr.on('data', (chunk: Buffer) => {
      tail = (tail + chunk.toString('utf8')).slice(-500);
    });
    child.on('error', (error) =>
      reject(signal.aborted ? signal.reason : new DomainError('PDF_UNAVAILABLE', { reason: error.message })),
    );
    child.on('close', (code) =>
      code === 0
        ? resolve()
        : reject(signal.aborted ? signal.reason : new DomainError('PDF_UNAVAILABLE', { reason: tail })),
    );
  });
}
