import { CheckOutlined, WarningOutlined } from '@ant-design/icons';
import { Button, Dropdown } from 'antd';
import { useTranslation } from 'react-i18next';
import { formatPoints } from '#shared/kernel/points.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Panel } from '../../ui/panel.tsx';
import { StructureTree } from './structure-tree.tsx';
import type { Acts } from './use-acts.ts';
import type { DraftState } from './use-draft.ts';

const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);

/** Sections and items of the draft with what can be done to them, and whether their points add up. */
export function StructurePanel({
  draft,
  acts,
  faulty,
}: {
  draft: DraftState;
  acts: Acts;
  faulty: ReadonlySet<string>;
}) {
  const { t } = useTranslation();
  const { card, place } = draft;
  const base = sum(card.sections.filter((section) => section.kind === 'base').map((section) => section.fullPoints));
  const award = sum(card.sections.filter((section) => section.kind === 'award').map((section) => section.fullPoints));
  const count = sum(card.sections.map((section) => section.items.length));
  const closes =
    base === card.fullPoints &&
    card.sections.every(
      (section) => section.kind === 'award' || sum(section.items.map((item) => item.fullPoints)) === section.fullPoints,
    );
  return (
    <Panel
      className="std-left"
      title={
        <>
          {t('standard.editor.structure')} <span className="t3 fs">{t('standard.items', { count })}</span>
        </>
      }
      extra={
        <span className={closes ? 'ok fs' : 'er fs'}>
          {closes ? <CheckOutlined /> : <WarningOutlined />}{' '}
          {t(award > 0 ? 'standard.editor.sumAward' : 'standard.editor.sum', {
            points: formatPoints(base),
            award: formatPoints(award),
          })}
        </span>
      }
      foot={
        <>
          <span>
            <kbd>Ctrl Enter</kbd> {t('standard.editor.keyAdd')}
          </span>
          <span>
            <kbd>Alt ↑↓</kbd> {t('standard.editor.keyMove')}
          </span>
          <span>
            <kbd>Del</kbd> {t('standard.editor.keyRemove')}
          </span>
        </>
      }
    >
      <div className="std-tree-bar">
        <button
          type="button"
          className={place === null ? 'on' : ''}
          aria-pressed={place === null}
          onClick={() => draft.select(null)}
        >
          {t('standard.editor.card')}
        </button>
        <span className="sp" />
        <Button size="small" type="text" onClick={acts.add}>
          {t('standard.editor.addItem')}
        </Button>
        <Dropdown
          trigger={['click']}
          menu={{
            items: (['base', 'award'] as const).map((kind) => ({
              key: kind,
              label: t(`standard.sectionKind.${kind}`),
            })),
            onClick: ({ key }) => acts.addSection(key as 'base' | 'award'),
          }}
        >
          <Button size="small" type="text">
            {t('standard.editor.addSection')}
          </Button>
        </Dropdown>
      </div>
      {card.sections.length === 0 ? (
        <EmptyState
          text={t('standard.editor.empty')}
          action={
            <Button type="primary" onClick={acts.add}>
              {t('standard.editor.addFirst')}
            </Button>
          }
        />
      ) : (
        <StructureTree
          card={card}
          place={place}
          faulty={faulty}
          onSelect={draft.select}
          onMove={acts.moveTo}
          onRemove={acts.remove}
        />
      )}
    </Panel>
  );
}
