import { CopyOutlined, EditOutlined, InfoCircleOutlined } from '@ant-design/icons';
import { Button, Input, type InputRef, Segmented } from 'antd';
import { memo, useCallback, useEffect, useMemo, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { criticalSentence, ruleSentence } from '#shared/standard/rule.words.ts';
import { freshRule } from '#shared/standard/scorecard.edit.ts';
import type { Critical, ScorecardContent, ScorecardItem, ScoringRule } from '#shared/standard/scorecard.schema.ts';
import { inLanguage, policyWords, severityWords } from '#shared/standard/standard.words.ts';
import { Panel } from '../../ui/panel.tsx';
import { StateTag } from '../../ui/state-tag.tsx';
import { BoundaryTable } from './boundary-table.tsx';
import { ClausePicker, ClauseText } from './clause-picker.tsx';
import { ChoiceField, CountField, Field, ScaledField, TextField, withText } from './fields.tsx';
import { RuleCurve } from './rule-curve.tsx';
import { RuleForm } from './rule-form.tsx';
import { useWords } from './use-words.ts';

interface Props {
  readonly grades: ScorecardContent['grades'];
  readonly item: ScorecardItem;
  readonly isAward: boolean;
  /** the same item of the version the draft began from */
  readonly old: ScorecardItem | undefined;
  readonly names: { draft: string; old: string };
  readonly tried: number | null;
  /** counts up when the title is to be written */
  readonly focus: number;
  /** @param group what is typed on; letters of one text are undone together */
  onChange(patch: Partial<ScorecardItem>, group: string): void;
  onDuplicate(): void;
  onRestore(): void;
}

const baseKinds = [
  'deductPerOccurrence',
  'passFail',
  'rating',
  'linear',
  'bands',
  'interpolation',
  'meanAndMax',
] as const;

/** One item: what it is called, how it is scored, what it demands, and what the engine makes of it. */
export function ItemForm(props: Props) {
  const { grades, item, old, onChange, isAward } = props;
  const { t } = useTranslation();
  const words = useWords();
  const title = useRef<InputRef>(null);
  useEffect(() => {
    if (props.focus > 0) title.current?.focus();
  }, [props.focus]);
  const isChanged = old !== undefined && JSON.stringify(old) !== JSON.stringify(item);
  const { rule, fullPoints, notApplicable } = item;
  // what only the scoring depends on: the same object while texts are typed
  // biome-ignore lint/correctness/useExhaustiveDependencies: texts don't score
  const scoring = useMemo(() => item, [rule, fullPoints, notApplicable]);
  const setClause = useCallback((clause: ScorecardItem['clause']) => onChange({ clause }, 'clause'), [onChange]);
  const setRule = useCallback((next: ScoringRule) => onChange({ rule: next }, 'rule'), [onChange]);
  const hit = criticalSentence({ grades }, item, words);
  const name = item.title[words] || item.title.zh || t('standard.editor.untitled');
  return (
    <Panel
      className="std-middle"
      title={`${item.code} ${name}`}
      extra={
        <>
          {isChanged && (
            <StateTag tone="info" icon={<EditOutlined />}>
              {t('standard.editor.changed')}
            </StateTag>
          )}
          {props.names.old && !old && <StateTag tone="info">{t('standard.editor.new')}</StateTag>}
          <Button type="text" size="small" icon={<CopyOutlined />} onClick={props.onDuplicate}>
            {t('standard.editor.duplicate')}
          </Button>
          {isChanged && (
            <Button type="text" size="small" onClick={props.onRestore}>
              {t('standard.editor.restore', { version: props.names.old })}
            </Button>
          )}
        </>
      }
    >
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard */}
      <div className="std-form" tabIndex={0} role="region" aria-label={name}>
        <div className="std-line">
          <TextField
            label={t('standard.columns.code')}
            width={72}
            maxLength={12}
            value={item.code}
            onChange={(code) => onChange({ code }, 'code')}
          />
          <Field label={t('standard.columns.item')} grow>
            {(id) => (
              <Input
                id={id}
                ref={title}
                maxLength={200}
                value={item.title.zh}
                onChange={(event) => onChange({ title: withText(item.title, 'zh', event.target.value) }, 'title')}
              />
            )}
          </Field>
          <ScaledField
            label={t('standard.columns.full')}
            width={92}
            value={item.fullPoints}
            unit={t('standard.points')}
            onChange={(fullPoints) => onChange({ fullPoints }, 'full')}
          />
          <ClausePicker clause={item.clause} onChange={setClause} />
        </div>
        <ClauseText clause={item.clause} onChange={setClause} />
        <KindChoice rule={rule} isAward={isAward} fullPoints={fullPoints} old={old?.rule} onChange={setRule} />
        <RuleForm rule={rule} fullPoints={fullPoints} onChange={setRule} />
        <div className="std-sentence">
          <InfoCircleOutlined />
          <span>
            <b>{ruleSentence(item, words)}</b>
            {words === 'zh' ? '。' : '. '}
            {t(`standard.policySentence.${item.notApplicable}`)}
            {hit && ` ${hit}${words === 'zh' ? '。' : '.'}`}
          </span>
        </div>
        <RuleCurve
          title={item.title[words] || item.title.zh}
          item={scoring}
          old={old}
          names={props.names}
          tried={props.tried}
        />
        <div className="std-two">
          <BoundaryTable item={scoring} />
          <OtherRules
            grades={grades}
            notApplicable={notApplicable}
            evidence={item.evidence}
            critical={item.critical}
            onChange={onChange}
          />
        </div>
        <Wording item={item} onChange={onChange} />
      </div>
    </Panel>
  );
}

