import { DeleteOutlined, LeftOutlined, RightOutlined, ZoomInOutlined, ZoomOutOutlined } from '@ant-design/icons';
import { useQuery } from '@tanstack/react-query';
import { Button, Drawer } from 'antd';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { EvidenceView } from '#shared/inspection/inspection.schema.ts';
import { formatInstant } from '#shared/kernel/dates.ts';
import { orpc } from '../../rpc/client.ts';
import { ErrorPanel } from '../../ui/error-panel.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { formatLength, formatSize } from './evidence.format.ts';

const zooms = [0.25, 0.5, 0.75, 1, 1.5, 2, 3, 4];

/** One piece of evidence beside the sheet: pictures with zoom, sound and film with a player, PDF pages. ← → go on to the next piece. */
export function EvidenceViewer({
  pieces,
  opened,
  canEdit,
  onOpen,
  onClose,
  onRemove,
}: {
  pieces: readonly EvidenceView[];
  opened: string | undefined;
  canEdit: boolean;
  onOpen(evidenceId: string): void;
  onClose(): void;
  onRemove(evidenceId: string): Promise<unknown>;
}) {
  const { t } = useTranslation();
  const at = pieces.findIndex((piece) => piece.evidenceId === opened);
  const piece = pieces[at];
  const step = (by: number) => {
    const next = pieces[at + by];
    if (next) onOpen(next.evidenceId);
  };
  return (
    <Drawer
      open={piece !== undefined}
      onClose={onClose}
      size={720}
      title={piece?.name}
      mask={false}
      destroyOnHidden
      extra={
        <span className="row">
          <span className="t3 fs">
            {at + 1} / {pieces.length}
          </span>
          <Button
            size="small"
            icon={<LeftOutlined />}
            disabled={at <= 0}
            aria-label={t('inspection.evidence.previous')}
            onClick={() => step(-1)}
          />
          <Button
            size="small"
            icon={<RightOutlined />}
            disabled={at >= pieces.length - 1}
            aria-label={t('inspection.evidence.next')}
            onClick={() => step(1)}
          />
        </span>
      }
    >
      {piece && (
        <Piece
          key={piece.evidenceId}
          piece={piece}
          canEdit={canEdit}
          onStep={step}
          onRemove={() => onRemove(piece.evidenceId).then(onClose)}
        />
      )}
    </Drawer>
  );
}

/** The bytes of a piece under an address of this window, given back when it is no longer shown. */
function useAddress(piece: EvidenceView) {
  const blob = useQuery({
    ...orpc.inspection.evidence.queryOptions({ input: { evidenceId: piece.evidenceId } }),
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 30_000,
  });
  const [address, setAddress] = useState<string>();
  useEffect(() => {
    if (!blob.data) return;
    const made = URL.createObjectURL(new Blob([blob.data], { type: piece.mediaType }));
    setAddress(made);
    return () => URL.revokeObjectURL(made);
  }, [blob.data, piece.mediaType]);
  return { address, error: blob.error, retry: () => blob.refetch() };
}

function Piece({
  piece,
  canEdit,
  onStep,
  onRemove,
}: {
  piece: EvidenceView;
  canEdit: boolean;
  onStep(by: number): void;
  onRemove(): void;
}) {
  const { t } = useTranslation();
  const { address, error, retry } = useAddress(piece);
  useEffect(() => {
    const listen = (event: KeyboardEvent) => {
      // players and fields use the arrows themselves
      if (event.target instanceof HTMLElement && /^(AUDIO|VIDEO|INPUT|TEXTAREA)$/.test(event.target.tagName)) return;
      const by = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
      if (by) onStep(by);
    };
    window.addEventListener('keydown', listen);
    return () => window.removeEventListener('keydown', listen);
  }, [onStep]);
  return (
    <div className="evidence-preview">
      {error ? (
        <ErrorPanel error={error} onRetry={retry} />
      ) : address ? (
        <Content piece={piece} address={address} />
      ) : (
        <Skeleton rows={6} />
      )}
      <p className="fs t2">
        {t('inspection.evidence.by', { name: piece.addedBy, time: formatInstant(piece.addedAt) })} ·{' '}
        {formatSize(piece.size)}
        {piece.durationMs !== null && ` · ${formatLength(piece.durationMs)}`}
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

function Content({ piece, address }: { piece: EvidenceView; address: string }) {
  const { t } = useTranslation();
  const [isUnplayable, setUnplayable] = useState(false);
  const kind = piece.mediaType.split('/')[0];
  if (isUnplayable) return <p className="wa">{t('inspection.evidence.unplayable')}</p>;
  const fail = () => setUnplayable(true);
  if (kind === 'image') return <Picture name={piece.name} address={address} onFail={fail} />;
  if (kind === 'audio')
    // biome-ignore lint/a11y/useMediaCaption: recordings of calls have no captions
    return <audio controls src={address} onError={fail} aria-label={piece.name} />;
  if (kind === 'video')
    // biome-ignore lint/a11y/useMediaCaption: recordings have no captions
    return <video controls src={address} onError={fail} aria-label={piece.name} />;
  return <iframe className="pdf" title={piece.name} src={address} />;
}

/** A picture that fits the drawer; + and − or the buttons enlarge it, and it is moved by scrolling. */
function Picture({ name, address, onFail }: { name: string; address: string; onFail(): void }) {
  const { t } = useTranslation();
  const [zoom, setZoom] = useState<number>();
  const turn = (by: 1 | -1) =>
    setZoom((before) => {
      const at = zooms.indexOf(before ?? 1);
      return zooms[Math.min(zooms.length - 1, Math.max(0, at + by))];
    });
  return (
    <>
      <div
        className={zoom === undefined ? 'canvas fit' : 'canvas'}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard
        tabIndex={0}
        role="region"
        aria-label={name}
        onKeyDown={(event) => {
          if (event.key === '+' || event.key === '=') turn(1);
          else if (event.key === '-') turn(-1);
          else if (event.key === '0') setZoom(undefined);
        }}
        onWheel={(event) => event.ctrlKey && turn(event.deltaY < 0 ? 1 : -1)}
        onDoubleClick={() => setZoom((before) => (before === undefined ? 1 : undefined))}
      >
        <img
          src={address}
          alt={name}
          onError={onFail}
          // `zoom` keeps the natural size as the base, whatever the picture’s resolution
          style={zoom === undefined ? {} : { zoom }}
        />
      </div>
      <div className="row zoom">
        <Button
          size="small"
          icon={<ZoomOutOutlined />}
          aria-label={t('inspection.evidence.smaller')}
          onClick={() => turn(-1)}
        />
        <span className="fs t2 num">{zoom === undefined ? t('inspection.evidence.fit') : `${zoom * 100}%`}</span>
        <Button
          size="small"
          icon={<ZoomInOutlined />}
          aria-label={t('inspection.evidence.larger')}
          onClick={() => turn(1)}
        />
        <Button size="small" onClick={() => setZoom(undefined)}>
          {t('inspection.evidence.fit')}
        </Button>
      </div>
    </>
  );
}
