import {
  AudioOutlined,
  DeleteOutlined,
  FilePdfOutlined,
  PlusOutlined,
  VideoCameraOutlined,
  WarningOutlined,
} from '@ant-design/icons';
import { useQuery } from '@tanstack/react-query';
import { Button, Drawer, Spin } from 'antd';
import { type RefObject, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { EvidenceView } from '#shared/inspection/inspection.schema.ts';
import { formatInstant } from '#shared/kernel/dates.ts';
import { orpc } from '../../rpc/client.ts';
import { Panel } from '../../ui/panel.tsx';

interface Props {
  readonly code: string;
  readonly pieces: readonly EvidenceView[];
  readonly missing: number;
  readonly canEdit: boolean;
  readonly isAdding: boolean;
  readonly picker: RefObject<HTMLInputElement | null>;
  onAdd(files: readonly File[]): void;
  onRemove(evidenceId: string): Promise<unknown>;
}

/** Evidence of the sheet: the current item's first, then the rest; paste, drop or choose. */
export function EvidenceStrip({ code, pieces, missing, canEdit, isAdding, picker, onAdd, onRemove }: Props) {
  const { t } = useTranslation();
  const [opened, setOpened] = useState<string>();
  const shown = [
    ...pieces.filter((piece) => piece.itemCode === code),
    ...pieces.filter((piece) => piece.itemCode !== code),
  ];
  const piece = pieces.find((each) => each.evidenceId === opened);
  return (
    <Panel
      className="evidence"
      title={t('inspection.evidence.title', { code })}
      extra={
        <>
          {missing > 0 && (
            <span className="tag warning">
              <WarningOutlined /> {t('inspection.evidence.lacking', { count: missing })}
            </span>
          )}
          <span className="t3 fs">{t('inspection.evidence.total', { count: pieces.length })}</span>
          <span className="fs t3">
            <kbd>Ctrl V</kbd> {t('inspection.evidence.paste')} <kbd>Ctrl O</kbd> {t('inspection.evidence.choose')}
          </span>
        </>
      }
    >
      <div className="evidence-row">
        {canEdit && (
          <button type="button" className="drop" onClick={() => picker.current?.click()}>
            {isAdding ? <Spin size="small" /> : <PlusOutlined />}
            <b>{isAdding ? t('inspection.evidence.adding') : t('inspection.evidence.drop', { code })}</b>
            <span className="fs">{t('inspection.evidence.kinds')}</span>
          </button>
        )}
        <input
          ref={picker}
          type="file"
          multiple
          hidden
          aria-label={t('inspection.evidence.choose')}
          onChange={(event) => {
            onAdd([...(event.target.files ?? [])]);
            event.target.value = '';
          }}
        />
        {shown.map((each) => (
          <button
            type="button"
            key={each.evidenceId}
            className={each.itemCode === code ? 'thumb on' : 'thumb'}
            title={t('inspection.evidence.label', { name: each.name })}
            onClick={() => setOpened(each.evidenceId)}
          >
            <Face piece={each} />
            <span className="el fs">{each.name}</span>
            <span className="el t3">
              {each.itemCode} · {formatInstant(each.addedAt).slice(11)} · {each.addedBy}
            </span>
          </button>
        ))}
      </div>
      <Drawer
        open={piece !== undefined}
        onClose={() => setOpened(undefined)}
        size={720}
        title={piece?.name}
        mask={false}
        destroyOnHidden
      >
        {piece && (
          <Preview
            piece={piece}
            canEdit={canEdit}
            onRemove={() => onRemove(piece.evidenceId).then(() => setOpened(undefined))}
          />
        )}
      </Drawer>
    </Panel>
  );
}

/** Address of the bytes of a piece, given back when it is no longer shown. */
function useAddress(piece: EvidenceView): string | undefined {
  const blob = useQuery({
    ...orpc.inspection.evidence.queryOptions({ input: { evidenceId: piece.evidenceId } }),
    staleTime: Number.POSITIVE_INFINITY,
  });
  const [address, setAddress] = useState<string>();
  useEffect(() => {
    if (!blob.data) return;
    const made = URL.createObjectURL(new Blob([blob.data], { type: piece.mediaType }));
    setAddress(made);
    return () => URL.revokeObjectURL(made);
  }, [blob.data, piece.mediaType]);
  return address;
}

const kindOf = (piece: EvidenceView) => piece.mediaType.split('/')[0];

function Face({ piece }: { piece: EvidenceView }) {
  const kind = kindOf(piece);
  if (kind === 'image') return <Picture piece={piece} />;
  return (
    <span className="face">
      {kind === 'audio' ? <AudioOutlined /> : kind === 'video' ? <VideoCameraOutlined /> : <FilePdfOutlined />}
    </span>
  );
}

function Picture({ piece }: { piece: EvidenceView }) {
  const address = useAddress(piece);
  return <span className="face">{address && <img src={address} alt="" />}</span>;
}

function Preview({ piece, canEdit, onRemove }: { piece: EvidenceView; canEdit: boolean; onRemove(): void }) {
  const { t } = useTranslation();
  const address = useAddress(piece);
  const kind = kindOf(piece);
  return (
    <div className="evidence-preview">
      {address && kind === 'image' && <img src={address} alt={piece.name} />}
      {/* biome-ignore lint/a11y/useMediaCaption: recordings of calls have no captions */}
      {address && kind === 'audio' && <audio controls src={address} />}
      {/* biome-ignore lint/a11y/useMediaCaption: recordings have no captions */}
      {address && kind === 'video' && <video controls src={address} />}
      <p className="fs t2">
        {t('inspection.evidence.by', { name: piece.addedBy, time: formatInstant(piece.addedAt) })}
      </p>
      <p className="fs t3 hash">{t('inspection.evidence.hash', { hash: piece.sha256 })}</p>
      <div className="row">
        {address && (
          <Button href={address} download={piece.name}>
            {t('inspection.evidence.save')}
          </Button>
        )}
        {canEdit && (
          <Button danger icon={<DeleteOutlined />} onClick={onRemove}>
            {t('inspection.evidence.remove')}
          </Button>
        )}
      </div>
    </div>
  );
}