const KindChoice = memo(function KindChoice({
  rule,
  isAward,
  fullPoints,
  old,
  onChange,
}: {
  rule: ScoringRule;
  isAward: boolean;
  fullPoints: number;
  old: ScoringRule | undefined;
  onChange(rule: ScoringRule): void;
}) {
  const { t } = useTranslation();
  const kinds: readonly ScoringRule['kind'][] = isAward ? ['award'] : baseKinds;
  return (
    <div className="std-field">
      <span className="std-label">{t('standard.columns.rule')}</span>
      <Segmented<ScoringRule['kind']>
        className="std-kinds"
        value={rule.kind}
        aria-label={t('standard.columns.rule')}
        options={kinds.map((kind) => ({ value: kind, label: t(`standard.kind.${kind}`) }))}
        onChange={(kind) => onChange(old?.kind === kind ? old : freshRule(kind, fullPoints))}
      />
    </div>
  );
});

type OtherProps = Pick<ScorecardItem, 'notApplicable' | 'evidence' | 'critical'> & Pick<Props, 'grades' | 'onChange'>;
const OtherRules = memo(function OtherRules(props: OtherProps) {
  const { grades, notApplicable, evidence, critical, onChange } = props;
  const { t } = useTranslation();
  const words = useWords();
  const severity = critical ? (critical.severity ?? 'veto') : 'general';
  const setCritical = (patch: Partial<Critical>) => {
    const next = { ...(critical as Critical), ...patch };
    const { grade, ...plain } = next;
    const cap = grade ?? grades.at(-2)?.code ?? '';
    onChange({ critical: next.effect === 'capGrade' ? { ...plain, grade: cap } : plain }, '');
  };
  const chooseSeverity = (value: 'veto' | 'key' | 'general') => {
    if (value === 'general') return onChange({ critical: null }, '');
    const effect = value === 'veto' ? ('zeroWhole' as const) : ('zeroSection' as const);
    onChange(
      { critical: critical ? { ...critical, severity: value } : { severity: value, effect, trigger: 'onFailure' } },
      '',
    );
  };
  return (
    <div className="std-other">
      <b className="fs">{t('standard.editor.other')}</b>
      <ChoiceField
        label={t('standard.columns.notApplicable')}
        value={notApplicable}
        words={inLanguage(policyWords, words)}
        onChange={(policy) => onChange({ notApplicable: policy }, '')}
      />
      <ChoiceField
        label={t('standard.columns.evidence')}
        value={evidence.demand}
        words={{
          never: t('standard.evidence.never'),
          onFailure: t('standard.evidence.onFailure'),
          always: t('standard.evidence.always'),
        }}
        onChange={(demand) => onChange({ evidence: { ...evidence, demand } }, '')}
      />
      {evidence.demand !== 'never' && (
        <div className="std-line">
          <CountField
            label={t('standard.editor.least')}
            width={84}
            min={1}
            max={20}
            value={evidence.least}
            onChange={(least) => onChange({ evidence: { ...evidence, least } }, 'least')}
          />
          <CountField
            label={t('standard.editor.most')}
            width={84}
            min={1}
            max={50}
            value={evidence.most}
            onChange={(most) => onChange({ evidence: { ...evidence, most } }, 'most')}
            onClear={() => onChange({ evidence: { demand: evidence.demand, least: evidence.least } }, 'most')}
          />
        </div>
      )}
      <ChoiceField
        label={t('standard.editor.severity')}
        value={severity}
        words={inLanguage(severityWords, words)}
        onChange={chooseSeverity}
      />
      {critical && (
        <>
          <ChoiceField
            label={t('standard.editor.effect')}
            value={critical.effect}
            words={{
              zeroItem: t('standard.critical.zeroItem'),
              zeroSection: t('standard.critical.zeroSection'),
              capGrade: t('standard.critical.capGrade'),
              zeroWhole: t('standard.critical.zeroWhole'),
            }}
            onChange={(effect) => setCritical({ effect })}
          />
          {critical.effect === 'capGrade' && (
            <ChoiceField
              label={t('standard.editor.cap')}
              value={critical.grade ?? ''}
              words={Object.fromEntries(grades.map((grade) => [grade.code, grade.title[words] || grade.title.zh]))}
              onChange={(grade) => setCritical({ grade })}
            />
          )}
          <ChoiceField
            label={t('standard.editor.trigger')}
            value={critical.trigger}
            words={{ onFailure: t('standard.trigger.onFailure'), marked: t('standard.trigger.marked') }}
            onChange={(trigger) => setCritical({ trigger })}
          />
        </>
      )}
    </div>
  );
});

/** How to inspect, and the English of the texts; folded, since most of them are written once. */
function Wording({ item, onChange }: Pick<Props, 'item' | 'onChange'>) {
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
