import { DeleteOutlined, DownloadOutlined, PaperClipOutlined, PlusOutlined } from '@ant-design/icons';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Alert, App, Button, Input, Modal, Select } from 'antd';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { AttachmentView } from '#shared/complaint/attachment.contract.ts';
import { type AttachmentPurpose, attachmentPurposes } from '#shared/complaint/complaint.enums.ts';
import type { ComplaintDetail } from '#shared/complaint/detail.schema.ts';
import { formatInstant } from '#shared/kernel/dates.ts';
import { client, orpc } from '../../rpc/client.ts';
import { errorText } from '../../rpc/error-text.ts';
import { StateTag } from '../../ui/state-tag.tsx';

const sizeText = (bytes: number) =>
  bytes < 1024 * 1024 ? `${Math.max(1, Math.round(bytes / 1024))} KB` : `${(bytes / 1024 / 1024).toFixed(1)} MB`;

/** Files of a complaint: dropped, pasted or chosen; looked at here; taken off only with a reason. */
export function AttachmentPanel({ detail }: { detail: ComplaintDetail }) {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const queries = useQueryClient();
  const { complaintId } = detail.row;
  const [purpose, setPurpose] = useState<AttachmentPurpose>('response');
  const [seen, setSeen] = useState<AttachmentView | null>(null);
  const [leaving, setLeaving] = useState<AttachmentView | null>(null);
  const picker = useRef<HTMLInputElement>(null);
  const list = useQuery(orpc.complaint.attachments.queryOptions({ input: { complaintId } }));
  const mayAttach = detail.acts.includes('attach');
  const keep = (answer: ComplaintDetail) => {
    queries.setQueryData(orpc.complaint.get.queryOptions({ input: { complaintId } }).queryKey, answer);
    queries.invalidateQueries({ queryKey: orpc.complaint.attachments.key() });
  };
  const add = useMutation({
    mutationFn: async (files: readonly File[]) => {
      let { lastSeq } = detail;
      for (const file of files) {
        const answer = await client.complaint.attach({ complaintId, lastSeq, purpose, name: file.name, file });
        lastSeq = answer.lastSeq;
        keep(answer);
      }
    },
    onError: (error) => message.error(errorText(error, t)),
  });
  const paste = useRef(add.mutate);
  paste.current = add.mutate;
  useEffect(() => {
    if (!mayAttach) return;
    const listen = (event: ClipboardEvent) => {
      const files = [...(event.clipboardData?.files ?? [])];
      if (files.length > 0) paste.current(files);
    };
    window.addEventListener('paste', listen);
    return () => window.removeEventListener('paste', listen);
  }, [mayAttach]);
  const pieces = list.data ?? [];
  if (!mayAttach && pieces.length === 0) return null;
  return (
    <section
      aria-label={t('complaint.attachments')}
      onDragOver={(event) => mayAttach && event.preventDefault()}
      onDrop={(event) => {
        if (!mayAttach) return;
        event.preventDefault();
        const files = [...event.dataTransfer.files];
        if (files.length > 0) add.mutate(files);
      }}
    >
      <div className="complaint-section">
        <b>{t('complaint.attachments')}</b>
        <span className="t3 fs">{pieces.length > 0 ? pieces.length : t('complaint.attachHint')}</span>
        <span className="sp" />
        {mayAttach && (
          <>
            <Select
              size="small"
              aria-label={t('complaint.purposeOf')}
              value={purpose}
              popupMatchSelectWidth={false}
              onChange={setPurpose}
              options={attachmentPurposes.map((value) => ({ value, label: t(`complaint.purpose.${value}`) }))}
            />
            <Button
              size="small"
              icon={<PlusOutlined />}
              loading={add.isPending}
              onClick={() => picker.current?.click()}
            >
              {t('complaint.act.attach')}
            </Button>
          </>
        )}
      </div>
      <input
        ref={picker}
        type="file"
        hidden
        multiple
        accept="image/*,audio/*,video/*,application/pdf"
        aria-label={t('complaint.act.attach')}
        onChange={(event) => {
          const files = [...(event.target.files ?? [])];
          event.target.value = '';
          if (files.length > 0) add.mutate(files);
        }}
      />
      <ul className="complaint-files">
        {pieces.map((piece) => (
          <li key={piece.attachmentId}>
            <button type="button" onClick={() => setSeen(piece)} title={piece.name}>
              <PaperClipOutlined /> <span className="el">{piece.name}</span>
            </button>
            <StateTag tone={piece.purpose === 'response' ? 'good' : 'neutral'}>
              {t(`complaint.purpose.${piece.purpose}`)}
            </StateTag>
            <span className="t3 fs nw">
              {sizeText(piece.size)} · {formatInstant(piece.addedAt).slice(5)}
            </span>
            {mayAttach && (
              <Button
                type="text"
                size="small"
                icon={<DeleteOutlined />}
                aria-label={t('complaint.detach', { name: piece.name })}
                title={t('complaint.detach', { name: piece.name })}
                onClick={() => setLeaving(piece)}
              />
            )}
          </li>
        ))}
      </ul>
      {seen && <Viewer piece={seen} onClose={() => setSeen(null)} />}
      {leaving && <DetachModal detail={detail} piece={leaving} onDone={keep} onClose={() => setLeaving(null)} />}
    </section>
  );
}

