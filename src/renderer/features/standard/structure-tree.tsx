import { CaretDownOutlined, CaretRightOutlined, WarningOutlined } from '@ant-design/icons';
import { type DragEvent, type KeyboardEvent, memo, useEffect, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { formatPoints } from '#shared/kernel/points.ts';
import type { CardPlace } from '#shared/standard/scorecard.edit.ts';
import type { ScorecardContent, ScorecardItem, ScorecardSection } from '#shared/standard/scorecard.schema.ts';
import { StateTag } from '../../ui/state-tag.tsx';
import { scrollToRow, useWindow } from './use-window.ts';
import { useWords } from './use-words.ts';

const rowHeight = 28;

type TreeRow =
  | { key: string; section: number; item: null; head: ScorecardSection; isOpen: boolean }
  | { key: string; section: number; item: number; own: ScorecardItem };

/** Sections and their items as rows, folded sections without theirs. */
function rowsOf(card: ScorecardContent, folded: ReadonlySet<number>): TreeRow[] {
  return card.sections.flatMap((head, section): TreeRow[] => [
    { key: `s${section}`, section, item: null, head, isOpen: !folded.has(section) },
    ...(folded.has(section)
      ? []
      : head.items.map((own, item): TreeRow => ({ key: `s${section}i${item}`, section, item, own }))),
  ]);
}
const isAt = (row: TreeRow, place: CardPlace | null) =>
  place !== null && row.section === place.section && row.item === place.item;

/** On which side of a row what is dragged would land; nothing where it says so by no row of its own kind. */
function landingOf(from: CardPlace | null, to: CardPlace): 'before' | 'after' | undefined {
  if (!from || (from.section === to.section && from.item === to.item)) return undefined;
  if (from.item === null) {
    if (to.item !== null) return undefined;
    return from.section < to.section ? 'after' : 'before';
  }
  if (to.item === null) return 'after';
  return from.section === to.section && from.item < to.item ? 'after' : 'before';
}

interface Props {
  readonly card: ScorecardContent;
  readonly place: CardPlace | null;
  /** codes with faults: of items, and `§` of sections */
  readonly faulty: ReadonlySet<string>;
  onSelect(place: CardPlace): void;
  onMove(from: CardPlace, to: CardPlace): void;
  onRemove(): void;
}

/** The structure of a card; only the rows in sight are drawn, and a row only again when its own item changed. */
export function StructureTree({ card, place, faulty, onSelect, onMove, onRemove }: Props) {
  const { t } = useTranslation();
  const host = useRef<HTMLDivElement>(null);
  const [folded, setFolded] = useState<ReadonlySet<number>>(new Set());
  const rows = useMemo(() => rowsOf(card, folded), [card, folded]);
  const seen = useWindow(host, rows.length, rowHeight);
  const at = rows.findIndex((row) => isAt(row, place));
  useEffect(() => scrollToRow(host.current, at, rowHeight), [at]);
  const dragged = useRef<CardPlace | null>(null);
  const acts = useRef({ onSelect, onMove });
  acts.current = { onSelect, onMove };
  const fold = (section: number) => {
    const next = new Set(folded);
    if (!next.delete(section)) next.add(section);
    setFolded(next);
  };
  const handlers = useMemo(
    () => ({
      select: (section: number, item: number | null) => acts.current.onSelect({ section, item }),
      drag: (section: number, item: number | null) => {
        dragged.current = { section, item };
      },
      landing: (section: number, item: number | null) => landingOf(dragged.current, { section, item }),
      drop: (section: number, item: number | null) => {
        const from = dragged.current;
        dragged.current = null;
        if (from) acts.current.onMove(from, { section, item: from.item === null ? null : (item ?? 0) });
      },
    }),
    [],
  );
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    const go = (index: number) => {
      const row = rows[Math.min(rows.length - 1, Math.max(0, index))];
      if (row) onSelect({ section: row.section, item: row.item });
    };
    const row = rows[at];
    if (event.key === 'ArrowDown') go(at + 1);
    else if (event.key === 'ArrowUp') go(at - 1);
    else if (event.key === 'Home') go(0);
    else if (event.key === 'End') go(rows.length - 1);
    else if (event.key === 'Delete') onRemove();
    else if ((event.key === 'ArrowLeft' || event.key === 'ArrowRight') && row?.item === null) fold(row.section);
    else return;
    event.preventDefault();
  };
  return (
    <div
      ref={host}
      className="std-tree"
      role="tree"
      aria-label={t('standard.editor.structure')}
      tabIndex={0}
      aria-activedescendant={at < 0 ? undefined : `std-row-${rows[at]?.key}`}
      onKeyDown={onKeyDown}
    >
      <div style={{ height: seen.height, position: 'relative' }} role="none">
        {rows.slice(seen.first, seen.last).map((row, i) => (
          <Row
            key={row.key}
            top={seen.before + i * rowHeight}
            row={row}
            isCurrent={isAt(row, place)}
            isFaulty={faulty.has(row.item === null ? `§${row.head.code}` : row.own.code)}
            handlers={handlers}
            onFold={row.item === null ? fold : undefined}
          />
        ))}
      </div>
    </div>
  );
}

