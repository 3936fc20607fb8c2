import { useMutation } from '@tanstack/react-query';
import { App } from 'antd';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ComplaintChoice } from '#shared/complaint/choice.schema.ts';
import type { ComplaintFilter } from '#shared/complaint/complaint.schema.ts';
import { client } from '../../rpc/client.ts';
import { errorText } from '../../rpc/error-text.ts';

export interface Choice {
  /** what acts are done to: rows ticked on the page, or all that the filter leaves */
  readonly chosen: ComplaintChoice;
  readonly isAll: boolean;
  readonly isChoosing: boolean;
  /** the person ticked or unticked rows: whatever was chosen beyond the page is let go */
  tick(complaintIds: string[]): void;
  /** takes all that the filter leaves at this moment, also once more when the list has changed */
  chooseAll(): void;
  clear(): void;
}

/** Which complaints are chosen. Another filter lets all of them go, for what would be acted on is no longer seen. */
export function useChoice(filter: ComplaintFilter): Choice {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const key = JSON.stringify(filter);
  const latest = useRef(key);
  latest.current = key;
  const [chosen, setChosen] = useState<{ complaintIds: string[]; filter: ComplaintFilter | null; key: string }>();
  const choose = useMutation({
    mutationFn: async (asked: { filter: ComplaintFilter; key: string }) => ({
      ...asked,
      ...(await client.complaint.chooseListed(asked.filter)),
    }),
    // another filter may stand by the time the answer comes
    onSuccess: (all) => setChosen((before) => (all.key === latest.current ? all : before)),
    onError: (error) => message.error(errorText(error, t), 8),
  });
  useEffect(() => {
    setChosen((before) => (before?.key === key ? before : undefined));
  }, [key]);
  const now = chosen?.key === key ? chosen : undefined;
  return {
    chosen: { complaintIds: now?.complaintIds ?? [], filter: now?.filter ?? null },
    isAll: Boolean(now?.filter),
    isChoosing: choose.isPending,
    tick: (complaintIds) => setChosen({ complaintIds, filter: null, key }),
    chooseAll: () => choose.mutate({ filter, key }),
    clear: () => setChosen(undefined),
  };
}
