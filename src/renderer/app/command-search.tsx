import { SearchOutlined } from '@ant-design/icons';
import { useQuery } from '@tanstack/react-query';
import { Button, Input, type InputRef, Modal } from 'antd';
import { useEffect, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import type { SearchHit } from '#shared/system/system.schema.ts';
import { orpc } from '../rpc/client.ts';
import { useCommands } from './commands.ts';
import { navigation } from './navigation.tsx';
import { useScopedPath } from './period-scope.tsx';
import { useMay } from './session.tsx';
import './command-search.css';

interface Entry {
  key: string;
  kind: string;
  title: string;
  detail: string;
  path: string;
}

const hitPath: Record<SearchHit['kind'], (id: string) => [string, Record<string, string>?]> = {
  unit: (id) => ['/organization', { selected: id }],
  staff: (id) => [`/inspection/staff/${id}`],
  complaint: (id) => ['/complaint', { selected: id }],
  inspection: (id) => [`/inspection/${id}`],
  report: (id) => [`/report/${id}`],
  // the code on a printed blank card: a sheet is started by it
  scorecard: (id) => ['/inspection', { start: '1', card: id }],
};

/** Ctrl+K: units, staff, complaints, sheets, reports, pages and commands. */
export function CommandSearch() {
  const { t } = useTranslation();
  const [isOpen, setOpen] = useState(false);
  useEffect(() => {
    const listen = (event: KeyboardEvent) => {
      if (!(event.ctrlKey || event.metaKey) || event.key.toLowerCase() !== 'k') return;
      event.preventDefault();
      setOpen(true);
    };
    window.addEventListener('keydown', listen);
    return () => window.removeEventListener('keydown', listen);
  }, []);
  return (
    <>
      <Button className="search" icon={<SearchOutlined />} onClick={() => setOpen(true)}>
        {t('frame.search.placeholder')}
        <kbd>Ctrl K</kbd>
      </Button>
      <Modal
        open={isOpen}
        onCancel={() => setOpen(false)}
        footer={null}
        closable={false}
        width={560}
        style={{ top: 48 }}
        destroyOnHidden
        styles={{ body: { padding: 0 } }}
      >
        <SearchBox onDone={() => setOpen(false)} />
      </Modal>
    </>
  );
}

function useEntries(text: string): { entries: Entry[]; isSearching: boolean } {
  const { t } = useTranslation();
  const may = useMay();
  const commands = useCommands();
  const hits = useQuery({
    ...orpc.system.search.queryOptions({ input: { text: text.trim() || ' ' } }),
    enabled: text.trim().length > 0,
  });
  const entries = useMemo(() => {
    const pages = navigation
      .filter((item) => !item.permission || may(item.permission))
      .map(
        (item): Entry => ({
          key: `page:${item.key}`,
          kind: 'page',
          title: t(`frame.nav.${item.key}`),
          detail: '',
          path: item.path,
        }),
      );
    const acts = commands.map(
      (command): Entry => ({
        key: `command:${command.key}`,
        kind: 'command',
        title: t(`frame.command.${command.key}`),
        detail: command.keys,
        path: command.path,
      }),
    );
    const wanted = text.trim().toLowerCase();
    const local = [...acts, ...pages].filter((entry) => !wanted || entry.title.toLowerCase().includes(wanted));
    const found = (wanted ? (hits.data ?? []) : []).map(
      (hit): Entry => ({
        key: `${hit.kind}:${hit.id}`,
        kind: hit.kind,
        title: hit.title,
        detail: hit.detail,
        path: '',
      }),
    );
    return [...found, ...local];
  }, [t, may, commands, hits.data, text]);
  return { entries, isSearching: hits.isFetching };
}

function SearchBox({ onDone }: { onDone(): void }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const scoped = useScopedPath();
  const input = useRef<InputRef>(null);
  const [text, setText] = useState('');
  const [at, setAt] = useState(0);
  const { entries, isSearching } = useEntries(text);
  useEffect(() => input.current?.focus(), []);
  const open = (entry: Entry | undefined) => {
    if (!entry) return;
    const [path, extra] = entry.path
      ? [entry.path]
      : hitPath[entry.kind as SearchHit['kind']](entry.key.slice(entry.kind.length + 1));
    onDone();
    navigate(path.includes('?') ? path : scoped(path, extra));
  };
  // a scanner types a code and Enter faster than it can be looked up
  const [isAwaited, setAwaited] = useState(false);
  // biome-ignore lint/correctness/useExhaustiveDependencies: only the answer that was waited for opens something
  useEffect(() => {
    if (!isAwaited || isSearching) return;
    setAwaited(false);
    open(entries[at]);
  }, [isAwaited, isSearching]);
  const onKey = (event: React.KeyboardEvent) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step) {
      event.preventDefault();
      setAt(Math.max(0, Math.min(entries.length - 1, at + step)));
    }
    if (event.key !== 'Enter' || event.nativeEvent.isComposing) return;
    if (isSearching) setAwaited(true);
    else open(entries[at]);
  };
  return (
    <div className="command-search">
      <Input
        ref={input}
        aria-label={t('frame.search.placeholder')}
        variant="borderless"
        size="large"
        prefix={<SearchOutlined />}
        placeholder={t('frame.search.placeholder')}
        value={text}
        onChange={(event) => {
          setText(event.target.value);
          setAt(0);
          setAwaited(false);
        }}
        onKeyDown={onKey}
      />
      <ul>
        {entries.map((entry, i) => (
          <li key={entry.key}>
            <button
              type="button"
              className={i === at ? 'on' : ''}
              onMouseEnter={() => setAt(i)}
              onClick={() => open(entry)}
            >
              <em>{t(`frame.search.${entry.kind}`)}</em>
              <b>{entry.title}</b>
              <span>{entry.detail}</span>
            </button>
          </li>
        ))}
        {entries.length === 0 && <li className="none">{t('frame.search.none')}</li>}
      </ul>
    </div>
  );
}