/** The bytes of a piece as an address of this window, let go with it. */
function useBlobUrl(attachmentId: string) {
  const query = useQuery(
    orpc.complaint.attachment.queryOptions({ input: { attachmentId }, staleTime: Number.POSITIVE_INFINITY, gcTime: 0 }),
  );
  const [url, setUrl] = useState<string>();
  useEffect(() => {
    if (!query.data) return;
    const made = URL.createObjectURL(query.data);
    setUrl(made);
    return () => URL.revokeObjectURL(made);
  }, [query.data]);
  return { url, error: query.error };
}

function Viewer({ piece, onClose }: { piece: AttachmentView; onClose(): void }) {
  const { t } = useTranslation();
  const { url, error } = useBlobUrl(piece.attachmentId);
  const [kind] = piece.mediaType.split('/');
  return (
    <Modal
      open
      title={piece.name}
      width={860}
      onCancel={onClose}
      footer={
        url && (
          <a href={url} download={piece.name}>
            <DownloadOutlined /> {t('complaint.saveFile')}
          </a>
        )
      }
    >
      <div className="complaint-viewer">
        {error && <Alert type="error" showIcon title={errorText(error, t)} />}
        {url && kind === 'image' && <img src={url} alt={piece.name} />}
        {/* biome-ignore lint/a11y/useMediaCaption: recordings of calls have no captions */}
        {url && kind === 'audio' && <audio src={url} controls />}
        {/* biome-ignore lint/a11y/useMediaCaption: films taken on site have no captions */}
        {url && kind === 'video' && <video src={url} controls />}
        {url && piece.mediaType === 'application/pdf' && (
          <object data={url} type="application/pdf" aria-label={piece.name} />
        )}
      </div>
    </Modal>
  );
}

function DetachModal({
  detail,
  piece,
  onDone,
  onClose,
}: {
  detail: ComplaintDetail;
  piece: AttachmentView;
  onDone(answer: ComplaintDetail): void;
  onClose(): void;
}) {
  const { t } = useTranslation();
  const [note, setNote] = useState('');
  const send = useMutation({
    mutationFn: () =>
      client.complaint.detach({
        complaintId: detail.row.complaintId,
        lastSeq: detail.lastSeq,
        attachmentId: piece.attachmentId,
        note,
      }),
    onSuccess: (answer) => {
      onDone(answer);
      onClose();
    },
  });
  return (
    <Modal
      open
      title={t('complaint.detach', { name: piece.name })}
      okText={t('complaint.detachSend')}
      cancelText={t('common.cancel')}
      okButtonProps={{ disabled: !note.trim(), danger: true }}
      confirmLoading={send.isPending}
      onOk={() => send.mutate()}
      onCancel={onClose}
    >
      <p className="t2">{t('complaint.detachHint')}</p>
      <Input.TextArea
        autoFocus
        value={note}
        maxLength={2000}
        aria-label={t('complaint.field.note')}
        placeholder={t('complaint.field.note')}
        onChange={(event) => setNote(event.target.value)}
      />
      {send.error && <Alert type="error" showIcon title={errorText(send.error, t)} />}
    </Modal>
  );
}
