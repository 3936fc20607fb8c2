import { DeleteOutlined, PlusOutlined } from '@ant-design/icons';
import { Button, DatePicker, InputNumber, Select } from 'antd';
import dayjs from 'dayjs';
import { useTranslation } from 'react-i18next';
import { unitChannels } from '#shared/kernel/levels.ts';
import { formatPoints } from '#shared/kernel/points.ts';
import type { ScorecardContent, ScorecardSection } from '#shared/standard/scorecard.schema.ts';
import { channelWords, inLanguage, lineWords } from '#shared/standard/standard.words.ts';
import { Panel } from '../../ui/panel.tsx';
import { ChoiceField, CountField, Field, ScaledField, TextField, withText } from './fields.tsx';
import { useWords } from './use-words.ts';

const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);

/** A section: its name and its points beside what its items add up to. */
export function SectionForm({
  section,
  onChange,
}: {
  section: ScorecardSection;
  onChange(patch: Partial<ScorecardSection>, group: string): void;
}) {
  const { t } = useTranslation();
  const added = sum(section.items.map((item) => item.fullPoints));
  return (
    <Panel className="std-middle" title={`${section.code} ${section.title.zh || t('standard.editor.untitled')}`}>
      <div className="std-form">
        <div className="std-line">
          <TextField
            label={t('standard.columns.code')}
            width={72}
            maxLength={12}
            value={section.code}
            onChange={(code) => onChange({ code }, 'code')}
          />
          <TextField
            label={t('standard.editor.sectionTitle')}
            grow
            value={section.title.zh}
            onChange={(zh) => onChange({ title: withText(section.title, 'zh', zh) }, 'title')}
          />
          <TextField
            label={t('standard.editor.titleEn')}
            grow
            value={section.title.en}
            onChange={(en) => onChange({ title: withText(section.title, 'en', en) }, 'titleEn')}
          />
        </div>
        <div className="std-line">
          <ChoiceField
            label={t('standard.editor.sectionKind')}
            width={130}
            value={section.kind}
            words={{ base: t('standard.sectionKind.base'), award: t('standard.sectionKind.award') }}
            onChange={(kind) => onChange({ kind }, '')}
          />
          <ScaledField
            label={t('standard.editor.sectionPoints')}
            value={section.fullPoints}
            unit={t('standard.points')}
            onChange={(fullPoints) => onChange({ fullPoints }, 'full')}
          />
          <div className="std-field std-check">
            <span className={added === section.fullPoints || section.kind === 'award' ? 't2' : 'er'}>
              {t('standard.editor.itemsAdd', { points: formatPoints(added), count: section.items.length })}
            </span>
          </div>
          {added !== section.fullPoints && added > 0 && (
            <div className="std-field std-check">
              <Button onClick={() => onChange({ fullPoints: added }, '')}>{t('standard.editor.takeSum')}</Button>
            </div>
          )}
        </div>
      </div>
    </Panel>
  );
}

