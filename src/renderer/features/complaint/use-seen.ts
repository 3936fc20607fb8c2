import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { ComplaintDetail, EventView } from '#shared/complaint/detail.schema.ts';
import { orpc } from '../../rpc/client.ts';
import { errorCode } from '../../rpc/error-text.ts';

interface Seen {
  /** the last event that what is being written rests on; goes along with the act */
  lastSeq: number;
  /** what others did since the form was opened, oldest first */
  newer: EventView[];
  /** for errors of the act: where others came first, fetches what they did, so that the next try rests on it */
  onError(error: unknown): Promise<void>;
}

/**
 * What the person has seen of a complaint while filling a form on it. The window fetches it anew all the time, so its
 * latest event may be one nobody has looked at; an act rests on what stood there when the form was opened, and only
 * after a refusal that showed the difference on what stands there now. Own acts in between count as seen.
 */
export function useSeen(detail: ComplaintDetail): Seen {
  const queries = useQueryClient();
  const [begun] = useState(detail.lastSeq);
  const [shown, setShown] = useState(detail.lastSeq);
  const newer = detail.events.filter(({ seq, isOwn }) => seq > begun && !isOwn).toReversed();
  const isUnseen = newer.some(({ seq }) => seq > shown);
  return {
    lastSeq: isUnseen ? shown : detail.lastSeq,
    newer,
    async onError(error) {
      if (errorCode(error) !== 'COMPLAINT_CHANGED') return;
      const { complaintId } = detail.row;
      const query = orpc.complaint.get.queryOptions({ input: { complaintId }, staleTime: 0 });
      setShown((await queries.fetchQuery(query)).lastSeq);
    },
  };
}
