import { client } from './client.ts';

/** Brings a file to the backend. @returns its id for later calls */
export const uploadFile = (file: File) => client.system.uploadFile({ file });

/** Fetches a file made by the backend and hands it to the user: a save dialog in the app, a download in a browser. */
export async function saveFileAs(fileId: string): Promise<void> {
  const blob = await client.system.downloadFile({ fileId });
  const name = blob instanceof File ? blob.name : 'file';
  if (window.serviceAuditShell) {
    await window.serviceAuditShell.saveFile(name, new Uint8Array(await blob.arrayBuffer()));
    return;
  }
  const link = document.createElement('a');
  link.href = URL.createObjectURL(blob);
  link.download = name;
  // Outside of the document the click may lose the name.
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}

/** Prints a document made by `printDocument`, never the page around it. */
export async function printHtml(html: string): Promise<void> {
  if (window.serviceAuditShell) {
    await window.serviceAuditShell.print(html);
    return;
  }
  const frame = document.createElement('iframe');
  frame.style.cssText = 'position:fixed;width:0;height:0;border:0;visibility:hidden';
  frame.setAttribute('sandbox', 'allow-same-origin allow-modals');
  frame.srcdoc = html;
  document.body.append(frame);
  await new Promise((resolve) => frame.addEventListener('load', resolve, { once: true }));
  frame.contentWindow?.print();
  setTimeout(() => frame.remove(), 60_000);
}
