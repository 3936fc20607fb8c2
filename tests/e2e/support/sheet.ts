import type { FileChooser, Page } from '@playwright/test';
import type { InspectionDetail } from '#shared/inspection/inspection.schema.ts';
import type { Program } from './fixtures.ts';
import type { Client } from './host.ts';

/** A hall, and an inspector at the window with calls of the same session. */
export async function inspectorAtHall({ page, client, host, signInAs }: Program) {
  const hall = {
    parentId: null,
    code: 'H1',
    name: '鹿野青石路营业厅',
    level: 'site',
    line: 'front',
    channel: 'ownHall',
  } as const;
  const { unitId } = await client.organization.createUnit(hall);
  await signInAs('inspector');
  const token = (await page.evaluate(() => sessionStorage.getItem('service-audit.session'))) ?? '';
  return { unitId, token, calls: host.client(token) };
}

/** A sheet of the hall by the shipped card. */
export async function beginSheet({ unitId, calls }: { unitId: string; calls: Client }): Promise<InspectionDetail> {
  const card = (await calls.standard.scorecards({})).find((each) => each.line === 'front');
  return calls.inspection.start({
    unitId,
    scorecardVersionId: card?.scorecardVersionId ?? '',
    method: 'announced',
    inspectedOn: '2026-09-11',
  });
}

/** A picture of one pixel, with other bytes for each number. */
export const pictureOf = (n: number): Buffer =>
  Buffer.concat([
    Buffer.from(
      'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
      'base64',
    ),
    Buffer.from([n]),
  ]);

const give = (page: Page, event: 'paste' | 'drop', bytes: Buffer, name: string, type: string) =>
  page.evaluate(
    ({ kind, base64, fileName, mediaType }) => {
      const data = new DataTransfer();
      const raw = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
      data.items.add(new File([raw], fileName, { type: mediaType }));
      const target = document.activeElement ?? document.body;
      const options = { bubbles: true, cancelable: true };
      target.dispatchEvent(
        kind === 'paste'
          ? new ClipboardEvent('paste', { ...options, clipboardData: data })
          : new DragEvent('drop', { ...options, dataTransfer: data }),
      );
    },
    { kind: event, base64: bytes.toString('base64'), fileName: name, mediaType: type },
  );

/** Ctrl+V with a file on the clipboard. */
export const pasteFile = (page: Page, bytes: Buffer, name: string, type = 'image/png') =>
  give(page, 'paste', bytes, name, type);

/** A file dropped on the page. */
export const dropFile = (page: Page, bytes: Buffer, name = '现场.png', type = 'image/png') =>
  give(page, 'drop', bytes, name, type);

/** Ctrl+O and the file chosen then. */
export async function chooseFile(page: Page, file: Parameters<FileChooser['setFiles']>[0]): Promise<void> {
  const chooser = page.waitForEvent('filechooser');
  // one turn, so that the browser knows that somebody waits before it is asked to open its own window
  await page.evaluate(() => {});
  await page.keyboard.press('Control+o');
  await (await chooser).setFiles(file);
}
