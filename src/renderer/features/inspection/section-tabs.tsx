import { CheckOutlined, StopOutlined } from '@ant-design/icons';
import { memo, useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { SheetOutcome } from '#shared/inspection/inspection.rules.ts';
import { formatPoints } from '#shared/kernel/points.ts';
import type { Language } from '#shared/standard/rule.words.ts';
import type { ScorecardContent } from '#shared/standard/scorecard.schema.ts';

const numerals = '一二三四五六七八九十';

/** 一 二 … 十 十一 … 二十 in Chinese, plain numbers in English. */
export function ordinal(index: number, language: Language): string {
  if (language !== 'zh') return String(index + 1);
  if (index < 10) return numerals[index] ?? '';
  return `${index >= 19 ? '二' : ''}十${index === 19 ? '' : (numerals[index - 10] ?? '')}`;
}

/** The sections of the card with how far each is and what it lost; a click or Alt and its number goes to its first item. */
export const SectionTabs = memo(function SectionTabs({
  card,
  outcome,
  language,
  current,
  onSelect,
}: {
  card: ScorecardContent;
  outcome: SheetOutcome;
  language: Language;
  current: string;
  onSelect(code: string): void;
}) {
  const { t } = useTranslation();
  const list = useRef<HTMLDivElement>(null);
  const at = card.sections.findIndex((section) => section.items.some((item) => item.code === current));
  useEffect(() => {
    list.current?.children[at]?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  }, [at]);
  return (
    <div className="section-tabs" role="tablist" ref={list}>
      {card.sections.map((section, index) => {
        const result = outcome.sections[index];
        const isOn = index === at;
        const isHit = outcome.hits.some((hit) => section.items.some((item) => item.code === hit.itemCode));
        const isDone = result?.entered === result?.items;
        const points =
          !result || result.entered === 0
            ? t('inspection.sheet.sectionFull', { points: formatPoints(section.fullPoints) })
            : section.kind === 'award'
              ? `+${formatPoints(result.points ?? 0)}`
              : formatPoints(-result.lostPoints);
        return (
          <button
            type="button"
            role="tab"
            key={section.code}
            aria-selected={isOn}
            tabIndex={isOn ? 0 : -1}
            className={isOn ? 'on' : ''}
            title={section.title[language]}
            onClick={() => onSelect(section.items[0]?.code ?? '')}
          >
            <span className="row">
              <span className="t3">
                {section.kind === 'award' ? t('inspection.sheet.award') : ordinal(index, language)}
              </span>
              <b className="el">{section.title[language]}</b>
              {isHit ? <StopOutlined className="er" /> : isDone && <CheckOutlined className="ok" />}
            </span>
            <span className="row fs t3">
              <span>
                {result?.entered}/{result?.items}
              </span>
              <span className="sp" />
              <span className={result && result.lostPoints > 0 ? 'er' : ''}>{points}</span>
            </span>
          </button>
        );
      })}
    </div>
  );
});
