import {
  AudioOutlined,
  FileImageOutlined,
  FilePdfOutlined,
  PlusOutlined,
  VideoCameraOutlined,
  WarningOutlined,
} from '@ant-design/icons';
import { Spin } from 'antd';
import { memo, type RefObject, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { EvidenceView } from '#shared/inspection/inspection.schema.ts';
import { formatInstant } from '#shared/kernel/dates.ts';
import { Panel } from '../../ui/panel.tsx';
import { formatLength } from './evidence.format.ts';
import { thumbnailOf } from './thumbnails.ts';

interface Props {
  readonly code: string;
  readonly pieces: readonly EvidenceView[];
  readonly missing: number;
  /** most pieces the current item takes */
  readonly most: number | undefined;
  readonly canEdit: boolean;
  readonly isAdding: boolean;
  readonly picked: string | undefined;
  readonly picker: RefObject<HTMLInputElement | null>;
  onAdd(files: readonly File[]): void;
  onOpen(evidenceId: string): void;
}

/** The current item's pieces first, then the rest: as shown and as walked through. */
export const inShownOrder = (pieces: readonly EvidenceView[], code: string): EvidenceView[] => [
  ...pieces.filter((piece) => piece.itemCode === code),
  ...pieces.filter((piece) => piece.itemCode !== code),
];

/** Evidence of the sheet: the current item's first, then the rest; paste, drop or choose. */
export const EvidenceStrip = memo(function EvidenceStrip(props: Props) {
  const { code, pieces, missing, most, canEdit, isAdding, picked, picker, onAdd, onOpen } = props;
  const { t } = useTranslation();
  const row = useRef<HTMLDivElement>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another item begins at its own pieces
  useEffect(() => {
    row.current?.scrollTo({ left: 0 });
  }, [code]);
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
          {most !== undefined && <span className="t3 fs">{t('inspection.evidence.most', { count: most })}</span>}
          <span className="t3 fs">{t('inspection.evidence.total', { count: pieces.length })}</span>
          {canEdit && (
            <span className="fs t3 keys-hint">
              <kbd>Ctrl V</kbd> {t('inspection.evidence.paste')} <kbd>Ctrl O</kbd> {t('inspection.evidence.choose')}{' '}
              <kbd>[</kbd> <kbd>]</kbd> {t('inspection.evidence.move')} <kbd>F8</kbd> {t('inspection.evidence.view')}
            </span>
          )}
        </>
      }
    >
      <div className="evidence-row" ref={row}>
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
        {!canEdit && pieces.length === 0 && <p className="fs t3 none">{t('inspection.evidence.none')}</p>}
        {inShownOrder(pieces, code).map((piece) => (
          <button
            type="button"
            key={piece.evidenceId}
            className={`thumb${piece.itemCode === code ? ' on' : ''}${piece.evidenceId === picked ? ' picked' : ''}`}
            title={piece.name}
            onClick={() => onOpen(piece.evidenceId)}
          >
            <Face piece={piece} />
            <span className="el fs">{piece.name}</span>
            <span className="el t3">
              {piece.itemCode} · {formatInstant(piece.addedAt).slice(11)} ·{' '}
              {piece.durationMs === null ? piece.addedBy : formatLength(piece.durationMs)}
            </span>
          </button>
        ))}
      </div>
    </Panel>
  );
});

const icons = {
  audio: <AudioOutlined />,
  video: <VideoCameraOutlined />,
  image: <FileImageOutlined />,
  application: <FilePdfOutlined />,
};

function Face({ piece }: { piece: EvidenceView }) {
  const [face, setFace] = useState<string>();
  const { evidenceId, sha256, mediaType } = piece;
  useEffect(() => {
    let isShown = true;
    thumbnailOf({ evidenceId, sha256, mediaType }).then((made) => isShown && setFace(made));
    return () => {
      isShown = false;
    };
  }, [evidenceId, sha256, mediaType]);
  const kind = mediaType.split('/')[0] as keyof typeof icons;
  return (
    <span className="face">
      {face ? <img src={face} alt="" /> : icons[kind]}
      {face && kind === 'video' && <VideoCameraOutlined className="badge" />}
    </span>
  );
}
