import { Button, Modal, Radio } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { entryText } from '#shared/inspection/entry.words.ts';
import type { ItemEntry } from '#shared/inspection/result.schema.ts';
import type { SheetWindow } from '#shared/inspection/sheet.contract.ts';
import type { Language } from '#shared/standard/rule.words.ts';
import type { ScorecardContent, ScorecardItem } from '#shared/standard/scorecard.schema.ts';
import type { Conflict } from './sheet-merge.ts';

/** Items entered here and elsewhere: both are shown, and one is chosen for each. Nothing is decided before. */
export function ConflictModal({
  card,
  conflicts,
  others,
  names,
  language,
  onChoose,
}: {
  card: ScorecardContent;
  conflicts: readonly Conflict[];
  others: readonly SheetWindow[];
  names: ReadonlyMap<string, string>;
  language: Language;
  onChoose(itemCode: string, side: 'mine' | 'theirs'): void;
}) {
  const { t } = useTranslation();
  const [sides, setSides] = useState<Readonly<Record<string, 'mine' | 'theirs'>>>({});
  const items = new Map(card.sections.flatMap((section) => section.items.map((item) => [item.code, item] as const)));
  const who = [...new Set(others.map((other) => (other.isSelf ? t('inspection.presence.ownWindow') : other.name)))];
  const open = conflicts.filter((conflict) => !sides[conflict.itemCode]).length;
  const theirs =
    who.length === 1 ? t('inspection.conflict.theirsBy', { name: who[0] }) : t('inspection.conflict.theirs');
  const chooseAll = (side: 'mine' | 'theirs') =>
    setSides(Object.fromEntries(conflicts.map((conflict) => [conflict.itemCode, side])));
  return (
    <Modal
      open
      width={640}
      closable={false}
      keyboard={false}
      mask={{ closable: false }}
      title={t('inspection.conflict.title', { count: conflicts.length })}
      footer={
        <div className="conflict-foot">
          {conflicts.length > 1 && (
            <>
              <Button onClick={() => chooseAll('mine')}>{t('inspection.conflict.allMine')}</Button>
              <Button onClick={() => chooseAll('theirs')}>{t('inspection.conflict.allTheirs')}</Button>
            </>
          )}
          <span className="sp" />
          {open > 0 && <span className="t3 fs">{t('inspection.conflict.open', { count: open })}</span>}
          <Button
            type="primary"
            disabled={open > 0}
            onClick={() => {
              for (const { itemCode } of conflicts) onChoose(itemCode, sides[itemCode] ?? 'mine');
            }}
          >
            {t('inspection.conflict.save')}
          </Button>
        </div>
      }
    >
      <p className="t2" style={{ marginBottom: 8 }}>
        {who.length > 0
          ? t('inspection.conflict.who', { names: who.join(t('common.comma')) })
          : t('inspection.conflict.somebody')}
      </p>
      <div className="conflicts">
        {conflicts.map((conflict) => {
          const item = items.get(conflict.itemCode);
          if (!item) return null;
          const options = (['mine', 'theirs'] as const).map((side) => ({
            value: side,
            label: (
              <>
                {side === 'mine' ? t('inspection.conflict.mine') : theirs}{' '}
                <Said item={item} entry={conflict[side]} {...{ names, language }} />
              </>
            ),
          }));
          return (
            <div key={conflict.itemCode} className="conflict">
              <b>
                {item.code} {item.title[language]}
              </b>
              <Radio.Group
                aria-label={`${item.code} ${item.title[language]}`}
                options={options}
                value={sides[item.code]}
                onChange={(event) => setSides({ ...sides, [item.code]: event.target.value })}
              />
            </div>
          );
        })}
      </div>
    </Modal>
  );
}

/** All that an entry says. */
function Said({
  item,
  entry,
  names,
  language,
}: {
  item: ScorecardItem;
  entry: ItemEntry;
  names: ReadonlyMap<string, string>;
  language: Language;
}) {
  const { t } = useTranslation();
  const found = entry.isNotApplicable ? t('inspection.sheet.notApplicable') : entryText(item, entry, language);
  const parts = [
    found || t('inspection.sheet.unscored'),
    entry.isCriticalHit ? t('inspection.sheet.hit') : '',
    (entry.staffIds ?? []).map((staffId) => names.get(staffId) ?? '').join(' '),
    entry.note && `“${entry.note}”`,
  ];
  return <b>{parts.filter(Boolean).join(' · ')}</b>;
}
