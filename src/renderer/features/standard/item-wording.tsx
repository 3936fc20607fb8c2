import { useTranslation } from 'react-i18next';
import type { ScorecardItem, ScoringRule } from '#shared/standard/scorecard.schema.ts';
import { TextField, withText } from './fields.tsx';
import type { ChangeItem } from './item-change.ts';

/** How to inspect, and the English of the texts; folded, since most of them are written once. */
export function Wording({ item, onChange }: { item: ScorecardItem; onChange: ChangeItem }) {
  const { t } = useTranslation();
  const lines = (language: 'zh' | 'en') => item.guidance.map((step) => step[language]).join('\n');
  const setLines = (language: 'zh' | 'en', text: string) => {
    const typed = text.split('\n');
    const count = language === 'zh' ? typed.length : item.guidance.length;
    const guidance = Array.from({ length: count }, (_each, i) => ({
      ...(item.guidance[i] ?? { zh: '', en: '' }),
      [language]: typed[i] ?? '',
    })).filter((step, i) => step.zh !== '' || i < count - 1 || count > 1);
    onChange({ guidance }, `guidance${language}`);
  };
  const { rule } = item;
  return (
    <details className="std-wording">
      <summary>{t('standard.editor.wording')}</summary>
      <div className="std-line">
        <TextField
          label={t('standard.editor.guidance')}
          grow
          rows={6}
          maxLength={4000}
          value={lines('zh')}
          onChange={(text) => setLines('zh', text)}
        />
        <TextField
          label={t('standard.editor.guidanceEn')}
          grow
          rows={6}
          maxLength={4000}
          value={lines('en')}
          onChange={(text) => setLines('en', text)}
        />
      </div>
      <div className="std-line">
        <TextField
          label={t('standard.editor.titleEn')}
          grow
          value={item.title.en}
          onChange={(en) => onChange({ title: withText(item.title, 'en', en) }, 'titleEn')}
        />
        {'unit' in rule && (
          <TextField
            label={t('standard.editor.unitEn')}
            width={110}
            maxLength={30}
            value={rule.unit.en}
            onChange={(en) =>
              onChange({ rule: { ...rule, unit: withText(rule.unit, 'en', en) } as ScoringRule }, 'unitEn')
            }
          />
        )}
      </div>
      <span className="t3 fs">{t('standard.editor.englishHint')}</span>
    </details>
  );
}
