import { useState } from 'react';
import { useSearchParams } from 'react-router';
import type { ImportSessionView } from '#shared/import/import.schema.ts';
import { ErrorPanel } from '../../ui/error-panel.tsx';
import { AlikePanel } from './alike-panel.tsx';
import { FileBar } from './file-bar.tsx';
import { useReview, useSetParams } from './import.queries.ts';
import { MappingPanel } from './mapping-panel.tsx';
import { PreviewPanel } from './preview-panel.tsx';
import { ValuePanel } from './value-panel.tsx';
import { WriteBar } from './write-bar.tsx';

/** Whose values are shown unasked: those somebody has to decide about, else those somebody has decided about. */
function firstField({ values }: ImportSessionView): string | null {
  const open = values.find((value) => value.decision === null && value.own === null);
  return (open ?? values.find((value) => value.decision !== null))?.field ?? null;
}

/** Second step: how columns are written at the left, all rows at the right, what will be written below. */
export function PreviewStep({ session }: { session: ImportSessionView }) {
  const review = useReview(session.sessionId);
  const [reopenJob, setReopenJob] = useState<string | null>(null);
  const [params] = useSearchParams();
  const setParams = useSetParams();
  const chosen = params.get('field');
  const field =
    chosen !== null && session.values.some((value) => value.field === chosen) ? chosen : firstField(session);
  return (
    <>
      <FileBar session={session} review={review} onReopen={setReopenJob} reopenJob={reopenJob} />
      {review.error !== null && <ErrorPanel error={review.error} />}
      <div className="import-work">
        <section className="panel import-left">
          <MappingPanel
            session={session}
            review={review}
            field={field}
            onField={(next) => setParams({ field: next }, true)}
          />
          {field !== null && <ValuePanel key={field} session={session} review={review} field={field} />}
        </section>
        <PreviewPanel session={session} review={review} />
      </div>
      <AlikePanel session={session} review={review} />
      <WriteBar session={session} review={review} />
    </>
  );
}
