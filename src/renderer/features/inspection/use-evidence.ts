import { App } from 'antd';
import { useCallback, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { EvidenceView, InspectionDetail } from '#shared/inspection/inspection.schema.ts';
import { formatInstant } from '#shared/kernel/dates.ts';
import { largestEvidenceBytes, maxEvidenceBytes, sniffEvidence } from '#shared/kernel/evidence.ts';
import { client } from '../../rpc/client.ts';
import { errorText } from '../../rpc/error-text.ts';

/** What keeps a file from being evidence, told before it goes anywhere: the same the backend says. */
async function faultOf(file: File): Promise<{ code: string; data: Record<string, unknown> } | undefined> {
  const mediaType = sniffEvidence(new Uint8Array(await file.slice(0, 64).arrayBuffer()));
  if (!mediaType) return { code: 'EVIDENCE_TYPE_REFUSED', data: { name: file.name } };
  const limit = Math.min(maxEvidenceBytes(mediaType), largestEvidenceBytes);
  if (file.size <= limit) return undefined;
  const megabyte = 1024 * 1024;
  const data = { name: file.name, megabytes: Math.ceil(file.size / megabyte), limit: limit / megabyte };
  return { code: 'EVIDENCE_TOO_LARGE', data };
}

/** Adds, moves and takes off evidence of the sheet; pasting and dropping work anywhere on the page. */
export function useEvidence(detail: InspectionDetail, itemCode: string, onReload: () => Promise<unknown>) {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const [adding, setAdding] = useState(0);
  const [picked, pick] = useState<string>();
  const { inspectionId, canEdit, evidence } = detail;
  const fail = useCallback((error: unknown) => message.error(errorText(error, t), 8), [message, t]);
  const add = useCallback(
    async (files: readonly File[]) => {
      if (!canEdit || files.length === 0) return;
      setAdding((count) => count + 1);
      for (const file of files) {
        const isPasted = file.name === 'image.png';
        const time = formatInstant(new Date().toISOString(), true).slice(11).replaceAll(':', '');
        const name = isPasted ? `${t('inspection.evidence.pasted')} ${time}.png` : file.name;
        try {
          const fault = await faultOf(file);
          if (fault) throw fault;
          const piece = await client.inspection.addEvidence({ inspectionId, itemCode, name: name.slice(-200), file });
          pick(piece.evidenceId);
        } catch (error) {
          fail(error);
        }
      }
      setAdding((count) => count - 1);
      await onReload();
    },
    [inspectionId, itemCode, canEdit, onReload, fail, t],
  );
  const latest = useRef(add);
  latest.current = add;
  useEffect(() => {
    const paste = (event: ClipboardEvent) => {
      const files = [...(event.clipboardData?.files ?? [])];
      if (files.length === 0) return;
      event.preventDefault();
      latest.current(files);
    };
    const over = (event: DragEvent) => event.preventDefault();
    const drop = (event: DragEvent) => {
      event.preventDefault();
      latest.current([...(event.dataTransfer?.files ?? [])]);
    };
    window.addEventListener('paste', paste);
    window.addEventListener('dragover', over);
    window.addEventListener('drop', drop);
    return () => {
      window.removeEventListener('paste', paste);
      window.removeEventListener('dragover', over);
      window.removeEventListener('drop', drop);
    };
  }, []);
  const remove = useCallback(
    (evidenceId: string) =>
      client.inspection
        .removeEvidence({ evidenceId })
        .then(() => message.success(t('inspection.evidence.removed')))
        .catch(fail)
        .then(onReload),
    [onReload, fail, message, t],
  );
  const codes = detail.card.content.sections.flatMap((section) => section.items.map((item) => item.code));
  const move = async (step: -1 | 1) => {
    if (!canEdit) return;
    // the piece last added or looked at, or else the last of the current item
    const piece: EvidenceView | undefined =
      evidence.find((each) => each.evidenceId === picked) ??
      evidence.filter((each) => each.itemCode === itemCode).at(-1);
    const target = piece && codes[codes.indexOf(piece.itemCode) + step];
    if (!piece || !target) return void message.info(t('inspection.evidence.nothingToMove'));
    try {
      const moved = await client.inspection.moveEvidence({ evidenceId: piece.evidenceId, itemCode: target });
      pick(moved.evidenceId);
      message.success(t('inspection.evidence.moved', { name: piece.name, code: target }), 2);
    } catch (error) {
      fail(error);
    }
    await onReload();
  };
  return { add, remove, move, picked, pick, isAdding: adding > 0 };
}
