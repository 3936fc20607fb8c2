import { Fragment, memo, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { SheetOutcome } from '#shared/inspection/inspection.rules.ts';
import type { InspectionDetail } from '#shared/inspection/inspection.schema.ts';
import { emptyEntry } from '#shared/inspection/result.schema.ts';
import { formatPoints } from '#shared/kernel/points.ts';
import type { Language } from '#shared/standard/rule.words.ts';
import { ItemRow } from './item-row.tsx';
import { ordinal } from './section-tabs.tsx';
import type { Entries } from './sheet-merge.ts';
import type { Sheet } from './sheet-state.ts';
import { piecesByItem } from './use-outcome.ts';
import type { useSheetKeys } from './use-sheet-keys.ts';

const widths = [44, 216, undefined, 52, 104, 62, 68];
const columns = ['code', 'item', 'rule', 'full', 'entry', 'points', 'evidence'] as const;

/** All items of the card under their sections, one of them open for entry. */
export const ItemList = memo(function ItemList({
  detail,
  entries,
  outcome: sheetOutcome,
  epoch,
  language,
  current,
  hovered,
  onSelect,
  onChange,
  onKey,
  onDropped,
}: {
  detail: InspectionDetail;
  entries: Entries;
  outcome: SheetOutcome;
  epoch: number;
  language: Language;
  current: string;
  hovered: string | undefined;
  onSelect(code: string): void;
  onChange: Sheet['change'];
  onKey: ReturnType<typeof useSheetKeys>;
  onDropped(code: string, text: string): void;
}) {
  const { t } = useTranslation();
  const { content: card } = detail.card;
  const outcomes = new Map(sheetOutcome.items.map((item) => [item.code, item]));
  const blank = useMemo(
    () =>
      new Map(
        card.sections.flatMap((section) => section.items.map((item) => [item.code, emptyEntry(item.code)] as const)),
      ),
    [card],
  );
  const pieces = useMemo(() => piecesByItem(detail.evidence), [detail.evidence]);
  const names = useMemo(() => new Map(detail.staff.map((person) => [person.staffId, person.name])), [detail.staff]);
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard
    <div className="items-scroll" tabIndex={0} role="region" aria-label={t('inspection.sheet.item')}>
      <table className="it">
        <colgroup>
          {widths.map((width, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: columns never move
            <col key={index} style={width ? { width } : {}} />
          ))}
        </colgroup>
        <thead>
          <tr>
            {columns.map((column) => (
              <th key={column} className={column === 'full' || column === 'points' ? 'num' : ''}>
                {t(`inspection.sheet.${column}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {card.sections.map((section, index) => {
            const result = sheetOutcome.sections[index];
            return (
              <Fragment key={section.code}>
                <tr className="grp">
                  <td colSpan={4}>
                    {section.kind === 'award' ? t('inspection.sheet.award') : ordinal(index, language)}{' '}
                    {section.title[language]}
                    <span className="t3">
                      {t('inspection.sheet.entered', { done: result?.entered ?? 0, all: result?.items ?? 0 })}
                    </span>
                  </td>
                  <td className="num" colSpan={3}>
                    <span className="t3">
                      {t('inspection.sheet.sectionFull', { points: formatPoints(section.fullPoints) })}
                    </span>
                    {result?.points != null &&
                      result.entered > 0 &&
                      t('inspection.sheet.sectionEarned', { points: formatPoints(result.points) })}
                  </td>
                </tr>
                {section.items.map((item) => {
                  const outcome = outcomes.get(item.code);
                  const entry = entries.get(item.code) ?? blank.get(item.code);
                  if (!outcome || !entry) return null;
                  const isCurrent = item.code === current;
                  return (
                    <ItemRow
                      key={item.code}
                      card={card}
                      item={item}
                      entry={entry}
                      outcome={outcome}
                      pieces={pieces[item.code] ?? 0}
                      names={names}
                      language={language}
                      isCurrent={isCurrent}
                      isHovered={item.code === hovered}
                      canEdit={detail.canEdit}
                      epoch={isCurrent ? epoch : 0}
                      onSelect={onSelect}
                      onChange={onChange}
                      onKey={onKey}
                      onDropped={onDropped}
                    />
                  );
                })}
              </Fragment>
            );
          })}
        </tbody>
      </table>
    </div>
  );
});
