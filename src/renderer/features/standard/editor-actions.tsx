import { DownloadOutlined, PrinterOutlined, RedoOutlined, UndoOutlined } from '@ant-design/icons';
import { useQueryClient } from '@tanstack/react-query';
import { App, Button, Dropdown, Popover } from 'antd';
import { memo, type ReactNode, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { scorecardDifferences } from '#shared/standard/scorecard.difference.ts';
import { faultSentence, type ScorecardFault } from '#shared/standard/scorecard.faults.ts';
import type { ScorecardContent } from '#shared/standard/scorecard.schema.ts';
import type { DraftView } from '#shared/standard/standard.contract.ts';
import { useScopedPath } from '../../app/period-scope.tsx';
import { client, orpc } from '../../rpc/client.ts';
import { errorText } from '../../rpc/error-text.ts';
import { printHtml, saveFileAs } from '../../rpc/files.ts';
import { StateTag } from '../../ui/state-tag.tsx';
import { useCardFile } from './card-file.tsx';
import { DifferenceDrawer } from './difference-drawer.tsx';
import { type DraftState, firstPlace } from './use-draft.ts';
import { useWords } from './use-words.ts';

interface Props {
  readonly view: DraftView;
  readonly draft: DraftState;
  readonly faults: readonly ScorecardFault[];
  readonly names: { draft: string; old: string };
  readonly published: ScorecardContent | undefined;
  readonly saved: ReactNode;
  onGo(at: string): void;
}

/** Everything that can be done with a draft as a whole; what isn't on the disk yet is written first. */
export const EditorActions = memo(function EditorActions(props: Props) {
  const { view, draft, faults, names, published, saved, onGo } = props;
  const { t } = useTranslation();
  const language = useWords();
  const { message } = App.useApp();
  const [isComparing, setComparing] = useState(false);
  const { scorecardDraftId } = view;
  const { card } = draft;
  const tell = (work: () => Promise<unknown>) => work().catch((error: unknown) => message.error(errorText(error, t)));
  const file = useCardFile((content) => {
    // the card keeps its number and version, whatever the workbook says
    const next = { ...content, code: card.code, version: card.version };
    draft.change(next, firstPlace(next));
    message.success(t('standard.excel.taken'));
  });
  const out = () =>
    tell(async () => {
      await draft.flush();
      await saveFileAs((await client.standard.exportDraft({ scorecardDraftId, language })).fileId);
    });
  const print = () =>
    tell(async () => {
      await draft.flush();
      await printHtml((await client.standard.printDraft({ scorecardDraftId, language })).html);
    });
  return (
    <>
      {saved}
      <Button type="text" icon={<UndoOutlined />} disabled={!draft.canUndo} onClick={draft.undo} title="Ctrl Z">
        {t('standard.editor.undo')}
      </Button>
      <Button
        type="text"
        icon={<RedoOutlined />}
        disabled={!draft.canRedo}
        onClick={draft.redo}
        title="Ctrl Y"
        aria-label={t('standard.editor.redo')}
      />
      {published && (
        <Button onClick={() => setComparing(true)}>{t('standard.editor.compare', { version: names.old })}</Button>
      )}
      <Dropdown
        trigger={['click']}
        menu={{
          items: [
            { key: 'out', label: t('standard.excel.out') },
            { key: 'in', label: t('standard.excel.in') },
          ],
          onClick: ({ key }) => (key === 'out' ? out() : file.choose()),
        }}
      >
        <Button icon={<DownloadOutlined />}>Excel</Button>
      </Dropdown>
      <Button icon={<PrinterOutlined />} onClick={print}>
        {t('standard.editor.blank')}
      </Button>
      <Faults faults={faults} onGo={onGo} />
      <Publish view={view} draft={draft} faults={faults} />
      {file.element}
      {published && (
        <DifferenceDrawer
          before={published}
          after={card}
          names={names}
          isOpen={isComparing}
          onClose={() => setComparing(false)}
          onGo={(at) => {
            setComparing(false);
            onGo(at);
          }}
        />
      )}
    </>
  );
});

/** What a draft will be published as, and how far it is from the version it began from. */
export const DraftOrigin = memo(function DraftOrigin({
  version,
  before,
  after,
  name,
}: {
  version: number;
  before: ScorecardContent | undefined;
  after: ScorecardContent;
  name: string;
}) {
  const { t } = useTranslation();
  const count = useMemo(() => (before ? scorecardDifferences(before, after).length : 0), [before, after]);
  return (
    <>
      <StateTag tone="info">{t('standard.draftOf', { version })}</StateTag>{' '}
      {before && <span className="fs">{t('standard.editor.from', { version: name, count })}</span>}
    </>
  );
});

function Faults({ faults, onGo }: { faults: readonly ScorecardFault[]; onGo(at: string): void }) {
  const { t } = useTranslation();
  const language = useWords();
  const [isOpen, setOpen] = useState(false);
  return (
    <Popover
      trigger="click"
      placement="bottomRight"
      open={isOpen}
      onOpenChange={setOpen}
      title={
        faults.length === 0 ? t('standard.editor.noFaults') : t('standard.editor.faults', { count: faults.length })
      }
      content={
        <ul className="std-faults">
          {faults.slice(0, 60).map((fault) => (
            <li key={`${fault.kind}${fault.at}`}>
              <button
                type="button"
                className="std-link"
                onClick={() => {
                  setOpen(false);
                  onGo(fault.at);
                }}
              >
                {faultSentence(fault, language)}
              </button>
            </li>
          ))}
        </ul>
      }
    >
      <Button>
        {t('standard.editor.check')} <b className={faults.length > 0 ? 'er' : 'ok'}>{faults.length}</b>
      </Button>
    </Popover>
  );
}

function Publish({ view, draft, faults }: Pick<Props, 'view' | 'draft' | 'faults'>) {
  const { t } = useTranslation();
  const { message, modal } = App.useApp();
  const queries = useQueryClient();
  const navigate = useNavigate();
  const scoped = useScopedPath();
  const publish = async () => {
    try {
      const revision = await draft.flush();
      const card = await client.standard.publishDraft({ scorecardDraftId: view.scorecardDraftId, revision });
      await queries.invalidateQueries({ queryKey: orpc.standard.key() });
      message.success(t('standard.editor.publishedNow', { version: card.version }));
      navigate(scoped('/standard', { card: card.scorecardVersionId }));
    } catch (error) {
      message.error(errorText(error, t));
    }
  };
  return (
    <Button
      type="primary"
      disabled={faults.length > 0 || draft.saving.kind === 'conflict'}
      onClick={() =>
        modal.confirm({
          title: t('standard.editor.publishTitle', { version: view.version }),
          content: t('standard.editor.publishText'),
          okText: t('standard.editor.publish', { version: view.version }),
          cancelText: t('common.cancel'),
          onOk: publish,
        })
      }
    >
      {t('standard.editor.publish', { version: view.version })}
    </Button>
  );
}
