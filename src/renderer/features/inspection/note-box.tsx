import { DeleteOutlined } from '@ant-design/icons';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Input } from 'antd';
import type { TextAreaRef } from 'antd/es/input/TextArea';
import { type KeyboardEvent, type Ref, useCallback, useEffect, useImperativeHandle, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { client, orpc } from '../../rpc/client.ts';

export interface NoteHandle {
  focus(): void;
  /** shows the phrases used last */
  openPhrases(): void;
}

const saveAfter = 600;
const mostShown = 9;
const ends = /[；;。\n]/;
const sentencesOf = (text: string) =>
  text
    .split(ends)
    .map((sentence) => sentence.trim())
    .filter((sentence) => sentence.length >= 2 && sentence.length <= 200);
/** What is being typed: from the end of the last sentence on. */
const beginningOf = (text: string) => text.slice(text.length - (text.split(ends).at(-1) ?? '').length).trimStart();

/** The note of an item. Phrases used before come up by typing their beginning or by Alt+↓, and go in with one key. */
export function NoteBox({
  note,
  canEdit,
  handle,
  onNote,
  onDone,
}: {
  note: string;
  canEdit: boolean;
  handle: Ref<NoteHandle>;
  onNote(note: string): void;
  onDone(): void;
}) {
  const { t } = useTranslation();
  const [text, setText] = useState(note);
  const [isFocused, setFocused] = useState(false);
  const [list, setList] = useState<'closed' | 'typing' | 'all'>('closed');
  const [at, setAt] = useState(0);
  const area = useRef<TextAreaRef>(null);
  const saved = useRef(note);
  const latest = useRef({ text, onNote });
  latest.current = { text, onNote };
  // taken back, or changed in another window
  useEffect(() => {
    if (note === saved.current) return;
    saved.current = note;
    setText(note);
  }, [note]);
  const save = useCallback(() => {
    if (latest.current.text === saved.current) return;
    saved.current = latest.current.text;
    latest.current.onNote(latest.current.text);
  }, []);
  useEffect(() => {
    if (text === saved.current) return;
    const timer = setTimeout(save, saveAfter);
    return () => clearTimeout(timer);
  }, [text, save]);
  useEffect(() => () => save(), [save]);

  const { phrases, remember, forget } = usePhrases(canEdit);
  const before = useRef<readonly string[]>([]);
  const beginning = beginningOf(text);
  const shown =
    list === 'all'
      ? phrases.slice(0, mostShown)
      : list === 'typing' && beginning.length > 0
        ? phrases.filter((phrase) => phrase.text !== beginning && phrase.text.includes(beginning)).slice(0, mostShown)
        : [];
  const insert = (phrase: string) => {
    const kept = list === 'typing' ? text.slice(0, text.length - beginning.length) : text;
    const glue = list === 'all' && kept.trim() !== '' && !ends.test(kept.at(-1) ?? '') ? '；' : '';
    setText((kept + glue + phrase).slice(0, 1000));
    setList('closed');
    area.current?.focus({ cursor: 'end' });
  };
  useImperativeHandle(handle, () => ({
    focus: () => area.current?.focus({ cursor: 'end' }),
    openPhrases: () => {
      area.current?.focus({ cursor: 'end' });
      setList('all');
      setAt(0);
    },
  }));
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return;
    const chosen = shown[at];
    const acts: Record<string, (() => void) | undefined> =
      shown.length === 0
        ? {}
        : {
            ArrowDown: () => setAt((before_) => Math.min(shown.length - 1, before_ + 1)),
            ArrowUp: () => setAt((before_) => Math.max(0, before_ - 1)),
            Tab: () => chosen && insert(chosen.text),
            Enter: list === 'all' && !event.ctrlKey ? () => chosen && insert(chosen.text) : undefined,
            Escape: () => setList('closed'),
            Delete: event.ctrlKey ? () => chosen && forget(chosen.notePhraseId) : undefined,
          };
    let act = event.altKey ? undefined : acts[event.key];
    const numbered = list === 'all' && /^[1-9]$/.test(event.key) ? shown[Number(event.key) - 1] : undefined;
    if (numbered && !event.altKey && !event.ctrlKey) act = () => insert(numbered.text);
    const leaves = event.key === 'Escape' || (event.key === 'Enter' && event.ctrlKey) || event.key === 'F2';
    if (!act && leaves)
      act = () => {
        event.nativeEvent.stopPropagation();
        onDone();
      };
    if (!act) return;
    event.preventDefault();
    event.stopPropagation();
    act();
  };
  return (
    <div className="note">
      {isFocused && shown.length > 0 && (
        <ul className="phrases" aria-label={t('inspection.note.phrases')}>
          {shown.map((phrase, index) => (
            <li key={phrase.notePhraseId} className={index === at ? 'on' : ''}>
              <button
                type="button"
                className="use"
                tabIndex={-1}
                onMouseDown={(event) => {
                  event.preventDefault();
                  insert(phrase.text);
                }}
              >
                {list === 'all' && <kbd>{index + 1}</kbd>} {phrase.text}
              </button>
              <button
                type="button"
                tabIndex={-1}
                className="forget"
                aria-label={t('inspection.note.forget')}
                title={t('inspection.note.forget')}
                onMouseDown={(event) => {
                  event.preventDefault();
                  forget(phrase.notePhraseId);
                }}
              >
                <DeleteOutlined />
              </button>
            </li>
          ))}
          <li className="t3 fs hint">{t(list === 'all' ? 'inspection.note.howAll' : 'inspection.note.howTyping')}</li>
        </ul>
      )}
      {isFocused && list === 'all' && shown.length === 0 && (
        <ul className="phrases">
          <li className="t3 fs hint">{t('inspection.note.noPhrases')}</li>
        </ul>
      )}
      <Input.TextArea
        ref={area}
        value={text}
        readOnly={!canEdit}
        maxLength={1000}
        aria-label={t('inspection.sheet.noteTitle')}
        placeholder={t('inspection.sheet.notePlaceholder')}
        rows={2}
        className="note-text"
        onFocus={() => {
          setFocused(true);
          before.current = sentencesOf(text);
        }}
        onBlur={() => {
          setFocused(false);
          setList('closed');
          save();
          remember(sentencesOf(text).filter((sentence) => !before.current.includes(sentence)));
        }}
        onChange={(event) => {
          setText(event.target.value);
          setList('typing');
          setAt(0);
        }}
        onKeyDown={onKeyDown}
      />
    </div>
  );
}

/** Own phrases; what is remembered or forgotten here never gets in the way of the sheet. */
function usePhrases(isUsed: boolean) {
  const queries = useQueryClient();
  const options = orpc.inspection.phrases.queryOptions({ input: {} });
  const phrases = useQuery({ ...options, enabled: isUsed, staleTime: 60_000 });
  const renew = () => queries.invalidateQueries({ queryKey: options.queryKey });
  const remember = async (sentences: readonly string[]) => {
    if (sentences.length === 0) return;
    for (const text of sentences) await client.inspection.rememberPhrase({ text }).catch(() => undefined);
    renew();
  };
  const forget = (notePhraseId: string) =>
    client.inspection
      .forgetPhrase({ notePhraseId })
      .catch(() => undefined)
      .then(renew);
  return { phrases: phrases.data ?? [], remember, forget };
}