/** The card itself: what it is for, when it counts, its total and its grades. */
export function CardForm({
  card,
  onChange,
}: {
  card: ScorecardContent;
  onChange(card: ScorecardContent, group: string): void;
}) {
  const { t } = useTranslation();
  const words = useWords();
  const patch = (part: Partial<ScorecardContent>, group = '') => onChange({ ...card, ...part }, group);
  const added = sum(card.sections.filter((section) => section.kind === 'base').map((section) => section.fullPoints));
  const setGrade = (index: number, part: Partial<ScorecardContent['grades'][number]>, group: string) =>
    patch({ grades: card.grades.map((grade, i) => (i === index ? { ...grade, ...part } : grade)) }, group);
  const mystery = card.mystery ?? { recordingMinutes: 0, photos: 0, impressionChars: 0 };
  const setMystery = (part: Partial<typeof mystery>) => {
    const next = { ...mystery, ...part };
    const { mystery: _gone, ...plain } = card;
    onChange(
      next.recordingMinutes + next.photos + next.impressionChars === 0 ? plain : { ...card, mystery: next },
      'mystery',
    );
  };
  return (
    <Panel className="std-middle" title={t('standard.editor.card')}>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard */}
      <div className="std-form" tabIndex={0} role="region" aria-label={t('standard.editor.card')}>
        <div className="std-line">
          <TextField
            label={t('standard.editor.cardTitle')}
            grow
            maxLength={120}
            value={card.title.zh}
            onChange={(zh) => patch({ title: withText(card.title, 'zh', zh) }, 'title')}
          />
          <TextField
            label={t('standard.editor.titleEn')}
            grow
            maxLength={200}
            value={card.title.en}
            onChange={(en) => patch({ title: withText(card.title, 'en', en) }, 'titleEn')}
          />
        </div>
        <TextField
          label={t('standard.editor.source')}
          rows={4}
          maxLength={1000}
          value={card.source.zh}
          onChange={(zh) => patch({ source: withText(card.source, 'zh', zh) }, 'source')}
        />
        <div className="std-line">
          <ChoiceField
            label={t('standard.editor.line')}
            width={130}
            value={card.line}
            words={inLanguage(lineWords, words)}
            onChange={(line) => patch({ line })}
          />
          <Field label={t('standard.editor.channels')} grow>
            {(id) => (
              <Select
                id={id}
                mode="multiple"
                aria-label={t('standard.editor.channels')}
                value={card.channels}
                style={{ width: '100%' }}
                placeholder={t('standard.editor.allChannels')}
                onChange={(channels) => patch({ channels })}
                options={unitChannels.map((value) => ({ value, label: channelWords[value][words] }))}
              />
            )}
          </Field>
          <Field label={t('standard.editor.effectiveOn')} width={140}>
            {(id) => (
              <DatePicker
                id={id}
                allowClear={false}
                value={dayjs(card.effectiveOn)}
                onChange={(day) => patch({ effectiveOn: dayjs(day).format('YYYY-MM-DD') })}
              />
            )}
          </Field>
        </div>
        <div className="std-line">
          <ScaledField
            label={t('standard.editor.total')}
            value={card.fullPoints}
            unit={t('standard.points')}
            onChange={(fullPoints) => patch({ fullPoints }, 'full')}
          />
          <ScaledField
            label={t('standard.editor.rounding')}
            value={card.roundingPoints}
            min={1}
            unit={t('standard.points')}
            onChange={(roundingPoints) => patch({ roundingPoints }, 'rounding')}
          />
          <div className="std-field std-check">
            <span className={added === card.fullPoints ? 't2' : 'er'}>
              {t('standard.editor.sectionsAdd', { points: formatPoints(added) })}
            </span>
          </div>
        </div>
        <div className="std-field">
          <span className="std-label">{t('standard.grades')}</span>
          <table className="std-levels">
            <thead>
              <tr>
                <th>{t('standard.editor.grade')}</th>
                <th>{t('standard.editor.titleEn')}</th>
                <th>{t('standard.editor.fromPoints')}</th>
                <th>
                  <Button
                    type="text"
                    size="small"
                    icon={<PlusOutlined />}
                    aria-label={t('standard.editor.addGrade')}
                    disabled={card.grades.length >= 10}
                    onClick={() => {
                      const code = `g${card.grades.length + 1}`;
                      patch({
                        grades: [
                          ...card.grades.slice(0, -1),
                          {
                            code: card.grades.some((grade) => grade.code === code) ? `${code}x` : code,
                            title: { zh: '', en: '' },
                            fromPoints: 1000,
                          },
                          ...card.grades.slice(-1),
                        ],
                      });
                    }}
                  />
                </th>
              </tr>
            </thead>
            <tbody>
              {card.grades.map((grade, i) => (
                <tr key={grade.code}>
                  <td>
                    <input
                      className="std-input"
                      aria-label={`${t('standard.editor.grade')} ${i + 1}`}
                      maxLength={20}
                      value={grade.title.zh}
                      onChange={(event) =>
                        setGrade(i, { title: withText(grade.title, 'zh', event.target.value) }, `grade${i}`)
                      }
                    />
                  </td>
                  <td>
                    <input
                      className="std-input"
                      aria-label={`${t('standard.editor.titleEn')} ${i + 1}`}
                      maxLength={30}
                      value={grade.title.en}
                      onChange={(event) =>
                        setGrade(i, { title: withText(grade.title, 'en', event.target.value) }, `gradeEn${i}`)
                      }
                    />
                  </td>
                  <td>
                    <InputNumber<number>
                      aria-label={`${t('standard.editor.fromPoints')} ${i + 1}`}
                      controls={false}
                      min={0}
                      max={1000}
                      style={{ width: 92 }}
                      value={grade.fromPoints / 1000}
                      onChange={(typed) =>
                        typed !== null && setGrade(i, { fromPoints: Math.round(typed * 1000) }, `from${i}`)
                      }
                    />
                  </td>
                  <td>
                    <Button
                      type="text"
                      size="small"
                      icon={<DeleteOutlined />}
                      disabled={card.grades.length <= 2}
                      aria-label={t('standard.editor.removeGrade', { n: i + 1 })}
                      onClick={() => patch({ grades: card.grades.filter((_each, j) => j !== i) })}
                    />
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
        <div className="std-field">
          <span className="std-label">{t('standard.editor.mystery')}</span>
          <div className="std-line">
            <CountField
              label={t('standard.editor.recording')}
              width={120}
              max={600}
              value={mystery.recordingMinutes}
              onChange={(recordingMinutes) => setMystery({ recordingMinutes })}
            />
            <CountField
              label={t('standard.editor.photos')}
              width={120}
              max={100}
              value={mystery.photos}
              onChange={(photos) => setMystery({ photos })}
            />
            <CountField
              label={t('standard.editor.impression')}
              width={120}
              max={2000}
              value={mystery.impressionChars}
              onChange={(impressionChars) => setMystery({ impressionChars })}
            />
          </div>
        </div>
      </div>
    </Panel>
  );
}
