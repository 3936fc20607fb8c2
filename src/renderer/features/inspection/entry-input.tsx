import { useEffect, useLayoutEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type Refusal, refusalOf } from '#shared/inspection/entry.refusal.ts';
import { entryText, entryUnit, parseResult, resultText } from '#shared/inspection/entry.words.ts';
import { type ResultKind, resultKindOf } from '#shared/inspection/result.schema.ts';
import type { RowProps } from './item-row.tsx';

/** How a result that isn't one number is typed. */
export const placeholderOf = (kind: ResultKind, t: (key: string) => string) =>
  kind === 'count' || kind === 'value' ? '' : t(`inspection.sheet.placeholder.${kind}`);

/** Keys that leave the item: they wait until what is typed can stand. */
const leaves = new Set(['Enter', 'ArrowDown', 'ArrowUp']);

/** The open cell of the current item: every key that can stand is an entry at once. */
export function EntryInput({
  item,
  entry,
  outcome,
  language,
  refusal,
  onRefusal,
  onChange,
  onKey,
  onDropped,
}: RowProps & { refusal: Refusal | undefined; onRefusal(refusal: Refusal | undefined): void }) {
  const { t } = useTranslation();
  const kind = resultKindOf(item.rule);
  const stored = entry.isNotApplicable
    ? `N ${t('inspection.sheet.notApplicable')}`
    : entry.isCriticalHit && !entry.result
      ? t('inspection.sheet.hit')
      : kind === 'pass'
        ? entryText(item, entry, language)
        : resultText(entry.result);
  const [typed, setTyped] = useState<string>();
  const input = useRef<HTMLInputElement>(null);
  // before the next key can come
  useLayoutEffect(() => {
    input.current?.focus({ preventScroll: true });
    input.current?.select();
  }, []);
  const wrong = typed === undefined ? undefined : refusalOf(item, typed);
  const left = useRef<string | undefined>(undefined);
  left.current = wrong ? typed : undefined;
  // what can't stand isn't stored; going elsewhere by mouse must say so
  const drop = useRef(() => {});
  drop.current = () => {
    if (left.current !== undefined) onDropped(item.code, left.current);
  };
  useEffect(() => () => drop.current(), []);
  const forget = () => {
    setTyped(undefined);
    onRefusal(undefined);
  };
  return (
    <span
      className={`cell edit${refusal ? ' invalid' : ''}${outcome.isCriticalHit ? ' veto' : ''}`}
      title={t(`inspection.sheet.hints.${kind}`)}
    >
      <input
        ref={input}
        value={typed ?? stored}
        aria-label={`${item.code} ${item.title[language]}`}
        aria-invalid={refusal !== undefined}
        inputMode="decimal"
        placeholder={placeholderOf(kind, t)}
        autoComplete="off"
        spellCheck={false}
        onKeyDown={(event) => {
          if (wrong && leaves.has(event.key) && !event.nativeEvent.isComposing) {
            event.preventDefault();
            onRefusal(wrong);
            return;
          }
          if (event.key === 'Escape' && typed !== undefined) {
            event.preventDefault();
            forget();
            input.current?.select();
            return;
          }
          if (onKey(event, item)) forget();
        }}
        onChange={(event) => {
          const text = event.target.value;
          const result = parseResult(item, text);
          const fault = refusalOf(item, text);
          setTyped(text);
          onRefusal(fault && !fault.isUnfinished ? fault : undefined);
          if (result !== undefined) onChange(item.code, { result, isNotApplicable: false });
        }}
      />
      <span className="t3 fs">{entryUnit(item, language)}</span>
    </span>
  );
}
