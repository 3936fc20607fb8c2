import { useQueryClient } from '@tanstack/react-query';
import { Button, Input } from 'antd';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { formatInstant } from '#shared/kernel/dates.ts';
import type { ReportBlock, ReportView } from '#shared/report/report.schema.ts';
import { client, orpc } from '../../rpc/client.ts';
import { errorText } from '../../rpc/error-text.ts';

const pauseMs = 700;

/** The author's words of one block; saved after each pause in typing and when the block is left. */
export function TextEditor({ report, block }: { report: ReportView; block: ReportBlock }) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const [text, setText] = useState(report.texts[block] ?? '');
  const [status, setStatus] = useState<{ kind: 'idle' | 'saving' | 'saved' | 'failed'; word: string }>({
    kind: 'idle',
    word: '',
  });
  const latest = useRef(text);
  const stored = useRef(text);
  const { reportId } = report;
  const mayEdit = report.acts.includes('edit');

  const save = useRef(async () => {});
  save.current = async () => {
    const sent = latest.current;
    if (!mayEdit || sent === stored.current) return;
    setStatus({ kind: 'saving', word: t('report.saving') });
    try {
      const { savedAt } = await client.report.saveText({ reportId, block, text: sent });
      stored.current = sent;
      setStatus({ kind: 'saved', word: t('report.saved', { at: formatInstant(savedAt, true).slice(11) }) });
      await queries.invalidateQueries({ queryKey: orpc.report.key() });
    } catch (error) {
      setStatus({ kind: 'failed', word: `${t('report.unsaved')}：${errorText(error, t)}` });
    }
  };
  useEffect(() => {
    if (text === stored.current) return;
    const timer = setTimeout(() => void save.current(), pauseMs);
    return () => clearTimeout(timer);
  }, [text]);
  useEffect(() => () => void save.current(), []);

  if (block === 'cover') return <p className="t3 report-hint">{t('report.textCover')}</p>;
  return (
    <div className="report-text">
      <b>{t('report.textOf', { block: t(`report.block.${block}`) })}</b>
      <Input.TextArea
        aria-label={t('report.textOf', { block: t(`report.block.${block}`) })}
        value={text}
        readOnly={!mayEdit}
        maxLength={8000}
        rows={11}
        placeholder={mayEdit ? t('report.textPlaceholder') : ''}
        onChange={(event) => {
          latest.current = event.target.value;
          setText(event.target.value);
        }}
        onBlur={() => void save.current()}
      />
      <span className={status.kind === 'failed' ? 'er' : 't3'} role="status">
        {mayEdit ? status.word : t('report.readOnly')}
        {status.kind === 'failed' && (
          <Button size="small" type="link" onClick={() => void save.current()}>
            {t('common.retry')}
          </Button>
        )}
      </span>
    </div>
  );
}
