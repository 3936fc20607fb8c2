import { memo, useCallback, useMemo } from 'react';
import { type CardPlace, changeItem, changeSection } from '#shared/standard/scorecard.edit.ts';
import type { ScorecardContent, ScorecardItem } from '#shared/standard/scorecard.schema.ts';
import { CardForm, SectionForm } from './card-form.tsx';
import { ItemForm } from './item-form.tsx';
import type { Acts } from './use-acts.ts';
import type { DraftState } from './use-draft.ts';
import { type Trial, triedValue } from './use-trial.ts';

interface Props {
  readonly card: ScorecardContent;
  readonly place: CardPlace | null;
  readonly edit: DraftState['edit'];
  readonly acts: Acts;
  readonly names: { readonly draft: string; readonly old: string };
  readonly published: ScorecardContent | undefined;
  readonly trial: Trial;
}

/** The form of what is open: an item, a section, or the card itself. */
export const PlaceForm = memo(function PlaceForm({ card, place, edit, acts, names, published, trial }: Props) {
  const olds = useMemo(
    () => new Map(published?.sections.flatMap((section) => section.items).map((item) => [item.code, item])),
    [published],
  );
  const section = place && card.sections[place.section];
  const item = section && place.item !== null ? section.items[place.item] : undefined;
  const old = item && olds.get(item.code);
  const change = useCallback(
    (patch: Partial<ScorecardItem>, name: string) => edit((own, at) => (at ? changeItem(own, at, patch) : own), name),
    [edit],
  );
  const restore = useCallback(() => old && change(old, ''), [old, change]);
  if (!section) return <CardForm card={card} onChange={(next, group) => edit(() => next, group)} />;
  if (!item)
    return (
      <SectionForm
        key={place.section}
        section={section}
        onChange={(patch, name) => edit((own) => changeSection(own, place.section, patch), name)}
      />
    );
  return (
    <ItemForm
      key={`${place.section}.${place.item}`}
      grades={card.grades}
      item={item}
      isAward={section.kind === 'award'}
      old={old}
      names={names}
      tried={triedValue(trial.tried.get(item.code))}
      focus={acts.focus}
      takeFocus={acts.takeFocus}
      onChange={change}
      onDuplicate={acts.duplicate}
      onRestore={restore}
    />
  );
});
