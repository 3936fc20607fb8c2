import { useEffect, useRef, useState } from 'react';
import type { InspectionDetail } from '#shared/inspection/inspection.schema.ts';
import type { SheetWindow } from '#shared/inspection/sheet.contract.ts';
import { client } from '../../rpc/client.ts';
import type { Sheet } from './sheet-state.ts';

const beat = 5_000;
const newWindowId = () =>
  [...crypto.getRandomValues(new Uint8Array(12))].map((byte) => byte.toString(16).padStart(2, '0')).join('');

/** Says every few seconds that this window has the sheet open, learns who else has, and takes over what they stored. */
export function usePresence(
  detail: InspectionDetail,
  sheet: Sheet,
  onReload: () => Promise<unknown>,
): readonly SheetWindow[] {
  const { inspectionId, canEdit } = detail;
  const [others, setOthers] = useState<readonly SheetWindow[]>([]);
  const latest = useRef({ detail, sheet, onReload });
  latest.current = { detail, sheet, onReload };
  useEffect(() => {
    if (!canEdit) return setOthers([]);
    const windowId = newWindowId();
    let isHere = true;
    const say = async () => {
      const answer = await client.inspection.present({ inspectionId, windowId }).catch(() => undefined);
      if (!answer || !isHere) return;
      setOthers(answer.others);
      const now = latest.current;
      const isElsewhere = answer.pieces !== now.detail.evidence.length || answer.state !== now.detail.state;
      if (answer.revision > now.sheet.revision() && now.sheet.pending === 0) {
        await now.sheet.pull().catch(() => undefined);
        await now.onReload();
      } else if (isElsewhere) await now.onReload();
    };
    const leave = () => {
      client.inspection.present({ inspectionId, windowId, isLeaving: true }).catch(() => undefined);
    };
    say();
    const timer = setInterval(say, beat);
    window.addEventListener('pagehide', leave);
    return () => {
      isHere = false;
      clearInterval(timer);
      window.removeEventListener('pagehide', leave);
      leave();
    };
  }, [inspectionId, canEdit]);
  return others;
}