interface RowProps {
  readonly row: TreeRow;
  readonly top: number;
  readonly isCurrent: boolean;
  readonly isFaulty: boolean;
  readonly handlers: {
    select(section: number, item: number | null): void;
    drag(section: number, item: number | null): void;
    landing(section: number, item: number | null): 'before' | 'after' | undefined;
    drop(section: number, item: number | null): void;
  };
  readonly onFold: ((section: number) => void) | undefined;
}

const Row = memo(
  function Row({ row, top, isCurrent, isFaulty, handlers, onFold }: RowProps) {
    const { t } = useTranslation();
    const words = useWords();
    const { section, item } = row;
    const drag = {
      draggable: true,
      onDragStart: () => handlers.drag(section, item),
      // written past React: it changes with each row the mouse passes
      onDragOver: (event: DragEvent<HTMLElement>) => {
        event.preventDefault();
        const landing = handlers.landing(section, item);
        if (landing) event.currentTarget.dataset.landing = landing;
      },
      onDragLeave: (event: DragEvent<HTMLElement>) => {
        delete event.currentTarget.dataset.landing;
      },
      onDrop: (event: DragEvent<HTMLElement>) => {
        event.preventDefault();
        delete event.currentTarget.dataset.landing;
        handlers.drop(section, item);
      },
    };
    const warning = isFaulty && <WarningOutlined className="wa" title={t('standard.editor.hasFault')} />;
    if (row.item === null) {
      const { head, isOpen } = row;
      return (
        <div
          id={`std-row-${row.key}`}
          role="treeitem"
          tabIndex={-1}
          aria-level={1}
          aria-expanded={isOpen}
          aria-selected={isCurrent}
          className={`std-row group${isCurrent ? ' on' : ''}`}
          style={{ top }}
          onClick={() => handlers.select(section, null)}
          onKeyDown={() => {}}
          {...drag}
        >
          <span
            className="fold"
            role="none"
            onClick={(event) => {
              event.stopPropagation();
              onFold?.(section);
            }}
          >
            {isOpen ? <CaretDownOutlined /> : <CaretRightOutlined />}
          </span>
          <span className="code">{head.code}</span>
          <span className="el sp">{head.title[words] || head.title.zh || t('standard.editor.untitled')}</span>
          {warning}
          <span className="num">
            {head.kind === 'award' && '+'}
            {formatPoints(head.fullPoints, 1)}
          </span>
        </div>
      );
    }
    const { own } = row;
    return (
      <div
        id={`std-row-${row.key}`}
        role="treeitem"
        tabIndex={-1}
        aria-level={2}
        aria-selected={isCurrent}
        className={`std-row${isCurrent ? ' on' : ''}`}
        style={{ top }}
        onClick={() => handlers.select(section, item)}
        onKeyDown={() => {}}
        {...drag}
      >
        <span className="code t2">{own.code}</span>
        <span className="el sp" title={own.title[words] || own.title.zh}>
          {own.title[words] || own.title.zh || <span className="t3">{t('standard.editor.untitled')}</span>}
        </span>
        {warning}
        {own.critical ? (
          <StateTag tone="bad">{t(`standard.severity.${own.critical.severity ?? 'veto'}`)}</StateTag>
        ) : (
          <span className="t3 fs">{t(`standard.kindShort.${own.rule.kind}`)}</span>
        )}
        <span className="num">
          {own.fullPoints === 0 ? '—' : formatPoints(own.fullPoints, own.fullPoints % 100 === 0 ? 1 : 2)}
        </span>
      </div>
    );
  },
  (a, b) =>
    a.top === b.top &&
    a.isCurrent === b.isCurrent &&
    a.isFaulty === b.isFaulty &&
    a.onFold === b.onFold &&
    a.row.key === b.row.key &&
    (a.row.item === null
      ? b.row.item === null && a.row.head === b.row.head && a.row.isOpen === b.row.isOpen
      : b.row.item !== null && a.row.own === b.row.own),
);
