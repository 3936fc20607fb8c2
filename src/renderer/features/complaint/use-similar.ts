import { useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import type { ComplaintChannel } from '#shared/complaint/complaint.enums.ts';
import { orpc } from '../../rpc/client.ts';

/** What of a complaint being taken down is compared with those that are there. */
export interface BeingTold {
  customerNumber: string;
  content: string;
  channel: ComplaintChannel | null;
  categoryCode: string | null;
  city: string;
}

/** A number or a text shorter than this says too little to ask. */
const enough = { number: 4, content: 6 } as const;
/** The longest text that is compared while it is typed; the rest changes nothing any more. */
const mostCompared = 20_000;
const pauseMs = 300;

/**
 * What may be the same matter as the one being told. Asked when the typing rests; a question that a further letter has
 * overtaken is called off.
 */
export function useSimilar(told: BeingTold) {
  const asked = JSON.stringify({ ...told, content: told.content.slice(0, mostCompared) });
  const [settled, setSettled] = useState(asked);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(asked), pauseMs);
    return () => clearTimeout(timer);
  }, [asked]);
  const input = JSON.parse(settled) as BeingTold;
  const query = useQuery(
    orpc.complaint.similar.queryOptions({
      input,
      enabled: input.customerNumber.length >= enough.number || input.content.trim().length >= enough.content,
      // always asked anew: a colleague may have taken one down a second ago
      staleTime: 0,
      gcTime: 0,
      placeholderData: (before) => before,
    }),
  );
  return { data: query.isEnabled ? query.data : undefined, isChecking: query.isFetching };
}
