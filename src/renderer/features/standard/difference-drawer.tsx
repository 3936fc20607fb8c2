import { Drawer } from 'antd';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { scorecardDifferences } from '#shared/standard/scorecard.difference.ts';
import type { ScorecardContent } from '#shared/standard/scorecard.schema.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { StateTag } from '../../ui/state-tag.tsx';
import { useWords } from './use-words.ts';

const tones = { added: 'good', removed: 'bad', moved: 'neutral', changed: 'info' } as const;

/** What distinguishes two versions of a card, part by part. */
export function DifferenceDrawer({
  before,
  after,
  names,
  isOpen,
  onClose,
  onGo,
}: {
  before: ScorecardContent;
  after: ScorecardContent;
  names: { old: string; draft: string };
  isOpen: boolean;
  onClose(): void;
  /** opens an item or section (`§`) by its code */
  onGo?: (at: string) => void;
}) {
  const { t } = useTranslation();
  const words = useWords();
  const list = useMemo(() => (isOpen ? scorecardDifferences(before, after) : []), [isOpen, before, after]);
  return (
    <Drawer
      open={isOpen}
      onClose={onClose}
      width={720}
      title={t('standard.difference.title', { old: names.old, draft: names.draft, count: list.length })}
    >
      {list.length === 0 ? (
        <EmptyState text={t('standard.difference.none')} />
      ) : (
        <table className="standard-table std-difference">
          <thead>
            <tr>
              <th>{t('standard.difference.place')}</th>
              <th>{t('standard.difference.what')}</th>
              <th>{names.old}</th>
              <th>{names.draft}</th>
            </tr>
          </thead>
          <tbody>
            {list.map((each) => {
              const place =
                each.at === '' ? t('standard.editor.card') : `${each.at} ${each.title[words] || each.title.zh}`;
              return (
                <tr key={`${each.kind}${each.at}${each.field?.zh}`}>
                  <td>
                    {onGo && each.kind !== 'removed' && each.at !== '' ? (
                      <button type="button" className="std-link" onClick={() => onGo(each.at)}>
                        {place}
                      </button>
                    ) : (
                      place
                    )}
                  </td>
                  <td className="nw">
                    <StateTag tone={tones[each.kind]}>
                      {each.field?.[words] ?? t(`standard.difference.${each.kind}`)}
                    </StateTag>
                  </td>
                  <td className="t2">{each.from?.[words] ?? ''}</td>
                  <td>{each.to?.[words] ?? ''}</td>
                </tr>
              );
            })}
          </tbody>
        </table>
      )}
    </Drawer>
  );
}
